"""The life of an introduction: its states, and one table of the steps: who may, from where, to where.

Everything else reads this table: the service that takes a step, the buttons, the admin's actions, the figures, and the
trigger in the database that refuses any other change of state.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class IntroductionState(TextChoices):
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


class IntroductionParty(TextChoices):
    """On whose behalf a step is taken. Where the company's ROM owns the challenge, it is the owner and nothing else."""

    COMPANY = "company", _("the company")
    OWNER = "owner", _("the ROM of the challenge")
    COMPANY_ROM = "company_rom", _("the ROM of the company")
    CLOCK = "clock", _("the clock")


class IntroductionAction(TextChoices):
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


class EndReason(TextChoices):
    """Why a side declines, or why it stopped."""

    NO_FIT = "no_fit", _("Does not fit the need")
    TOO_EARLY = "too_early", _("The product is not far enough")
    NOT_NOW = "not_now", _("Not at this moment")
    NO_CAPACITY = "no_capacity", _("No time or people for it")
    FOUND_OTHER = "found_other", _("Somebody else was found")
    TERMS = "terms", _("No agreement about the terms")
    OTHER = "other", _("Another reason")


COMPANY, OWNER, COMPANY_ROM, CLOCK = (
    IntroductionParty.COMPANY,
    IntroductionParty.OWNER,
    IntroductionParty.COMPANY_ROM,
    IntroductionParty.CLOCK,
)
ROMS = frozenset({OWNER, COMPANY_ROM})
PEOPLE = ROMS | {COMPANY}
# In the order in which they come. What is introduced is shown to both sides; what lives keeps the pair from another.
LADDER = (
    IntroductionState.INTRODUCED,
    IntroductionState.MET,
    IntroductionState.FOLLOW_UP,
    IntroductionState.TEST,
    IntroductionState.PILOT,
)
RESULTS = (IntroductionState.CONTRACT, IntroductionState.INVESTMENT)
INTRODUCED_STATES = (*LADDER, *RESULTS)
LIVING_STATES = (IntroductionState.ASKED, *INTRODUCED_STATES)
ENDED_STATES = (
    IntroductionState.STOPPED,
    IntroductionState.DECLINED,
    IntroductionState.LAPSED,
    IntroductionState.WITHDRAWN,
)
REASONED = (IntroductionAction.DECLINE, IntroductionAction.STOP)
BY_CLOCK = (IntroductionAction.REMIND, IntroductionAction.LAPSE)


@dataclass(frozen=True)
class IntroductionTransition:
    """A row of the table. completes: where it leads once every side that is needed has said yes."""

    what: IntroductionAction
    sides: frozenset[IntroductionParty]
    sources: tuple[IntroductionState, ...]
    target: IntroductionState
    completes: IntroductionState | None = None


def _build_follow_up_transition(
    what: IntroductionAction, target: IntroductionState, sides: frozenset[IntroductionParty] = PEOPLE
) -> IntroductionTransition:
    """Forward only, over as many rungs as one likes; a result may follow another."""
    before = (
        LADDER[: LADDER.index(target)] if target in LADDER else (*LADDER, *(each for each in RESULTS if each != target))
    )
    return IntroductionTransition(what, sides, before, target)


STEPS: tuple[IntroductionTransition, ...] = (
    IntroductionTransition(
        IntroductionAction.ACCEPT,
        PEOPLE,
        (IntroductionState.ASKED,),
        IntroductionState.ASKED,
        completes=IntroductionState.INTRODUCED,
    ),
    IntroductionTransition(IntroductionAction.DECLINE, PEOPLE, (IntroductionState.ASKED,), IntroductionState.DECLINED),
    IntroductionTransition(
        IntroductionAction.WITHDRAW, PEOPLE, (IntroductionState.ASKED,), IntroductionState.WITHDRAWN
    ),
    IntroductionTransition(
        IntroductionAction.REMIND, frozenset({CLOCK}), (IntroductionState.ASKED,), IntroductionState.ASKED
    ),
    IntroductionTransition(
        IntroductionAction.LAPSE, frozenset({CLOCK}), (IntroductionState.ASKED,), IntroductionState.LAPSED
    ),
    _build_follow_up_transition(IntroductionAction.MEET, IntroductionState.MET),
    _build_follow_up_transition(IntroductionAction.FOLLOW_UP, IntroductionState.FOLLOW_UP),
    _build_follow_up_transition(IntroductionAction.TEST, IntroductionState.TEST),
    _build_follow_up_transition(IntroductionAction.PILOT, IntroductionState.PILOT),
    _build_follow_up_transition(IntroductionAction.CONTRACT, IntroductionState.CONTRACT, ROMS),
    _build_follow_up_transition(IntroductionAction.INVESTMENT, IntroductionState.INVESTMENT, ROMS),
    IntroductionTransition(IntroductionAction.STOP, PEOPLE, INTRODUCED_STATES, IntroductionState.STOPPED),
)
STEP = {step.what: step for step in STEPS}
DATED = tuple(step.what for step in STEPS if step.sources != (IntroductionState.ASKED,))  # they happened on a day
PAIRS = frozenset(
    (source, target)
    for step in STEPS
    for source in step.sources
    for target in (step.target, step.completes or step.target)
)


@dataclass(frozen=True)
class IntroductionProgress:
    """Where one introduction is. is_late: the clock has passed its end, whether or not anybody has noted that."""

    state: IntroductionState
    needed: frozenset[IntroductionParty]
    accepted: frozenset[IntroductionParty]
    done: frozenset[IntroductionAction] = field(default=frozenset())
    is_late: bool = False

    @property
    def missing(self) -> frozenset[IntroductionParty]:
        return self.needed - self.accepted


def can_take_step(standing: IntroductionProgress, side: IntroductionParty, what: IntroductionAction) -> bool:
    """Whether this side may take this step now."""
    step = STEP.get(what)
    if step is None or side not in step.sides or standing.state not in step.sources:
        return False
    if side == CLOCK:
        return what != IntroductionAction.LAPSE or standing.is_late
    if standing.state == IntroductionState.ASKED:
        asked_of = standing.accepted if what == IntroductionAction.WITHDRAW else standing.missing
        return side in asked_of and not standing.is_late
    return side in standing.needed and what not in standing.done


def get_step_target(
    standing: IntroductionProgress, side: IntroductionParty, what: IntroductionAction
) -> IntroductionState:
    step = STEP[what]
    is_last = what == IntroductionAction.ACCEPT and standing.missing == {side}
    return step.completes if is_last and step.completes else step.target


def list_possible_steps(
    standing: IntroductionProgress, sides: Iterable[IntroductionParty]
) -> list[tuple[IntroductionParty, IntroductionAction]]:
    """All that somebody who acts for these sides may do now, in the order of the table; each step once."""
    acting = [side for side in IntroductionParty if side in set(sides)]
    found: dict[IntroductionAction, IntroductionParty] = {}
    for step in STEPS:
        for side in acting:
            if can_take_step(standing, side, step.what):
                found.setdefault(step.what, side)
    return [(side, what) for what, side in found.items()]
