"""Explain why a priority meeting is missed: what cannot hold together with it, or how many others it would cost."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from challenges.timetables.engine.conflict_core import find_smallest_conflict
from challenges.timetables.engine.constraints import RuleGround, TimetableRule
from challenges.timetables.engine.problem import SearchTask, TimetablePlan, build_priority_level, build_value_level
from challenges.timetables.engine.programme import Ints, MeetingPair, SessionProgramme
from challenges.timetables.engine.search import PlanSearch
from challenges.timetables.engine.soft_constraints import SoftConstraints
from challenges.timetables.engine.solver import SECONDS, SolverClock, never_stop
from challenges.timetables.engine.variables import MeetingVariables


@dataclass(frozen=True)
class MissedReason:
    """Hold grounds that cannot all hold with the priority meeting, though they can without any one of them.

    Grounds are priority meetings that are kept, locked meetings, and who is present when; minimums only where nothing
    else is in the way.
    """

    pair: MeetingPair
    grounds: tuple[RuleGround, ...]


@dataclass(frozen=True)
class PriorityPrice:
    """Say how many other priority meetings fall if this one is kept.

    `falls`: at least so many, or exactly so many where `proved`; None where it cannot be kept whatever falls. `value`:
    of the best timetable with it, or a bound; 0 where it cannot be.
    """

    pair: MeetingPair
    falls: int | None
    proved: bool
    value: int = 0


def explain_missed_pair(
    programme: SessionProgramme, plan: TimetablePlan, pair: MeetingPair, *, seconds: float = SECONDS
) -> MissedReason | None:
    """Return a small reason; None where nothing is in the way, because the timetable was not the best.

    It is sought among the priority and locked meetings of its company and host, then among all of them, then with the
    minimums. Raises TimeoutError when time is up.
    """
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
    """Return what keeping this meeting would cost the others, by the same search as for the timetable."""

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
