"""Remove what the site holds of a person or a company, as the inventory says for each field."""

from collections.abc import Collection, Iterable
from functools import partial
from typing import Any
from uuid import UUID

import pghistory.models
from allauth.account.models import EmailAddress
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.fields import ArrayField
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q, Value
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.notifications.models import Notification
from portal.notifications.outbox import add_outbox_mail
from portal.privacy.audit_override import disable_guard_triggers
from portal.privacy.inventory import (
    ErasureFate,
    InventoryEntry,
    get_entry_model,
    is_about_person,
    list_history_models,
    list_inventory_entries,
)
from portal.privacy.inventory_checks import can_hold_text
from portal.privacy.models import Erasure

COMPANY = "companies.Company"
LEAVING = (ErasureFate.REMOVED, ErasureFate.UNNAMED)
NOTHING: dict[type[Any], Any] = {
    models.JSONField: {},
    models.BinaryField: b"",
    models.UUIDField: UUID(int=0),
    models.GenericIPAddressField: "::",
    ArrayField: [],
}


def get_erasure_refusal(user: User) -> str:
    """Why this account cannot be erased ; "" where it can."""
    admins = User.objects.filter(is_superuser=True, is_active=True)
    if user.is_superuser and not admins.exclude(pk=user.pk).exists():
        return _("This is the last admin. Make somebody else an admin first.")
    return ""


def lock_account(user: User) -> User:
    """The account under a lock; of an admin all admins', so that two who leave at once do not leave the site alone."""
    wanted = Q(pk=user.pk) | Q(is_superuser=True) if user.is_superuser else Q(pk=user.pk)
    rows = User.objects.select_for_update(of=("self",)).filter(wanted).order_by("pk")
    return next(row for row in list(rows) if row.pk == user.pk)


@transaction.atomic
def erase_and_notify(user: User) -> Erasure:
    """A mail says that it was done: the last one, which names nothing. Raises ValidationError as erase_person does."""
    to, language, number = user.email, user.language, user.pk
    erasure = erase_person(user)
    add_outbox_mail(
        f"erased:{number}",
        to=to,
        language=language,
        template="portal/privacy/mail/erased.html",
        context={},
        kind="erased",
    )
    return erasure


@transaction.atomic
def erase_person(user: User, why: Erasure.Why = Erasure.Why.ASKED) -> Erasure:
    """Remove the account, what is about the person, and their name wherever a row stays. Raises ValidationError.

    The caller sees to companies of which the person is the last owner.
    """
    user = lock_account(user)
    if refusal := get_erasure_refusal(user):
        raise ValidationError(refusal, code="not_erasable")
    number = user.pk
    own = EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True)
    addresses = {user.email, *own}
    found = [
        (thing, *_find_personal_rows(thing, number, addresses))
        for thing in list_inventory_entries()
        if thing.owner or thing.address
    ]
    counts = {thing.label: _erase_person_rows(thing, own_rows, made) for thing, own_rows, made in found}
    for session in Session.objects.iterator():
        if session.get_decoded().get("_auth_user_id") == str(number):
            session.delete()
    user.delete()
    for thing, own_rows, made in found:  # afterwards: removing a row is told in the trail, too
        blank_history_fields(
            get_entry_model(thing), own_rows | made, list_erasable_fields(thing, get_entry_model(thing), LEAVING)
        )
    counts = {label: count for label, count in counts.items() if count}
    return Erasure.objects.create(what=Erasure.What.ACCOUNT, number=number, why=why, rows=counts)


@transaction.atomic
def erase_company(number: int, path: str, why: Erasure.Why = Erasure.Why.ASKED) -> Erasure:
    """Remove the profile and all that belongs to it; the caller has checked who asks, and holds the row.

    path: what stands in the addresses of the company's pages, "/companies/<slug>/"; the trail and messages forget it.
    """
    about = [thing for thing in list_inventory_entries() if thing.company]
    ids = {thing.label: find_ids_ever_linked(get_entry_model(thing), thing.company, number) for thing in about}
    counts = {}
    # What hangs on a row goes before it; the company itself last.
    for thing in sorted(about, key=lambda each: (each.label == COMPANY, -each.company.count("__"))):
        if count := _erase_company_rows(thing, ids[thing.label]):
            counts[thing.label] = count
    for thing in about:  # afterwards: removing a row is told in the trail, too
        blank_history_fields(get_entry_model(thing), ids[thing.label], list_text_fields(get_entry_model(thing)))
    erase_page_address(path)
    return Erasure.objects.create(what=Erasure.What.COMPANY, number=number, why=why, rows=counts)


def _find_personal_rows(thing: InventoryEntry, number: int, addresses: set[str]) -> tuple[set[Any], set[Any]]:
    """Return the keys of the person's own rows and of those that they only made; mail to their address is their own."""
    model: Any = get_entry_model(thing)
    made = find_ids_ever_linked(model, thing.owner, number) if thing.owner else set()
    own = set(made) if is_about_person(thing, model) else set()
    for address in addresses if thing.address else ():
        own |= set(model._base_manager.filter(**{f"{thing.address}__iexact": address}).values_list("pk", flat=True))
    return own, set() if thing.address else made - own


def _erase_person_rows(thing: InventoryEntry, own: set[Any], made: set[Any]) -> int:
    """Delete the person's own rows and blank who made the others. The account itself goes last."""
    model: Any = get_entry_model(thing)
    clean_admin_log(model, own | made)
    removed = 1 if own and thing.owner == "pk" else 0
    if own and thing.owner != "pk":
        delete_stored_files(model, own)
        removed = int(model._base_manager.filter(pk__in=own).delete()[0])
    return removed + blank_fields(model, made, list_erasable_fields(thing, model, LEAVING))


def _erase_company_rows(thing: InventoryEntry, ids: set[Any]) -> int:
    model: Any = get_entry_model(thing)
    clean_admin_log(model, ids)
    if thing.with_company == ErasureFate.STAYS:
        return 0
    if thing.with_company == ErasureFate.UNNAMED:
        return blank_fields(model, ids, list_erasable_fields(thing, model, tuple(ErasureFate)))
    delete_stored_files(model, ids)
    with disable_guard_triggers(model):
        return int(model._base_manager.filter(pk__in=ids).delete()[1].get(model._meta.label, 0))


# --- rows and fields ---


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


def clean_admin_log(model: Any, ids: set[Any]) -> None:
    """What admins' own log calls these rows."""
    kind = ContentType.objects.get_for_model(model)
    entries = LogEntry.objects.filter(content_type=kind, object_id__in=map(str, ids))
    entries.update(object_repr="", change_message="")


def delete_stored_files(model: Any, ids: set[Any]) -> None:
    fields = [field for field in model._meta.concrete_fields if isinstance(field, models.FileField)]
    for row in model._base_manager.filter(pk__in=ids) if fields else ():
        for field in fields:
            if stored := getattr(row, field.name):
                transaction.on_commit(partial(stored.storage.delete, stored.name))


def erase_page_address(path: str) -> None:
    """Messages that lead there go; the trail keeps who acted, and forgets on which page."""
    Notification.objects.filter(url__contains=path).delete()
    contexts: Any = pghistory.models.Context.objects
    pages = contexts.annotate(page=KeyTextTransform("url", "metadata")).filter(page__contains=path)
    pages.update(metadata=JSONObject(user=KeyTransform("user", "metadata"), url=Value("")))
