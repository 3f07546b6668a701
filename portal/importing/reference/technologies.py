"""The focus areas and the technologies."""

from typing import Any

from django.db.models import Q

from portal.importing import reference_files
from portal.importing.reference.loader import Content, ReferenceChange, ReferenceLoader
from portal.importing.reference_files import FocusAreaData, TechnologyData, read_focus_areas
from portal.technologies.models import FocusArea, Technology, TechnologyTerm


class FocusAreaLoader(ReferenceLoader):
    kind, model, key = "focus areas", FocusArea, "code"

    def contents(self) -> dict[str, Content]:
        return {area.code: _build_focus_area_content(area) for area in read_focus_areas()}


class TechnologyLoader(ReferenceLoader):
    """A technology merged in the admin stays merged: only new terms of it are taken, by the one that took it in."""

    kind, model, key = "technologies", Technology, "slug"

    def contents(self) -> dict[str, Content]:
        return {
            slug: _build_technology_content(technology)
            for slug, technology in reference_files.read_technologies().items()
        }

    def save(self, change: ReferenceChange) -> None:
        if not change.row.merged_into_id:
            super().save(change)

    def value(self, name: str, value: Any) -> Any:
        return self._standing(value) if name == "parent" and value else value

    def link(self, changes: list[ReferenceChange]) -> None:
        current = [change for change in changes if not change.row.merged_into_id]
        self._link_areas(current)
        self._link_related(current)
        self._remove_terms(changes)
        self._add_terms(changes)

    def _link_areas(self, changes: list[ReferenceChange]) -> None:
        areas = dict(FocusArea.objects.values_list("code", "pk"))
        link = Technology.focus_areas.through
        link._default_manager.bulk_create(
            (
                link(technology_id=change.row.pk, focusarea_id=areas[code])
                for change in changes
                for code in change.added("focus_areas")
            ),
            ignore_conflicts=True,
        )
        for change in changes:
            if gone := change.removed("focus_areas"):
                change.row.focus_areas.remove(*(areas[code] for code in gone if code in areas))

    def _link_related(self, changes: list[ReferenceChange]) -> None:
        link = Technology.related.through
        pairs = {
            (change.row.pk, self._standing(slug).pk)
            for change in changes
            for slug in change.added("related")
            if self._standing(slug) != change.row
        }
        link._default_manager.bulk_create(
            (
                link(from_technology_id=one, to_technology_id=other)
                for pair in pairs
                for one, other in (pair, pair[::-1])
            ),
            ignore_conflicts=True,
        )
        for change in changes:
            if gone := change.removed("related"):
                change.row.related.remove(*(self._standing(slug) for slug in gone if slug in self.rows))

    def _standing(self, slug: str) -> Technology:
        technology: Technology = self.rows[slug]
        while technology.merged_into:
            technology = technology.merged_into
        return technology

    def _remove_terms(self, changes: list[ReferenceChange]) -> None:
        for change in changes:
            if gone := change.removed("terms"):
                words = Q.create([Q(language=language, text=text) for language, text in gone], connector=Q.OR)
                self._standing(change.row.slug).terms.filter(words).delete()

    def _add_terms(self, changes: list[ReferenceChange]) -> None:
        """A term that a person gave to another technology stays there."""
        TechnologyTerm.objects.bulk_create(
            (
                TechnologyTerm(technology=self._standing(change.row.slug), language=language, text=text)
                for change in changes
                for language, text in change.added("terms")
            ),
            ignore_conflicts=True,
        )


def _build_focus_area_content(area: FocusAreaData) -> Content:
    return {
        "framework": area.framework,
        "label_nl": area.label.nl,
        "label_en": area.label.en,
        "source": area.source,
    }


def _build_technology_content(technology: TechnologyData) -> Content:
    return {
        "label_nl": technology.label.nl,
        "label_en": technology.label.en,
        "parent": technology.parent,
        "civil_use_nl": technology.civil_use.nl,
        "civil_use_en": technology.civil_use.en,
        "military_use_nl": technology.military_use.nl,
        "military_use_en": technology.military_use.en,
        "related": list(technology.related),
        "focus_areas": list(technology.focus_areas),
        "terms": [[language, text] for language, texts in technology.terms.items() for text in texts],
    }
