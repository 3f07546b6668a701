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
from challenges.sessions.appointment_models import Appointment
from challenges.sessions.part_models import Pitch
from challenges.sessions.services import lock_owned_session
from challenges.timetables.models import CalendarFeed
from companies.members.services import create_secret_link, hash_secret_link
from portal.accounts.models import User
from portal.ui.dates import get_today

KEPT = timedelta(days=366)  # appointments that ended longer ago leave the calendar


def find_active_feed(by: User, pitch: Pitch | None = None) -> CalendarFeed | None:
    """Return the link of a person, or of the host of a pitch for its organisers."""
    feeds = CalendarFeed.objects.visible_to(by).living()
    return (feeds.filter(pitch=pitch) if pitch else feeds.filter(user=by)).first()


@transaction.atomic
def create_calendar_feed(by: User, language: str, pitch: Pitch | None = None, *, seen: int = 0) -> str:
    """Create a link and return its secret, which is stored nowhere; revoke the link before it.

    The link is for a person, or for the host of a pitch, who needs no account: the organiser passes it on.
    seen: the id of the active link that the person saw, 0 for none, so that a form sent twice creates one link.
    """
    if pitch:
        lock_owned_session(pitch.session, by)
    else:
        User.objects.lock().get(pk=by.pk)
    before = find_active_feed(by, pitch)
    if (before.pk if before else 0) != seen:
        raise ValidationError(
            _("The address was changed in the meantime. Look again, and decide then."), code="changed"
        )
    _revoke_feed(before)
    secret = create_secret_link()
    CalendarFeed.objects.create(
        user=None if pitch else by, pitch=pitch, language=language, secret_hash=hash_secret_link(secret)
    )
    return secret


@transaction.atomic
def revoke_calendar_feed(by: User, pitch: Pitch | None = None) -> bool:
    """Revoke the link of a person or of the host of a pitch, and return whether there was one."""
    if pitch:
        lock_owned_session(pitch.session, by)
    return _revoke_feed(find_active_feed(by, pitch))


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
