"""Why a must-meet is not kept: what cannot go together with it, or how many others would fall for it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from challenges.timetables.engine.conflict_core import smallest
from challenges.timetables.engine.constraints import Ground, Rule
from challenges.timetables.engine.plan import Plan
from challenges.timetables.engine.problem import Task, musts, value
from challenges.timetables.engine.programme import Ints, Pair, Programme
from challenges.timetables.engine.scheduler import SECONDS, never_asked
from challenges.timetables.engine.search import Search
from challenges.timetables.engine.soft_constraints import Loosened
from challenges.timetables.engine.solver import Clock
from challenges.timetables.engine.variables import Columns


@dataclass(frozen=True)
class Reason:
    """`grounds`: with the must-meet these cannot all be, though they can without any one of them. Must-meets that are
    kept, locked meetings, and who is there when; floors only where nothing else is in the way."""

    pair: Pair
    grounds: tuple[Ground, ...]


@dataclass(frozen=True)
class Price:
    """`falls`: how many other must-meets fall if this one is kept, at least; exactly so many where `proved`. None where
    it cannot be kept whatever falls. `value`: of the best plan with it, or a bound to that; 0 where it cannot be."""

    pair: Pair
    falls: int | None
    proved: bool
    value: int = 0


def reason(programme: Programme, plan: Plan, pair: Pair, *, seconds: float = SECONDS) -> Reason | None:
    """A small reason among the must-meets and locked meetings of its company and host; if there is none, among all of
    them; if there is none, with the floors. None where nothing is in the way: the plan was not the best. TimeoutError
    when time is up."""
    clock, forced = Clock(seconds), Ground(Rule.MUST, tuple(pair))
    for loosened in _wider(programme, plan, pair):
        found = smallest(loosened, [forced], clock)
        if found is not None:
            return Reason(pair, tuple(each for each in found.grounds if each != forced))
    return None


def _wider(programme: Programme, plan: Plan, pair: Pair) -> Iterator[Loosened]:
    bare = replace(programme, least=np.zeros_like(programme.least), host_least=np.zeros_like(programme.host_least))
    near = [each for each in plan.kept if each.company == pair.company or each.host == pair.host]
    for kept, rules in ((near, bare), (plan.kept, bare), (plan.kept, programme)):
        among = np.full(programme.value.shape, rules is programme)
        for each in (*kept, pair, *(meeting.pair for meeting in programme.locked)):
            among[each] = True
        yield Loosened(rules, among, [*kept, pair])


def price(
    programme: Programme, plan: Plan, pair: Pair, *, seconds: float = SECONDS, stop: Callable[[], bool] = never_asked
) -> Price:
    """What it would cost the other must-meets to keep this one. By the plan's own search."""

    def this(columns: Columns) -> Ints:
        only: Ints = np.int64(1) * ((columns.company == pair.company) & (columns.host == pair.host))
        return only

    search = Search(Task(programme, (this, musts(programme), value(programme))), Clock(seconds, stop))
    found = search.run()
    if not found.bounds or found.bounds[0] == 0:
        return Price(pair, None, bool(found.bounds))
    falls = max(len(plan.kept) - (found.bounds[1] - 1), 0)
    is_proved = found.meetings is not None and found.score[:2] == found.bounds[:2]
    return Price(pair, falls, is_proved, found.bounds[2])
