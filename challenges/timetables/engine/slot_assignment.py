"""Put chosen pairs in slots, one slot after another; then empty a few slots and fill them again, as well as possible.

By König's theorem (1916) pairs of which nobody has more than there are slots can always be placed when all are present
all day: in each slot meet first those with no slot to spare. The first part follows that rule where people come late,
walk and share tables; the second part makes room for the pairs that are left over.
"""

from collections.abc import Iterable, Iterator
from itertools import product

import numpy as np

from challenges.timetables.engine.constraints import TimetableRule, build_constraints
from challenges.timetables.engine.problem import SearchTask
from challenges.timetables.engine.programme import Bools, Ints, MeetingPair, SessionProgramme, SlotMeeting
from challenges.timetables.engine.solver import SolverClock, add_slack_columns, build_program
from challenges.timetables.engine.travel import ExclusiveGroup
from challenges.timetables.engine.variables import (
    MeetingVariables,
    build_meeting_variables,
    build_slot_variables,
    join_variables,
)

URGENT = 10_000


def place_pairs(
    programme: SessionProgramme,
    chosen: Bools,
    fixed: list[SlotMeeting],
    crowds: list[ExclusiveGroup],
    clock: SolverClock,
) -> list[SlotMeeting]:
    """Return the fixed meetings, and others of the chosen pairs (n, m) beside them; none breaks a rule."""
    kept = list(fixed)
    left = chosen.copy()
    for meeting in kept:
        left[meeting.pair] = False
    for slot in range(programme.times):
        if clock.over:
            break
        columns = build_slot_variables(programme, left, np.arange(programme.times) == slot)
        for meeting in _fill_slot(
            programme, columns, _compute_urgency(programme, columns, left, slot), kept, crowds, clock
        ):
            kept.append(meeting)
            left[meeting.pair] = False
    return kept


def _fill_slot(
    programme: SessionProgramme,
    columns: MeetingVariables,
    urgency: Ints,
    kept: list[SlotMeeting],
    crowds: list[ExclusiveGroup],
    clock: SolverClock,
) -> list[SlotMeeting]:
    """Choose the meetings of one slot that are most urgent together, beside the meetings that there are."""
    whole = join_variables(columns, build_meeting_variables(kept))
    fixed = np.arange(len(whole)) >= len(columns)
    rows = build_constraints(programme, whole, crowds).without_least()
    found = build_program(rows, fixed).best(np.append(urgency, np.zeros(len(kept), np.int64)), clock.left)
    return columns.meetings(found.chosen[: len(columns)]) if found.chosen is not None else []


def _compute_urgency(programme: SessionProgramme, columns: MeetingVariables, left: Bools, slot: int) -> Ints:
    """Return more for pairs whose company, host, or both together have fewer slots to spare from here on."""
    later = np.arange(programme.times) >= slot
    ahead = np.int64(-1) << np.int64(slot)
    company = (programme.people > 0)[:, later].sum(axis=1) - left.sum(axis=1)
    host = programme.seats[:, later].sum(axis=1) - left.sum(axis=0)
    pair = np.bitwise_count(programme.shared[columns.company, columns.host] & ahead).astype(np.int64)
    spare = [np.maximum(company, 0)[columns.company], np.maximum(host, 0)[columns.host], pair - 1]
    return sum((URGENT // (1 + each) ** 2 for each in spare), start=np.ones(len(columns), np.int64))


NODES = 200  # of one search: most need a single one
MOST_WAYS = 60  # tried for one pair


def refill_slots(
    task: SearchTask, meetings: list[SlotMeeting], times: Bools, pool: Bools, clock: SolverClock
) -> list[SlotMeeting]:
    """Keep the meetings of other slots, and fill these slots again from the pairs of the pool (n, m)."""
    locked = set(task.programme.locked)
    stay = [each for each in meetings if not times[each.slot] or each in locked]
    among = pool.copy()
    for each in meetings:
        among[each.pair] = True
    for each in stay:
        among[each.pair] = False
    columns = join_variables(build_slot_variables(task.programme, among, times), build_meeting_variables(stay))
    rows = build_constraints(task.programme, columns, task.crowds)
    base = build_program(rows, np.arange(len(columns)) >= len(columns) - len(stay))
    weights, unit = task.together(columns)
    short = rows.which(TimetableRule.LEAST, TimetableRule.HOST_LEAST)
    loose = add_slack_columns(base, short, np.ones_like(short))
    found = loose.best(np.append(weights, np.full(len(short), -unit)), clock.left, NODES)
    return meetings if found.chosen is None else columns.meetings(found.chosen[: len(columns)])


def make_room_for_pair(
    task: SearchTask, meetings: list[SlotMeeting], pair: MeetingPair, chosen: Bools, pool: Bools, clock: SolverClock
) -> list[SlotMeeting] | None:
    """Return a better timetable that makes room for one of the chosen pairs; None where that finds none."""
    score = task.score(meetings)
    for times in _iter_slot_choices(task, [each for each in meetings if chosen[each.pair]], pair):
        if clock.over:
            return None
        found = refill_slots(task, meetings, times, pool, clock)
        if task.score(found) > score:
            return found
    return None


def _iter_slot_choices(task: SearchTask, meetings: list[SlotMeeting], pair: MeetingPair) -> Iterator[Bools]:
    """Yield sets of two slots to empty, in which these meetings leave host and company free, and then sets of three."""
    company_in = _count_per_slot(task, (each.slot for each in meetings if each.company == pair.company))
    host_in = _count_per_slot(task, (each.slot for each in meetings if each.host == pair.host))
    hosts = np.flatnonzero(task.programme.seats[pair.host] > host_in)
    companies = np.flatnonzero(task.programme.people[pair.company] > company_in)
    two = list(dict.fromkeys(frozenset(map(int, each)) for each in product(hosts, companies)))
    others = range(task.programme.times)
    three = dict.fromkeys(each | {other} for each, other in product(two, others) if other not in each)
    for each in [*two, *three][:MOST_WAYS]:
        yield np.isin(np.arange(task.programme.times), list(each))


def _count_per_slot(task: SearchTask, slots: Iterable[int]) -> Ints:
    return np.bincount(np.array(list(slots), np.int64), minlength=task.programme.times)
