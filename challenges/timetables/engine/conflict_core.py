"""The fewest wishes and rules that cannot go together, where no timetable keeps to all of them.

Of every clash something has to be given up. So a smallest set that has something of each known way to give up is
tried as a clash; if it is none, there is another way, and so on (Ignatiev, Previti, Liffiton and Marques-Silva,
"Smallest MUS Extraction with Minimal Hitting Set Dualization", CP 2015).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import csr_array

from challenges.timetables.engine.constraints import RuleGround
from challenges.timetables.engine.programme import SessionProgramme
from challenges.timetables.engine.scheduler import SECONDS
from challenges.timetables.engine.shortages import find_shortage
from challenges.timetables.engine.soft_constraints import SoftConstraints
from challenges.timetables.engine.solver import IntegerProgram, SolverClock

MOST_WHOLE = 20_000  # pairs x slots of a session that is looked at as a whole
MOST_FEWEST = 6  # of more than this it need not be the smallest


@dataclass(frozen=True)
class ConflictCore:
    """Grounds that cannot go together, though all but any one of them can. `smallest`: no other clash has fewer."""

    grounds: tuple[RuleGround, ...]
    smallest: bool


def find_conflict_core(programme: SessionProgramme, *, seconds: float = SECONDS) -> ConflictCore | None:
    """A smallest clash; None where all rules go together. TimeoutError when time is up and none was found.

    In a session of more than `MOST_WHOLE`, and where counting finds that many together ask for more than there is, it
    is the smallest of that and of those with a single company or host that there was time for: None there says that
    these are not it.
    """
    clock = SolverClock(seconds)
    every = np.ones(programme.value.shape, bool)
    short = find_shortage(programme)
    is_small = short is None or len(short) <= MOST_FEWEST
    if is_small and every.size * programme.times <= MOST_WHOLE:
        return find_smallest_conflict(SoftConstraints(programme, every), (), clock)
    found = [ConflictCore(short, False)] if short else []
    try:
        for part in _iter_sub_problems(programme):
            found += [each for each in [find_smallest_conflict(part, (), clock)] if each]
    except TimeoutError:
        if not found:
            raise
    best = min(found, key=lambda each: len(each.grounds), default=None)
    return None if best is None else replace(best, smallest=False)


def _iter_sub_problems(programme: SessionProgramme) -> Iterator[SoftConstraints]:
    """Locked meetings alone, then beside them one company or one host that has to have some number of meetings."""
    locked = np.zeros(programme.value.shape, bool)
    for each in programme.locked:
        locked[each.pair] = True
    nobody, no_host = np.zeros_like(programme.least), np.zeros_like(programme.host_least)
    yield SoftConstraints(replace(programme, least=nobody, host_least=no_host), locked)
    for company in np.flatnonzero(programme.least):
        among, least = locked.copy(), nobody.copy()
        among[company], least[company] = True, programme.least[company]
        yield SoftConstraints(replace(programme, least=least, host_least=no_host), among)
    for host in np.flatnonzero(programme.host_least):
        among, least = locked.copy(), no_host.copy()
        among[:, host], least[host] = True, programme.host_least[host]
        yield SoftConstraints(replace(programme, least=nobody, host_least=least), among)


def find_smallest_conflict(
    loosened: SoftConstraints, forced: Sequence[RuleGround], clock: SolverClock
) -> ConflictCore | None:
    """The fewest grounds that cannot go together with the forced ones, in the order of names; None where all can.

    Where these are many, as when everybody together asks for more than there is, one after another is left out of a set
    that cannot be, as long as it still cannot.
    """
    ways: list[set[RuleGround]] = []
    tried: set[RuleGround] = set(forced)
    fewest = 0
    while fewest <= MOST_FEWEST:
        found = loosened.given_up(tried, clock)
        if found is None:
            return ConflictCore(tuple(sorted(tried)), True)
        if not found:
            return None
        impossible = tried
        while found:  # ways that have nothing in common say most
            ways.append(found)
            impossible = impossible | found
            found = loosened.given_up(impossible, clock)
        tried = {*forced, *_solve_hitting_set(ways, clock)}
        fewest = len(tried) - len(forced)
    if not loosened.possible(tried, clock):
        return ConflictCore(tuple(sorted(tried)), True)
    return ConflictCore(_shrink_grounds(loosened, impossible, forced, clock), False)


def _shrink_grounds(
    loosened: SoftConstraints, grounds: set[RuleGround], forced: Sequence[RuleGround], clock: SolverClock
) -> tuple[RuleGround, ...]:
    for ground in sorted(grounds - set(forced)):
        if not loosened.possible(grounds - {ground}, clock):
            grounds = grounds - {ground}
    return tuple(sorted(grounds))


def _solve_hitting_set(ways: list[set[RuleGround]], clock: SolverClock) -> set[RuleGround]:
    """As few grounds as can be, with one of each way at least."""
    names = sorted(set().union(*ways))
    number = {ground: at for at, ground in enumerate(names)}
    row = np.repeat(np.arange(len(ways)), [len(way) for way in ways])
    column = np.array([number[ground] for way in ways for ground in sorted(way)], np.int64)
    matrix = csr_array((np.ones(len(row)), (row, column)), shape=(len(ways), len(names)))
    nothing, one = np.zeros(len(names)), np.ones(len(names))
    base = IntegerProgram(matrix, np.ones(len(ways)), np.full(len(ways), np.inf), nothing, one)
    found = base.best(np.full(len(names), -1), clock.left)
    if found.chosen is None or not found.proved:
        raise TimeoutError
    return {ground for ground, chosen in zip(names, found.chosen, strict=True) if chosen}
