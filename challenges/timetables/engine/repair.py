"""A timetable put right after something changed, with as little moved as can be."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from challenges.timetables.engine.plan import Plan, plan_of
from challenges.timetables.engine.problem import Task, musts, staying, value
from challenges.timetables.engine.programme import Meeting, Programme
from challenges.timetables.engine.scheduler import SECONDS, never_asked
from challenges.timetables.engine.search import Search
from challenges.timetables.engine.solver import Clock


@dataclass(frozen=True)
class Repaired:
    """The new plan beside the old one. `kept`: in the slot where they were; `moved`: from and to; `dropped`: pairs that
    do not meet any more; `added`: pairs that did not. `most_kept`: no plan with as many must-meets leaves more where
    they are. `plan.bound` holds for plans that keep as many must-meets and leave as many meetings where they are."""

    plan: Plan
    kept: tuple[Meeting, ...]
    moved: tuple[tuple[Meeting, Meeting], ...]
    dropped: tuple[Meeting, ...]
    added: tuple[Meeting, ...]
    most_kept: int

    @property
    def proved(self) -> bool:
        return self.plan.optimal and len(self.kept) == self.most_kept


def repair(
    programme: Programme,
    before: Iterable[Meeting],
    *,
    seconds: float = SECONDS,
    stop: Callable[[], bool] = never_asked,
) -> Repaired | None:
    """The plan that keeps most must-meets, then leaves most meetings of `before` where they are, then is worth most.

    `programme` is that of after the change, with everybody at the same number as before: who left has no people (or no
    places) any more, who came stands behind the others. None where time ended before any plan; Impossible where none
    can be.
    """
    old = tuple(before)
    task = Task(programme, (musts(programme), staying(old), value(programme)), old)
    found = Search(task, Clock(seconds, stop)).run()
    if found.meetings is None:
        return None
    must_bound, most_kept, bound = found.bounds
    return _compared(old, plan_of(programme, found.meetings, must_bound, bound), most_kept)


def _compared(old: tuple[Meeting, ...], plan: Plan, most_kept: int) -> Repaired:
    was, now = {each.pair: each for each in old}, {each.pair: each for each in plan.meetings}
    return Repaired(
        plan=plan,
        kept=tuple(each for each in old if now.get(each.pair) == each),
        moved=tuple((each, now[each.pair]) for each in old if each.pair in now and now[each.pair] != each),
        dropped=tuple(each for each in old if each.pair not in now),
        added=tuple(each for each in plan.meetings if each.pair not in was),
        most_kept=most_kept,
    )
