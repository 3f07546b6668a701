"""What it costs to promise every company a number of meetings."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from challenges.timetables.engine.problem import SearchTask, build_priority_level, build_value_level
from challenges.timetables.engine.programme import SessionProgramme
from challenges.timetables.engine.scheduler import SECONDS, never_stop
from challenges.timetables.engine.search import PlanSearch
from challenges.timetables.engine.solver import InfeasibleError, SolverClock


@dataclass(frozen=True)
class MinimumResult:
    """`musts`, `value`: of the best plan in which every company has `least` meetings, or a bound to them where not
    `proved`."""

    least: int
    musts: int
    value: int
    proved: bool


def solve_minimums(
    programme: SessionProgramme,
    *,
    placed: bool = True,
    seconds: float = SECONDS,
    stop: Callable[[], bool] = never_stop,
) -> Iterator[MinimumResult]:
    """For 0, 1, 2 ... meetings, until that is impossible, changes nothing any more, or time is up.

    A company that wants fewer has what it wants. Not `placed`: by the bound of the pairs alone, which takes moments.
    """
    clock, before = SolverClock(seconds, stop), None
    for least in range(programme.hosts + 1):
        wanted = np.minimum(least, programme.most)
        if clock.over or (before is not None and (wanted == before).all()):
            return
        before = wanted
        try:
            told = _solve_minimum(replace(programme, least=wanted), least, placed, clock)
        except InfeasibleError:
            return
        if told is None:
            return
        yield told


def _solve_minimum(programme: SessionProgramme, least: int, placed: bool, clock: SolverClock) -> MinimumResult | None:
    search = PlanSearch(SearchTask(programme, (build_priority_level(programme), build_value_level(programme))), clock)
    found = search.run() if placed else search.limited()
    if not found.bounds:
        return None
    kept, worth = found.score if found.proved else found.bounds
    return MinimumResult(least, kept, worth, found.proved)
