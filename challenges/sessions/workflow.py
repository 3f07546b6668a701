"""The states of a registration and the table of transitions between them; portal/core/workflow.py applies it.

The services that give places lock the session, not only the registration: they decide whether an approved company gets
its places or joins the waiting list.
"""

from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from portal.core.workflow import Attempt, Transition, Workflow
from portal.ui.dates import format_date_time

REASON_LENGTH = 1_000
CHANGED = "changed"  # the error code when the registration has changed since the person saw it


class RegistrationState(TextChoices):
    REQUESTED = "requested", pgettext_lazy("registration", "Asked for")
    WAITING = "waiting", pgettext_lazy("registration", "On the waiting list")
    OFFERED = "offered", pgettext_lazy("registration", "Offered")
    CONFIRMED = "confirmed", pgettext_lazy("registration", "Confirmed")
    REFUSED = "refused", pgettext_lazy("registration", "Refused")
    LAPSED = "lapsed", pgettext_lazy("registration", "Lapsed")
    CANCELLED = "cancelled", pgettext_lazy("registration", "Cancelled")


class RegistrationParty(TextChoices):
    """The side on whose behalf an action is taken."""

    COMPANY = "company", _("the company")
    ORGANISER = "organiser", _("the organiser")
    CLOCK = "clock", _("the clock")


class RegistrationAction(TextChoices):
    REGISTER = "register", pgettext_lazy("registration", "Registered")
    WALK_IN = "walk_in", pgettext_lazy("registration", "Came without registering")
    APPROVE = "approve", pgettext_lazy("registration", "Approved")
    REFUSE = "refuse", pgettext_lazy("registration", "Refused")
    OFFER = "offer", pgettext_lazy("registration", "Offered")
    REMIND = "remind", pgettext_lazy("registration", "Reminded")
    ACCEPT = "accept", pgettext_lazy("registration", "Accepted")
    DECLINE = "decline", pgettext_lazy("registration", "Declined")
    LAPSE = "lapse", pgettext_lazy("registration", "Lapsed")
    CHANGE = "change", pgettext_lazy("registration", "Group changed")
    REORDER = "reorder", pgettext_lazy("registration", "Given another place")
    CANCEL = "cancel", pgettext_lazy("registration", "Cancelled")


COMPANY, ORGANISER, CLOCK = RegistrationParty.COMPANY, RegistrationParty.ORGANISER, RegistrationParty.CLOCK
LIVING_STATES = (
    RegistrationState.REQUESTED,
    RegistrationState.WAITING,
    RegistrationState.OFFERED,
    RegistrationState.CONFIRMED,
)
SEATED_STATES = (RegistrationState.OFFERED, RegistrationState.CONFIRMED)  # these hold places
ENDED_STATES = (RegistrationState.REFUSED, RegistrationState.LAPSED, RegistrationState.CANCELLED)
FIRST_STATES = (RegistrationState.REQUESTED, RegistrationState.WAITING, RegistrationState.CONFIRMED)
REASONED = (RegistrationAction.REFUSE, RegistrationAction.REORDER)  # and a cancellation by an organiser


def build_outdated_error(attempt: Attempt) -> ValidationError:
    text = gettext("This cannot be done any more. The registration is now: %(state)s.")
    return ValidationError(text % {"state": attempt.row.get_state_display().lower()}, code=CHANGED)


def require_not_begun(attempt: Attempt) -> ValidationError | None:
    """Refuse once the session has begun, because then only the organiser changes who has a place."""
    if attempt.now and attempt.row.session.starts_at > attempt.now:
        return None
    return ValidationError(gettext("The session has begun: call or write to the organiser."), code=CHANGED)


def require_standing_offer(attempt: Attempt) -> ValidationError | None:
    """Refuse an offer that has expired, also if the periodic task has not stored that yet."""
    lapses_at = attempt.row.offer_lapses_at
    if (problem := require_not_begun(attempt)) or lapses_at is None or attempt.now is None or attempt.now < lapses_at:
        return problem
    return ValidationError(
        gettext("This offer lapsed %(moment)s.") % {"moment": format_date_time(lapses_at)}, code=CHANGED
    )


def require_reason(attempt: Attempt) -> ValidationError | None:
    if not attempt.reason.strip():
        return ValidationError({"reason": gettext("Say why: the company reads it.")})
    if len(attempt.reason.strip()) > REASON_LENGTH:
        text = gettext("Keep it under %(count)d characters.") % {"count": REASON_LENGTH}
        return ValidationError({"reason": text})
    return None


A, S = RegistrationAction, RegistrationState
BY_COMPANY, BY_ORGANISER, BY_CLOCK = (frozenset({party}) for party in RegistrationParty)
NOT_BEGUN, REASON = (require_not_begun,), (require_reason,)
TRANSITIONS = (
    Transition(A.REGISTER, (), FIRST_STATES, BY_COMPANY),
    Transition(A.WALK_IN, (), (S.CONFIRMED,), BY_ORGANISER),
    Transition(A.APPROVE, (S.REQUESTED,), (S.CONFIRMED, S.WAITING), BY_ORGANISER),
    Transition(A.REFUSE, (S.REQUESTED, S.WAITING), (S.REFUSED,), BY_ORGANISER, REASON),
    Transition(A.OFFER, (S.WAITING,), (S.OFFERED,), BY_CLOCK),
    Transition(A.REMIND, (S.OFFERED,), (), BY_CLOCK),
    Transition(A.ACCEPT, (S.OFFERED,), (S.CONFIRMED,), BY_COMPANY, (require_standing_offer,)),
    Transition(A.DECLINE, (S.OFFERED,), (S.CANCELLED,), BY_COMPANY, NOT_BEGUN),
    Transition(A.LAPSE, (S.OFFERED,), (S.LAPSED,), BY_CLOCK),
    Transition(A.CHANGE, LIVING_STATES, (), BY_COMPANY, NOT_BEGUN),
    Transition(A.CHANGE, LIVING_STATES, (), BY_ORGANISER),
    Transition(A.REORDER, (S.WAITING,), (), BY_ORGANISER, REASON),
    Transition(A.CANCEL, LIVING_STATES, (S.CANCELLED,), BY_COMPANY, NOT_BEGUN),
    Transition(A.CANCEL, LIVING_STATES, (S.CANCELLED,), BY_ORGANISER, REASON),
)
REGISTRATION_WORKFLOW = Workflow(TRANSITIONS, build_outdated_error)


def list_registration_actions(state: str, side: RegistrationParty) -> list[RegistrationAction]:
    """Return all that this side may do now, in the order of the table."""
    return [RegistrationAction(each.name) for each in REGISTRATION_WORKFLOW.list_possible(state, {side})]
