"""Create, replace and revoke calendar links, and find what a calendar reads there.

The secret in a link is 256 random bits and is shown once; only its SHA-256 is stored and looked up. Timing that look-up
reveals hashes, never secrets, so that it needs no comparison in constant time.
"""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from challenges.posting.models import Challenge
from challenges.sessions.locking import lock_owned_session
from challenges.sessions.meeting_models import Appointment
from challenges.sessions.pitch_models import Pitch
from challenges.timetables.models import CalendarFeed
from companies.members.secret_links import create_secret_link, hash_secret_link
from portal.accounts.models import User
from portal.ui.dates import get_today

KEPT = timedelta(days=366)  # appointments that ended longer ago leave the calendar


def get_active_feed(user: User) -> CalendarFeed | None:
    return CalendarFeed.objects.visible_to(user).living().filter(user=user).first()


def get_active_host_feed(pitch: Pitch, by: User) -> CalendarFeed | None:
    return CalendarFeed.objects.visible_to(by).living().filter(pitch=pitch).first()


@transaction.atomic
def create_calendar_feed(user: User, language: str, *, seen: int = 0) -> str:
    """Create a link for a person and return its secret, which is stored nowhere; revoke the link before it.

    seen: the id of the active link that the person saw, 0 for none, so that a form sent twice creates one link.
    """
    User.objects.lock().get(pk=user.pk)
    return _create_feed_secret(CalendarFeed(user=user, language=language), get_active_feed(user), seen)


@transaction.atomic
def create_host_calendar_feed(pitch: Pitch, by: User, language: str, *, seen: int = 0) -> str:
    """Create a link for the host of a pitch, who needs no account: the organiser passes it on."""
    lock_owned_session(pitch.session, by)
    return _create_feed_secret(CalendarFeed(pitch=pitch, language=language), get_active_host_feed(pitch, by), seen)


def _create_feed_secret(feed: CalendarFeed, before: CalendarFeed | None, seen: int) -> str:
    if (before.pk if before else 0) != seen:
        raise ValidationError(
            _("The address was changed in the meantime. Look again, and decide then."), code="changed"
        )
    _revoke_feed(before)
    secret = create_secret_link()
    feed.secret_hash = hash_secret_link(secret)
    feed.save()
    return secret


@transaction.atomic
def revoke_calendar_feed(user: User) -> bool:
    """Revoke the link of a person, and return whether there was one."""
    return _revoke_feed(get_active_feed(user))


@transaction.atomic
def revoke_host_calendar_feed(pitch: Pitch, by: User) -> bool:
    """Revoke the link of a host, and return whether there was one."""
    lock_owned_session(pitch.session, by)
    return _revoke_feed(get_active_host_feed(pitch, by))


def _revoke_feed(feed: CalendarFeed | None) -> bool:
    return bool(feed and CalendarFeed.objects.living().filter(pk=feed.pk).update(revoked_at=timezone.now()))


def find_feed_by_secret(secret: str) -> CalendarFeed | None:
    """Return the link with this secret; None if it is unknown, revoked or of an account that may not sign in."""
    usable = Q(user=None) | Q(user__is_active=True)
    found = CalendarFeed.objects.living().filter(usable, secret_hash=hash_secret_link(secret))
    return found.select_related("user", "pitch__session").first()


def record_feed_reading(feed: CalendarFeed) -> None:
    """Store the day on which a calendar read the link, once per day."""
    if feed.read_at != get_today():
        CalendarFeed.objects.filter(pk=feed.pk).update(read_at=get_today())


def get_feed_appointments(feed: CalendarFeed, now: datetime) -> QuerySet[Appointment]:
    """Return the appointments of a link: those of a host, or of a person's companies and their ROM's challenges.

    Cancelled appointments are included, because a calendar that has one must learn that it is cancelled.
    """
    if feed.user is None:
        found = Appointment.objects.filter(pitch=feed.pitch_id)
    else:
        own = Q(registration__company__in=feed.user.memberships.values("company"))
        if feed.user.rom_id is not None:
            own |= Q(pitch__challenge__in=Challenge.objects.owned_by(feed.user).values("pk"))
        found = Appointment.objects.visible_to(feed.user).filter(own)
    found = found.filter(ends_at__gte=now - KEPT).order_by("starts_at", "pk")
    return found.select_related("registration__company", "pitch__session", "pitch__challenge", "table__room")
