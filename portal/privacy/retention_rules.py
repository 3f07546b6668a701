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
from portal.privacy.audit_override import disable_guard_triggers
from portal.privacy.erasure import erase_person
from portal.privacy.models import Erasure
from portal.privacy.retention import RetentionRule, get_retention_cutoff

EVENTS: list[Any] = pghistory.core.event_models()
HAS_TEXT = ~Q(text="", html="")


def list_row_keys(rows: Any, most: int) -> list[Any]:
    return list(rows.values_list("pk", flat=True)[:most])


def delete_rows(model: Any, found: list[Any]) -> int:
    with disable_guard_triggers(model):
        return int(model._base_manager.filter(pk__in=found).delete()[1].get(model._meta.label, 0))


def find_old_mail_texts(now: datetime, most: int) -> list[Any]:
    """Of mail that is sent or given up; what is still tried needs its text."""
    old = OutboxMail.objects.filter(HAS_TEXT, created_at__lt=get_retention_cutoff(now, "mail_text"))
    return list_row_keys(old.exclude(pk__in=OutboxMail.objects.due(now).values("pk")).order_by("created_at"), most)


def clear_mail_texts(found: list[Any]) -> int:
    return OutboxMail.objects.filter(pk__in=found).update(text="", html="", headers={})


def find_old_mails(now: datetime, most: int) -> list[Any]:
    """The last mail to an account that is gone leaves at once when it was sent."""
    return list_row_keys(
        OutboxMail.objects.filter(created_at__lt=get_retention_cutoff(now, "mail")).order_by("created_at"), most
    )


def find_farewell_mails(now: datetime, most: int) -> list[Any]:
    return list_row_keys(
        OutboxMail.objects.filter(kind="erased", user=None, sent_at__isnull=False).order_by("pk"), most
    )


def find_old_notifications(now: datetime, most: int) -> list[Any]:
    old = Notification.objects.filter(created_at__lt=get_retention_cutoff(now, "message"))
    return list_row_keys(old.order_by("created_at"), most)


def find_read_notifications(now: datetime, most: int) -> list[Any]:
    until = get_retention_cutoff(now, "read_message")
    return list_row_keys(
        Notification.objects.filter(created_at__lt=until, read_at__lt=until).order_by("created_at"), most
    )


def find_unverified_accounts(now: datetime, most: int) -> list[Any]:
    """Accounts that nobody ever proved to be theirs; those that an admin made are proven."""
    verified = EmailAddress.objects.filter(user=OuterRef("pk"), verified=True)
    old = User.objects.filter(
        ~Exists(verified), date_joined__lt=get_retention_cutoff(now, "unverified_account"), last_login=None
    )
    return list_row_keys(old.filter(rom=None, is_superuser=False).order_by("pk"), most)


def erase_unverified_accounts(found: list[Any]) -> int:
    for user in User.objects.filter(pk__in=found, last_login=None):
        erase_person(user, Erasure.Why.UNVERIFIED)
    return len(found)


def find_expired_sessions(now: datetime, most: int) -> list[Any]:
    return list_row_keys(Session.objects.filter(expire_date__lt=now).order_by("expire_date"), most)


def find_old_admin_log(now: datetime, most: int) -> list[Any]:
    return find_oldest_rows(LogEntry, "action_time", get_retention_cutoff(now, "admin_log"), most)


def find_old_history(model: Any, now: datetime, most: int) -> list[Any]:
    return find_oldest_rows(model, "pgh_created_at", get_retention_cutoff(now, "history"), most)


def find_oldest_rows(model: Any, date: str, until: datetime, most: int) -> list[Any]:
    """Of the first rows by key those before that moment: the table is written in the order of time."""
    first = model.objects.order_by("pk").values_list("pk", date)[:most]
    return [key for key, at in first if at < until]


def find_unused_contexts(now: datetime, most: int) -> list[Any]:
    """Who acted where, once no event of the trail refers to it any more."""
    rows = pghistory.models.Context.objects.filter(created_at__lt=get_retention_cutoff(now, "history"))
    for model in EVENTS:
        rows = rows.filter(~Exists(model.objects.filter(pgh_context=OuterRef("pk"))))
    return list_row_keys(rows.order_by("created_at"), most)


def build_deletion_rule(name: str, model: Any, find: Callable[[datetime, int], list[Any]]) -> RetentionRule:
    return RetentionRule(name, find, partial(delete_rows, model))


RULES = [
    RetentionRule("mail_text", find_old_mail_texts, clear_mail_texts),
    build_deletion_rule("mail", OutboxMail, find_old_mails),
    build_deletion_rule("last_mail", OutboxMail, find_farewell_mails),
    build_deletion_rule("message", Notification, find_old_notifications),
    build_deletion_rule("read_message", Notification, find_read_notifications),
    RetentionRule("unverified_account", find_unverified_accounts, erase_unverified_accounts),
    build_deletion_rule("session", Session, find_expired_sessions),
    build_deletion_rule("admin_log", LogEntry, find_old_admin_log),
    *(
        build_deletion_rule(f"history: {model.pgh_tracked_model._meta.label}", model, partial(find_old_history, model))
        for model in EVENTS
    ),
    build_deletion_rule("history: acts", pghistory.models.Context, find_unused_contexts),
]
