"""The life of a registration for a session: its states, and one table of the moves: who may, from where, to where.

Everything else reads this table: the services, the buttons, the admin's actions, and the triggers in the database that
refuse any other change of state and any seat beyond the capacity.
"""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class RegistrationState(TextChoices):
    REQUESTED = "requested", pgettext_lazy("registration", "Asked for")
    WAITING = "waiting", pgettext_lazy("registration", "On the waiting list")
    OFFERED = "offered", pgettext_lazy("registration", "Offered")
    CONFIRMED = "confirmed", pgettext_lazy("registration", "Confirmed")
    REFUSED = "refused", pgettext_lazy("registration", "Refused")
    LAPSED = "lapsed", pgettext_lazy("registration", "Lapsed")
    CANCELLED = "cancelled", pgettext_lazy("registration", "Cancelled")


class RegistrationParty(TextChoices):
    """On whose behalf a move is made."""

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
SEATED_STATES = (RegistrationState.OFFERED, RegistrationState.CONFIRMED)  # these hold their seats
ENDED_STATES = (RegistrationState.REFUSED, RegistrationState.LAPSED, RegistrationState.CANCELLED)
FIRST_STATES = (RegistrationState.REQUESTED, RegistrationState.WAITING, RegistrationState.CONFIRMED)
REASONED = (RegistrationAction.REFUSE, RegistrationAction.REORDER)  # and what an organiser cancels


@dataclass(frozen=True)
class RegistrationTransition:
    """A row of the table. targets: where it leads; of two, what is free says which. None of them: the state stays."""

    what: RegistrationAction
    sides: frozenset[RegistrationParty]
    sources: tuple[RegistrationState, ...]
    targets: tuple[RegistrationState, ...] = ()


_PEOPLE = frozenset({COMPANY, ORGANISER})
MOVES: tuple[RegistrationTransition, ...] = (
    RegistrationTransition(
        RegistrationAction.APPROVE,
        frozenset({ORGANISER}),
        (RegistrationState.REQUESTED,),
        (RegistrationState.CONFIRMED, RegistrationState.WAITING),
    ),
    RegistrationTransition(
        RegistrationAction.REFUSE,
        frozenset({ORGANISER}),
        (RegistrationState.REQUESTED, RegistrationState.WAITING),
        (RegistrationState.REFUSED,),
    ),
    RegistrationTransition(
        RegistrationAction.OFFER, frozenset({CLOCK}), (RegistrationState.WAITING,), (RegistrationState.OFFERED,)
    ),
    RegistrationTransition(RegistrationAction.REMIND, frozenset({CLOCK}), (RegistrationState.OFFERED,)),
    RegistrationTransition(
        RegistrationAction.ACCEPT, frozenset({COMPANY}), (RegistrationState.OFFERED,), (RegistrationState.CONFIRMED,)
    ),
    RegistrationTransition(
        RegistrationAction.DECLINE, frozenset({COMPANY}), (RegistrationState.OFFERED,), (RegistrationState.CANCELLED,)
    ),
    RegistrationTransition(
        RegistrationAction.LAPSE, frozenset({CLOCK}), (RegistrationState.OFFERED,), (RegistrationState.LAPSED,)
    ),
    RegistrationTransition(RegistrationAction.CHANGE, _PEOPLE, LIVING_STATES),
    RegistrationTransition(RegistrationAction.REORDER, frozenset({ORGANISER}), (RegistrationState.WAITING,)),
    RegistrationTransition(RegistrationAction.CANCEL, _PEOPLE, LIVING_STATES, (RegistrationState.CANCELLED,)),
)
MOVE = {move.what: move for move in MOVES}
PAIRS = frozenset((source, target) for move in MOVES for source in move.sources for target in move.targets)


def can_move_registration(state: RegistrationState | str, side: RegistrationParty, what: RegistrationAction) -> bool:
    """Whether this side may make this move from there."""
    move = MOVE.get(what)
    return move is not None and side in move.sides and state in move.sources


def list_registration_actions(state: RegistrationState | str, side: RegistrationParty) -> list[RegistrationAction]:
    """All that this side may do now, in the order of the table."""
    return [move.what for move in MOVES if can_move_registration(state, side, move.what)]


def is_reason_needed(side: RegistrationParty, what: RegistrationAction) -> bool:
    return what in REASONED or (what == RegistrationAction.CANCEL and side == ORGANISER)
