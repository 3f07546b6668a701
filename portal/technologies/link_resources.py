"""A table with a column for links to technologies that carry more than the link itself."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from portal.administration.cells import split_cell_list
from portal.administration.resources import BaseResource
from portal.technologies.evidence import KnownAs
from portal.technologies.models import Technology

SAID = (KnownAs.STATED, KnownAs.CONFIRMED)


class TechnologyLinkResource(BaseResource):
    """link: the model between; links: its related name at the owner; column: of the file; texts: read by the tagger.

    The cell lists what a person said: who is in it counts as stated, or confirmed where it was proposed; who is
    said but no longer in it goes; proposals and refusals that it does not name stay.
    """

    link: Any
    links: str
    column: str
    texts: tuple[str, ...]

    def propose(self, owner: Any) -> None:
        """Bring the proposals in line with the texts."""
        raise NotImplementedError

    def cell(self, owner: models.Model) -> str:
        links = getattr(owner, self.links).all() if owner.pk else []
        return ", ".join(sorted(self.told(link) for link in links if link.known_as in SAID))

    def told(self, link: Any) -> str:
        return str(link.technology.slug)

    def read(self, part: str) -> tuple[str, dict[str, Any]]:
        """The name of a technology, and what else the link holds."""
        return part, {}

    @cached_property
    def known(self) -> dict[str, Technology]:
        """Technologies by slug and label; a merged one is known as the one that it went into."""
        rows = Technology.objects.select_related("merged_into").order_by("-merged_into_id")
        return {name.lower(): row.merged_into or row for row in rows for name in (row.label_en, row.label_nl, row.slug)}

    def wanted(self, row: Any) -> dict[Technology, dict[str, Any]]:
        return dict(self._wanted(row))

    def _wanted(self, row: Any) -> Iterator[tuple[Technology, dict[str, Any]]]:
        for part in split_cell_list(row[self.column]):
            name, more = self.read(part)
            if name.lower() not in self.known:
                raise ValueError(_("There is no technology “%(value)s”.") % {"value": name})
            yield self.known[name.lower()], more

    def read_links(self, instance: models.Model, row: Any, **kwargs: Any) -> None:
        super().read_links(instance, row, **kwargs)
        if self.column in row:
            try:
                self.wanted(row)
            except ValueError as error:
                raise ValidationError({self.column: str(error)}) from None

    def skip_row(self, instance: Any, original: Any, row: Any, import_validation_errors: Any = None) -> bool:
        self.reads_anew = any(getattr(instance, name) != getattr(original, name) for name in self.texts)
        same = super().skip_row(instance, original, row, import_validation_errors)
        return bool(same and (self.column not in row or self._said(original) == self.wanted(row)))

    def _said(self, owner: Any) -> dict[Technology, dict[str, Any]]:
        links = getattr(owner, self.links).select_related("technology")
        return {link.technology: self.read(self.told(link))[1] for link in links if link.known_as in SAID}

    def after_save_instance(self, instance: Any, row: Any, **kwargs: Any) -> None:
        if self.column in row:
            self.write_links(instance, row)
        if self.reads_anew:
            self.propose(instance)

    def write_links(self, instance: Any, row: Any) -> None:
        wanted = self.wanted(row)
        links = getattr(instance, self.links)
        links.filter(known_as__in=SAID).exclude(technology__in=wanted).delete()
        found = {link.technology_id: link for link in links.all()}
        (owner,) = (field.name for field in self.link._meta.fields if field.related_model is type(instance))
        for technology, more in wanted.items():
            link = found.get(technology.pk) or self.link(technology=technology, **{owner: instance})
            self._state(link, more)

    def _state(self, link: Any, more: dict[str, Any]) -> None:
        if link.known_as not in SAID:
            link.known_as = KnownAs.CONFIRMED
        for name, value in more.items():
            setattr(link, name, value)
        link.full_clean()
        link.save()
