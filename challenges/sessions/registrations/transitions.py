"""Moves of a registration by a person: the table says whether, the session is held, all are told."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from challenges.sessions.registration_models import REASON_LENGTH, Registration
from challenges.sessions.registration_workflow import (
    MOVE,
    ORGANISER,
    RegistrationAction,
    RegistrationParty,
    RegistrationState,
    can_move_registration,
    is_reason_needed,
)
from challenges.sessions.registrations.locking import (
    CHANGED,
    LockedRegistrations,
    build_outdated_error,
    check_acts_for_side,
    check_session_not_begun,
    lock_registrations,
)
from challenges.sessions.registrations.notifications import notify_registration_step
from challenges.sessions.registrations.services import confirm_or_queue
from challenges.sessions.registrations.waiting_list import insert_in_waiting_list, offer_free_places
from portal.accounts.models import User
from portal.ui.dates import format_date_time

BY_BUTTON = (
    RegistrationAction.APPROVE,
    RegistrationAction.REFUSE,
    RegistrationAction.ACCEPT,
    RegistrationAction.DECLINE,
    RegistrationAction.CANCEL,
)


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
    if what not in BY_BUTTON or not can_move_registration(row.state, side, what):
        raise build_outdated_error(row)
    if side == RegistrationParty.COMPANY:
        check_session_not_begun(held)
    check_step_reason(what, side, reason)
    if what == RegistrationAction.ACCEPT:
        check_offer_not_lapsed(held, row)
    state = confirm_or_queue(held, row) if what == RegistrationAction.APPROVE else MOVE[what].targets[0]
    notify_registration_step(
        held.record(row, what, side, user, state, reason.strip() if is_reason_needed(side, what) else "")
    )
    offer_free_places(held)
    return held.own(row)


@transaction.atomic
def move_in_waiting_list(user: User, registration: Registration, place: int, reason: str) -> Registration:
    """The organiser gives one that waits another place, and says why: that is kept."""
    held = lock_registrations(registration.session_id)
    row = held.own(registration)
    check_acts_for_side(user, row, ORGANISER)
    if not can_move_registration(row.state, ORGANISER, RegistrationAction.REORDER):
        raise build_outdated_error(row)
    check_step_reason(RegistrationAction.REORDER, ORGANISER, reason)
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


def check_step_reason(what: RegistrationAction, side: RegistrationParty, reason: str) -> None:
    if not is_reason_needed(side, what):
        return
    if not reason.strip():
        raise ValidationError({"reason": _("Say why: the company reads it.")})
    if len(reason.strip()) > REASON_LENGTH:
        raise ValidationError({"reason": _("Keep it under %(count)d characters.") % {"count": REASON_LENGTH}})


def check_offer_not_lapsed(held: LockedRegistrations, row: Registration) -> None:
    """The clock may not have noted yet that an offer lapsed."""
    if row.offer_lapses_at and row.offer_lapses_at <= held.now:
        told = _("This offer lapsed %(moment)s.") % {"moment": format_date_time(row.offer_lapses_at)}
        raise ValidationError(told, code=CHANGED)
