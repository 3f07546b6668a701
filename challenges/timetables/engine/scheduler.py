"""The best timetable of a session."""

from collections.abc import Callable

from challenges.timetables.engine.plan import TimetablePlan, build_plan
from challenges.timetables.engine.problem import SearchTask, build_priority_level, build_value_level
from challenges.timetables.engine.programme import SessionProgramme
from challenges.timetables.engine.search import PlanSearch, SearchResult
from challenges.timetables.engine.solver import SolverClock

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
