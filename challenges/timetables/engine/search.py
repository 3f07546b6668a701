"""The search for the best meetings: pairs first, then slots, then mending, then proof."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from challenges.timetables.engine.lp_relaxation import PairRelaxation, RelaxedBound, find_better_or_prove
from challenges.timetables.engine.problem import Score, SearchTask
from challenges.timetables.engine.programme import Bools, MeetingPair, SlotMeeting
from challenges.timetables.engine.slot_assignment import make_room_for_pair, place_pairs
from challenges.timetables.engine.solver import InfeasibleError, SolverClock

POOL = 20  # tenths of points that a pair may cost and still be tried in mending


@dataclass(frozen=True)
class SearchResult:
    """`score`, `bounds`: per level of the task; a bound holds for plans with as much at the levels before. Meetings
    are None where time was up before any kept to the rules."""

    meetings: list[SlotMeeting] | None
    score: Score
    bounds: Score

    @property
    def proved(self) -> bool:
        return self.meetings is not None and self.score == self.bounds


Told = Callable[[SearchResult], None]


class PlanSearch:
    """What was found so far. Impossible where nothing can be."""

    def __init__(self, task: SearchTask, clock: SolverClock, told: Told = lambda found: None) -> None:
        self.task, self.clock, self.told = task, clock, told
        self.relaxed = PairRelaxation(task)
        self.meetings: list[SlotMeeting] | None = None
        self.score: Score = ()
        self.limits: list[RelaxedBound] = []

    @property
    def found(self) -> SearchResult:
        return SearchResult(self.meetings, self.score, tuple(limit.most for limit in self.limits))

    def limited(self) -> SearchResult:
        """The bounds alone."""
        self.limits = self.relaxed.bounds((), self.clock) or []
        return self.found

    def run(self) -> SearchResult:
        """The best meetings that there are, or that were found in time."""
        if not self.limited().bounds:
            return self.found
        self._mend(self._placed())
        self._leap()
        for level in range(len(self.task.levels)):
            if not self._prove(level):
                break
        return self.found

    def _placed(self) -> list[SlotMeeting]:
        chosen = self.limits[-1].chosen
        fixed = self.relaxed.columns.meetings(chosen & self.relaxed.columns.single)
        return place_pairs(self.task.programme, self._pairs(chosen), fixed, self.task.crowds, self.clock)

    def _mend(self, meetings: list[SlotMeeting]) -> None:
        """Makes room for the chosen pairs that are left over, as long as that helps."""
        self._take(meetings)
        limit = self.limits[-1]
        chosen, pool = self._pairs(limit.chosen), self._pairs(limit.chosen | (limit.loss <= POOL))
        helped = True
        while helped and not self._done(len(self.limits)):
            helped = False
            for pair in _list_unplaced_pairs(chosen, meetings):
                found = make_room_for_pair(self.task, meetings, pair, chosen, pool, self.clock)
                if found is not None:
                    meetings, helped = found, True
                    self._take(meetings)

    def _leap(self) -> None:
        """Where an earlier level is not at its bound: all levels at once, from the pairs that cost little."""
        *goal, most = (limit.most for limit in self.limits)
        if not self.clock.over and self.score[:-1] != tuple(goal):
            nearly = (*goal, most - POOL - 1)
            found, _proved = find_better_or_prove(
                self.task, self.relaxed, self.limits[-1], len(goal), nearly, self.clock
            )
            if found is not None:
                self._take(found)

    def _prove(self, level: int) -> bool:
        """Until nothing better can be at this level; False where time or strength ends before."""
        while not self._done(level + 1):
            if self.clock.over:
                return False
            score = self.score if self.meetings is not None else None
            found, proved = find_better_or_prove(self.task, self.relaxed, self.limits[level], level, score, self.clock)
            if found is None and not proved:
                return False
            if found is None and self.meetings is None:
                raise InfeasibleError
            if found is not None:
                self._take(found)
            if not self._limit_anew(level, proved):
                return False
        return True

    def _limit_anew(self, level: int, proved: bool) -> bool:
        """After another score at this level: what the later levels can still bring; and where it is proved, that it
        is the most."""
        if proved:
            self.limits[level] = replace(self.limits[level], most=self.score[level])
        later = self.relaxed.bounds(self.score[: level + 1], self.clock)
        if later is not None:
            self.limits[level + 1 :] = later[level + 1 :]
        return later is not None

    def _done(self, levels: int) -> bool:
        reached = tuple(limit.most for limit in self.limits[:levels])
        return self.meetings is not None and self.score[:levels] == reached

    def _take(self, meetings: list[SlotMeeting]) -> None:
        short, *score = self.task.score(meetings)
        if short == 0 and (self.meetings is None or tuple(score) > self.score):
            self.meetings, self.score = meetings, tuple(score)
            self.told(self.found)

    def _pairs(self, columns: Bools) -> Bools:
        pairs = np.zeros((self.task.programme.companies, self.task.programme.hosts), bool)
        pairs[self.relaxed.columns.company[columns], self.relaxed.columns.host[columns]] = True
        return pairs


def _list_unplaced_pairs(chosen: Bools, meetings: list[SlotMeeting]) -> list[MeetingPair]:
    left = chosen.copy()
    for each in meetings:
        left[each.pair] = False
    return [MeetingPair(*row) for row in np.argwhere(left).tolist()]
