"""How a company asks for seats, and what comes of it at once."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.matching.models import Match
from challenges.sessions.models import Session
from challenges.sessions.registration_models import Registration
from challenges.sessions.registration_workflow import RegistrationAction, RegistrationParty, RegistrationState
from challenges.sessions.registrations.locking import FORBIDDEN, LockedRegistrations, lock_registrations
from challenges.sessions.registrations.notifications import notify_registration_step
from challenges.sessions.registrations.people import AttendeeInput, validate_attendees, write_attendees
from challenges.sessions.registrations.waiting_list import can_confirm_now, get_waiting_position, insert_in_waiting_list
from companies.profiles.models import Company
from companies.profiles.permissions import is_company_member
from portal.accounts.models import User
from portal.ui.dates import format_date_time


@transaction.atomic
def register_company(user: User, session: Session, company: Company, people: Sequence[AttendeeInput]) -> Registration:
    """Ask for a seat for each of these people: given at once, waited for, or to be approved, as the session has it.

    A company that is registered already keeps what it has: a form sent twice makes one.
    Raises ValidationError: "forbidden" for who does not act for the company, "closed" where it cannot register (now).
    """
    held = lock_registrations(session)
    if not is_company_member(user, company):
        raise ValidationError(FORBIDDEN, code="forbidden")
    if found := held.registrations.living().filter(company=company).first():
        return held.own(found)
    if reason := explain_registration_refusal(held.session, company, held.now):
        raise ValidationError(reason, code="closed")
    validate_attendees(held.session, people)
    check_group_size(held.session, len(people))
    registration = build_new_registration(
        held, company, len(people), is_matched=has_session_match(held.session, company)
    )
    step = held.record(
        registration,
        RegistrationAction.REGISTER,
        RegistrationParty.COMPANY,
        user,
        RegistrationState(registration.state),
    )
    write_attendees(registration, people)
    notify_registration_step(step)
    return registration


def build_new_registration(
    held: LockedRegistrations, company: Company, seats: int, *, is_matched: bool
) -> Registration:
    """A new registration, in the state in which it begins; not saved yet."""
    row = Registration(
        session=held.session,
        company=company,
        seats=seats,
        is_matched=is_matched,
        asked_at=held.now,
        state_since=held.now,
    )
    if held.session.entry == Session.Entry.APPROVAL:
        row.state = RegistrationState.REQUESTED
    else:
        row.state = confirm_or_queue(held, row)
    return row


def confirm_or_queue(held: LockedRegistrations, registration: Registration) -> RegistrationState:
    """The state that it comes into: its seats, or a place on the waiting list, which it is given. The caller saves."""
    if can_confirm_now(held, registration.seats, is_matched=registration.is_matched):
        return RegistrationState.CONFIRMED
    insert_in_waiting_list(held, registration, get_waiting_position(held, is_matched=registration.is_matched))
    return RegistrationState.WAITING


def has_session_match(session: Session, company: Company) -> bool:
    """Whether the company meets every rule of a challenge that is pitched there, and is among those kept for it.

    By the matches that are stored at this moment: the best of a challenge, and the best of a company.
    """
    pitched = session.pitches.values("challenge")
    return Match.objects.ranked().filter(company=company, challenge__in=pitched).exists()


def explain_registration_refusal(session: Session, company: Company, now: datetime) -> str:
    """The reason in words why this company cannot register now; "" where it can."""
    if reason := explain_registration_closed(session, now):
        return reason
    if not company.is_published:
        return _("The organisers read your profile. Publish it first, then register.")
    invited = session.entry != Session.Entry.INVITED or session.invitations.filter(company=company).exists()
    return "" if invited else _("This session is for companies that the organiser invites.")


def explain_registration_closed(session: Session, now: datetime) -> str:
    """The same, whatever the company."""
    if not session.is_published:
        return _("This session is not published (any more), so nobody can register.")
    if session.ends_at <= now:
        return _("This session is over.")
    if session.entry_opens_at and now < session.entry_opens_at:
        return _("Registration opens %(moment)s.") % {"moment": format_date_time(session.entry_opens_at)}
    closes_at = min(session.entry_closes_at or session.starts_at, session.starts_at)
    if closes_at <= now:
        return _("Registration closed %(moment)s.") % {"moment": format_date_time(closes_at)}
    return ""


def check_group_size(session: Session, seats: int) -> None:
    """Raises ValidationError: a group that never fits would wait for ever."""
    if session.capacity is None or seats <= session.capacity:
        return
    told = ngettext(
        "This session has %(count)d seat in all.", "This session has %(count)d seats in all.", session.capacity
    )
    raise ValidationError(told % {"count": session.capacity})
