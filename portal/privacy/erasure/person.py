"""An account and everything about its person."""

from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.notifications.outbox import add_outbox_mail
from portal.privacy.erasure.anonymise import blank_fields, blank_history_fields, list_erasable_fields
from portal.privacy.erasure.files import delete_stored_files
from portal.privacy.erasure.rows import find_ids_ever_linked
from portal.privacy.inventory.kinds import ErasureFate, InventoryEntry
from portal.privacy.inventory.register import get_entry_model, is_about_person, list_inventory_entries
from portal.privacy.models import Erasure

LEAVING = (ErasureFate.REMOVED, ErasureFate.UNNAMED)


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
    """Removes the account, what is about the person, and their name wherever a row stays. Raises ValidationError.

    Whoever is the last owner of a company is for the caller to see to.
    """
    user = lock_account(user)
    if refusal := get_erasure_refusal(user):
        raise ValidationError(refusal, code="not_erasable")
    number = user.pk
    own = EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True)
    addresses = {user.email, *own}
    found = [
        (thing, *find_personal_rows(thing, number, addresses))
        for thing in list_inventory_entries()
        if thing.owner or thing.address
    ]
    counts = {thing.label: _erase_person_rows(thing, own_rows, made) for thing, own_rows, made in found}
    _end_user_sessions(number)
    user.delete()
    for thing, own_rows, made in found:  # afterwards: removing a row is told in the trail, too
        blank_history_fields(
            get_entry_model(thing), own_rows | made, list_erasable_fields(thing, get_entry_model(thing), LEAVING)
        )
    counts = {label: count for label, count in counts.items() if count}
    return Erasure.objects.create(what=Erasure.What.ACCOUNT, number=number, why=why, rows=counts)


def find_personal_rows(thing: InventoryEntry, number: int, addresses: set[str]) -> tuple[set[Any], set[Any]]:
    """(the person's own, those that they only made); what was sent to their address is their own."""
    model: Any = get_entry_model(thing)
    made = find_ids_ever_linked(model, thing.owner, number) if thing.owner else set()
    own = made if is_about_person(thing, model) else set()
    sent = find_rows_by_address(model, thing.address, addresses) if thing.address else set()
    return own | sent, made - own if not thing.address else set()


def _erase_person_rows(thing: InventoryEntry, own: set[Any], made: set[Any]) -> int:
    """The person's own go; of what they only made goes who made it."""
    model: Any = get_entry_model(thing)
    clean_admin_log(model, own | made)
    removed = _delete_person_rows(thing, model, own) if own else 0
    return removed + blank_fields(model, made, list_erasable_fields(thing, model, LEAVING))


def find_rows_by_address(model: Any, name: str, addresses: set[str]) -> set[Any]:
    """Rows with one of these addresses."""
    found = set()
    for address in addresses:
        found |= set(model._base_manager.filter(**{f"{name}__iexact": address}).values_list("pk", flat=True))
    return found


def _delete_person_rows(thing: InventoryEntry, model: Any, ids: set[Any]) -> int:
    """The account itself goes last, and takes along what hangs on it."""
    if thing.owner == "pk":
        return 1
    delete_stored_files(model, ids)
    return int(model._base_manager.filter(pk__in=ids).delete()[0])


def clean_admin_log(model: Any, ids: set[Any]) -> None:
    """What admins' own log calls these rows."""
    kind = ContentType.objects.get_for_model(model)
    entries = LogEntry.objects.filter(content_type=kind, object_id__in=map(str, ids))
    entries.update(object_repr="", change_message="")


def _end_user_sessions(number: int) -> None:
    for session in Session.objects.iterator():
        if session.get_decoded().get("_auth_user_id") == str(number):
            session.delete()
