"""Telling many people of one event at once, each in their own words: as `notify`, in a few queries for all."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from portal.accounts.models import User
from portal.core.bilingual import localise_path
from portal.notifications.models import MailFrequency, Notification, NotificationKind
from portal.notifications.outbox import add_outbox_mails
from portal.notifications.outbox_models import OutboxMail
from portal.notifications.preferences import build_mail_footer, build_unsubscribe_headers, get_mail_choices
from portal.notifications.rendering import render_mail, render_notification


@dataclass(frozen=True)
class PersonalNotice:
    """What one person is told: see `notify`."""

    user: User
    key: str
    context: dict[str, Any]
    url: str = ""


@transaction.atomic(savepoint=False)
def notify_users(kind: NotificationKind, template: str, notes: Sequence[PersonalNotice]) -> int:
    """Each note once per person and key; how many are new. Call it in the event's transaction."""
    wanted = get_mail_choices([note.user for note in notes], kind)
    known = set(
        Notification.objects.filter(user__in=wanted, key__in={note.key for note in notes}).values_list("user", "key")
    )
    fresh = {(note.user.pk, note.key): note for note in notes if note.user.is_active}
    new = [note for name, note in fresh.items() if name not in known]
    made = [_build_notification(note, kind, template, wanted[note.user.pk].frequency) for note in new]
    Notification.objects.bulk_create(made, ignore_conflicts=True)
    add_outbox_mails(
        [
            _build_notification_mail(note, kind, template, wanted[note.user.pk].revoked)
            for note in new
            if wanted[note.user.pk].frequency == MailFrequency.AT_ONCE
        ]
    )
    return len(new)


def _build_notice_context(note: PersonalNotice) -> dict[str, Any]:
    path = localise_path(note.url, note.user.language)
    return {**note.context, "user": note.user, "url": settings.SITE_URL + path if path else ""}


def _build_notification(
    note: PersonalNotice, kind: NotificationKind, template: str, frequency: MailFrequency
) -> Notification:
    user = note.user
    title, text = render_notification(template, _build_notice_context(note), user.language)
    return Notification(
        user=user,
        key=note.key,
        kind=kind,
        language=user.language,
        title=title,
        text=text,
        url=localise_path(note.url, user.language),
        frequency=frequency,
        mailed_at=timezone.now() if frequency == MailFrequency.AT_ONCE else None,
    )


def _build_notification_mail(note: PersonalNotice, kind: NotificationKind, template: str, revoked: int) -> OutboxMail:
    user, foot = note.user, build_mail_footer(note.user, kind, revoked)
    rendered = render_mail(template, _build_notice_context(note) | foot, user.language)
    return OutboxMail(
        key=f"notification:{user.pk}:{note.key}",
        to=user.email,
        user=user,
        language=user.language,
        kind=kind,
        subject=rendered.subject,
        text=rendered.text,
        html=rendered.html,
        headers=build_unsubscribe_headers(foot),
    )
