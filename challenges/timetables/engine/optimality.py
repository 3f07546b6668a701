"""Whether anything counts for more, by a program over pairs and slots.

Only of the pairs that could be part of something better: whoever leaves the price of the others (relaxing.py) out of
account has them back here, as no plan with such a pair reaches what there is already.
"""

import numpy as np

from challenges.timetables.engine.constraints import rows_of
from challenges.timetables.engine.lp_relaxation import Bound, Relaxed
from challenges.timetables.engine.problem import Score, Task
from challenges.timetables.engine.programme import Bools, Meeting
from challenges.timetables.engine.solver import Clock, program
from challenges.timetables.engine.variables import by_slot

MOST_COLUMNS = 60_000  # more takes the solver many minutes


def better(
    task: Task, relaxed: Relaxed, bound: Bound, level: int, score: Score | None, clock: Clock
) -> tuple[list[Meeting] | None, bool]:
    """Meetings that count for more at this level, and as much at the levels before; and whether none count for more
    than these, or, without any, than what there was. `score`: of the levels, None where there is no plan yet."""
    columns = by_slot(task.programme, _pairs(task, relaxed, bound, level, score))
    if len(columns) > MOST_COLUMNS:
        return None, False
    within = program(rows_of(task.programme, columns, task.crowds), columns.among(task.programme.locked))
    if score is not None:
        for at in range(level):
            within = within.kept(task.levels[at](columns), score[at])
        within = within.kept(task.levels[level](columns), score[level] + 1)
    found = within.best(task.levels[level](columns), clock.left)
    return (None if found.chosen is None else columns.meetings(found.chosen)), found.proved


def _pairs(task: Task, relaxed: Relaxed, bound: Bound, level: int, score: Score | None) -> Bools:
    among = np.zeros((task.programme.companies, task.programme.hosts), bool)
    useful = bound.worth_looking_at(score[level]) if score is not None else np.ones(len(relaxed.columns), bool)
    among[relaxed.columns.company[useful], relaxed.columns.host[useful]] = True
    return among
