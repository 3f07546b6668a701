"""Send one email in the morning with everything new: daily, on Monday also what comes weekly.

A digest goes out at the first run of the task after half past seven in Amsterdam. It holds what was made before that
hour, and its key is the morning, so that a late or second run sends it once.
"""

from datetime import datetime, time, timedelta
from itertools import groupby

from django.db import transaction
from django.utils import timezone

from portal.accounts.models import User
from portal.notifications.models import Notification, NotificationKind
from portal.notifications.outbox import add_outbox_mail
from portal.notifications.outbox_models import OutboxMail
from portal.notifications.preferences import DIGEST, build_mail_footer, build_unsubscribe_headers
from portal.ui.dates import AMSTERDAM

MORNING = time(7, 30)
MOST_SHOWN = 50


def get_last_morning(now: datetime) -> datetime:
    """Return the latest half past seven on Amsterdam's clock, which no change of the clock skips or repeats."""
    here = now.astimezone(AMSTERDAM)
    day = here.date() if here.time() >= MORNING else here.date() - timedelta(days=1)
    return datetime.combine(day, MORNING, AMSTERDAM)


def get_last_monday_morning(now: datetime) -> datetime:
    morning = get_last_morning(now)
    return datetime.combine(morning.date() - timedelta(days=morning.weekday()), MORNING, AMSTERDAM)


def send_due_digests() -> int:
    """Put every digest that is due into the outbox; return their number."""
    now = timezone.now()
    morning, monday = get_last_morning(now), get_last_monday_morning(now)
    users = Notification.objects.for_digest(morning, monday).order_by("user").values_list("user", flat=True).distinct()
    return sum(_send_digest(pk, morning, monday) for pk in list(users))


@transaction.atomic
def _send_digest(user_id: int, morning: datetime, monday: datetime) -> bool:
    """Lock the notifications and mail them: a second run waits here, and then finds nothing new."""
    user = User.objects.get(pk=user_id)
    key = f"digest:{user.pk}:{morning:%Y-%m-%d}"
    new = Notification.objects.for_digest(morning, monday).filter(user=user).order_by("kind", "-created_at", "-pk")
    rows = list(new.select_for_update(of=("self",)))
    if not rows or OutboxMail.objects.filter(key=key).exists():
        return False
    foot = build_mail_footer(user, DIGEST)
    put = add_outbox_mail(
        key,
        to=user.email,
        language=user.language,
        template="portal/notifications/mail/digest.html",
        context={
            "user": user,
            "count": len(rows),
            "more": max(0, len(rows) - MOST_SHOWN),
            "groups": _group_by_kind(rows),
            **foot,
        },
        user=user,
        kind=DIGEST,
        headers=build_unsubscribe_headers(foot),
    )
    Notification.objects.filter(pk__in=[row.pk for row in rows]).update(mailed_at=timezone.now())
    return put


def _group_by_kind(rows: list[Notification]) -> list[tuple[NotificationKind, list[Notification]]]:
    """Group rows that are sorted by kind; return the groups in the order of the kinds, the newest rows first."""
    shown = {
        NotificationKind(kind): list(of_kind) for kind, of_kind in groupby(rows[:MOST_SHOWN], lambda row: row.kind)
    }
    return [(kind, shown[kind]) for kind in NotificationKind if kind in shown]
