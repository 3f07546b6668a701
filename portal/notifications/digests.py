"""One mail in the morning with everything new, instead of many: daily, on Monday also what comes weekly.

A digest goes out at the first look after half past seven in Amsterdam; when nobody looked at that hour, later, and
once: it holds what was made before that hour, and its key is the morning.
"""

from datetime import datetime, time, timedelta
from itertools import groupby

from django.db import transaction
from django.utils import timezone

from portal.accounts.models import User
from portal.notifications import outbox, preferences
from portal.notifications.models import Kind, Notification
from portal.notifications.outbox_models import OutboxMail
from portal.ui.dates import AMSTERDAM

MORNING = time(7, 30)
MOST_SHOWN = 50


def last_morning(now: datetime) -> datetime:
    """The latest half past seven on Amsterdam's clock, which no change of the clock skips or repeats."""
    here = now.astimezone(AMSTERDAM)
    day = here.date() if here.time() >= MORNING else here.date() - timedelta(days=1)
    return datetime.combine(day, MORNING, AMSTERDAM)


def last_monday_morning(now: datetime) -> datetime:
    morning = last_morning(now)
    return datetime.combine(morning.date() - timedelta(days=morning.weekday()), MORNING, AMSTERDAM)


def send_digests() -> int:
    """Put every digest that is due into the outbox; the number of them."""
    now = timezone.now()
    morning, monday = last_morning(now), last_monday_morning(now)
    users = Notification.objects.for_digest(morning, monday).order_by("user").values_list("user", flat=True).distinct()
    return sum(_digest(pk, morning, monday) for pk in list(users))


@transaction.atomic
def _digest(user_id: int, morning: datetime, monday: datetime) -> bool:
    """The notifications are held meanwhile: a second run waits here, and then finds nothing new."""
    user = User.objects.get(pk=user_id)
    key = f"digest:{user.pk}:{morning:%Y-%m-%d}"
    new = Notification.objects.for_digest(morning, monday).filter(user=user).order_by("kind", "-created_at", "-pk")
    rows = list(new.select_for_update(of=("self",)))
    if not rows or OutboxMail.objects.filter(key=key).exists():
        return False
    foot = preferences.footer(user, preferences.DIGEST)
    put = outbox.put(
        key,
        to=user.email,
        language=user.language,
        template="portal/mail/digest",
        context={
            "user": user,
            "count": len(rows),
            "more": max(0, len(rows) - MOST_SHOWN),
            "groups": _groups(rows),
            **foot,
        },
        user=user,
        kind=preferences.DIGEST,
        headers=preferences.headers(foot),
    )
    Notification.objects.filter(pk__in=[row.pk for row in rows]).update(mailed_at=timezone.now())
    return put


def _groups(rows: list[Notification]) -> list[tuple[Kind, list[Notification]]]:
    """In the order of the kinds, the newest first; rows stand by kind."""
    shown = {Kind(kind): list(of_kind) for kind, of_kind in groupby(rows[:MOST_SHOWN], lambda row: row.kind)}
    return [(kind, shown[kind]) for kind in Kind if kind in shown]
