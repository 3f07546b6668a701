"""One kind of reference data, from file to database.

Three versions meet: what the file says now, what it said when it was loaded last, and the row. Only what differs
between the first two is written, so a name corrected in the admin stays until the file itself changes that name.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db import models

from portal.importing.models import LoadedEntry

Content = dict[str, Any]  # JSON: text, None, and lists for what has no order or belongs elsewhere


@dataclass(frozen=True, slots=True)
class LoadOutcome:
    """What loading one kind did; `left_out` are keys of rows that the files no longer name."""

    kind: str
    created: int
    updated: int
    unchanged: int
    left_out: list[str]


@dataclass(frozen=True, slots=True)
class ReferenceChange:
    row: Any
    now: Content
    before: Content

    def values(self) -> Content:
        """The single values that the file changed."""
        return {
            name: value
            for name, value in self.now.items()
            if not isinstance(value, list) and (not self.before or value != self.before.get(name))
        }

    def added(self, name: str) -> list[Any]:
        return [item for item in self.now[name] if item not in self.before.get(name, [])]

    def removed(self, name: str) -> list[Any]:
        return [item for item in self.before.get(name, []) if item not in self.now[name]]


class ReferenceLoader:
    """A subclass names the model and its key, reads the contents by key, and links what is not a plain value."""

    kind: ClassVar[str]
    model: ClassVar[type[models.Model]]
    key: ClassVar[str]

    def __init__(self) -> None:
        self.rows: dict[str, Any] = self.model._default_manager.in_bulk(field_name=self.key)

    def contents(self) -> dict[str, Content]:
        raise NotImplementedError

    def link(self, changes: list[ReferenceChange]) -> None:
        """Called once all rows of the kind exist."""

    def load(self) -> LoadOutcome:
        contents, loaded = self.contents(), get_loaded_entries(self.kind)
        new = {key for key in contents if key not in self.rows and key not in loaded}
        changed = {key for key in contents if key in self.rows and contents[key] != loaded.get(key)}
        changes = [
            ReferenceChange(self._row(key), now, loaded.get(key, {}))
            for key, now in contents.items()
            if key in new | changed
        ]
        for change in changes:
            self.save(change)
        self.link(changes)
        save_loaded_entries(self.kind, {getattr(change.row, self.key): change.now for change in changes})
        left_out = sorted(key for key in loaded if key not in contents and key in self.rows)
        return LoadOutcome(self.kind, len(new), len(changed), len(contents) - len(changes), left_out)

    def save(self, change: ReferenceChange) -> None:
        for name, value in change.values().items():
            setattr(change.row, name, self.value(name, value))
        change.row.save()

    def value(self, name: str, value: Any) -> Any:
        return value

    def _row(self, key: str) -> Any:
        if key not in self.rows:
            self.rows[key] = self.model(**{self.key: key})
        return self.rows[key]


def get_loaded_entries(kind: str) -> dict[str, Content]:
    return dict(LoadedEntry.objects.filter(kind=kind).values_list("key", "content"))


def save_loaded_entries(kind: str, contents: dict[str, Content]) -> None:
    LoadedEntry.objects.bulk_create(
        (LoadedEntry(kind=kind, key=key, content=content) for key, content in contents.items()),
        update_conflicts=True,
        unique_fields=["kind", "key"],
        update_fields=["content"],
    )


def update_relation(
    manager: Any, change: ReferenceChange, name: str, rows: Callable[[Iterable[Any]], list[Any]]
) -> None:
    """Add to and take from a many-to-many relation what the file added and took."""
    if added := change.added(name):
        manager.add(*rows(added))
    if removed := change.removed(name):
        manager.remove(*rows(removed))
