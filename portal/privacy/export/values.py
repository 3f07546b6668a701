"""Values of rows as JSON has them, and the names of what rows point to, where the person may know them."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import models

from portal.accounts.models import User

SOMEBODY_ELSE = {"somebody_else": True}


class RelatedNames:
    """What foreign keys point to, fetched once per kind; of what the person may not see only the number is told."""

    def __init__(self, fields: Iterable[Any], rows: list[Any], user: User, addresses: list[str] | None) -> None:
        wanted: dict[Any, set[Any]] = defaultdict(set)
        for field in fields:
            if field.is_relation and field.related_model is not User:
                wanted[field.related_model].update(getattr(row, field.attname) for row in rows)
        self.user, self.addresses = user, addresses
        self.found = {model: select_visible_rows(model, user).in_bulk(keys - {None}) for model, keys in wanted.items()}

    def told(self, field: Any, key: Any) -> Any:
        if key is None:
            return None
        if field.related_model is User:
            return {"id": key, "name": str(self.user)} if key == self.user.pk else SOMEBODY_ELSE
        thing = self.found[field.related_model].get(key)
        return {"id": key} if thing is None else {"id": key, "name": str(thing)}


def select_visible_rows(model: Any, user: User) -> Any:
    manager = getattr(model, "objects", model._base_manager)
    return manager.visible_to(user) if hasattr(manager, "visible_to") else manager.all()


def get_export_value(row: Any, field: Any, names: RelatedNames) -> Any:
    if field.is_relation:
        return names.told(field, getattr(row, field.attname))
    value = getattr(row, field.attname)
    if isinstance(field, models.FileField):
        return value.name or None
    return value
