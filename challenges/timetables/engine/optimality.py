"""Whether anything counts for more, by a program over pairs and slots.

Only of the pairs that could be part of something better: whoever leaves the price of the others (relaxing.py) out of
account has them back here, as no plan with such a pair reaches what there is already.
"""

import numpy as np

from challenges.timetables.engine.constraints import build_constraints
from challenges.timetables.engine.lp_relaxation import PairRelaxation, RelaxedBound
from challenges.timetables.engine.problem import Score, SearchTask
from challenges.timetables.engine.programme import Bools, SlotMeeting
from challenges.timetables.engine.solver import SolverClock, build_program
from challenges.timetables.engine.variables import build_slot_variables

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
