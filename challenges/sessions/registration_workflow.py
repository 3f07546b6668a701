"""The life of a registration for a session: its states, and one table of the moves: who may, from where, to where.

Everything else reads this table: the services, the buttons, the admin's actions, and the triggers in the database that
refuse any other change of state and any seat beyond the capacity.
"""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(TextChoices):
    REQUESTED = "requested", pgettext_lazy("registration", "Asked for")
    WAITING = "waiting", pgettext_lazy("registration", "On the waiting list")
    OFFERED = "offered", pgettext_lazy("registration", "Offered")
    CONFIRMED = "confirmed", pgettext_lazy("registration", "Confirmed")
    REFUSED = "refused", pgettext_lazy("registration", "Refused")
    LAPSED = "lapsed", pgettext_lazy("registration", "Lapsed")
    CANCELLED = "cancelled", pgettext_lazy("registration", "Cancelled")


class Side(TextChoices):
    """On whose behalf a move is made."""

    COMPANY = "company", _("the company")
    ORGANISER = "organiser", _("the organiser")
    CLOCK = "clock", _("the clock")


class What(TextChoices):
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


COMPANY, ORGANISER, CLOCK = Side.COMPANY, Side.ORGANISER, Side.CLOCK
LIVING_STATES = (State.REQUESTED, State.WAITING, State.OFFERED, State.CONFIRMED)
SEATED_STATES = (State.OFFERED, State.CONFIRMED)  # these hold their seats
ENDED_STATES = (State.REFUSED, State.LAPSED, State.CANCELLED)
FIRST_STATES = (State.REQUESTED, State.WAITING, State.CONFIRMED)
REASONED = (What.REFUSE, What.REORDER)  # and what an organiser cancels


@dataclass(frozen=True)
class Move:
    """A row of the table. targets: where it leads; of two, what is free says which. None of them: the state stays."""

    what: What
    sides: frozenset[Side]
    sources: tuple[State, ...]
    targets: tuple[State, ...] = ()


_PEOPLE = frozenset({COMPANY, ORGANISER})
MOVES: tuple[Move, ...] = (
    Move(What.APPROVE, frozenset({ORGANISER}), (State.REQUESTED,), (State.CONFIRMED, State.WAITING)),
    Move(What.REFUSE, frozenset({ORGANISER}), (State.REQUESTED, State.WAITING), (State.REFUSED,)),
    Move(What.OFFER, frozenset({CLOCK}), (State.WAITING,), (State.OFFERED,)),
    Move(What.REMIND, frozenset({CLOCK}), (State.OFFERED,)),
    Move(What.ACCEPT, frozenset({COMPANY}), (State.OFFERED,), (State.CONFIRMED,)),
    Move(What.DECLINE, frozenset({COMPANY}), (State.OFFERED,), (State.CANCELLED,)),
    Move(What.LAPSE, frozenset({CLOCK}), (State.OFFERED,), (State.LAPSED,)),
    Move(What.CHANGE, _PEOPLE, LIVING_STATES),
    Move(What.REORDER, frozenset({ORGANISER}), (State.WAITING,)),
    Move(What.CANCEL, _PEOPLE, LIVING_STATES, (State.CANCELLED,)),
)
MOVE = {move.what: move for move in MOVES}
PAIRS = frozenset((source, target) for move in MOVES for source in move.sources for target in move.targets)


def may(state: State | str, side: Side, what: What) -> bool:
    """Whether this side may make this move from there."""
    move = MOVE.get(what)
    return move is not None and side in move.sides and state in move.sources


def moves_for(state: State | str, side: Side) -> list[What]:
    """All that this side may do now, in the order of the table."""
    return [move.what for move in MOVES if may(state, side, move.what)]


def needs_reason(side: Side, what: What) -> bool:
    return what in REASONED or (what == What.CANCEL and side == ORGANISER)
