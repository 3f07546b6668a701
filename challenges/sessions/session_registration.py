"""What the page of a session says about seats, to each reader."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AnonymousUser

from challenges.posting.ownership import is_rom_owner
from challenges.posting.status_chips import StatusChip
from challenges.sessions.meeting_models import Appointment
from challenges.sessions.models import Session
from challenges.sessions.own_registration import get_latest_registration
from challenges.sessions.registration_labels import get_registration_chip
from challenges.sessions.registrations.services import explain_registration_closed
from companies.profiles.permissions import get_own_company
from portal.accounts.models import User


@dataclass(frozen=True)
class SessionRegistration:
    """organises: sees all registrations.  chip: of the reader's own.  can_register: would be let in to the form.
    closed: why nobody can register now, in words.  had_talks: the reader's company has talks that have begun."""

    organises: bool
    chip: StatusChip | None
    can_register: bool
    closed: str
    had_talks: bool = False


def get_session_registration(user: User | AnonymousUser, session: Session, now: datetime) -> SessionRegistration | None:
    """None where there is nothing to say: staff of other ROMs, and a session that is over for who was not there."""
    if is_rom_owner(user, session):
        return SessionRegistration(organises=True, chip=None, can_register=False, closed="")
    if user.is_authenticated and user.is_rom_staff:
        return None
    company = get_own_company(user)
    found = get_latest_registration(session, company.pk) if company else None
    closed = explain_registration_closed(session, now)
    if found is None and session.ends_at <= now:
        return None
    is_member = company is not None or not user.is_authenticated
    had_talks = found is not None and Appointment.objects.filter(registration=found).begun(now).exists()
    return SessionRegistration(
        False, get_registration_chip(found) if found else None, is_member and not closed, closed, had_talks
    )
