"""The fewest wishes and rules that cannot go together, where no timetable keeps to all of them.

Of every clash something has to be given up. So a smallest set that has something of each known way to give up is
tried as a clash; if it is none, there is another way, and so on (Ignatiev, Previti, Liffiton and Marques-Silva,
"Smallest MUS Extraction with Minimal Hitting Set Dualization", CP 2015).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import csr_array

from challenges.timetables.engine.constraints import Ground
from challenges.timetables.engine.programme import Programme
from challenges.timetables.engine.scheduler import SECONDS
from challenges.timetables.engine.shortages import shortage
from challenges.timetables.engine.soft_constraints import Loosened
from challenges.timetables.engine.solver import Clock, Program

MOST_WHOLE = 20_000  # pairs x slots of a session that is looked at as a whole
MOST_FEWEST = 6  # of more than this it need not be the smallest


@dataclass(frozen=True)
class Clash:
    """Grounds that cannot go together, though all but any one of them can. `smallest`: no other clash has fewer."""

    grounds: tuple[Ground, ...]
    smallest: bool


def clash(programme: Programme, *, seconds: float = SECONDS) -> Clash | None:
    """A smallest clash; None where all rules go together. TimeoutError when time is up and none was found.

    In a session of more than `MOST_WHOLE`, and where counting finds that many together ask for more than there is, it
    is the smallest of that and of those with a single company or host that there was time for: None there says that
    these are not it.
    """
    clock = Clock(seconds)
    every = np.ones(programme.value.shape, bool)
    short = shortage(programme)
    is_small = short is None or len(short) <= MOST_FEWEST
    if is_small and every.size * programme.times <= MOST_WHOLE:
        return smallest(Loosened(programme, every), (), clock)
    found = [Clash(short, False)] if short else []
    try:
        for part in _parts(programme):
            found += [each for each in [smallest(part, (), clock)] if each]
    except TimeoutError:
        if not found:
            raise
    best = min(found, key=lambda each: len(each.grounds), default=None)
    return None if best is None else replace(best, smallest=False)


def _parts(programme: Programme) -> Iterator[Loosened]:
    """Locked meetings alone, then beside them one company or one host that has to have some number of meetings."""
    locked = np.zeros(programme.value.shape, bool)
    for each in programme.locked:
        locked[each.pair] = True
    nobody, no_host = np.zeros_like(programme.least), np.zeros_like(programme.host_least)
    yield Loosened(replace(programme, least=nobody, host_least=no_host), locked)
    for company in np.flatnonzero(programme.least):
        among, least = locked.copy(), nobody.copy()
        among[company], least[company] = True, programme.least[company]
        yield Loosened(replace(programme, least=least, host_least=no_host), among)
    for host in np.flatnonzero(programme.host_least):
        among, least = locked.copy(), no_host.copy()
        among[:, host], least[host] = True, programme.host_least[host]
        yield Loosened(replace(programme, least=nobody, host_least=least), among)


def smallest(loosened: Loosened, forced: Sequence[Ground], clock: Clock) -> Clash | None:
    """The fewest grounds that cannot go together with the forced ones, in the order of names; None where all can.

    Where these are many, as when everybody together asks for more than there is, one after another is left out of a set
    that cannot be, as long as it still cannot.
    """
    ways: list[set[Ground]] = []
    tried: set[Ground] = set(forced)
    fewest = 0
    while fewest <= MOST_FEWEST:
        found = loosened.given_up(tried, clock)
        if found is None:
            return Clash(tuple(sorted(tried)), True)
        if not found:
            return None
        impossible = tried
        while found:  # ways that have nothing in common say most
            ways.append(found)
            impossible = impossible | found
            found = loosened.given_up(impossible, clock)
        tried = {*forced, *_one_of_each(ways, clock)}
        fewest = len(tried) - len(forced)
    if not loosened.possible(tried, clock):
        return Clash(tuple(sorted(tried)), True)
    return Clash(_thinned(loosened, impossible, forced, clock), False)


def _thinned(loosened: Loosened, grounds: set[Ground], forced: Sequence[Ground], clock: Clock) -> tuple[Ground, ...]:
    for ground in sorted(grounds - set(forced)):
        if not loosened.possible(grounds - {ground}, clock):
            grounds = grounds - {ground}
    return tuple(sorted(grounds))


def _one_of_each(ways: list[set[Ground]], clock: Clock) -> set[Ground]:
    """As few grounds as can be, with one of each way at least."""
    names = sorted(set().union(*ways))
    number = {ground: at for at, ground in enumerate(names)}
    row = np.repeat(np.arange(len(ways)), [len(way) for way in ways])
    column = np.array([number[ground] for way in ways for ground in sorted(way)], np.int64)
    matrix = csr_array((np.ones(len(row)), (row, column)), shape=(len(ways), len(names)))
    nothing, one = np.zeros(len(names)), np.ones(len(names))
    base = Program(matrix, np.ones(len(ways)), np.full(len(ways), np.inf), nothing, one)
    found = base.best(np.full(len(names), -1), clock.left)
    if found.chosen is None or not found.proved:
        raise TimeoutError
    return {ground for ground, chosen in zip(names, found.chosen, strict=True) if chosen}
