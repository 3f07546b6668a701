"""Emptying fields: in rows that stay, and in the audit trail's copies."""

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models

from portal.privacy.erasure.audit_override import disable_guard_triggers
from portal.privacy.inventory.checks import can_hold_text
from portal.privacy.inventory.kinds import ErasureFate, InventoryEntry
from portal.privacy.inventory.register import list_history_models

NOTHING: dict[type[Any], Any] = {
    models.JSONField: {},
    models.BinaryField: b"",
    models.UUIDField: UUID(int=0),
    models.GenericIPAddressField: "::",
    ArrayField: [],
}


def list_erasable_fields(thing: InventoryEntry, model: Any, fates: Collection[ErasureFate]) -> list[Any]:
    """The personal fields that hold words and meet one of these fates; links are for the database to empty."""
    names = {name for name, use in thing.uses() if use.fate in fates}
    return [field for field in list_text_fields(model) if field.name in names]


def list_text_fields(model: Any) -> list[Any]:
    """All that can hold words."""
    fields = model._meta.concrete_fields
    return [field for field in fields if can_hold_text(field) and not isinstance(field, models.GeneratedField)]


def get_empty_value(field: Any) -> Any:
    if field.null:
        return None
    return next((nothing for kind, nothing in NOTHING.items() if isinstance(field, kind)), "")


def blank_fields(model: Any, ids: Iterable[Any], fields: list[Any]) -> int:
    if not fields:
        return 0
    with disable_guard_triggers(model):
        rows = model._base_manager.filter(pk__in=ids)
        return int(rows.update(**{field.name: get_empty_value(field) for field in fields}))


def blank_history_fields(model: Any, ids: Iterable[Any], fields: list[Any]) -> None:
    """The copies of these fields in what the audit trail tells of these rows; who did what and when stays."""
    for history in list_history_models(model):
        kept = {column.name: column for column in history._meta.concrete_fields}
        values = {field.name: get_empty_value(kept[field.name]) for field in fields if field.name in kept}
        if values:
            with disable_guard_triggers(history):
                history.objects.filter(pgh_obj_id__in=ids).update(**values)
