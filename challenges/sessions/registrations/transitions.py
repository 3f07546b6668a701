"""Moves of a registration by a person: the table says whether, the session is held, all are told."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from challenges.sessions.registration_models import REASON_LENGTH, Registration
from challenges.sessions.registration_workflow import MOVE, ORGANISER, Side, State, What, may, needs_reason
from challenges.sessions.registrations.locking import CHANGED, Held, hold, must_act, must_not_have_begun, not_any_more
from challenges.sessions.registrations.notifications import tell
from challenges.sessions.registrations.services import seat_or_wait
from challenges.sessions.registrations.waiting_list import insert, settle
from portal.accounts.models import User
from portal.ui.dates import moment

BY_BUTTON = (What.APPROVE, What.REFUSE, What.ACCEPT, What.DECLINE, What.CANCEL)


@transaction.atomic
def move(user: User, registration: Registration, what: What, side: Side, reason: str = "") -> Registration:
    """One of BY_BUTTON, for a side that the person acts for; the same sent twice is done once.

    Raises ValidationError: "forbidden", "changed" where it cannot be done (any more), and by field (reason).
    """
    held = hold(registration.session_id)
    row = held.own(registration)
    must_act(user, row, side)
    if is_done(row, what, side, user):
        return row
    if what not in BY_BUTTON or not may(row.state, side, what):
        raise not_any_more(row)
    if side == Side.COMPANY:
        must_not_have_begun(held)
    check_reason(what, side, reason)
    if what == What.ACCEPT:
        must_be_in_time(held, row)
    state = seat_or_wait(held, row) if what == What.APPROVE else MOVE[what].targets[0]
    tell(held.record(row, what, side, user, state, reason.strip() if needs_reason(side, what) else ""))
    settle(held)
    return held.own(row)


@transaction.atomic
def reorder(user: User, registration: Registration, place: int, reason: str) -> Registration:
    """The organiser gives one that waits another place, and says why: that is kept."""
    held = hold(registration.session_id)
    row = held.own(registration)
    must_act(user, row, ORGANISER)
    if not may(row.state, ORGANISER, What.REORDER):
        raise not_any_more(row)
    check_reason(What.REORDER, ORGANISER, reason)
    last = held.registrations.waiting().count()
    if not 1 <= place <= last:
        raise ValidationError({"place": _("There are %(count)d places: from 1 to %(count)d.") % {"count": last}})
    if place == row.order:
        return row
    insert(held, row, place)
    held.record(row, What.REORDER, ORGANISER, user, State.WAITING, reason.strip())
    settle(held)
    return held.own(row)


def is_done(row: Registration, what: What, side: Side, user: User) -> bool:
    last = row.steps.exclude(side=Side.CLOCK).order_by("at", "pk").last()
    return last is not None and (last.what, last.side, last.by_id) == (what, side, user.pk) and what != What.CHANGE


def check_reason(what: What, side: Side, reason: str) -> None:
    if not needs_reason(side, what):
        return
    if not reason.strip():
        raise ValidationError({"reason": _("Say why: the company reads it.")})
    if len(reason.strip()) > REASON_LENGTH:
        raise ValidationError({"reason": _("Keep it under %(count)d characters.") % {"count": REASON_LENGTH}})


def must_be_in_time(held: Held, row: Registration) -> None:
    """The clock may not have noted yet that an offer lapsed."""
    if row.offer_lapses_at and row.offer_lapses_at <= held.now:
        told = _("This offer lapsed %(moment)s.") % {"moment": moment(row.offer_lapses_at)}
        raise ValidationError(told, code=CHANGED)
