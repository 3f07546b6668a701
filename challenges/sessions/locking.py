"""How every write on a session begins and ends: its row locked, the person let in, what they had seen still so."""

from datetime import datetime, time

from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from challenges.posting.ownership import is_rom_owner
from challenges.sessions.models import Session
from portal.accounts.models import User

CHANGED = gettext_lazy("A colleague changed this in the meantime. What you typed is still here; save again to keep it.")


def lock_owned_session(session: Session, by: User) -> Session:
    """The row as it stands, held until the transaction ends; ValidationError for who does not own it (any more)."""
    session = Session.objects.lock().get(pk=session.pk)
    if not is_rom_owner(by, session):
        raise ValidationError(_("Your ROM does not own this session."), code="not_yours")
    return session


def bump_session_version(session: Session) -> None:
    """At the end of a write on any part: what was made of the session before is of an older version."""
    Session.objects.filter(pk=session.pk).update(version=F("version") + 1)


def combine_session_time(session: Session, at: time) -> datetime:
    """That time on the Dutch clock, on the day the session starts."""
    zone = timezone.get_default_timezone()
    day = timezone.localdate(session.starts_at, zone)
    return timezone.make_aware(datetime.combine(day, at), zone)


def is_within_session(session: Session, starts_at: datetime, ends_at: datetime) -> bool:
    return session.starts_at <= starts_at and ends_at <= session.ends_at
