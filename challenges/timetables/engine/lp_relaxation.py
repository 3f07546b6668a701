"""Which pairs meet, before anyone asks when: a bound that nothing passes, and the pairs that reach it.

Without slots each company and each host has only a number of meetings: a program whose answer comes out whole and
fast, with a price for every pair that was left out. Presence counts by stretches of the day (see rows.py), so that
little is left for the slots to refuse.

Whether anything counts for more, by a program over pairs and slots.

Only of the pairs that could be part of something better: whoever leaves the price of the others (relaxing.py) out of
account has them back here, as no plan with such a pair reaches what there is already.
"""

from dataclasses import dataclass

import numpy as np

from challenges.timetables.engine.constraints import build_constraints
from challenges.timetables.engine.problem import Level, Score, SearchTask
from challenges.timetables.engine.programme import Bools, SlotMeeting
from challenges.timetables.engine.solver import (
    SLACK,
    InfeasibleError,
    IntegerProgram,
    Numbers,
    SolverClock,
    build_program,
)
from challenges.timetables.engine.variables import (
    MeetingVariables,
    build_meeting_variables,
    build_pair_variables,
    build_slot_variables,
    join_variables,
)


@dataclass(frozen=True)
class RelaxedBound:
    """`chosen`: columns that come near it. `most`: nothing counts for more at this level, given the levels before.
    `loss`: whoever chooses the column has so much less than `height` at least."""

    chosen: Bools
    most: int
    height: float
    loss: Numbers

    def worth_looking_at(self, score: int) -> Bools:
        """Columns without which nothing counts for more than `score`, left out the others."""
        return self.chosen | (self.loss <= self.height - score - 1 + SLACK)


class PairRelaxation:
    """The program over pairs. `within` asks for so much at each of the first levels."""

    def __init__(self, task: SearchTask) -> None:
        self.task = task
        locked = build_meeting_variables(task.programme.locked)
        self._forced(locked)
        free = build_pair_variables(task.programme, self._unlocked())
        anchors = build_meeting_variables(each for each in task.anchors if self._can_be(each))
        self.columns = join_variables(locked, anchors, free)
        rows = build_constraints(task.programme, self.columns, task.crowds)
        self.program = build_program(rows, np.arange(len(self.columns)) < len(locked))

    def _forced(self, locked: MeetingVariables) -> None:
        if (locked.slots & self.task.programme.shared[locked.company, locked.host] == 0).any():
            raise InfeasibleError

    def _unlocked(self) -> Bools:
        free = np.ones((self.task.programme.companies, self.task.programme.hosts), bool)
        for each in self.task.programme.locked:
            free[each.pair] = False
        return free

    def _can_be(self, meeting: SlotMeeting) -> bool:
        shared = int(self.task.programme.shared[meeting.pair])
        return bool(shared >> meeting.slot & 1) and self._unlocked()[meeting.pair]

    def bounds(self, reached: Score, clock: SolverClock) -> list[RelaxedBound] | None:
        """One per level, each with as much at the levels before as `reached` says, or else as their bounds say. None
        when time is up."""
        found, within = [], self.program
        for at, level in enumerate(self.task.levels):
            weights = level(self.columns)
            bound = _solve_level(within, level, self.columns, clock)
            if bound is None:
                return None
            found.append(bound)
            within = within.kept(weights, reached[at] if at < len(reached) else bound.most)
        return found


def _solve_level(
    within: IntegerProgram, level: Level, columns: MeetingVariables, clock: SolverClock
) -> RelaxedBound | None:
    weights = level(columns)
    found = within.relaxed(weights, clock.left)
    if found is None:
        return None
    amounts, height, loss = found
    chosen = amounts > 0.5
    most = height
    if np.abs(amounts - chosen).max(initial=0) > SLACK:
        solved = within.best(weights, clock.left)
        if solved.chosen is None:
            if solved.proved:
                raise InfeasibleError
            return None
        chosen, most = solved.chosen, min(height, solved.bound)
    return RelaxedBound(chosen, int(np.floor(most + SLACK)), height, loss)


MOST_COLUMNS = 60_000  # more takes the solver many minutes


def find_better_or_prove(
    task: SearchTask, relaxed: PairRelaxation, bound: RelaxedBound, level: int, score: Score | None, clock: SolverClock
) -> tuple[list[SlotMeeting] | None, bool]:
    """Meetings that count for more at this level, and as much at the levels before; and whether none count for more
    than these, or, without any, than what there was. `score`: of the levels, None where there is no plan yet."""
    columns = build_slot_variables(task.programme, _select_useful_pairs(task, relaxed, bound, level, score))
    if len(columns) > MOST_COLUMNS:
        return None, False
    within = build_program(
        build_constraints(task.programme, columns, task.crowds), columns.among(task.programme.locked)
    )
    if score is not None:
        for at in range(level):
            within = within.kept(task.levels[at](columns), score[at])
        within = within.kept(task.levels[level](columns), score[level] + 1)
    found = within.best(task.levels[level](columns), clock.left)
    return (None if found.chosen is None else columns.meetings(found.chosen)), found.proved


def _select_useful_pairs(
    task: SearchTask, relaxed: PairRelaxation, bound: RelaxedBound, level: int, score: Score | None
) -> Bools:
    among = np.zeros((task.programme.companies, task.programme.hosts), bool)
    useful = bound.worth_looking_at(score[level]) if score is not None else np.ones(len(relaxed.columns), bool)
    among[relaxed.columns.company[useful], relaxed.columns.host[useful]] = True
    return among
