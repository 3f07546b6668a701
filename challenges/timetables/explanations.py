"""Why a must-meet is missed, or why no timetable can be: grounds by id, as a plan keeps them."""

import time
from typing import Any

from challenges.timetables.engine.conflict_core import find_conflict_core
from challenges.timetables.engine.constraints import TimetableRule
from challenges.timetables.engine.plan import TimetablePlan
from challenges.timetables.engine.programme import MeetingPair
from challenges.timetables.engine.reasons import explain_missed_pair
from challenges.timetables.programme import TimetableInput

SECONDS = 60.0  # for all reasons of a plan together
SECONDS_EACH = 10.0
FREE, UNKNOWN = "free", "unknown"  # nothing is in its way: better was not found in time; no time to find out
HAND = "hand"  # nobody looked: the timetable was changed by hand


def explain_missed_priorities(
    loaded: TimetableInput, found: TimetablePlan, seconds: float = SECONDS
) -> list[dict[str, Any]]:
    """Of each must-meet that is missed, in the order of the registrations."""
    until = time.monotonic() + seconds
    return [
        loaded.pair(pair) | _explain_priority_pair(loaded, found, pair, until - time.monotonic())
        for pair in found.missed
    ]


def _explain_priority_pair(
    loaded: TimetableInput, found: TimetablePlan, pair: MeetingPair, seconds: float
) -> dict[str, Any]:
    if loaded.programme.never[pair]:
        return {"grounds": [{"rule": str(TimetableRule.NEVER), **loaded.pair(pair)}]}
    try:
        if seconds <= 0:
            raise TimeoutError
        reason = explain_missed_pair(loaded.programme, found, pair, seconds=min(seconds, SECONDS_EACH))
    except TimeoutError:
        return {"grounds": [], "without": UNKNOWN}
    if reason is None:
        return {"grounds": [], "without": FREE}
    return {"grounds": [loaded.ground(ground) for ground in reason.grounds]}


def explain_infeasible_plan(loaded: TimetableInput, seconds: float = SECONDS) -> list[dict[str, Any]]:
    """The rules that cannot go together; empty where none were found in time."""
    try:
        found = find_conflict_core(loaded.programme, seconds=seconds)
    except TimeoutError:
        found = None
    return [] if found is None else [loaded.ground(ground) for ground in found.grounds]
