"""Tables of technologies and terms, and of what has links to technologies that carry more than the link itself."""

from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from import_export import fields

from portal.importing.resources import BaseResource, NaturalKeyListWidget, NaturalKeyWidget, split_cell_list
from portal.technologies.evidence import KnownAs
from portal.technologies.models import FocusArea, Technology, TechnologyTerm

BY_PERSON = (KnownAs.STATED, KnownAs.CONFIRMED)


class TechnologyLinkResource(BaseResource):
    """A table of companies or challenges, with a column for their technologies.

    A cell lists the technologies that a person stated. A listed one counts as stated, or as confirmed where it was
    proposed; a stated one that is no longer listed is removed; proposals and refusals that are not listed stay.

    link: the model of the links; links: their related name; column: the column of the file; texts: the fields that the
    tagger reads.
    """

    link: Any
    links: str
    column: str
    texts: tuple[str, ...]

    def propose_links(self, owner: Any) -> None:
        """Update the proposals to the texts."""
        raise NotImplementedError

    def build_cell(self, owner: models.Model) -> str:
        links = getattr(owner, self.links).all() if owner.pk else []
        return ", ".join(sorted(self.build_cell_part(link) for link in links if link.known_as in BY_PERSON))

    def build_cell_part(self, link: Any) -> str:
        return str(link.technology.slug)

    def read_cell_part(self, part: str) -> tuple[str, dict[str, Any]]:
        """Return the name of a technology, and the values of other fields of the link."""
        return part, {}

    @cached_property
    def known(self) -> dict[str, Technology]:
        """Return technologies by slug and label; the names of a merged one refer to the one that it was merged into."""
        rows = Technology.objects.select_related("merged_into").order_by("-merged_into_id")
        return {name.lower(): row.merged_into or row for row in rows for name in (row.label_en, row.label_nl, row.slug)}

    def read_cell(self, row: Any) -> dict[Technology, dict[str, Any]]:
        found = {}
        for part in split_cell_list(row[self.column]):
            name, more = self.read_cell_part(part)
            if name.lower() not in self.known:
                raise ValueError(_("There is no technology “%(value)s”.") % {"value": name})
            found[self.known[name.lower()]] = more
        return found

    def read_links(self, instance: models.Model, row: Any, **kwargs: Any) -> None:
        super().read_links(instance, row, **kwargs)
        if self.column in row:
            try:
                self.read_cell(row)
            except ValueError as error:
                raise ValidationError({self.column: str(error)}) from None

    def skip_row(self, instance: Any, original: Any, row: Any, import_validation_errors: Any = None) -> bool:
        self.has_new_texts = any(getattr(instance, name) != getattr(original, name) for name in self.texts)
        same = super().skip_row(instance, original, row, import_validation_errors)
        if not same or self.column not in row:
            return bool(same)
        links = getattr(original, self.links).select_related("technology")
        stated = [link for link in links if link.known_as in BY_PERSON]
        before = {link.technology: self.read_cell_part(self.build_cell_part(link))[1] for link in stated}
        return before == self.read_cell(row)

    def after_save_instance(self, instance: Any, row: Any, **kwargs: Any) -> None:
        if self.column in row:
            self._write_links(instance, self.read_cell(row))
        if self.has_new_texts:
            self.propose_links(instance)

    def _write_links(self, instance: Any, wanted: dict[Technology, dict[str, Any]]) -> None:
        links = getattr(instance, self.links)
        links.filter(known_as__in=BY_PERSON).exclude(technology__in=wanted).delete()
        found = {link.technology_id: link for link in links.all()}
        (owner,) = (field.name for field in self.link._meta.fields if field.related_model is type(instance))
        for technology, more in wanted.items():
            link = found.get(technology.pk) or self.link(technology=technology, **{owner: instance})
            if link.known_as not in BY_PERSON:
                link.known_as = KnownAs.CONFIRMED
            for name, value in more.items():
                setattr(link, name, value)
            link.full_clean()
            link.save()


class TechnologyResource(BaseResource):
    parent = fields.Field("parent", "parent", widget=NaturalKeyWidget(Technology, "slug", "label_nl", "label_en"))
    related = fields.Field(
        "related", "related", widget=NaturalKeyListWidget(Technology, "slug", "label_nl", "label_en")
    )
    focus_areas = fields.Field("focus_areas", "focus_areas", widget=NaturalKeyListWidget(FocusArea, "code"))
    named_by = ("label_en", "label_nl")

    class Meta:
        model = Technology
        import_id_fields = ["slug"]
        fields = [
            *("slug", "label_nl", "label_en", "parent", "related", "focus_areas"),
            *("civil_use_nl", "civil_use_en", "military_use_nl", "military_use_en"),
        ]
        clean_model_instances = skip_unchanged = True

    def filter_export(self, queryset: Any, **kwargs: Any) -> Any:
        return queryset.select_related("parent").prefetch_related("related", "focus_areas")


class TechnologyTermResource(BaseResource):
    technology = fields.Field(
        "technology", "technology", widget=NaturalKeyWidget(Technology, "slug", "label_nl", "label_en")
    )

    class Meta:
        model = TechnologyTerm
        import_id_fields = ["language", "text"]
        fields = ["technology", "language", "text"]
        clean_model_instances = skip_unchanged = True

    def filter_export(self, queryset: Any, **kwargs: Any) -> Any:
        return queryset.select_related("technology")
