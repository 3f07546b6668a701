"""A timetable put right after something changed, with as little moved as can be."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from challenges.timetables.engine.plan import TimetablePlan, build_plan
from challenges.timetables.engine.problem import (
    SearchTask,
    build_priority_level,
    build_staying_level,
    build_value_level,
)
from challenges.timetables.engine.programme import SessionProgramme, SlotMeeting
from challenges.timetables.engine.scheduler import SECONDS, never_stop
from challenges.timetables.engine.search import PlanSearch
from challenges.timetables.engine.solver import SolverClock


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
