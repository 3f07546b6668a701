"""The session itself: made as a draft, changed, published and taken back."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from challenges.sessions.locking import CHANGED, bump_session_version, lock_owned_session
from challenges.sessions.models import Session
from challenges.sessions.pitch_models import Presence
from challenges.sessions.registration_models import Registration
from portal.accounts.models import User
from portal.core.slugs import find_free_slug
from portal.core.validation import save_validated
from portal.core.versions import check_version
from portal.regions.models import ROM


@transaction.atomic
def create_session(rom: ROM, **fields: Any) -> Session:
    """A draft of the ROM. A form sent twice makes one: the draft that is exactly this is given back."""
    ROM.objects.lock().get(pk=rom.pk)
    same = Session.objects.filter(rom=rom, state=Session.State.DRAFT, copied_from=None, **fields)
    if found := same.order_by("pk").first():
        return found
    session = Session(slug=find_free_slug(Session.objects.all(), fields["title_nl"]), rom=rom, **fields)
    save_validated(session)
    return session


@transaction.atomic
def update_session(session: Session, by: User, *, seen: str = "", **fields: Any) -> Session:
    """seen: the version that the person had before them. The same form sent twice is no clash."""
    session = lock_owned_session(session, by)
    if all(getattr(session, name) == value for name, value in fields.items()):
        return session
    check_version(seen, str(session.version), CHANGED)
    for name, value in fields.items():
        setattr(session, name, value)
    session.version += 1
    session.full_clean()
    _check_parts_within_session(session)
    _check_capacity_holds(session)
    session.save()
    return session


@transaction.atomic
def publish_session(session: Session, by: User) -> Session:
    """For everyone from now on, as long as it has not been held."""
    session = lock_owned_session(session, by)
    if session.is_published:
        return session
    if session.ends_at <= timezone.now():
        raise ValidationError(_("This session is over. Give it a day to come first."), code="past")
    return _set_session_state(session, Session.State.PUBLISHED)


@transaction.atomic
def withdraw_session(session: Session, by: User) -> Session:
    """A draft again, while no company has a seat or waits for one."""
    session = lock_owned_session(session, by)
    if not session.is_published:
        return session
    if Registration.objects.living().filter(session=session).exists():
        raise ValidationError(
            _("Companies have registered. Settle their registrations first, so that each of them is told."),
            code="registered",
        )
    return _set_session_state(session, Session.State.DRAFT)


def _set_session_state(session: Session, state: Session.State) -> Session:
    Session.objects.filter(pk=session.pk).update(state=state)
    bump_session_version(session)
    session.refresh_from_db()
    return session


def _check_parts_within_session(session: Session) -> None:
    """Time slots and hours of hosts lie within it."""
    slots = session.slots.exclude(starts_at__gte=session.starts_at, ends_at__lte=session.ends_at)
    hours = Presence.objects.filter(pitch__session=session)
    hours = hours.exclude(starts_at__gte=session.starts_at, ends_at__lte=session.ends_at)
    if slots.exists() or hours.exists():
        raise ValidationError({"ends_at": _("Time slots or hours of hosts would fall outside it. Change those first.")})


def _check_capacity_holds(session: Session) -> None:
    """No fewer seats than are taken: the database refuses it too."""
    taken = Registration.objects.filter(session=session).seats_taken()
    if session.capacity is not None and session.capacity < taken:
        raise ValidationError(
            {"capacity": _("%(taken)s seats are taken or offered. Cancel some of them first.") % {"taken": taken}}
        )
