"""Stored files of rows that go: removed once that is certain."""

from functools import partial
from typing import Any

from django.db import models, transaction


def delete_stored_files(model: Any, ids: set[Any]) -> None:
    fields = [field for field in model._meta.concrete_fields if isinstance(field, models.FileField)]
    for row in model._base_manager.filter(pk__in=ids) if fields else ():
        for field in fields:
            if stored := getattr(row, field.name):
                transaction.on_commit(partial(stored.storage.delete, stored.name))
