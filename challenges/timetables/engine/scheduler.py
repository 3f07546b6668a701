"""Compute the best timetable of a session, repair one after a change, and compute what promised minimums cost."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from challenges.timetables.engine.problem import (
    SearchTask,
    TimetablePlan,
    build_plan,
    build_priority_level,
    build_staying_level,
    build_value_level,
)
from challenges.timetables.engine.programme import SessionProgramme, SlotMeeting
from challenges.timetables.engine.search import PlanSearch, SearchResult
from challenges.timetables.engine.solver import SECONDS, InfeasibleError, SolverClock, never_stop

Report = Callable[[TimetablePlan, int], None]


def solve_timetable(
    programme: SessionProgramme,
    *,
    seconds: float = SECONDS,
    report: Report = lambda plan, bound: None,
    stop: Callable[[], bool] = never_stop,
) -> TimetablePlan | None:
    """Return the timetable that keeps most priority meetings, and among those is worth most.

    It is proved to be the best, or has a bound when time ends. A priority meeting counts as one, whatever it is worth:
    it is a promise to a participant, and no score decides whose promise weighs more. `report(plan, bound)` hears of
    each better timetable, all of which keep the rules; `stop()` is asked between steps of a few seconds. The same
    programme gives the same timetable, unless time ends. Returns None where none was found in time; raises
    InfeasibleError where none is possible.
    """

    def build(found: SearchResult) -> TimetablePlan | None:
        return None if found.meetings is None else build_plan(programme, found.meetings, *found.bounds)

    def report_better(found: SearchResult) -> None:
        if plan := build(found):
            report(plan, plan.bound)

    task = SearchTask(programme, (build_priority_level(programme), build_value_level(programme)))
    return build(PlanSearch(task, SolverClock(seconds, stop), report_better).run())


@dataclass(frozen=True)
class RepairedPlan:
    """Compare a new timetable with the old one.

    `kept`: in the slot where they were; `moved`: from and to; `dropped`: pairs that no longer meet; `added`: pairs that
    did not meet. `most_kept`: no timetable with as many priority meetings leaves more where they are. `plan.bound`
    holds for timetables that keep as many priority meetings and leave as many meetings where they are.
    """

    plan: TimetablePlan
    kept: tuple[SlotMeeting, ...]
    moved: tuple[tuple[SlotMeeting, SlotMeeting], ...]
    dropped: tuple[SlotMeeting, ...]
    added: tuple[SlotMeeting, ...]
    most_kept: int

    @property
    def proved(self) -> bool:
        return self.plan.optimal and len(self.kept) == self.most_kept


def repair_plan(
    programme: SessionProgramme,
    before: Iterable[SlotMeeting],
    *,
    seconds: float = SECONDS,
    stop: Callable[[], bool] = never_stop,
) -> RepairedPlan | None:
    """Return a timetable after a change that leaves as many meetings as possible where they were.

    It keeps most priority meetings, then leaves most meetings of `before` where they are, then is worth most.
    `programme`: after the change, with everybody at the same number as before: who left has no people or no places, and
    who came stands behind the others. Returns None where time ended before any timetable; raises InfeasibleError where
    none is possible.
    """
    old = tuple(before)
    task = SearchTask(
        programme, (build_priority_level(programme), build_staying_level(old), build_value_level(programme)), old
    )
    found = PlanSearch(task, SolverClock(seconds, stop)).run()
    if found.meetings is None:
        return None
    must_bound, most_kept, bound = found.bounds
    plan = build_plan(programme, found.meetings, must_bound, bound)
    was, now = {each.pair: each for each in old}, {each.pair: each for each in plan.meetings}
    return RepairedPlan(
        plan=plan,
        kept=tuple(each for each in old if now.get(each.pair) == each),
        moved=tuple((each, now[each.pair]) for each in old if each.pair in now and now[each.pair] != each),
        dropped=tuple(each for each in old if each.pair not in now),
        added=tuple(each for each in plan.meetings if each.pair not in was),
        most_kept=most_kept,
    )


@dataclass(frozen=True)
class MinimumResult:
    """Hold what the best timetable with `least` meetings for every company keeps and is worth.

    Where not `proved`, `musts` and `value` are bounds.
    """

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
    """Yield results for 0, 1, 2 ... meetings, until that is impossible or changes nothing, or time is up.

    A company that wants fewer meetings gets what it wants. Without `placed` only the bound of the pairs is used, which
    takes moments.
    """
    clock, before = SolverClock(seconds, stop), None
    levels = (build_priority_level(programme), build_value_level(programme))
    for least in range(programme.hosts + 1):
        wanted = np.minimum(least, programme.most)
        if clock.over or (before is not None and (wanted == before).all()):
            return
        before = wanted
        task = SearchTask(replace(programme, least=wanted), levels)
        try:
            search = PlanSearch(task, clock)
            found = search.run() if placed else search.limited()
        except InfeasibleError:
            return
        if not found.bounds:
            return
        kept, value = found.score if found.proved else found.bounds
        yield MinimumResult(least, kept, value, found.proved)
