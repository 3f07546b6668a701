"""Find the fewest preferences and rules that cannot hold together, where no timetable keeps all of them.

Of every conflict something has to be given up. So a smallest set that has something of each known way to give up is
tried as a conflict; if it is none, there is another way, and so on (Ignatiev, Previti, Liffiton and Marques-Silva,
"Smallest MUS Extraction with Minimal Hitting Set Dualization", CP 2015).

Everybody together may ask for more meetings than there is room for. That is found by counting, as a flow (Ford and
Fulkerson, "Flows in Networks", 1962): a few milliseconds, where a solver that proves the same takes minutes.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_flow

from challenges.timetables.engine.constraints import RuleGround, TimetableRule
from challenges.timetables.engine.programme import Ints, SessionProgramme
from challenges.timetables.engine.soft_constraints import SoftConstraints
from challenges.timetables.engine.solver import SECONDS, IntegerProgram, SolverClock


@dataclass(frozen=True)
class DemandSide:
    """Hold one side in need of the other, each limit with the rule that sets it.

    `need` (k,), `most` (g,): meetings of one in all. `at_time` (g, T): at one time. `tables` (R, T), `room` (g,): where
    the other side sits.
    """

    need: tuple[TimetableRule, Ints]
    most: tuple[TimetableRule, Ints]
    at_time: tuple[TimetableRule, Ints]
    tables: tuple[TimetableRule, Ints] | None
    room: Ints

    @property
    def grounds(self) -> list[RuleGround]:
        """Return the grounds in the order in which they are left out: who needs least first."""
        given = [self.tables] if self.tables else []
        limits = [
            RuleGround(rule, (who,)) for rule, limit in (*given, self.most, self.at_time) for who in range(len(limit))
        ]
        rule, need = self.need
        return [*(RuleGround(rule, (who,)) for who in np.argsort(need, kind="stable").tolist() if need[who]), *limits]


def find_shortage(programme: SessionProgramme) -> tuple[RuleGround, ...] | None:
    """Return grounds that cannot hold together for want of room, though all but any one of them can.

    Returns the shorter of what the companies and what the hosts are short of; None where there is room, as far as
    counting can tell.
    """
    companies = DemandSide(
        (TimetableRule.LEAST, programme.least),
        (TimetableRule.HOST_MOST, programme.host_most),
        (TimetableRule.PLACES, programme.places),
        (TimetableRule.TABLES, programme.tables),
        programme.room,
    )
    hosts = DemandSide(
        (TimetableRule.HOST_LEAST, programme.host_least),
        (TimetableRule.MOST, programme.most),
        (TimetableRule.PEOPLE, programme.people),
        None,
        np.zeros(programme.companies, np.int64),
    )
    found = [_find_least_shortage(side) for side in (companies, hosts)]
    return min((each for each in found if each), key=len, default=None)


def _find_least_shortage(side: DemandSide) -> tuple[RuleGround, ...] | None:
    held = side.grounds
    if not side.need[1].any() or _has_room(side, held):
        return None
    for ground in list(held):
        fewer = [each for each in held if each != ground]
        if not _has_room(side, fewer):
            held = fewer
    return tuple(sorted(held))


def _has_room(side: DemandSide, grounds: Collection[RuleGround]) -> bool:
    """Return whether the grounds hold together, with all others given up.

    The flow goes from the source to each in need, to each of the other side, through what that has in all, to each of
    its slots, to that slot in its room, to the sink.
    """
    held = set(grounds)
    need = _keep_held_limits(side.need, held, 0)
    asked = int(need.sum())
    givers, times = side.at_time[1].shape
    most, at_time = _keep_held_limits(side.most, held, asked), _keep_held_limits(side.at_time, held, asked)
    tables = _keep_held_limits(side.tables, held, asked) if side.tables else np.full((1, times), asked)
    source, needy = 0, 1 + np.arange(len(need))
    giver = 1 + len(need) + np.arange(givers)
    through = giver + givers
    timed = 1 + len(need) + 2 * givers + np.arange(givers * times).reshape(givers, times)
    roomed = 1 + len(need) + 2 * givers + givers * times + np.arange(tables.size).reshape(tables.shape)
    sink = int(1 + len(need) + 2 * givers + givers * times + tables.size)
    edges = [
        (np.full(len(need), source), needy, need),
        (np.repeat(needy, givers), np.tile(giver, len(need)), np.ones(len(need) * givers, np.int64)),
        (giver, through, most),
        (np.repeat(through, times), timed.ravel(), at_time.ravel()),
        (timed.ravel(), roomed[side.room].ravel(), np.full(timed.size, asked)),
        (roomed.ravel(), np.full(roomed.size, sink), tables.ravel()),
    ]
    start, end, limit = (np.concatenate(each) for each in zip(*edges, strict=True))
    size = (sink + 1, sink + 1)
    graph = csr_array((np.minimum(limit, asked).astype(np.int32), (start, end)), shape=size)
    return int(maximum_flow(graph, source, sink).flow_value) == asked


def _keep_held_limits(limit: tuple[TimetableRule, Ints], held: Collection[RuleGround], otherwise: int) -> Ints:
    """Return the limits whose rule is held, and `otherwise`, which limits nothing, for the others."""
    rule, values = limit
    kept = np.array([RuleGround(rule, (who,)) in held for who in range(len(values))], bool)
    return np.where(kept.reshape(-1, *[1] * (values.ndim - 1)), values, otherwise)


MOST_WHOLE = 20_000  # pairs x slots of a session that is examined as a whole
MOST_FEWEST = 6  # a conflict of more grounds need not be the smallest


@dataclass(frozen=True)
class ConflictCore:
    """Hold grounds that cannot hold together, though all but any one can. `smallest`: no other conflict has fewer."""

    grounds: tuple[RuleGround, ...]
    smallest: bool


def find_conflict_core(programme: SessionProgramme, *, seconds: float = SECONDS) -> ConflictCore | None:
    """Return a smallest conflict; None where all rules hold together.

    In a session of more than `MOST_WHOLE`, and where counting finds that many together ask for more than there is, it
    is the smallest of that and of those with a single company or host for which there was time; None then says that the
    conflict is none of these. Raises TimeoutError when time is up and none was found.
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
    """Yield locked meetings alone, then with one company or one host that needs a number of meetings."""
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
    """Return the fewest grounds that cannot hold together with the forced ones; None where all can.

    Where they are many, as when everybody together asks for more than there is, one after another is left out of a set
    that cannot hold, as long as it still cannot. Equally small sets are tried in the order of names.
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
        while found:  # ways that have nothing in common are most informative
            ways.append(found)
            impossible = impossible | found
            found = loosened.given_up(impossible, clock)
        tried = {*forced, *_solve_hitting_set(ways, clock)}
        fewest = len(tried) - len(forced)
    if not loosened.possible(tried, clock):
        return ConflictCore(tuple(sorted(tried)), True)
    grounds = impossible
    for ground in sorted(impossible - set(forced)):
        if not loosened.possible(grounds - {ground}, clock):
            grounds = grounds - {ground}
    return ConflictCore(tuple(sorted(grounds)), False)


def _solve_hitting_set(ways: list[set[RuleGround]], clock: SolverClock) -> set[RuleGround]:
    """Return as few grounds as possible, with at least one of each way."""
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
