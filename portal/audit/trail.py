"""Describe the events of the audit trail in sentences: who did what, and how each field changed."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.contrib.admin.utils import display_for_value
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import models
from django.template.defaultfilters import yesno
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext, gettext_lazy
from pghistory.models import Events

from portal.audit.models import LABELS

NOTHING = "–"
MAX_VALUE_LENGTH = 300  # characters; a longer value is cut
HIDDEN_FIELDS = {"id", "created_at", "decided_at"}
EVENT_SENTENCES = {
    "insert": gettext_lazy("%(thing)s: added by %(who)s."),
    "update": gettext_lazy("%(thing)s: changed by %(who)s."),
    "delete": gettext_lazy("%(thing)s: removed by %(who)s."),
}


@dataclass(frozen=True)
class FieldChange:
    """The change of one field; label: that of the event, a key of EVENT_SENTENCES."""

    field: str
    old: str
    new: str
    label: str

    @property
    def sentence(self) -> str:
        if self.label == "insert":
            text = gettext("%(field)s is “%(new)s”.")
        elif self.label == "delete":
            text = gettext("%(field)s was “%(old)s”.")
        elif self.old == NOTHING:
            text = gettext("%(field)s was empty and became “%(new)s”.")
        elif self.new == NOTHING:
            text = gettext("%(field)s was “%(old)s” and is empty now.")
        else:
            text = gettext("%(field)s was “%(old)s” and became “%(new)s”.")
        return text % {"field": self.field, "old": self.old, "new": self.new}


@dataclass(frozen=True)
class TrailEntry:
    """One event. `thing` is the kind of row that changed; `name` tells which row, unless it is that of the page."""

    at: datetime
    who: str
    what: str
    thing: str
    name: str
    changes: list[FieldChange]
    label: str

    @property
    def sentence(self) -> str:
        thing = f"{self.thing} “{self.name}”" if self.name else self.thing
        text = EVENT_SENTENCES.get(self.label)
        return str(text) % {"thing": thing, "who": self.who} if text else f"{thing}: {self.what}, {self.who}"


def build_trail_entries(events: list[Events], of: models.Model | None = None) -> list[TrailEntry]:
    """Describe the events in their order, with at most three queries per kind of object; of: the object of the page."""
    who, names = build_actor_lookup(events), TrailNames(events)
    return [
        TrailEntry(
            at=event.pgh_created_at,
            who=who(event),
            what=str(LABELS.get(event.pgh_label, event.pgh_label)),
            thing=capfirst(str(get_tracked_model(event)._meta.verbose_name)),
            name=get_row_name(event, names, type(of)),
            changes=list(iter_field_changes(event, names)),
            label=event.pgh_label,
        )
        for event in events
    ]


def get_row_name(event: Events, names: "TrailNames", own: type) -> str:
    """Return the objects that a row connects to that of the page; "" for the row of the page itself."""
    model = get_tracked_model(event)
    if model is own:
        return ""
    others = [field for field in list_identifying_keys(model) if field.related_model is not own]
    return ", ".join(names.describe_value(field, raw) for field in others if (raw := event.pgh_data.get(field.column)))


def list_identifying_keys(model: type[models.Model]) -> list[Any]:
    """Return the foreign keys in the unique constraints of a model, which tell its rows apart."""
    together = {
        name for rule in model._meta.constraints if isinstance(rule, models.UniqueConstraint) for name in rule.fields
    }
    return [field for field in model._meta.concrete_fields if field.is_relation and field.name in together]


def get_tracked_model(event: Events) -> type[models.Model]:
    return apps.get_model(event.pgh_obj_model)


def build_actor_lookup(events: list[Events]) -> Callable[[Events], str]:
    """Return a function that names the person behind an event, or the machine where nobody was signed in."""

    def actor(event: Events) -> Any:
        return (event.pgh_context or {}).get("user")

    found = get_user_model().objects.in_bulk({actor(event) for event in events if actor(event)})

    def name(event: Events) -> str:
        number = actor(event)
        if number is None:
            return gettext("the machine")
        return str(found.get(number) or gettext("removed account %(number)s") % {"number": number})

    return name


def iter_raw_differences(event: Events) -> Iterator[tuple[str, Any, Any]]:
    """Yield columns with their old and new raw values; an added or removed row has a value on one side only."""
    if event.pgh_label == "update":
        for column, (old, new) in sorted((event.pgh_diff or {}).items()):
            yield column, old, new
    else:
        for column, value in sorted(event.pgh_data.items()):
            sides = (value, None) if event.pgh_label == "delete" else (None, value)
            if value not in (None, "", [], False):
                yield column, *sides


def iter_field_changes(event: Events, names: "TrailNames") -> Iterator[FieldChange]:
    model = get_tracked_model(event)
    for column, old, new in iter_raw_differences(event):
        field = find_model_field(model, column)
        if field and field.name not in HIDDEN_FIELDS:
            values = names.describe_value(field, old), names.describe_value(field, new)
            yield FieldChange(capfirst(field.verbose_name), *values, event.pgh_label)


def find_model_field(model: type[models.Model], column: str) -> Any:
    """Return the field of the column; None for a column of a field that no longer exists."""
    return next((field for field in model._meta.concrete_fields if field.column == column), None)


class TrailNames:
    """Names of values; it loads the objects that foreign keys point to once per model."""

    def __init__(self, events: Iterable[Events]) -> None:
        wanted: dict[Any, set[Any]] = defaultdict(set)
        for event in events:
            for column, *values in iter_raw_differences(event):
                field = find_model_field(get_tracked_model(event), column)
                if field is not None and field.is_relation:
                    wanted[field.related_model].update(value for value in values if value is not None)
            for field in list_identifying_keys(get_tracked_model(event)):
                wanted[field.related_model].update({event.pgh_data.get(field.column)} - {None})
        self.found = {model: model._base_manager.in_bulk(keys) for model, keys in wanted.items()}

    def describe_value(self, field: Any, raw: Any) -> str:
        """Return a raw value as people read it; "–" for an empty one."""
        if raw in (None, "", []):
            return NOTHING
        if field.is_relation:
            return str(self.found[field.related_model].get(raw) or f"{field.related_model._meta.verbose_name} {raw}")
        if field.flatchoices:
            return str(dict(field.flatchoices).get(raw, raw))
        try:
            value = field.to_python(raw)
        except ValidationError:  # an old value that the field no longer accepts
            value = raw
        if isinstance(value, bool):
            return str(yesno(value))
        text = str(value) if isinstance(value, int) else display_for_value(value, NOTHING)
        return Truncator(text).chars(MAX_VALUE_LENGTH)
