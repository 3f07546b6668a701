"""Events of the audit trail as people read them: who, when, what, and each field from old to new."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.contrib.admin.utils import display_for_value
from django.core.exceptions import ValidationError
from django.db import models
from django.template.defaultfilters import yesno
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext
from pghistory.models import Events

from portal.models import User
from portal.models.audit import LABELS

NOTHING = "–"
LONGEST = 300
UNTOLD = {"id", "created_at", "decided_at"}


@dataclass(frozen=True)
class Change:
    field: str
    old: str
    new: str


@dataclass(frozen=True)
class Entry:
    """One event; `thing` is the kind of row that changed: the page's own, or one that belongs to it."""

    at: datetime
    who: str
    what: str
    thing: str
    changes: list[Change]


def entries(events: list[Events]) -> list[Entry]:
    """In the order given, with three queries at most per kind of thing that they point to."""
    who, names = actors(events), Names(events)
    return [
        Entry(
            at=event.pgh_created_at,
            who=who(event),
            what=str(LABELS.get(event.pgh_label, event.pgh_label)),
            thing=capfirst(tracked_model(event)._meta.verbose_name),
            changes=list(changes(event, names)),
        )
        for event in events
    ]


def tracked_model(event: Events) -> type[models.Model]:
    return apps.get_model(event.pgh_obj_model)


def actors(events: list[Events]) -> Callable[[Events], str]:
    """A function that names the person behind an event; the machine where nobody was signed in."""

    def actor(event: Events) -> Any:
        return (event.pgh_context or {}).get("user")

    found = User.objects.in_bulk({actor(event) for event in events if actor(event)})

    def name(event: Events) -> str:
        number = actor(event)
        if number is None:
            return gettext("the machine")
        return str(found.get(number) or gettext("removed account %(number)s") % {"number": number})

    return name


def differences(event: Events) -> Iterator[tuple[str, Any, Any]]:
    """Columns with their old and new raw values; a row that came or went has a value on one side only."""
    if event.pgh_label == "update":
        for column, (old, new) in sorted((event.pgh_diff or {}).items()):
            yield column, old, new
    else:
        for column, value in sorted(event.pgh_data.items()):
            sides = (value, None) if event.pgh_label == "delete" else (None, value)
            if value not in (None, "", [], False):
                yield column, *sides


def changes(event: Events, names: "Names") -> Iterator[Change]:
    model = tracked_model(event)
    for column, old, new in differences(event):
        field = field_of(model, column)
        if field and field.name not in UNTOLD:
            label = capfirst(field.verbose_name)
            yield Change(label, names.text(field, old), names.text(field, new))


def field_of(model: type[models.Model], column: str) -> Any:
    """The model's field kept in that column; None where the column outlived it."""
    return next((field for field in model._meta.concrete_fields if field.column == column), None)


class Names:
    """Values as people read them; what foreign keys point to is fetched once per kind."""

    def __init__(self, events: Iterable[Events]) -> None:
        wanted: dict[Any, set[Any]] = defaultdict(set)
        for event in events:
            for column, *values in differences(event):
                field = field_of(tracked_model(event), column)
                if field is not None and field.is_relation:
                    wanted[field.related_model].update(value for value in values if value is not None)
        self.found = {model: model._base_manager.in_bulk(keys) for model, keys in wanted.items()}

    def text(self, field: Any, raw: Any) -> str:
        if raw in (None, "", []):
            return NOTHING
        if field.is_relation:
            return str(self.found[field.related_model].get(raw) or f"{field.related_model._meta.verbose_name} {raw}")
        if field.flatchoices:
            return str(dict(field.flatchoices).get(raw, raw))
        value = typed(field, raw)
        if isinstance(value, bool):
            return str(yesno(value))
        shown = str(value) if isinstance(value, int) else display_for_value(value, NOTHING)
        return Truncator(shown).chars(LONGEST)


def typed(field: Any, raw: Any) -> Any:
    """What PostgreSQL wrote as JSON, as the value that the field would hold; unchanged where it no longer fits."""
    try:
        return field.to_python(raw)
    except ValidationError:
        return raw
