"""Update the database to the reference data of this version, and keep what people changed.

Compares the file with what it said when it was last loaded, and writes only the differences to the row. So a name that
was corrected in the admin stays until the file itself changes that name.
"""

import dataclasses
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django.db import models, transaction
from django.db.models import Q

from portal.regions.models import ROM, Agreement, Province
from portal.technologies import reference_files
from portal.technologies.models import FocusArea, LoadedEntry, Technology, TechnologyTerm
from portal.technologies.reference_files import BilingualText

Content = dict[str, Any]  # as JSON: texts, None, and lists for values without order and for links to other rows


@dataclass(frozen=True, slots=True)
class LoadOutcome:
    """The result of loading one kind. `left_out`: the keys of rows that the files no longer contain."""

    kind: str
    created: int
    updated: int
    unchanged: int
    left_out: list[str]


@dataclass(frozen=True, slots=True)
class ReferenceChange:
    """A row of which the file has changed: its content now, and when it was last loaded (empty for a new row)."""

    row: Any
    now: Content
    before: Content

    def added(self, name: str) -> list[Any]:
        return [item for item in self.now[name] if item not in self.before.get(name, [])]

    def removed(self, name: str) -> list[Any]:
        return [item for item in self.before.get(name, []) if item not in self.now[name]]


class ReferenceLoader:
    """Load one kind of reference data. A subclass names the model and its key, and reads the files."""

    kind: ClassVar[str]
    model: ClassVar[type[models.Model]]
    key: ClassVar[str]

    def __init__(self) -> None:
        self.rows: dict[str, Any] = self.model._default_manager.in_bulk(field_name=self.key)

    def read_entries(self) -> Iterable[Any]:
        """Return the entries of the files, as dataclasses."""
        raise NotImplementedError

    def link(self, changes: list[ReferenceChange]) -> None:
        """Store links to other rows. Called once all rows of the kind exist."""

    def convert_value(self, name: str, value: Any) -> Any:
        """Return the value of a row's field for a value of the file."""
        return value

    def load(self) -> LoadOutcome:
        contents = {getattr(entry, self.key): build_content(entry, self.key) for entry in self.read_entries()}
        loaded = dict(LoadedEntry.objects.filter(kind=self.kind).values_list("key", "content"))
        new = {key for key in contents if key not in self.rows and key not in loaded}
        changed = {key for key in contents if key in self.rows and contents[key] != loaded.get(key)}
        changes = []
        for key, now in contents.items():
            if key in new | changed:
                row = self.rows.setdefault(key, self.model(**{self.key: key}))
                changes.append(ReferenceChange(row, now, loaded.get(key, {})))
                self.save(changes[-1])
        self.link(changes)
        LoadedEntry.objects.bulk_create(
            (LoadedEntry(kind=self.kind, key=getattr(each.row, self.key), content=each.now) for each in changes),
            update_conflicts=True,
            unique_fields=["kind", "key"],
            update_fields=["content"],
        )
        left_out = sorted(key for key in loaded if key not in contents and key in self.rows)
        return LoadOutcome(self.kind, len(new), len(changed), len(contents) - len(changes), left_out)

    def save(self, change: ReferenceChange) -> None:
        """Store the plain values that the file changed."""
        for name, value in change.now.items():
            if not isinstance(value, list) and (not change.before or value != change.before.get(name)):
                setattr(change.row, name, self.convert_value(name, value))
        change.row.save()


def build_content(entry: Any, key: str = "") -> Content:
    """Return the fields of an entry, except its key, as JSON. A bilingual text becomes two fields."""
    content: Content = {}
    for field in dataclasses.fields(entry):
        match getattr(entry, field.name):
            case BilingualText(nl=nl, en=en):
                content |= {f"{field.name}_nl": nl, f"{field.name}_en": en}
            case date() as day:
                content[field.name] = day.isoformat()
            case dict() as lists:
                content[field.name] = [[name, item] for name, items in lists.items() for item in items]
            case tuple() as items:
                content[field.name] = [
                    build_content(item) if dataclasses.is_dataclass(item) else item for item in items
                ]
            case value if field.name != key:
                content[field.name] = value
    return content


