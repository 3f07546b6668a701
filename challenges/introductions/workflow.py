"""Define the states of an introduction and the table of steps between them; portal/core/workflow.py applies it.

Every side has to say yes, so the step `accept` leaves the state as it is until the last missing side takes it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.core.workflow import Attempt, Guard, Transition, Workflow
from portal.ui.dates import format_day


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
class IntroductionProgress:
    """Where one introduction is. is_late: the clock has passed its end, whether or not anybody has noted that."""

    state: IntroductionState
    needed: frozenset[IntroductionParty]
    accepted: frozenset[IntroductionParty]
    done: frozenset[IntroductionAction] = field(default=frozenset())
    is_late: bool = False
    lapses_at: datetime | None = None

    @property
    def missing(self) -> frozenset[IntroductionParty]:
        return self.needed - self.accepted


def build_outdated_error(attempt: Attempt) -> ValidationError:
    """Build the error for a step that cannot be taken any more: it says what the introduction has become."""
    progress = attempt.row
    if progress.is_late:
        told = gettext("This introduction lapsed %(day)s: nobody answered in time.")
        return ValidationError(told % {"day": format_day(progress.lapses_at)}, code="changed")
    told = gettext("This cannot be done any more. The introduction is now: %(state)s.")
    return ValidationError(told % {"state": str(progress.state.label).lower()}, code="changed")


def _require(is_met: Callable[[Any], object]) -> Guard:
    return lambda attempt: None if is_met(attempt) else build_outdated_error(attempt)


# The guards look at the progress of the introduction, and at the one side that takes the step.
IN_TIME = _require(lambda attempt: not attempt.row.is_late)
LATE = _require(lambda attempt: attempt.row.is_late)
ANSWER_MISSING = _require(lambda attempt: attempt.row.missing.issuperset(attempt.actors))
HAS_ACCEPTED = _require(lambda attempt: attempt.row.accepted.issuperset(attempt.actors))
TAKES_PART = _require(lambda attempt: attempt.row.needed.issuperset(attempt.actors))
NOT_TAKEN = _require(lambda attempt: attempt.name not in attempt.row.done)

A, S = IntroductionAction, IntroductionState
ASKED = (S.ASKED,)
FOLLOWS = (TAKES_PART, NOT_TAKEN)
# What follows an introduction goes forward only, over as many rungs as one likes; a result may follow the other.
TRANSITIONS = (
    Transition(A.ASK, (), ASKED, PEOPLE),
    Transition(A.ACCEPT, ASKED, (S.ASKED, S.INTRODUCED), PEOPLE, (ANSWER_MISSING, IN_TIME)),
    Transition(A.DECLINE, ASKED, (S.DECLINED,), PEOPLE, (ANSWER_MISSING, IN_TIME)),
    Transition(A.WITHDRAW, ASKED, (S.WITHDRAWN,), PEOPLE, (HAS_ACCEPTED, IN_TIME)),
    Transition(A.REMIND, ASKED, (), frozenset({CLOCK})),
    Transition(A.LAPSE, ASKED, (S.LAPSED,), frozenset({CLOCK}), (LATE,)),
    Transition(A.MEET, LADDER[:1], (S.MET,), PEOPLE, FOLLOWS),
    Transition(A.FOLLOW_UP, LADDER[:2], (S.FOLLOW_UP,), PEOPLE, FOLLOWS),
    Transition(A.TEST, LADDER[:3], (S.TEST,), PEOPLE, FOLLOWS),
    Transition(A.PILOT, LADDER[:4], (S.PILOT,), PEOPLE, FOLLOWS),
    Transition(A.CONTRACT, (*LADDER, S.INVESTMENT), (S.CONTRACT,), ROMS, FOLLOWS),
    Transition(A.INVESTMENT, (*LADDER, S.CONTRACT), (S.INVESTMENT,), ROMS, FOLLOWS),
    Transition(A.STOP, INTRODUCED_STATES, (S.STOPPED,), PEOPLE, FOLLOWS),
)
INTRODUCTION_WORKFLOW = Workflow(TRANSITIONS, build_outdated_error)
DATED = (A.MEET, A.FOLLOW_UP, A.TEST, A.PILOT, A.CONTRACT, A.INVESTMENT, A.STOP)  # they happened on a day


def can_take_step(progress: IntroductionProgress, side: IntroductionParty, what: IntroductionAction) -> bool:
    """Whether this side may take this step now."""
    return INTRODUCTION_WORKFLOW.allows(Attempt(row=progress, actors={side}, name=what))


def get_step_target(
    progress: IntroductionProgress, side: IntroductionParty, what: IntroductionAction
) -> IntroductionState:
    """Return the state to which the step leads: to an introduction, if it is the last yes that was missing."""
    targets = INTRODUCTION_WORKFLOW.get(what).targets
    is_last_yes = what == IntroductionAction.ACCEPT and progress.missing == {side}
    return IntroductionState(targets[-1] if is_last_yes else targets[0]) if targets else progress.state


def list_possible_steps(
    progress: IntroductionProgress, sides: Iterable[IntroductionParty]
) -> list[tuple[IntroductionParty, IntroductionAction]]:
    """Return all that somebody who acts for these sides may do now, in the order of the table; each step once."""
    acting = [side for side in IntroductionParty if side in set(sides)]
    found: dict[IntroductionAction, IntroductionParty] = {}
    for what in (IntroductionAction(each.name) for each in TRANSITIONS):
        for side in acting:
            if can_take_step(progress, side, what):
                found.setdefault(what, side)
    return [(side, what) for what, side in found.items()]
