"""Telling many people of one event at once, each in their own words: as `notify`, in a few queries for all."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from portal.accounts.models import User
from portal.notifications import outbox, preferences
from portal.notifications.models import Frequency, Kind, Notification
from portal.notifications.outbox_models import OutboxMail
from portal.notifications.rendering import render_mail, render_note
from portal.ui.language import in_address


@dataclass(frozen=True)
class Note:
    """What one person is told: see `notify`."""

    user: User
    key: str
    context: dict[str, Any]
    url: str = ""


@transaction.atomic(savepoint=False)
def notify_each(kind: Kind, template: str, notes: Sequence[Note]) -> int:
    """Each note once per person and key; how many are new. Call it in the event's transaction."""
    wanted = preferences.wanted_by([note.user for note in notes], kind)
    known = set(
        Notification.objects.filter(user__in=wanted, key__in={note.key for note in notes}).values_list("user", "key")
    )
    fresh = {(note.user.pk, note.key): note for note in notes if note.user.is_active}
    new = [note for name, note in fresh.items() if name not in known]
    made = [_notification(note, kind, template, wanted[note.user.pk].frequency) for note in new]
    Notification.objects.bulk_create(made, ignore_conflicts=True)
    outbox.put_all(
        [
            _mail(note, kind, template, wanted[note.user.pk].revoked)
            for note in new
            if wanted[note.user.pk].frequency == Frequency.AT_ONCE
        ]
    )
    return len(new)


def _shown(note: Note) -> dict[str, Any]:
    path = in_address(note.url, note.user.language)
    return {**note.context, "user": note.user, "url": settings.SITE_URL + path if path else ""}


def _notification(note: Note, kind: Kind, template: str, frequency: Frequency) -> Notification:
    user = note.user
    title, text = render_note(template, _shown(note), user.language)
    return Notification(
        user=user,
        key=note.key,
        kind=kind,
        language=user.language,
        title=title,
        text=text,
        url=in_address(note.url, user.language),
        frequency=frequency,
        mailed_at=timezone.now() if frequency == Frequency.AT_ONCE else None,
    )


def _mail(note: Note, kind: Kind, template: str, revoked: int) -> OutboxMail:
    user, foot = note.user, preferences.footer(note.user, kind, revoked)
    rendered = render_mail(template, _shown(note) | foot, user.language)
    return OutboxMail(
        key=f"notification:{user.pk}:{note.key}",
        to=user.email,
        user=user,
        language=user.language,
        kind=kind,
        subject=rendered.subject,
        text=rendered.text,
        html=rendered.html,
        headers=preferences.headers(foot),
    )
