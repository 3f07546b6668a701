"""Why a must-meet is missed, or why no timetable can be: grounds by id, as a plan keeps them."""

import time
from typing import Any

from challenges.timetables.engine import reasons
from challenges.timetables.engine.conflict_core import clash
from challenges.timetables.engine.constraints import Rule
from challenges.timetables.engine.plan import Plan
from challenges.timetables.engine.programme import Pair
from challenges.timetables.programme import Loaded

SECONDS = 60.0  # for all reasons of a plan together
SECONDS_EACH = 10.0
FREE, UNKNOWN = "free", "unknown"  # nothing is in its way: better was not found in time; no time to find out
HAND = "hand"  # nobody looked: the timetable was changed by hand


def reasons_in(loaded: Loaded, found: Plan, seconds: float = SECONDS) -> list[dict[str, Any]]:
    """Of each must-meet that is missed, in the order of the registrations."""
    until = time.monotonic() + seconds
    return [loaded.pair(pair) | _why(loaded, found, pair, until - time.monotonic()) for pair in found.missed]


def _why(loaded: Loaded, found: Plan, pair: Pair, seconds: float) -> dict[str, Any]:
    if loaded.programme.never[pair]:
        return {"grounds": [{"rule": str(Rule.NEVER), **loaded.pair(pair)}]}
    try:
        if seconds <= 0:
            raise TimeoutError
        reason = reasons.reason(loaded.programme, found, pair, seconds=min(seconds, SECONDS_EACH))
    except TimeoutError:
        return {"grounds": [], "without": UNKNOWN}
    if reason is None:
        return {"grounds": [], "without": FREE}
    return {"grounds": [loaded.ground(ground) for ground in reason.grounds]}


def clash_in(loaded: Loaded, seconds: float = SECONDS) -> list[dict[str, Any]]:
    """The rules that cannot go together; empty where none were found in time."""
    try:
        found = clash(loaded.programme, seconds=seconds)
    except TimeoutError:
        found = None
    return [] if found is None else [loaded.ground(ground) for ground in found.grounds]
