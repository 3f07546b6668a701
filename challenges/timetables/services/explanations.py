"""Explain a timetable: why a priority meeting is missed and what it would cost, and what promised minimums cost."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from challenges.sessions.models import Session
from challenges.sessions.plan_models import Plan
from challenges.timetables.engine.conflict_core import find_conflict_core
from challenges.timetables.engine.constraints import TimetableRule
from challenges.timetables.engine.problem import TimetablePlan, build_plan
from challenges.timetables.engine.programme import MOST_SLOTS, MeetingPair
from challenges.timetables.engine.reasons import PriorityPrice, explain_missed_pair, price_missed_pair
from challenges.timetables.engine.scheduler import MinimumResult, solve_minimums
from challenges.timetables.programme import TimetableInput, load_timetable_input
from challenges.timetables.services.conflicts import list_plan_changes

SECONDS = 60.0  # for all reasons of a timetable together
SECONDS_EACH = 10.0
PRICE_SECONDS = 10.0
FLOOR_SECONDS = 5.0
# Why a missed priority meeting has no grounds, as stored in `Plan.reasons`: nothing prevents it and no better timetable
# was found in time; there was no time to find out; or nobody looked, because the timetable was edited by hand.
FREE, UNKNOWN, HAND = "free", "unknown", "hand"


def explain_missed_priorities(
    loaded: TimetableInput, found: TimetablePlan, seconds: float = SECONDS
) -> list[dict[str, Any]]:
    """Return the grounds of each missed priority meeting, by id, in the order of the registrations."""
    until = time.monotonic() + seconds
    return [
        loaded.pair_to_json(pair) | _explain_priority_pair(loaded, found, pair, until - time.monotonic())
        for pair in found.missed
    ]


def _explain_priority_pair(
    loaded: TimetableInput, found: TimetablePlan, pair: MeetingPair, seconds: float
) -> dict[str, Any]:
    if loaded.programme.never[pair]:
        return {"grounds": [{"rule": str(TimetableRule.NEVER), **loaded.pair_to_json(pair)}]}
    if seconds <= 0:
        return {"grounds": [], "without": UNKNOWN}
    try:
        reason = explain_missed_pair(loaded.programme, found, pair, seconds=min(seconds, SECONDS_EACH))
    except TimeoutError:
        return {"grounds": [], "without": UNKNOWN}
    if reason is None:
        return {"grounds": [], "without": FREE}
    return {"grounds": [loaded.ground_to_json(ground) for ground in reason.grounds]}


def explain_infeasible_plan(loaded: TimetableInput, seconds: float = SECONDS) -> list[dict[str, Any]]:
    """Return the rules that cannot hold together, by id; none where they were not found in time."""
    try:
        found = find_conflict_core(loaded.programme, seconds=seconds)
    except TimeoutError:
        return []
    return [loaded.ground_to_json(ground) for ground in found.grounds] if found else []


def price_missed_meeting(plan: Plan, registration: int, pitch: int) -> PriorityPrice | None:
    """Compute what it would cost to keep a missed priority meeting, by ids.

    Returns None where the timetable misses no such meeting, the session has changed since, or time is up.
    """
    missed = {(each.get("registration"), each.get("pitch")) for each in plan.reasons if "grounds" in each}
    loaded = load_timetable_input(plan.session, floor=plan.floor)
    if (registration, pitch) not in missed or list_plan_changes(plan, loaded):
        return None
    meetings = loaded.find_meetings(plan.meetings.values_list("registration", "pitch", "slot"))
    solved = build_plan(loaded.programme, meetings, plan.musts_kept or 0, plan.bound or 0)
    pair = loaded.find_pair(registration, pitch)
    found = price_missed_pair(loaded.programme, solved, pair, seconds=PRICE_SECONDS)
    return found if found.falls is not None or found.proved else None


@dataclass(frozen=True)
class MinimumTradeoff:
    """Say what a timetable with `least` meetings for each company is worth, and loses against one without a minimum.

    is_proved: otherwise musts and value are bounds, and the losses are estimates. is_asked: the session itself promises
    no more, so that an organiser can choose this minimum.
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
        """Return the loss as a percentage of the value without a minimum."""
        before = self.value + self.value_lost
        return 100 * self.value_lost / before if before else 0.0


@dataclass(frozen=True)
class MinimumTradeoffs:
    """List the costs of minimums. impossible: the first that cannot be promised; None where that is not known."""

    floors: list[MinimumTradeoff]
    impossible: int | None = None

    @property
    def chosen(self) -> int:
        """Return the lowest minimum that can be chosen."""
        return min((floor.least for floor in self.floors if floor.is_asked), default=0)


def compute_minimum_tradeoffs(session: Session) -> MinimumTradeoffs:
    """Compute what it costs to promise every company 0, 1, 2 ... meetings.

    Takes about ten seconds at most; where there is no time for exact values, bounds take their place.
    """
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
    # One more meeting is impossible where it was tried, and would change what somebody is promised.
    least, most = len(found), loaded.programme.most
    is_more = (np.minimum(least, most) != np.minimum(least - 1, most)).any()
    return MinimumTradeoffs(list(_compare_minimums(found, loaded.least)), least if is_complete and is_more else None)


def _solve_minimums_in_time(loaded: TimetableInput, *, placed: bool) -> tuple[list[MinimumResult], bool]:
    """Return the results, and whether there was time for all of them."""
    began = time.monotonic()
    found = list(solve_minimums(loaded.programme, placed=placed, seconds=FLOOR_SECONDS))
    return found, time.monotonic() - began < FLOOR_SECONDS


def _compare_minimums(found: list[MinimumResult], promised: int) -> Iterator[MinimumTradeoff]:
    for each in found:
        yield MinimumTradeoff(
            each.least,
            each.musts,
            each.value,
            musts_lost=max(found[0].musts - each.musts, 0),
            value_lost=found[0].value - each.value,
            is_proved=each.proved and found[0].proved,
            is_asked=each.least >= promised,
        )


def compute_unrestricted_bounds(loaded: TimetableInput) -> dict[str, int] | None:
    """Return the priority meetings and the value that no timetable without a minimum exceeds.

    Returns None where no minimum is promised, and where time was up.
    """
    if not loaded.programme.least.any():
        return None
    found = next(solve_minimums(loaded.programme, placed=False, seconds=FLOOR_SECONDS), None)
    return None if found is None else {"musts": found.musts, "value": found.value}
