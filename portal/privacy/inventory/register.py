"""All things of all apps, and the history tables that copy them."""

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from typing import Any

import pghistory.core
from django.apps import apps
from django.db import models
from django.utils.text import capfirst

from portal.privacy.inventory.kinds import FieldUse, InventoryEntry

# By name: the ground floor knows of the other apps as strings only.
MODULES = ("portal.privacy.inventory.portal_models", "companies.privacy", "challenges.privacy")


@cache
def list_inventory_entries() -> tuple[InventoryEntry, ...]:
    return tuple(thing for module in MODULES for thing in import_module(module).THINGS)


def get_entry_model(thing: InventoryEntry) -> type[models.Model]:
    """The model, also of a table that Django makes for a many-to-many field."""
    return apps.get_model(thing.label)


def get_entry_title(thing: InventoryEntry) -> str:
    return str(thing.title or get_entry_model(thing)._meta.verbose_name_plural)


def is_about_person(thing: InventoryEntry, model: type[models.Model]) -> bool:
    """Whether a row goes with its person: then even a date in it is personal. Who made a thing leaves it behind."""
    if thing.owner in ("", "pk"):
        return thing.owner == "pk"
    link: Any = model._meta.get_field(thing.owner.partition("__")[0])
    return link.is_relation and link.remote_field.on_delete is models.CASCADE


def iter_stored_models() -> Iterator[type[models.Model]]:
    """Every model with a table of its own, history tables aside."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy and not is_history_model(model):
            yield model


def is_history_model(model: type[Any]) -> bool:
    return issubclass(model, pghistory.models.Event)


def list_history_models(model: type[Any]) -> list[type[Any]]:
    """The tables that hold a model's events; none where it is not audited."""
    return list(dict.fromkeys(getattr(model, "pgh_event_models", {}).values()))


def list_personal_data_uses() -> list[tuple[str, list[FieldUse]]]:
    """(kind, what it is for), for people to read: each use of a kind once."""
    kinds = [
        (get_entry_title(thing), list(dict.fromkeys(thing.personal.values())))
        for thing in list_inventory_entries()
        if thing.personal
    ]
    return [(capfirst(title), uses) for title, uses in kinds]
