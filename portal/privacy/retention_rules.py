"""What the ground floor clears away. Tables that grow are read by an index, or from their oldest rows on."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

import pghistory.core
import pghistory.models
from allauth.account.models import EmailAddress
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef, Q

from portal.accounts.models import User
from portal.notifications.models import Notification
from portal.notifications.outbox_models import OutboxMail
from portal.privacy.erasure.audit_override import opened
from portal.privacy.erasure.person import erase_person
from portal.privacy.models import Erasure
from portal.privacy.retention import Rule, days_ago

EVENTS: list[Any] = pghistory.core.event_models()
HAS_TEXT = ~Q(text="", html="")


def keys(rows: Any, most: int) -> list[Any]:
    return list(rows.values_list("pk", flat=True)[:most])


def remove(model: Any, found: list[Any]) -> int:
    with opened(model):
        return int(model._base_manager.filter(pk__in=found).delete()[1].get(model._meta.label, 0))


def mail_texts(now: datetime, most: int) -> list[Any]:
    """Of mail that is sent or given up; what is still tried needs its text."""
    old = OutboxMail.objects.filter(HAS_TEXT, created_at__lt=days_ago(now, "mail_text"))
    return keys(old.exclude(pk__in=OutboxMail.objects.due(now).values("pk")).order_by("created_at"), most)


def empty_mails(found: list[Any]) -> int:
    return OutboxMail.objects.filter(pk__in=found).update(text="", html="", headers={})


def mails(now: datetime, most: int) -> list[Any]:
    """The last mail to an account that is gone leaves at once when it was sent."""
    return keys(OutboxMail.objects.filter(created_at__lt=days_ago(now, "mail")).order_by("created_at"), most)


def farewells(now: datetime, most: int) -> list[Any]:
    return keys(OutboxMail.objects.filter(kind="erased", user=None, sent_at__isnull=False).order_by("pk"), most)


def messages(now: datetime, most: int) -> list[Any]:
    old = Notification.objects.filter(created_at__lt=days_ago(now, "message"))
    return keys(old.order_by("created_at"), most)


def read_messages(now: datetime, most: int) -> list[Any]:
    until = days_ago(now, "read_message")
    return keys(Notification.objects.filter(created_at__lt=until, read_at__lt=until).order_by("created_at"), most)


def unverified(now: datetime, most: int) -> list[Any]:
    """Accounts that nobody ever proved to be theirs; those that an admin made are proven."""
    verified = EmailAddress.objects.filter(user=OuterRef("pk"), verified=True)
    old = User.objects.filter(~Exists(verified), date_joined__lt=days_ago(now, "unverified_account"), last_login=None)
    return keys(old.filter(rom=None, is_superuser=False).order_by("pk"), most)


def erase_unverified(found: list[Any]) -> int:
    for user in User.objects.filter(pk__in=found, last_login=None):
        erase_person(user, Erasure.Why.UNVERIFIED)
    return len(found)


def sessions(now: datetime, most: int) -> list[Any]:
    return keys(Session.objects.filter(expire_date__lt=now).order_by("expire_date"), most)


def admin_log(now: datetime, most: int) -> list[Any]:
    return oldest(LogEntry, "action_time", days_ago(now, "admin_log"), most)


def history(model: Any, now: datetime, most: int) -> list[Any]:
    return oldest(model, "pgh_created_at", days_ago(now, "history"), most)


def oldest(model: Any, date: str, until: datetime, most: int) -> list[Any]:
    """Of the first rows by key those before that moment: the table is written in the order of time."""
    first = model.objects.order_by("pk").values_list("pk", date)[:most]
    return [key for key, at in first if at < until]


def contexts(now: datetime, most: int) -> list[Any]:
    """Who acted where, once no event of the trail refers to it any more."""
    rows = pghistory.models.Context.objects.filter(created_at__lt=days_ago(now, "history"))
    for model in EVENTS:
        rows = rows.filter(~Exists(model.objects.filter(pgh_context=OuterRef("pk"))))
    return keys(rows.order_by("created_at"), most)


def of(name: str, model: Any, find: Callable[[datetime, int], list[Any]]) -> Rule:
    return Rule(name, find, partial(remove, model))


RULES = [
    Rule("mail_text", mail_texts, empty_mails),
    of("mail", OutboxMail, mails),
    of("last_mail", OutboxMail, farewells),
    of("message", Notification, messages),
    of("read_message", Notification, read_messages),
    Rule("unverified_account", unverified, erase_unverified),
    of("session", Session, sessions),
    of("admin_log", LogEntry, admin_log),
    *(of(f"history: {model.pgh_tracked_model._meta.label}", model, partial(history, model)) for model in EVENTS),
    of("history: acts", pghistory.models.Context, contexts),
]
