"""Why a must-meet is not kept: what cannot go together with it, or how many others would fall for it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from challenges.timetables.engine.conflict_core import find_smallest_conflict
from challenges.timetables.engine.constraints import RuleGround, TimetableRule
from challenges.timetables.engine.problem import SearchTask, TimetablePlan, build_priority_level, build_value_level
from challenges.timetables.engine.programme import Ints, MeetingPair, SessionProgramme
from challenges.timetables.engine.scheduler import SECONDS, never_stop
from challenges.timetables.engine.search import PlanSearch
from challenges.timetables.engine.soft_constraints import SoftConstraints
from challenges.timetables.engine.solver import SolverClock
from challenges.timetables.engine.variables import MeetingVariables


@dataclass(frozen=True)
class MissedReason:
    """`grounds`: with the must-meet these cannot all be, though they can without any one of them. Must-meets that are
    kept, locked meetings, and who is there when; floors only where nothing else is in the way."""

    pair: MeetingPair
    grounds: tuple[RuleGround, ...]


@dataclass(frozen=True)
class PriorityPrice:
    """`falls`: how many other must-meets fall if this one is kept, at least; exactly so many where `proved`. None where
    it cannot be kept whatever falls. `value`: of the best plan with it, or a bound to that; 0 where it cannot be."""

    pair: MeetingPair
    falls: int | None
    proved: bool
    value: int = 0


def explain_missed_pair(
    programme: SessionProgramme, plan: TimetablePlan, pair: MeetingPair, *, seconds: float = SECONDS
) -> MissedReason | None:
    """A small reason among the must-meets and locked meetings of its company and host; if there is none, among all of
    them; if there is none, with the floors. None where nothing is in the way: the plan was not the best. TimeoutError
    when time is up."""
    clock, forced = SolverClock(seconds), RuleGround(TimetableRule.MUST, tuple(pair))
    for loosened in _iter_wider_scopes(programme, plan, pair):
        found = find_smallest_conflict(loosened, [forced], clock)
        if found is not None:
            return MissedReason(pair, tuple(each for each in found.grounds if each != forced))
    return None


def _iter_wider_scopes(
    programme: SessionProgramme, plan: TimetablePlan, pair: MeetingPair
) -> Iterator[SoftConstraints]:
    bare = replace(programme, least=np.zeros_like(programme.least), host_least=np.zeros_like(programme.host_least))
    near = [each for each in plan.kept if each.company == pair.company or each.host == pair.host]
    for kept, rules in ((near, bare), (plan.kept, bare), (plan.kept, programme)):
        among = np.full(programme.value.shape, rules is programme)
        for each in (*kept, pair, *(meeting.pair for meeting in programme.locked)):
            among[each] = True
        yield SoftConstraints(rules, among, [*kept, pair])


def price_missed_pair(
    programme: SessionProgramme,
    plan: TimetablePlan,
    pair: MeetingPair,
    *,
    seconds: float = SECONDS,
    stop: Callable[[], bool] = never_stop,
) -> PriorityPrice:
    """What it would cost the other must-meets to keep this one. By the plan's own search."""

    def this(columns: MeetingVariables) -> Ints:
        only: Ints = np.int64(1) * ((columns.company == pair.company) & (columns.host == pair.host))
        return only

    search = PlanSearch(
        SearchTask(programme, (this, build_priority_level(programme), build_value_level(programme))),
        SolverClock(seconds, stop),
    )
    found = search.run()
    if not found.bounds or found.bounds[0] == 0:
        return PriorityPrice(pair, None, bool(found.bounds))
    falls = max(len(plan.kept) - (found.bounds[1] - 1), 0)
    is_proved = found.meetings is not None and found.score[:2] == found.bounds[:2]
    return PriorityPrice(pair, falls, is_proved, found.bounds[2])
