"""What it costs to promise every company a number of meetings."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from challenges.timetables.engine.problem import Task, musts, value
from challenges.timetables.engine.programme import Programme
from challenges.timetables.engine.scheduler import SECONDS, never_asked
from challenges.timetables.engine.search import Search
from challenges.timetables.engine.solver import Clock, Impossible


@dataclass(frozen=True)
class Floor:
    """`musts`, `value`: of the best plan in which every company has `least` meetings, or a bound to them where not
    `proved`."""

    least: int
    musts: int
    value: int
    proved: bool


def floors(
    programme: Programme,
    *,
    placed: bool = True,
    seconds: float = SECONDS,
    stop: Callable[[], bool] = never_asked,
) -> Iterator[Floor]:
    """For 0, 1, 2 ... meetings, until that is impossible, changes nothing any more, or time is up.

    A company that wants fewer has what it wants. Not `placed`: by the bound of the pairs alone, which takes moments.
    """
    clock, before = Clock(seconds, stop), None
    for least in range(programme.hosts + 1):
        wanted = np.minimum(least, programme.most)
        if clock.over or (before is not None and (wanted == before).all()):
            return
        before = wanted
        try:
            told = _floor(replace(programme, least=wanted), least, placed, clock)
        except Impossible:
            return
        if told is None:
            return
        yield told


def _floor(programme: Programme, least: int, placed: bool, clock: Clock) -> Floor | None:
    search = Search(Task(programme, (musts(programme), value(programme))), clock)
    found = search.run() if placed else search.limited()
    if not found.bounds:
        return None
    kept, worth = found.score if found.proved else found.bounds
    return Floor(least, kept, worth, found.proved)
