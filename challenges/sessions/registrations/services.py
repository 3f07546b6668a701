"""Register companies, decide on registrations, change groups, set the capacity, and invite companies.

Each service locks the session, checks the table of transitions, and notifies everyone concerned.
"""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from challenges.matching.models import Match
from challenges.sessions.models import Session
from challenges.sessions.registration_models import Registration, SessionInvitation
from challenges.sessions.registrations.attendees import AttendeeInput, validate_attendees, write_attendees
from challenges.sessions.registrations.lock import (
    FORBIDDEN,
    LockedRegistrations,
    check_acts_for_side,
    check_is_organiser,
    lock_registrations,
)
from challenges.sessions.registrations.notifications import (
    get_registration_guests,
    mail_entry_codes,
    mail_guests_removed,
    notify_registration_step,
    notify_session_invited,
    notify_session_uninvited,
)
from challenges.sessions.registrations.waiting_list import (
    can_confirm_now,
    get_next_waiting,
    get_waiting_position,
    insert_in_waiting_list,
    offer_free_places,
)
from challenges.sessions.workflow import (
    CHANGED,
    ORGANISER,
    SEATED_STATES,
    RegistrationAction,
    RegistrationParty,
    RegistrationState,
    build_outdated_error,
    require_reason,
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
    """Register a company with these attendees: confirmed, on the waiting list or awaiting approval, as the session
    requires.

    A company that is already registered keeps its registration, so that sending the form twice changes nothing. Raise
    ValidationError with the code "forbidden" for a user who is not a member, and "closed" if the company cannot
    register now.
    """
    locked = lock_registrations(session)
    if not is_company_member(user, company):
        raise ValidationError(FORBIDDEN, code="forbidden")
    if found := locked.registrations.living().filter(company=company).first():
        return locked.reload(found)
    if reason := explain_registration_refusal(locked.session, company, locked.now):
        raise ValidationError(reason, code="closed")
    validate_attendees(locked.session, people)
    check_group_size(locked.session, len(people))
    registration = build_new_registration(
        locked, company, len(people), is_matched=has_session_match(locked.session, company)
    )
    step = locked.record(
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
    locked: LockedRegistrations, company: Company, seats: int, *, is_matched: bool
) -> Registration:
    """Return an unsaved registration in its first state."""
    row = Registration(
        session=locked.session,
        company=company,
        seats=seats,
        is_matched=is_matched,
        asked_at=locked.now,
        state_since=locked.now,
    )
    if locked.session.entry == Session.Entry.APPROVAL:
        row.state = RegistrationState.REQUESTED
    else:
        row.state = confirm_or_queue(locked, row)
    return row


def confirm_or_queue(locked: LockedRegistrations, registration: Registration) -> RegistrationState:
    """Return the state that the registration gets, after placing it on the waiting list if there is no room.

    The caller saves the registration.
    """
    if can_confirm_now(locked, registration.seats, is_matched=registration.is_matched):
        return RegistrationState.CONFIRMED
    insert_in_waiting_list(locked, registration, get_waiting_position(locked, is_matched=registration.is_matched))
    return RegistrationState.WAITING


@transaction.atomic
def change_registration_state(
    user: User, registration: Registration, what: RegistrationAction, side: RegistrationParty, reason: str = ""
) -> Registration:
    """Apply an action of BY_BUTTON for a side that the user acts for; repeating it changes nothing.

    Raise ValidationError with the code "forbidden", with "changed" if the action is no longer possible, or by field
    (reason).
    """
    locked = lock_registrations(registration.session_id)
    row = locked.reload(registration)
    check_acts_for_side(user, row, side)
    if is_already_done(row, what, side, user):
        return row
    if what not in BY_BUTTON:
        raise build_outdated_error(Attempt(row=row, actors={side}, name=what))
    transition = locked.check(row, what, side, reason)
    is_approval = what == RegistrationAction.APPROVE
    state = confirm_or_queue(locked, row) if is_approval else RegistrationState(transition.targets[0])
    kept_reason = reason.strip() if require_reason in transition.guards else ""
    notify_registration_step(locked.record(row, what, side, user, state, kept_reason))
    offer_free_places(locked)
    return locked.reload(row)


@transaction.atomic
def move_in_waiting_list(user: User, registration: Registration, place: int, reason: str) -> Registration:
    """Move a registration to another position on the waiting list, and log the organiser's reason."""
    locked = lock_registrations(registration.session_id)
    row = locked.reload(registration)
    check_acts_for_side(user, row, ORGANISER)
    locked.check(row, RegistrationAction.REORDER, ORGANISER, reason)
    last = locked.registrations.waiting().count()
    if not 1 <= place <= last:
        raise ValidationError({"place": _("There are %(count)d places: from 1 to %(count)d.") % {"count": last}})
    if place == row.order:
        return row
    insert_in_waiting_list(locked, row, place)
    locked.record(row, RegistrationAction.REORDER, ORGANISER, user, RegistrationState.WAITING, reason.strip())
    offer_free_places(locked)
    return locked.reload(row)


def is_already_done(row: Registration, what: RegistrationAction, side: RegistrationParty, user: User) -> bool:
    last = row.steps.exclude(side=RegistrationParty.CLOCK).order_by("at", "pk").last()
    return (
        last is not None
        and (last.what, last.side, last.by_id) == (what, side, user.pk)
        and what != RegistrationAction.CHANGE
    )


@transaction.atomic
def set_session_capacity(user: User, session: Session, capacity: int | None) -> int:
    """Set the capacity (None: no limit), and return how many companies were offered places.

    Raise ValidationError for a capacity below the number of places taken.
    """
    locked = lock_registrations(session)
    check_is_organiser(user, locked.session)
    locked.session.check_capacity(capacity)
    if capacity != locked.session.capacity:
        locked.session.capacity = capacity
        locked.session.version += 1
        locked.session.save(update_fields=["capacity", "version"])
    return offer_free_places(locked)


def has_session_match(session: Session, company: Company) -> bool:
    """Return whether a stored match ranks the company for a challenge that is pitched at the session.

    Matches are stored for the best companies of a challenge and the best challenges of a company, and only for
    companies that meet all its must-haves.
    """
    pitched = session.pitches.values("challenge")
    return Match.objects.ranked().filter(company=company, challenge__in=pitched).exists()


def explain_registration_refusal(session: Session, company: Company, now: datetime) -> str:
    """Return the reason why this company cannot register now; "" if it can."""
    if reason := explain_registration_closed(session, now):
        return reason
    if not company.is_published:
        return _("The organisers read your profile. Publish it first, then register.")
    invited = session.entry != Session.Entry.INVITED or session.invitations.filter(company=company).exists()
    return "" if invited else _("This session is for companies that the organiser invites.")


def explain_registration_closed(session: Session, now: datetime) -> str:
    """Return the reason why no company can register now; "" if companies can."""
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
    """Raise ValidationError for a group larger than the session, which would wait for ever."""
    if session.capacity is None or seats <= session.capacity:
        return
    text = ngettext(
        "This session has %(count)d seat in all.", "This session has %(count)d seats in all.", session.capacity
    )
    raise ValidationError(text % {"count": session.capacity})


OTHERS_SAVED = gettext_lazy("Somebody else changed this registration meanwhile. Look at it again; nothing was saved.")


@transaction.atomic
def change_registration_group(
    user: User,
    registration: Registration,
    side: RegistrationParty,
    people: Sequence[AttendeeInput],
    *,
    version: int | None = None,
) -> Registration:
    """Replace the attendees. More people need free places that nobody waits for; places that become free are offered.

    version: what the person saw; None if that does not matter. Raise ValidationError with the code "forbidden" or
    "changed", or with the reason why the group is not possible.
    """
    locked = lock_registrations(registration.session_id)
    row = locked.reload(registration)
    check_acts_for_side(user, row, side)
    locked.check(row, RegistrationAction.CHANGE, side)
    if has_same_people(row, people):
        return row
    if version is not None and version != row.version:
        raise ValidationError(OTHERS_SAVED, code=CHANGED)
    validate_attendees(locked.session, people)
    check_free_places(locked, row, len(people))
    row.seats = len(people)
    locked.record(row, RegistrationAction.CHANGE, side, user, RegistrationState(row.state))
    before = list(get_registration_guests(row))
    write_attendees(row, people)
    stay = set(row.attendees.values_list("pk", flat=True))
    mail_guests_removed(row, [guest for guest in before if guest.pk not in stay], user)
    mail_entry_codes(row, user)
    offer_free_places(locked)
    return locked.reload(row)


def has_same_people(row: Registration, people: Sequence[AttendeeInput]) -> bool:
    """Return whether these people are stored already, because the form was sent twice."""
    return [(each.name, each.email) for each in row.attendees.order_by("pk")] == [
        (each.name, each.email) for each in people
    ]


def check_free_places(locked: LockedRegistrations, row: Registration, seats: int) -> None:
    """Raise ValidationError if a registration that holds places grows beyond the free ones.

    A registration that waits or awaits approval holds no places yet.
    """
    check_group_size(locked.session, seats)
    more = seats - row.seats
    if row.state not in SEATED_STATES or more <= 0:
        return
    if get_next_waiting(locked) or not locked.has_room(more):
        raise ValidationError(_("There are no free seats for more people: others wait, or the session is full."))


@transaction.atomic
def invite_to_session(user: User, session: Session, company: Company) -> SessionInvitation:
    """Invite a company and notify it; inviting it again changes nothing. Raise ValidationError for an unpublished
    profile."""
    locked = lock_registrations(session)
    check_is_organiser(user, locked.session)
    if not company.is_published:
        raise ValidationError(_("The profile of %(company)s is not published.") % {"company": company})
    invitation, is_new = SessionInvitation.objects.get_or_create(
        session=locked.session, company=company, defaults={"invited_by": user}
    )
    if is_new:
        notify_session_invited(invitation)
    return invitation


@transaction.atomic
def withdraw_session_invitation(user: User, session: Session, company: Company) -> bool:
    """Withdraw an invitation and notify the company; return False if there was none.

    Raise ValidationError with the code "registered" for a registered company: cancel its registration with a reason
    instead.
    """
    locked = lock_registrations(session)
    check_is_organiser(user, locked.session)
    invitation = (
        SessionInvitation.objects.select_related("company").filter(session=locked.session, company=company).first()
    )
    if invitation is None:
        return False
    if locked.registrations.living().filter(company=company).exists():
        text = _("%(company)s has registered. Cancel the registration and give a reason, which the company will see.")
        raise ValidationError(text % {"company": company}, code="registered")
    invitation.session = locked.session
    notify_session_uninvited(invitation, locked.now)
    invitation.delete()
    return True
