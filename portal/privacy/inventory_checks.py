"""Holds the register against the models: nothing that may be about a person goes unnamed."""

from collections.abc import Iterator
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from portal.accounts.models import User
from portal.privacy.inventory import (
    MODULES,
    ErasureFate,
    InventoryEntry,
    is_about_person,
    iter_stored_models,
    list_inventory_entries,
)

# What can hold words, whatever they are about. Numbers, dates, yes or no, and a choice from a list cannot.
OPEN = (
    *(models.CharField, models.TextField, models.JSONField, models.BinaryField, models.FileField),
    *(models.GenericIPAddressField, models.UUIDField, models.GeneratedField, ArrayField, SearchVectorField),
)
AFTERWARDS = "Then run `python3 manage.py privacy`."
UNKNOWN = (
    '{label} is not in the register. Add Thing("{label}", ...) to {file}: owner= the path to the User, or company= the '
    "path to the Company, that its rows are about (none for other things); personal= its fields that may hold "
    "something of a person, each with a Use; other= its texts that never do. "
) + AFTERWARDS
UNNAMED = (
    "{label}.{name} may hold something of a person. In {file}, put it under personal= with a Use (why, ground, period, "
    "what erasure does), or under other= when it never does. "
) + AFTERWARDS


def list_inventory_problems() -> list[str]:
    """What is missing or wrong in the register, each as a sentence that says what to write where."""
    named = {thing.label: thing for thing in list_inventory_entries()}
    found = [f"{label} is in the register twice." for label in named if list_inventory_labels().count(label) > 1]
    for model in iter_stored_models():
        thing = named.pop(model._meta.label, None)
        if thing:
            found += iter_entry_problems(thing, model)
        elif is_naming_required(model):
            found.append(UNKNOWN.format(label=model._meta.label, file=get_inventory_file(model)))
    return found + [f"{label} is in the register, and is no model." for label in named]


def list_inventory_labels() -> list[str]:
    return [thing.label for thing in list_inventory_entries()]


def is_naming_required(model: type[models.Model]) -> bool:
    """All but tables that only link two things."""
    return not model._meta.auto_created or any(map(is_person_link, model._meta.concrete_fields))


def iter_entry_problems(thing: InventoryEntry, model: type[models.Model]) -> Iterator[str]:
    fields = {field.name: field for field in (*model._meta.concrete_fields, *model._meta.local_many_to_many)}
    named = thing.named
    for name in sorted(fields.keys() - set(named)):
        if is_use_required(thing, model, fields[name]):
            yield UNNAMED.format(label=thing.label, name=name, file=get_inventory_file(model))
    for name in sorted(set(named) - fields.keys()):
        yield f"{thing.label} has no field {name}, which {get_inventory_file(model)} names."
    for name in sorted({name for name in named if named.count(name) > 1}):
        yield f"{thing.label}.{name} is named twice in {get_inventory_file(model)}."
    for name, use in thing.uses():
        if use.fate != ErasureFate.REMOVED and not use.reason:
            yield f"{thing.label}.{name} stays after erasure: its Use must say the reason."
    yield from iter_path_problems(thing, model, fields)


def is_use_required(thing: InventoryEntry, model: type[models.Model], field: Any) -> bool:
    """Of a thing about a person every field; of any other what can hold words or leads to a person."""
    if field.name == "id":
        return False
    return is_about_person(thing, model) or is_person_link(field) or can_hold_text(field)


def is_person_link(field: Any) -> bool:
    return bool(field.is_relation and field.related_model is User)


def can_hold_text(field: Any) -> bool:
    return isinstance(field, OPEN) and not getattr(field, "choices", None)


def iter_path_problems(thing: InventoryEntry, model: type[models.Model], fields: dict[str, Any]) -> Iterator[str]:
    """Rows of a person must lead to them, and a link to a person must let them go."""
    for path in filter(None, (thing.owner, thing.address, thing.company)):
        try:
            model._base_manager.filter(**{path: None if path != "pk" else 0})
        except Exception as error:
            yield f"{thing.label}: the path {path} leads nowhere ({error})."
    for field in fields.values():
        if is_person_link(field) and not field.many_to_many:
            if field.remote_field.on_delete is models.PROTECT:
                yield f"{thing.label}.{field.name} keeps its person from being erased: SET_NULL or CASCADE."
            if not thing.owner:
                yield f"{thing.label} leads to a person by {field.name}: its Thing must say owner=."


def get_inventory_file(model: type[models.Model]) -> str:
    ours = {name.partition(".")[0]: name for name in MODULES}
    return ours.get(model._meta.app_label, MODULES[0]).replace(".", "/") + ".py"
