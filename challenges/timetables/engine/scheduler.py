"""The best timetable of a session."""

from collections.abc import Callable

from challenges.timetables.engine.plan import Plan, plan_of
from challenges.timetables.engine.problem import Task, musts, value
from challenges.timetables.engine.programme import Programme
from challenges.timetables.engine.search import Found, Search
from challenges.timetables.engine.solver import Clock

SECONDS = 300.0

Report = Callable[[Plan, int], None]


def never_asked() -> bool:
    return False


def nobody_told(plan: Plan, bound: int) -> None:
    """For who does not watch."""


def solve(
    programme: Programme,
    *,
    seconds: float = SECONDS,
    report: Report = nobody_told,
    stop: Callable[[], bool] = never_asked,
) -> Plan | None:
    """The plan that keeps most must-meets, and among those is worth most; proved, or with a bound when time ends.

    A must-meet counts as one, whatever it is worth: it is a promise to a participant, and no score decides whose
    promise weighs more. `report(plan, bound)` hears of each better plan, all of which keep to the rules; `stop()` is
    asked between steps of a few seconds. None where no plan was found in time. Impossible where none can be. The same
    programme gives the same plan, unless time ends.
    """

    def told(found: Found) -> None:
        plan = _plan(programme, found)
        if plan is not None:
            report(plan, plan.bound)

    task = Task(programme, (musts(programme), value(programme)))
    return _plan(programme, Search(task, Clock(seconds, stop), told).run())


def _plan(programme: Programme, found: Found) -> Plan | None:
    if found.meetings is None:
        return None
    must_bound, bound = found.bounds
    return plan_of(programme, found.meetings, must_bound, bound)
