"""Collects what the site holds of a person: the rows about them, and those of the companies that they are a member of.

Of a company's rows it takes those that the person may see on the site. Nobody else's personal data comes along: rows
about another member are left out, and who else made or changed something is "somebody else".
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

import pghistory.core
from allauth.account.models import EmailAddress
from django.db import models
from django.db.models import Q

from portal.accounts.models import User
from portal.privacy.inventory import (
    InventoryEntry,
    get_entry_model,
    get_entry_title,
    is_about_person,
    list_inventory_entries,
)

SOMEBODY_ELSE = {"somebody_else": True}


class RelatedNames:
    """What foreign keys point to, fetched once per kind; of what the person may not see only the number is told."""

    def __init__(self, fields: Iterable[Any], rows: list[Any], user: User, addresses: list[str] | None) -> None:
        wanted: dict[Any, set[Any]] = defaultdict(set)
        for each in fields:
            if each.is_relation and each.related_model is not User:
                wanted[each.related_model].update(getattr(row, each.attname) for row in rows)
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


ACTS = "pghistory.Context"  # whose acts: told with what was done, instead of as rows of their own
PERSON, COMPANY = "person", "company"


@dataclass(frozen=True)
class DataSection:
    """Rows of one model; `about` is the person or the company. Each row: field name -> value."""

    label: str
    title: str
    about: str
    note: str
    fields: dict[str, Any]
    rows: list[dict[str, Any]]


@dataclass(frozen=True)
class RecordedAct:
    """One change that the person made: the kind of thing, its number, and the page where it was done."""

    at: datetime
    what: str
    thing: str
    number: str
    page: str


@dataclass(frozen=True)
class PersonalData:
    user: User
    sections: list[DataSection]
    acts: list[RecordedAct]
    files: dict[str, Callable[[], bytes]] = field(default_factory=dict)  # name in the archive -> what reads its bytes


def collect_personal_data(user: User) -> PersonalData:
    data = PersonalData(user, [], list_recorded_acts(user))
    for thing in list_inventory_entries():
        if thing.label != ACTS and (section := build_data_section(thing, user, data.files)):
            data.sections.append(section)
    return data


def build_data_section(thing: InventoryEntry, user: User, files: dict[str, Callable[[], bytes]]) -> DataSection | None:
    """None where there is nothing. Files that rows hold are added to `files`."""
    model = get_entry_model(thing)
    rows = list(select_own_rows(thing, model, user))
    if not rows:
        return None
    fields = {each.name: each for each in iter_exported_fields(thing, model)}
    names = RelatedNames(
        fields.values(),
        rows,
        user,
        list_verified_addresses(user) if thing.address and not is_about_person(thing, model) else None,
    )
    return DataSection(
        label=thing.label,
        title=get_entry_title(thing),
        about=PERSON if is_about_person(thing, model) or not thing.company else COMPANY,
        note=str(thing.note),
        fields=fields,
        rows=[build_export_row(thing, row, fields, names, files) for row in rows],
    )


def select_own_rows(thing: InventoryEntry, model: Any, user: User) -> Any:
    mine, is_own = Q(), is_about_person(thing, model)
    if thing.owner:
        mine |= Q(**{thing.owner: user.pk})
    for address in list_verified_addresses(user) if thing.address else ():
        nobodys = Q(**{f"{thing.owner}__isnull": True}) if is_own else Q()
        mine |= nobodys & Q(**{f"{thing.address}__iexact": address})
    if thing.company and not is_own:
        mine |= Q(**{f"{thing.company}__in": user.memberships.values("company")})
    rows = model._base_manager.filter(mine) if mine else model._base_manager.none()
    if not is_own and hasattr(model, "objects") and hasattr(model.objects, "visible_to"):
        rows = rows.filter(pk__in=model.objects.visible_to(user).values("pk"))
    bytes_of = [each.name for each in model._meta.concrete_fields if isinstance(each, models.BinaryField)]
    first, _sep, is_path = thing.file.partition("__")
    fields = [first] if is_path else []
    return (rows.select_related(*fields) if fields else rows).defer(*bytes_of).order_by("pk")


def list_verified_addresses(user: User) -> list[str]:
    """Those that are proven to be the person's."""
    verified = EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True)
    return sorted({user.email.lower(), *(address.lower() for address in verified)})


def iter_exported_fields(thing: InventoryEntry, model: type[models.Model]) -> Iterable[Any]:
    """All of them where the row is about the person or the company; of a thing that the person made, what says so."""
    is_whole = thing.company or is_about_person(thing, model)
    personal = {name for name, _use in thing.uses()}
    for each in model._meta.concrete_fields:
        is_told = is_whole or each.primary_key or each.name in personal
        is_left_out = isinstance(each, models.GeneratedField) or each.name in thing.unseen.split()
        if is_told and not is_left_out:
            yield each


def build_export_row(
    thing: InventoryEntry, row: Any, fields: dict[str, Any], names: RelatedNames, files: dict[str, Callable[[], bytes]]
) -> dict[str, Any]:
    flag, hidden = thing.unseen_if
    left_out = hidden.split() if flag and getattr(row, flag) else []
    values: dict[str, Any] = {}
    for name, each in fields.items():
        if name in left_out:
            continue
        if isinstance(each, models.BinaryField):
            values[name] = f"files/{thing.label}/{row.pk}-{get_archive_file_name(thing, row)}"
            files[values[name]] = partial(read_binary_field, type(row), row.pk, name)
            continue
        values[name] = get_export_value(row, each, names)
        mine = names.addresses if name == thing.address else None
        if mine is not None and str(values.get(name)).lower() not in mine:
            values[name] = SOMEBODY_ELSE
        if isinstance(each, models.FileField) and (stored := getattr(row, name)):
            values[name] = f"files/{thing.label}/{row.pk}-{stored.name.rpartition('/')[2]}"
            files[values[name]] = partial(read_stored_file, stored)
    return values


def get_archive_file_name(thing: InventoryEntry, row: Any) -> str:
    """Without a folder: what a person named it may hold no way out of the archive's own."""
    first, _sep, last = thing.file.partition("__")
    name = str(getattr(getattr(row, first), last)) if last else thing.file
    return name.replace("\\", "/").rpartition("/")[2] or "file"


def read_binary_field(model: Any, key: Any, field: str) -> bytes:
    """One row at a time, as it is packed: all files of a company together may be large."""
    return bytes(model._base_manager.values_list(field, flat=True).get(pk=key))


def read_stored_file(stored: Any) -> bytes:
    with stored.open("rb") as content:
        return bytes(content.read())


def list_recorded_acts(user: User) -> list[RecordedAct]:
    """From the audit trail, the oldest first; what was changed is with the thing itself."""
    found = []
    every_history: list[Any] = pghistory.core.event_models()
    for model in every_history:
        events = model.objects.filter(pgh_context__metadata__user=user.pk).select_related("pgh_context")
        thing = model.pgh_tracked_model._meta.label
        found += [
            RecordedAct(
                event.pgh_created_at,
                event.pgh_label,
                thing,
                str(event.pgh_obj_id),
                event.pgh_context.metadata.get("url", ""),
            )
            for event in events
        ]
    return sorted(found, key=lambda act: act.at)
