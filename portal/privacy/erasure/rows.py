"""Which rows are, or ever were, about a person or a company; also those that only the audit trail remembers."""

from typing import Any

from portal.privacy.inventory.register import list_history_models


def find_ids_ever_linked(model: Any, path: str, number: int) -> set[Any]:
    """Keys of the rows that a path leads from to that number, now or at any time that the audit trail tells of."""
    if path == "pk":
        return {number}
    name, _dot, rest = path.partition("__")
    field = model._meta.get_field(name)
    if not field.is_relation:  # a key within JSON
        return set(model._base_manager.filter(**{path: number}).values_list("pk", flat=True))
    to = find_ids_ever_linked(field.related_model, rest, number) if rest else {number}
    found = set(model._base_manager.filter(**{f"{name}__in": to}).values_list("pk", flat=True))
    for history in list_history_models(model):
        if any(column.name == name for column in history._meta.concrete_fields):
            events = history.objects.filter(**{f"{name}__in": to})
            found |= set(events.values_list("pgh_obj_id", flat=True))
    return found - {None}
