"""The life of an introduction: its states, and one table of the steps: who may, from where, to where.

Everything else reads this table: the service that takes a step, the buttons, the admin's actions, the figures, and the
trigger in the database that refuses any other change of state.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    ASKED = "asked", _("Asked")
    INTRODUCED = "introduced", _("Introduced")
    MET = "met", _("Met")
    FOLLOW_UP = "follow_up", _("Follow-up")
    TEST = "test", _("Test")
    PILOT = "pilot", _("Pilot")
    CONTRACT = "contract", _("Contract")
    INVESTMENT = "investment", _("Investment")
    STOPPED = "stopped", _("Stopped")
    DECLINED = "declined", _("Declined")
    LAPSED = "lapsed", _("Lapsed")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Side(TextChoices):
    """On whose behalf a step is taken. Where the company's ROM owns the challenge, it is the owner and nothing else."""

    COMPANY = "company", _("the company")
    OWNER = "owner", _("the ROM of the challenge")
    COMPANY_ROM = "company_rom", _("the ROM of the company")
    CLOCK = "clock", _("the clock")


class What(TextChoices):
    ASK = "ask", _("Asked")
    ACCEPT = "accept", _("Said yes")
    DECLINE = "decline", _("Declined")
    WITHDRAW = "withdraw", _("Taken back")
    REMIND = "remind", _("Reminded")
    LAPSE = "lapse", _("Lapsed")
    MEET = "meet", _("Met")
    FOLLOW_UP = "follow_up", _("Follow-up")
    TEST = "test", _("Test")
    PILOT = "pilot", _("Pilot")
    CONTRACT = "contract", _("Contract")
    INVESTMENT = "investment", _("Investment")
    STOP = "stop", _("Stopped")


class Reason(TextChoices):
    """Why a side declines, or why it stopped."""

    NO_FIT = "no_fit", _("Does not fit the need")
    TOO_EARLY = "too_early", _("The product is not far enough")
    NOT_NOW = "not_now", _("Not at this moment")
    NO_CAPACITY = "no_capacity", _("No time or people for it")
    FOUND_OTHER = "found_other", _("Somebody else was found")
    TERMS = "terms", _("No agreement about the terms")
    OTHER = "other", _("Another reason")


COMPANY, OWNER, COMPANY_ROM, CLOCK = Side.COMPANY, Side.OWNER, Side.COMPANY_ROM, Side.CLOCK
ROMS = frozenset({OWNER, COMPANY_ROM})
PEOPLE = ROMS | {COMPANY}
# In the order in which they come. What is introduced is shown to both sides; what lives keeps the pair from another.
LADDER = (State.INTRODUCED, State.MET, State.FOLLOW_UP, State.TEST, State.PILOT)
RESULTS = (State.CONTRACT, State.INVESTMENT)
INTRODUCED_STATES = (*LADDER, *RESULTS)
LIVING_STATES = (State.ASKED, *INTRODUCED_STATES)
ENDED_STATES = (State.STOPPED, State.DECLINED, State.LAPSED, State.WITHDRAWN)
REASONED = (What.DECLINE, What.STOP)
BY_CLOCK = (What.REMIND, What.LAPSE)


@dataclass(frozen=True)
class Step:
    """A row of the table. completes: where it leads once every side that is needed has said yes."""

    what: What
    sides: frozenset[Side]
    sources: tuple[State, ...]
    target: State
    completes: State | None = None


def _onward(what: What, target: State, sides: frozenset[Side] = PEOPLE) -> Step:
    """Forward only, over as many rungs as one likes; a result may follow another."""
    before = (
        LADDER[: LADDER.index(target)] if target in LADDER else (*LADDER, *(each for each in RESULTS if each != target))
    )
    return Step(what, sides, before, target)


STEPS: tuple[Step, ...] = (
    Step(What.ACCEPT, PEOPLE, (State.ASKED,), State.ASKED, completes=State.INTRODUCED),
    Step(What.DECLINE, PEOPLE, (State.ASKED,), State.DECLINED),
    Step(What.WITHDRAW, PEOPLE, (State.ASKED,), State.WITHDRAWN),
    Step(What.REMIND, frozenset({CLOCK}), (State.ASKED,), State.ASKED),
    Step(What.LAPSE, frozenset({CLOCK}), (State.ASKED,), State.LAPSED),
    _onward(What.MEET, State.MET),
    _onward(What.FOLLOW_UP, State.FOLLOW_UP),
    _onward(What.TEST, State.TEST),
    _onward(What.PILOT, State.PILOT),
    _onward(What.CONTRACT, State.CONTRACT, ROMS),
    _onward(What.INVESTMENT, State.INVESTMENT, ROMS),
    Step(What.STOP, PEOPLE, INTRODUCED_STATES, State.STOPPED),
)
STEP = {step.what: step for step in STEPS}
DATED = tuple(step.what for step in STEPS if step.sources != (State.ASKED,))  # they happened on a day
PAIRS = frozenset(
    (source, target)
    for step in STEPS
    for source in step.sources
    for target in (step.target, step.completes or step.target)
)


@dataclass(frozen=True)
class Standing:
    """Where one introduction is. is_late: the clock has passed its end, whether or not anybody has noted that."""

    state: State
    needed: frozenset[Side]
    accepted: frozenset[Side]
    done: frozenset[What] = field(default=frozenset())
    is_late: bool = False

    @property
    def missing(self) -> frozenset[Side]:
        return self.needed - self.accepted


def may(standing: Standing, side: Side, what: What) -> bool:
    """Whether this side may take this step now."""
    step = STEP.get(what)
    if step is None or side not in step.sides or standing.state not in step.sources:
        return False
    if side == CLOCK:
        return what != What.LAPSE or standing.is_late
    if standing.state == State.ASKED:
        asked_of = standing.accepted if what == What.WITHDRAW else standing.missing
        return side in asked_of and not standing.is_late
    return side in standing.needed and what not in standing.done


def target_of(standing: Standing, side: Side, what: What) -> State:
    step = STEP[what]
    is_last = what == What.ACCEPT and standing.missing == {side}
    return step.completes if is_last and step.completes else step.target


def steps_for(standing: Standing, sides: Iterable[Side]) -> list[tuple[Side, What]]:
    """All that somebody who acts for these sides may do now, in the order of the table; each step once."""
    acting = [side for side in Side if side in set(sides)]
    found: dict[What, Side] = {}
    for step in STEPS:
        for side in acting:
            if may(standing, side, step.what):
                found.setdefault(step.what, side)
    return [(side, what) for what, side in found.items()]
