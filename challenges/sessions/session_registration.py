"""What the page of a session says about seats, to each reader."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AnonymousUser

from challenges.posting.ownership import owns
from challenges.posting.status_chips import Chip
from challenges.sessions.meeting_models import Appointment
from challenges.sessions.models import Session
from challenges.sessions.own_registration import latest
from challenges.sessions.registration_labels import chip_of
from challenges.sessions.registrations.services import why_closed
from companies.profiles.permissions import own_company
from portal.accounts.models import User


@dataclass(frozen=True)
class Seats:
    """organises: sees all registrations.  chip: of the reader's own.  can_register: would be let in to the form.
    closed: why nobody can register now, in words.  had_talks: the reader's company has talks that have begun."""

    organises: bool
    chip: Chip | None
    can_register: bool
    closed: str
    had_talks: bool = False


def seats_for(user: User | AnonymousUser, session: Session, now: datetime) -> Seats | None:
    """None where there is nothing to say: staff of other ROMs, and a session that is over for who was not there."""
    if owns(user, session):
        return Seats(organises=True, chip=None, can_register=False, closed="")
    if user.is_authenticated and user.is_rom_staff:
        return None
    company = own_company(user)
    found = latest(session, company.pk) if company else None
    closed = why_closed(session, now)
    if found is None and session.ends_at <= now:
        return None
    is_member = company is not None or not user.is_authenticated
    had_talks = found is not None and Appointment.objects.filter(registration=found).begun(now).exists()
    return Seats(False, chip_of(found) if found else None, is_member and not closed, closed, had_talks)
