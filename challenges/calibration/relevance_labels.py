"""What counts as an outcome, and as how much: one table. Learning, the page in the admin and docs/matching.md draw
on it."""

from collections.abc import Iterable
from datetime import datetime
from enum import IntEnum
from typing import NamedTuple

from challenges.introductions.workflow import OWNER, REASONED, EndReason, IntroductionAction, IntroductionState
from challenges.matching.models import Decision


class RelevanceGrade(IntEnum):
    """Of a pair. LEFT_OUT: the two sides contradict each other."""

    LEFT_OUT = -1
    TURNED_DOWN = 0
    CHOSEN = 1
    INTRODUCED = 2
    TRIED = 3
    AGREED = 4


# Of dismissals; every other reason says nothing about how well the company fits.
DISMISSED = {
    Decision.Reason.WRONG_TECHNOLOGY: RelevanceGrade.TURNED_DOWN,
    Decision.Reason.NOT_MATURE: RelevanceGrade.TURNED_DOWN,
}
REACHED = {
    IntroductionState.INTRODUCED: RelevanceGrade.INTRODUCED,
    IntroductionState.MET: RelevanceGrade.INTRODUCED,
    IntroductionState.FOLLOW_UP: RelevanceGrade.INTRODUCED,
    IntroductionState.TEST: RelevanceGrade.TRIED,
    IntroductionState.PILOT: RelevanceGrade.TRIED,
    IntroductionState.CONTRACT: RelevanceGrade.AGREED,
    IntroductionState.INVESTMENT: RelevanceGrade.AGREED,
}
# Of who declines or stops; every other reason says nothing about how well the company fits.
NOT_FITTING = (EndReason.NO_FIT, EndReason.TOO_EARLY)
# Of such an introduction nothing counts: who asked took it back, or nobody answered.
UNDONE = (IntroductionState.LAPSED, IntroductionState.WITHDRAWN)


class GradedEvent(NamedTuple):
    """What somebody said about a pair, and when."""

    at: datetime
    grade: RelevanceGrade


def grade_decision(kind: str, reason: str) -> RelevanceGrade | None:
    """None: it does not count."""
    return RelevanceGrade.CHOSEN if kind == Decision.Kind.SHORTLISTED else DISMISSED.get(Decision.Reason(reason))


def grade_step(what: str, side: str, reason: str, state: str) -> RelevanceGrade | None:
    """None: it does not count. state: where the step led.

    A company that says itself that it does not fit is no choice of the ROM's, and no proof that it chose wrongly.
    """
    if what in REASONED:
        if reason not in NOT_FITTING:
            return None
        return RelevanceGrade.TURNED_DOWN if side == OWNER else RelevanceGrade.LEFT_OUT
    if state in REACHED:
        return REACHED[IntroductionState(state)]
    return (
        RelevanceGrade.CHOSEN if side == OWNER and what in (IntroductionAction.ASK, IntroductionAction.ACCEPT) else None
    )


def grade_pair(words: Iterable[GradedEvent]) -> RelevanceGrade | None:
    """The furthest that was reached after the last no; without such, that no. None: nobody said what counts."""
    said = sorted(words)
    last_no = max((place for place, word in enumerate(said) if word.grade <= RelevanceGrade.TURNED_DOWN), default=-1)
    after = [word.grade for word in said[last_no + 1 :]]
    return max(after, default=said[last_no].grade if said else None)
