"""Calendar feeds: secret addresses made, made anew and revoked, and what a calendar reads there.

The secret is 256 random bits, told once; its SHA-256 is kept, and looked up. Who could time that look-up would learn of
hashes, never of secrets, so that it needs no comparison in constant time of its own.
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
from challenges.timetables.calendar_models import CalendarFeed
from companies.members.services import create_secret_link, hash_secret_link
from portal.accounts.models import User
from portal.ui.dates import get_today

KEPT = timedelta(days=366)  # what is longer ago leaves the calendar


def get_active_feed(user: User) -> CalendarFeed | None:
    return CalendarFeed.objects.visible_to(user).living().filter(user=user).first()


def get_active_host_feed(pitch: Pitch, by: User) -> CalendarFeed | None:
    return CalendarFeed.objects.visible_to(by).living().filter(pitch=pitch).first()


@transaction.atomic
def create_calendar_feed(user: User, language: str, *, seen: int = 0) -> str:
    """The secret, told here alone; the address before it is worthless from now on.

    seen: the id of the living feed that the person looked at, 0 for none; so that a form sent twice makes one.
    """
    User.objects.lock().get(pk=user.pk)
    return _create_feed_secret(CalendarFeed(user=user, language=language), get_active_feed(user), seen)


@transaction.atomic
def create_host_calendar_feed(pitch: Pitch, by: User, language: str, *, seen: int = 0) -> str:
    """For the host of one pitch, who needs no account: the organiser hands the address over."""
    lock_owned_session(pitch.session, by)
    return _create_feed_secret(CalendarFeed(pitch=pitch, language=language), get_active_host_feed(pitch, by), seen)


def _create_feed_secret(feed: CalendarFeed, before: CalendarFeed | None, seen: int) -> str:
    if (before.pk if before else 0) != seen:
        raise ValidationError(
            _("The address was changed in the meantime. Look again, and decide then."), code="changed"
        )
    if before:
        _mark_feed_revoked(before)
    secret = create_secret_link()
    feed.secret_hash = hash_secret_link(secret)
    feed.save()
    return secret


@transaction.atomic
def revoke_calendar_feed(user: User) -> bool:
    """Whether there was one."""
    feed = get_active_feed(user)
    return feed is not None and _mark_feed_revoked(feed)


@transaction.atomic
def revoke_host_calendar_feed(pitch: Pitch, by: User) -> bool:
    lock_owned_session(pitch.session, by)
    feed = get_active_host_feed(pitch, by)
    return feed is not None and _mark_feed_revoked(feed)


def _mark_feed_revoked(feed: CalendarFeed) -> bool:
    return bool(CalendarFeed.objects.living().filter(pk=feed.pk).update(revoked_at=timezone.now()))


def find_feed_by_secret(secret: str) -> CalendarFeed | None:
    """None for an unknown secret, a revoked one, and one of an account that may not sign in."""
    usable = Q(user=None) | Q(user__is_active=True)
    found = CalendarFeed.objects.living().filter(usable, secret_hash=hash_secret_link(secret))
    return found.select_related("user", "pitch__session").first()


def record_feed_reading(feed: CalendarFeed) -> None:
    """The day alone, and written once a day."""
    if feed.read_at != get_today():
        CalendarFeed.objects.filter(pk=feed.pk).update(read_at=get_today())


def get_feed_appointments(feed: CalendarFeed, now: datetime) -> QuerySet[Appointment]:
    """Of a host those at its table; of a person those of their company and, for staff, of their ROM's challenges.

    Those called off too: a calendar that knows one must hear that it is off.
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
