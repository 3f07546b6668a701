"""Decide which pairs meet before it is known when: a bound that no timetable exceeds, and the pairs that reach it.

Without slots each company and each host only has a number of meetings: a program whose solution is whole and found
fast, with a price for every pair that is left out. Presence counts by stretches of the day (constraints.py), so that
the slots refuse little.

A second program over pairs and slots then finds something better or proves that nothing is. It needs only pairs that
could be part of something better: no timetable with another pair reaches what there is already, because of the price of
that pair.
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
    """Hold a bound of one level.

    `chosen`: columns that come near it. `most`: no timetable counts for more at this level, given the levels before.
    `loss`: a timetable with the column counts for at least so much less than `height`.
    """

    chosen: Bools
    most: int
    height: float
    loss: Numbers

    def worth_looking_at(self, score: int) -> Bools:
        """Select the chosen columns, and those with which something could count for more than `score`."""
        return self.chosen | (self.loss <= self.height - score - 1 + SLACK)


class PairRelaxation:
    """Solve the program over pairs."""

    def __init__(self, task: SearchTask) -> None:
        self.task, programme = task, task.programme
        locked = build_meeting_variables(programme.locked)
        if (locked.slots & programme.shared[locked.company, locked.host] == 0).any():
            raise InfeasibleError
        unlocked = np.ones((programme.companies, programme.hosts), bool)
        unlocked[locked.company, locked.host] = False
        free = build_pair_variables(programme, unlocked)
        anchors = build_meeting_variables(
            each for each in task.anchors if unlocked[each.pair] and int(programme.shared[each.pair]) >> each.slot & 1
        )
        self.columns = join_variables(locked, anchors, free)
        rows = build_constraints(programme, self.columns, task.crowds)
        self.program = build_program(rows, np.arange(len(self.columns)) < len(locked))

    def bounds(self, reached: Score, clock: SolverClock) -> list[RelaxedBound] | None:
        """Return a bound per level; None when time is up.

        Each is for as much at the levels before as `reached` says, or else as their bounds say.
        """
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
    """Find meetings that count for more at a level, with as much at the levels before; or prove that there are none.

    `score`: of the levels, None without a timetable so far. Returns the meetings, or None, and whether none count for
    more than these, or than `score`.
    """
    useful = bound.worth_looking_at(score[level]) if score is not None else np.ones(len(relaxed.columns), bool)
    among = np.zeros((task.programme.companies, task.programme.hosts), bool)
    among[relaxed.columns.company[useful], relaxed.columns.host[useful]] = True
    columns = build_slot_variables(task.programme, among)
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
