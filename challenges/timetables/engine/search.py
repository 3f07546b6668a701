"""Search for the best meetings: pairs first, then slots, then repairs, then proof."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from challenges.timetables.engine.lp_relaxation import PairRelaxation, RelaxedBound, find_better_or_prove
from challenges.timetables.engine.problem import Score, SearchTask
from challenges.timetables.engine.programme import Bools, MeetingPair, SlotMeeting
from challenges.timetables.engine.slot_assignment import make_room_for_pair, place_pairs
from challenges.timetables.engine.solver import InfeasibleError, SolverClock

POOL = 20  # tenths of points that a pair may cost and still be tried for another


@dataclass(frozen=True)
class SearchResult:
    """Hold meetings, or None where time was up before any kept the rules.

    `score`, `bounds`: per level of the task; a bound holds for timetables with as much at the levels before.
    """

    meetings: list[SlotMeeting] | None
    score: Score
    bounds: Score

    @property
    def proved(self) -> bool:
        return self.meetings is not None and self.score == self.bounds


class PlanSearch:
    """Keep what was found so far. Raises InfeasibleError where no timetable is possible."""

    def __init__(
        self, task: SearchTask, clock: SolverClock, report: Callable[[SearchResult], None] = lambda found: None
    ) -> None:
        self.task, self.clock, self.report = task, clock, report
        self.relaxed = PairRelaxation(task)
        self.meetings: list[SlotMeeting] | None = None
        self.score: Score = ()
        self.limits: list[RelaxedBound] = []

    @property
    def found(self) -> SearchResult:
        return SearchResult(self.meetings, self.score, tuple(limit.most for limit in self.limits))

    def limited(self) -> SearchResult:
        """Return the bounds alone."""
        self.limits = self.relaxed.bounds((), self.clock) or []
        return self.found

    def run(self) -> SearchResult:
        """Return the best meetings that exist, or that were found in time."""
        if not self.limited().bounds:
            return self.found
        self._place_rest(self._place_chosen_pairs())
        self._try_all_levels()
        for level in range(len(self.task.levels)):
            if not self._prove(level):
                break
        return self.found

    def _place_chosen_pairs(self) -> list[SlotMeeting]:
        chosen = self.limits[-1].chosen
        fixed = self.relaxed.columns.meetings(chosen & self.relaxed.columns.single)
        return place_pairs(self.task.programme, self._select_pairs(chosen), fixed, self.task.crowds, self.clock)

    def _place_rest(self, meetings: list[SlotMeeting]) -> None:
        """Make room for the chosen pairs that are left over, as long as that helps."""
        self._keep_better(meetings)
        limit = self.limits[-1]
        chosen, pool = self._select_pairs(limit.chosen), self._select_pairs(limit.chosen | (limit.loss <= POOL))
        helped = True
        while helped and not self._is_at_bound(len(self.limits)):
            helped = False
            for pair in _list_unplaced_pairs(chosen, meetings):
                found = make_room_for_pair(self.task, meetings, pair, chosen, pool, self.clock)
                if found is not None:
                    meetings, helped = found, True
                    self._keep_better(meetings)

    def _try_all_levels(self) -> None:
        """Try all levels at once with the pairs that cost little, where an earlier level is not at its bound."""
        *goal, most = (limit.most for limit in self.limits)
        if not self.clock.over and self.score[:-1] != tuple(goal):
            nearly = (*goal, most - POOL - 1)
            found, _proved = find_better_or_prove(
                self.task, self.relaxed, self.limits[-1], len(goal), nearly, self.clock
            )
            if found is not None:
                self._keep_better(found)

    def _prove(self, level: int) -> bool:
        """Improve until nothing better is possible at a level; return False where time or the solver gives up first."""
        while not self._is_at_bound(level + 1):
            if self.clock.over:
                return False
            score = self.score if self.meetings is not None else None
            found, proved = find_better_or_prove(self.task, self.relaxed, self.limits[level], level, score, self.clock)
            if found is None and not proved:
                return False
            if found is None and self.meetings is None:
                raise InfeasibleError
            if found is not None:
                self._keep_better(found)
            if not self._update_bounds(level, proved):
                return False
        return True

    def _update_bounds(self, level: int, proved: bool) -> bool:
        """Bound the later levels again after another score at this level, whose bound is the score if it is proved."""
        if proved:
            self.limits[level] = replace(self.limits[level], most=self.score[level])
        later = self.relaxed.bounds(self.score[: level + 1], self.clock)
        if later is not None:
            self.limits[level + 1 :] = later[level + 1 :]
        return later is not None

    def _is_at_bound(self, levels: int) -> bool:
        reached = tuple(limit.most for limit in self.limits[:levels])
        return self.meetings is not None and self.score[:levels] == reached

    def _keep_better(self, meetings: list[SlotMeeting]) -> None:
        short, *score = self.task.score(meetings)
        if short == 0 and (self.meetings is None or tuple(score) > self.score):
            self.meetings, self.score = meetings, tuple(score)
            self.report(self.found)

    def _select_pairs(self, columns: Bools) -> Bools:
        pairs = np.zeros((self.task.programme.companies, self.task.programme.hosts), bool)
        pairs[self.relaxed.columns.company[columns], self.relaxed.columns.host[columns]] = True
        return pairs


def _list_unplaced_pairs(chosen: Bools, meetings: list[SlotMeeting]) -> list[MeetingPair]:
    left = chosen.copy()
    for each in meetings:
        left[each.pair] = False
    return [MeetingPair(*row) for row in np.argwhere(left).tolist()]
