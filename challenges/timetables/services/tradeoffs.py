"""What a promise costs: a must-meet that is missed, if it were kept; and a floor of meetings for everybody."""

import time
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from challenges.sessions.models import Session
from challenges.sessions.plan_models import Plan
from challenges.timetables.engine.problem import TimetablePlan, build_plan
from challenges.timetables.engine.programme import MOST_SLOTS
from challenges.timetables.engine.reasons import PriorityPrice, price_missed_pair
from challenges.timetables.engine.scheduler import MinimumResult, solve_minimums
from challenges.timetables.programme import TimetableInput, load_timetable_input
from challenges.timetables.services.conflicts import list_plan_changes

PRICE_SECONDS = 10.0
FLOOR_SECONDS = 5.0


@dataclass(frozen=True)
class MinimumTradeoff:
    """What a plan with so many meetings for each company is worth, and loses against one without a floor.

    least: 0 for no floor. is_proved: otherwise musts and value are bounds, and what it loses is a guess from bounds.
    is_asked: the session itself promises no more than this, so that it can be chosen.
    """

    least: int
    musts: int
    value: int
    musts_lost: int
    value_lost: int
    is_proved: bool
    is_asked: bool

    @property
    def share_lost(self) -> float:
        """Of the value without a floor, in percent."""
        before = self.value + self.value_lost
        return 100 * self.value_lost / before if before else 0.0


@dataclass(frozen=True)
class MinimumTradeoffs:
    """impossible: the first floor that cannot be; None where that was not found out."""

    floors: list[MinimumTradeoff]
    impossible: int | None = None

    @property
    def chosen(self) -> int:
        """The least that can be asked for."""
        return min((floor.least for floor in self.floors if floor.is_asked), default=0)


def compute_minimum_tradeoffs(session: Session) -> MinimumTradeoffs:
    """What it costs to promise everybody 0, 1, 2 ... meetings; in some ten seconds, where it is large by bounds."""
    if session.slots.count() > MOST_SLOTS:
        return MinimumTradeoffs([])
    loaded = load_timetable_input(session)
    if loaded.is_empty:
        return MinimumTradeoffs([])
    found, is_complete = _solve_minimums_in_time(loaded, placed=True)
    if not is_complete:
        bounds, is_complete = _solve_minimums_in_time(loaded, placed=False)
        proved = {each.least: each for each in found if each.proved}
        found = [proved.get(each.least, each) for each in bounds]
    return MinimumTradeoffs(
        list(_compare_minimums(found, loaded.least)),
        _find_impossible_minimum(loaded, len(found)) if is_complete else None,
    )


def _solve_minimums_in_time(loaded: TimetableInput, *, placed: bool) -> tuple[list[MinimumResult], bool]:
    """Floors, and whether there was time for all of them."""
    began = time.monotonic()
    found = list(solve_minimums(loaded.programme, placed=placed, seconds=FLOOR_SECONDS))
    return found, time.monotonic() - began < FLOOR_SECONDS


def _compare_minimums(found: list[MinimumResult], asked: int) -> Iterator[MinimumTradeoff]:
    for each in found:
        lost = max(found[0].musts - each.musts, 0), found[0].value - each.value
        is_proved = each.proved and found[0].proved
        yield MinimumTradeoff(each.least, each.musts, each.value, *lost, is_proved, each.least >= asked)


def _find_impossible_minimum(loaded: TimetableInput, least: int) -> int | None:
    """Where one more would change what is promised to anybody, it was tried, and cannot be."""
    most = loaded.programme.most
    is_more = (np.minimum(least, most) != np.minimum(least - 1, most)).any()
    return least if is_more else None


def compute_unrestricted_bounds(loaded: TimetableInput) -> dict[str, int] | None:
    """Must-meets and value that no plan without a floor passes; None without a floor, and where time was up."""
    if not loaded.programme.least.any():
        return None
    found = next(solve_minimums(loaded.programme, placed=False, seconds=FLOOR_SECONDS), None)
    return None if found is None else {"musts": found.musts, "value": found.value}


def price_missed_meeting(plan: Plan, registration: int, pitch: int) -> PriorityPrice | None:
    """By ids. None where the plan misses no such must-meet, where the session has changed since, or time was up."""
    missed = {(each.get("registration"), each.get("pitch")) for each in plan.reasons if "grounds" in each}
    loaded = load_timetable_input(plan.session, floor=plan.floor)
    if (registration, pitch) not in missed or list_plan_changes(plan, loaded):
        return None
    pair = loaded.pair_of(registration, pitch)
    found = price_missed_pair(loaded.programme, rebuild_engine_plan(loaded, plan), pair, seconds=PRICE_SECONDS)
    return found if found.falls is not None or found.proved else None


def rebuild_engine_plan(loaded: TimetableInput, plan: Plan) -> TimetablePlan:
    """A kept plan in the numbers of the engine."""
    rows = plan.meetings.values_list("registration", "pitch", "slot")
    return build_plan(loaded.programme, loaded.meetings(rows), plan.musts_kept or 0, plan.bound or 0)
