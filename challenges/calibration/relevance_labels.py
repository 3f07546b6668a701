"""What counts as an outcome, and as how much: one table. Learning, the page in the admin and docs/matching.md draw
on it."""

from collections.abc import Iterable
from datetime import datetime
from enum import IntEnum
from typing import NamedTuple

from challenges.introductions.workflow import OWNER, REASONED, Reason, State, What
from challenges.matching.models import Decision


class Grade(IntEnum):
    """Of a pair. LEFT_OUT: the two sides contradict each other."""

    LEFT_OUT = -1
    TURNED_DOWN = 0
    CHOSEN = 1
    INTRODUCED = 2
    TRIED = 3
    AGREED = 4


# Of dismissals; every other reason says nothing about how well the company fits.
DISMISSED = {
    Decision.Reason.WRONG_TECHNOLOGY: Grade.TURNED_DOWN,
    Decision.Reason.NOT_MATURE: Grade.TURNED_DOWN,
}
REACHED = {
    State.INTRODUCED: Grade.INTRODUCED,
    State.MET: Grade.INTRODUCED,
    State.FOLLOW_UP: Grade.INTRODUCED,
    State.TEST: Grade.TRIED,
    State.PILOT: Grade.TRIED,
    State.CONTRACT: Grade.AGREED,
    State.INVESTMENT: Grade.AGREED,
}
# Of who declines or stops; every other reason says nothing about how well the company fits.
NOT_FITTING = (Reason.NO_FIT, Reason.TOO_EARLY)
# Of such an introduction nothing counts: who asked took it back, or nobody answered.
UNDONE = (State.LAPSED, State.WITHDRAWN)


class Word(NamedTuple):
    """What somebody said about a pair, and when."""

    at: datetime
    grade: Grade


def of_decision(kind: str, reason: str) -> Grade | None:
    """None: it does not count."""
    return Grade.CHOSEN if kind == Decision.Kind.SHORTLISTED else DISMISSED.get(Decision.Reason(reason))


def of_step(what: str, side: str, reason: str, state: str) -> Grade | None:
    """None: it does not count. state: where the step led.

    A company that says itself that it does not fit is no choice of the ROM's, and no proof that it chose wrongly.
    """
    if what in REASONED:
        if reason not in NOT_FITTING:
            return None
        return Grade.TURNED_DOWN if side == OWNER else Grade.LEFT_OUT
    if state in REACHED:
        return REACHED[State(state)]
    return Grade.CHOSEN if side == OWNER and what in (What.ASK, What.ACCEPT) else None


def of_pair(words: Iterable[Word]) -> Grade | None:
    """The furthest that was reached after the last no; without such, that no. None: nobody said what counts."""
    said = sorted(words)
    last_no = max((place for place, word in enumerate(said) if word.grade <= Grade.TURNED_DOWN), default=-1)
    after = [word.grade for word in said[last_no + 1 :]]
    return max(after, default=said[last_no].grade if said else None)