class ROMLoader(ReferenceLoader):
    kind, model, key = "ROMs", ROM, "slug"

    def read_entries(self) -> Iterable[Any]:
        return reference_files.read_roms()


class ProvinceLoader(ReferenceLoader):
    kind, model, key = "provinces", Province, "code"

    def read_entries(self) -> Iterable[Any]:
        return reference_files.read_provinces()

    def convert_value(self, name: str, value: Any) -> Any:
        return ROM.objects.get(slug=value) if name == "rom" else value


class AgreementLoader(ReferenceLoader):
    kind, model, key = "agreements", Agreement, "slug"

    def read_entries(self) -> Iterable[Any]:
        return reference_files.read_agreements()

    def link(self, changes: list[ReferenceChange]) -> None:
        for change in changes:
            agreement = change.row
            agreement.roms.add(*ROM.objects.filter(slug__in=change.added("roms")))
            agreement.roms.remove(*ROM.objects.filter(slug__in=change.removed("roms")))
            agreement.provinces.add(*Province.objects.filter(code__in=change.added("provinces")))
            agreement.provinces.remove(*Province.objects.filter(code__in=change.removed("provinces")))
            names = {person["name"] for person in change.now["signatories"]}
            gone = {person["name"] for person in change.removed("signatories")} - names
            agreement.signatories.filter(name__in=gone).delete()
            for person in change.added("signatories"):
                agreement.signatories.update_or_create(name=person["name"], defaults=person)


class FocusAreaLoader(ReferenceLoader):
    kind, model, key = "focus areas", FocusArea, "code"

    def read_entries(self) -> Iterable[Any]:
        return reference_files.read_focus_areas()


class TechnologyLoader(ReferenceLoader):
    """Load technologies. One that was merged in the admin stays merged; its new terms go to its successor."""

    kind, model, key = "technologies", Technology, "slug"

    def read_entries(self) -> Iterable[Any]:
        return reference_files.read_technologies().values()

    def save(self, change: ReferenceChange) -> None:
        if not change.row.merged_into_id:
            super().save(change)

    def convert_value(self, name: str, value: Any) -> Any:
        return self._get_current(value) if name == "parent" and value else value

    def link(self, changes: list[ReferenceChange]) -> None:
        current = [change for change in changes if not change.row.merged_into_id]
        self._link_areas(current)
        self._link_related(current)
        self._update_terms(changes)

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
            pair
            for change in changes
            for slug in change.added("related")
            if (other := self._get_current(slug)) != change.row
            for pair in ((change.row.pk, other.pk), (other.pk, change.row.pk))
        }
        link._default_manager.bulk_create(
            (link(from_technology_id=one, to_technology_id=other) for one, other in pairs), ignore_conflicts=True
        )
        for change in changes:
            if gone := change.removed("related"):
                change.row.related.remove(*(self._get_current(slug) for slug in gone if slug in self.rows))

    def _update_terms(self, changes: list[ReferenceChange]) -> None:
        """Remove and add terms. A term that a person gave to another technology stays there."""
        for change in changes:
            if gone := change.removed("terms"):
                words = Q.create([Q(language=language, text=text) for language, text in gone], connector=Q.OR)
                self._get_current(change.row.slug).terms.filter(words).delete()
        TechnologyTerm.objects.bulk_create(
            (
                TechnologyTerm(technology=self._get_current(change.row.slug), language=language, text=text)
                for change in changes
                for language, text in change.added("terms")
            ),
            ignore_conflicts=True,
        )

    def _get_current(self, slug: str) -> Technology:
        """Return the technology, or the one that it was merged into."""
        technology: Technology = self.rows[slug]
        while technology.merged_into:
            technology = technology.merged_into
        return technology


LOADERS: tuple[type[ReferenceLoader], ...] = (
    ROMLoader,
    ProvinceLoader,
    AgreementLoader,
    FocusAreaLoader,
    TechnologyLoader,
)


@transaction.atomic
def load_reference_data(report: Callable[[LoadOutcome], None] = lambda outcome: None) -> list[LoadOutcome]:
    """Load every kind, all or nothing; `report` is called after each kind."""
    outcomes = []
    for loader in LOADERS:
        outcomes.append(loader().load())
        report(outcomes[-1])
    return outcomes
