"""Collects what the site holds of a person: the rows about them, and those of the companies that they are a member of.

Of a company's rows it takes those that the person may see on the site. Nobody else's personal data comes along: rows
about another member are left out, and who else made or changed something is "somebody else".
"""

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
from portal.privacy.export.values import SOMEBODY_ELSE, Names, value_of
from portal.privacy.inventory.kinds import Thing
from portal.privacy.inventory.register import is_about_a_person, model_of, things, title_of

ACTS = "pghistory.Context"  # whose acts: told with what was done, instead of as rows of their own
PERSON, COMPANY = "person", "company"


@dataclass(frozen=True)
class Section:
    """Rows of one model; `about` is the person or the company. Each row: field name -> value."""

    label: str
    title: str
    about: str
    note: str
    fields: dict[str, Any]
    rows: list[dict[str, Any]]


@dataclass(frozen=True)
class Act:
    """One change that the person made: the kind of thing, its number, and the page where it was done."""

    at: datetime
    what: str
    thing: str
    number: str
    page: str


@dataclass(frozen=True)
class MyData:
    user: User
    sections: list[Section]
    acts: list[Act]
    files: dict[str, Callable[[], bytes]] = field(default_factory=dict)  # name in the archive -> what reads its bytes


def read(user: User) -> MyData:
    data = MyData(user, [], acts_of(user))
    for thing in things():
        if thing.label != ACTS and (section := section_of(thing, user, data.files)):
            data.sections.append(section)
    return data


def section_of(thing: Thing, user: User, files: dict[str, Callable[[], bytes]]) -> Section | None:
    """None where there is nothing. Files that rows hold are added to `files`."""
    model = model_of(thing)
    rows = list(rows_of(thing, model, user))
    if not rows:
        return None
    fields = {each.name: each for each in fields_of(thing, model)}
    names = Names(
        fields.values(), rows, user, addresses(user) if thing.address and not is_about_a_person(thing, model) else None
    )
    return Section(
        label=thing.label,
        title=title_of(thing),
        about=PERSON if is_about_a_person(thing, model) or not thing.company else COMPANY,
        note=str(thing.note),
        fields=fields,
        rows=[row_of(thing, row, fields, names, files) for row in rows],
    )


def rows_of(thing: Thing, model: Any, user: User) -> Any:
    mine, is_own = Q(), is_about_a_person(thing, model)
    if thing.owner:
        mine |= Q(**{thing.owner: user.pk})
    for address in addresses(user) if thing.address else ():
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


def addresses(user: User) -> list[str]:
    """Those that are proven to be the person's."""
    verified = EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True)
    return sorted({user.email.lower(), *(address.lower() for address in verified)})


def fields_of(thing: Thing, model: type[models.Model]) -> Iterable[Any]:
    """All of them where the row is about the person or the company; of a thing that the person made, what says so."""
    is_whole = thing.company or is_about_a_person(thing, model)
    personal = {name for name, _use in thing.uses()}
    for each in model._meta.concrete_fields:
        is_told = is_whole or each.primary_key or each.name in personal
        is_left_out = isinstance(each, models.GeneratedField) or each.name in thing.unseen.split()
        if is_told and not is_left_out:
            yield each


def row_of(
    thing: Thing, row: Any, fields: dict[str, Any], names: Names, files: dict[str, Callable[[], bytes]]
) -> dict[str, Any]:
    flag, hidden = thing.unseen_if
    left_out = hidden.split() if flag and getattr(row, flag) else []
    values: dict[str, Any] = {}
    for name, each in fields.items():
        if name in left_out:
            continue
        if isinstance(each, models.BinaryField):
            values[name] = f"files/{thing.label}/{row.pk}-{file_name(thing, row)}"
            files[values[name]] = partial(read_bytes, type(row), row.pk, name)
            continue
        values[name] = value_of(row, each, names)
        mine = names.addresses if name == thing.address else None
        if mine is not None and str(values.get(name)).lower() not in mine:
            values[name] = SOMEBODY_ELSE
        if isinstance(each, models.FileField) and (stored := getattr(row, name)):
            values[name] = f"files/{thing.label}/{row.pk}-{stored.name.rpartition('/')[2]}"
            files[values[name]] = partial(read_stored, stored)
    return values


def file_name(thing: Thing, row: Any) -> str:
    """Without a folder: what a person named it may hold no way out of the archive's own."""
    first, _sep, last = thing.file.partition("__")
    name = str(getattr(getattr(row, first), last)) if last else thing.file
    return name.replace("\\", "/").rpartition("/")[2] or "file"


def read_bytes(model: Any, key: Any, field: str) -> bytes:
    """One row at a time, as it is packed: all files of a company together may be large."""
    return bytes(model._base_manager.values_list(field, flat=True).get(pk=key))


def read_stored(stored: Any) -> bytes:
    with stored.open("rb") as content:
        return bytes(content.read())


def acts_of(user: User) -> list[Act]:
    """From the audit trail, the oldest first; what was changed is with the thing itself."""
    found = []
    every_history: list[Any] = pghistory.core.event_models()
    for model in every_history:
        events = model.objects.filter(pgh_context__metadata__user=user.pk).select_related("pgh_context")
        thing = model.pgh_tracked_model._meta.label
        found += [
            Act(
                event.pgh_created_at,
                event.pgh_label,
                thing,
                str(event.pgh_obj_id),
                event.pgh_context.metadata.get("url", ""),
            )
            for event in events
        ]
    return sorted(found, key=lambda act: act.at)
