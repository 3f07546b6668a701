"""How a company asks for seats, what people do with a registration afterwards, and how many seats there are.

Each service holds the session, asks the table of transitions, and tells all who are concerned.
"""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.matching.models import Match
from challenges.sessions.models import Session
from challenges.sessions.registration_models import Registration
from challenges.sessions.registration_workflow import (
    ORGANISER,
    RegistrationAction,
    RegistrationParty,
    RegistrationState,
    build_outdated_error,
    require_reason,
)
from challenges.sessions.registrations.locking import (
    FORBIDDEN,
    LockedRegistrations,
    check_acts_for_side,
    check_is_organiser,
    lock_registrations,
)
from challenges.sessions.registrations.notifications import notify_registration_step
from challenges.sessions.registrations.people import AttendeeInput, validate_attendees, write_attendees
from challenges.sessions.registrations.waiting_list import (
    can_confirm_now,
    get_waiting_position,
    insert_in_waiting_list,
    offer_free_places,
)
from companies.profiles.models import Company
from companies.profiles.permissions import is_company_member
from portal.accounts.models import User
from portal.core.workflow import Attempt
from portal.ui.dates import format_date_time

BY_BUTTON = (
    RegistrationAction.APPROVE,
    RegistrationAction.REFUSE,
    RegistrationAction.ACCEPT,
    RegistrationAction.DECLINE,
    RegistrationAction.CANCEL,
)


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


@transaction.atomic
def change_registration_state(
    user: User, registration: Registration, what: RegistrationAction, side: RegistrationParty, reason: str = ""
) -> Registration:
    """One of BY_BUTTON, for a side that the person acts for; the same sent twice is done once.

    Raises ValidationError: "forbidden", "changed" where it cannot be done (any more), and by field (reason).
    """
    held = lock_registrations(registration.session_id)
    row = held.own(registration)
    check_acts_for_side(user, row, side)
    if is_already_done(row, what, side, user):
        return row
    if what not in BY_BUTTON:
        raise build_outdated_error(Attempt(row=row, actors={side}, name=what))
    transition = held.check(row, what, side, reason)
    is_approval = what == RegistrationAction.APPROVE
    state = confirm_or_queue(held, row) if is_approval else RegistrationState(transition.targets[0])
    kept_reason = reason.strip() if require_reason in transition.guards else ""
    notify_registration_step(held.record(row, what, side, user, state, kept_reason))
    offer_free_places(held)
    return held.own(row)


@transaction.atomic
def move_in_waiting_list(user: User, registration: Registration, place: int, reason: str) -> Registration:
    """The organiser gives one that waits another place, and says why: that is kept."""
    held = lock_registrations(registration.session_id)
    row = held.own(registration)
    check_acts_for_side(user, row, ORGANISER)
    held.check(row, RegistrationAction.REORDER, ORGANISER, reason)
    last = held.registrations.waiting().count()
    if not 1 <= place <= last:
        raise ValidationError({"place": _("There are %(count)d places: from 1 to %(count)d.") % {"count": last}})
    if place == row.order:
        return row
    insert_in_waiting_list(held, row, place)
    held.record(row, RegistrationAction.REORDER, ORGANISER, user, RegistrationState.WAITING, reason.strip())
    offer_free_places(held)
    return held.own(row)


def is_already_done(row: Registration, what: RegistrationAction, side: RegistrationParty, user: User) -> bool:
    last = row.steps.exclude(side=RegistrationParty.CLOCK).order_by("at", "pk").last()
    return (
        last is not None
        and (last.what, last.side, last.by_id) == (what, side, user.pk)
        and what != RegistrationAction.CHANGE
    )


@transaction.atomic
def set_session_capacity(user: User, session: Session, capacity: int | None) -> int:
    """None: no limit. How many companies were offered seats. Raises ValidationError below what is taken."""
    held = lock_registrations(session)
    check_is_organiser(user, held.session)
    held.session.check_capacity(capacity)
    if capacity != held.session.capacity:
        held.session.capacity = capacity
        held.session.version += 1
        held.session.save(update_fields=["capacity", "version"])
    return offer_free_places(held)


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
