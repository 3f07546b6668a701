"""The best timetable of a session.

A timetable put right after something changed, with as little moved as can be.

What it costs to promise every company a number of meetings.
"""

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
from challenges.timetables.engine.solver import InfeasibleError, SolverClock

SECONDS = 300.0

Report = Callable[[TimetablePlan, int], None]


def never_stop() -> bool:
    return False


def ignore_progress(plan: TimetablePlan, bound: int) -> None:
    """For who does not watch."""


def solve_timetable(
    programme: SessionProgramme,
    *,
    seconds: float = SECONDS,
    report: Report = ignore_progress,
    stop: Callable[[], bool] = never_stop,
) -> TimetablePlan | None:
    """The plan that keeps most must-meets, and among those is worth most; proved, or with a bound when time ends.

    A must-meet counts as one, whatever it is worth: it is a promise to a participant, and no score decides whose
    promise weighs more. `report(plan, bound)` hears of each better plan, all of which keep to the rules; `stop()` is
    asked between steps of a few seconds. None where no plan was found in time. Impossible where none can be. The same
    programme gives the same plan, unless time ends.
    """

    def told(found: SearchResult) -> None:
        plan = _build_found_plan(programme, found)
        if plan is not None:
            report(plan, plan.bound)

    task = SearchTask(programme, (build_priority_level(programme), build_value_level(programme)))
    return _build_found_plan(programme, PlanSearch(task, SolverClock(seconds, stop), told).run())


def _build_found_plan(programme: SessionProgramme, found: SearchResult) -> TimetablePlan | None:
    if found.meetings is None:
        return None
    must_bound, bound = found.bounds
    return build_plan(programme, found.meetings, must_bound, bound)


@dataclass(frozen=True)
class RepairedPlan:
    """The new plan beside the old one. `kept`: in the slot where they were; `moved`: from and to; `dropped`: pairs that
    do not meet any more; `added`: pairs that did not. `most_kept`: no plan with as many must-meets leaves more where
    they are. `plan.bound` holds for plans that keep as many must-meets and leave as many meetings where they are."""

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
    """The plan that keeps most must-meets, then leaves most meetings of `before` where they are, then is worth most.

    `programme` is that of after the change, with everybody at the same number as before: who left has no people (or no
    places) any more, who came stands behind the others. None where time ended before any plan; Impossible where none
    can be.
    """
    old = tuple(before)
    task = SearchTask(
        programme, (build_priority_level(programme), build_staying_level(old), build_value_level(programme)), old
    )
    found = PlanSearch(task, SolverClock(seconds, stop)).run()
    if found.meetings is None:
        return None
    must_bound, most_kept, bound = found.bounds
    return _compare_with_old_plan(old, build_plan(programme, found.meetings, must_bound, bound), most_kept)


def _compare_with_old_plan(old: tuple[SlotMeeting, ...], plan: TimetablePlan, most_kept: int) -> RepairedPlan:
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
