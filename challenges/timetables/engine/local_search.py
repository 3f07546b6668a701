"""A better timetable beside one that there is: a few slots are emptied and filled anew, as well as can be."""

from collections.abc import Iterable, Iterator
from itertools import product

import numpy as np

from challenges.timetables.engine.constraints import TimetableRule, build_constraints
from challenges.timetables.engine.problem import SearchTask
from challenges.timetables.engine.programme import Bools, Ints, MeetingPair, SlotMeeting
from challenges.timetables.engine.solver import SolverClock, add_slack_columns, build_program
from challenges.timetables.engine.variables import build_meeting_variables, build_slot_variables, join_variables

NODES = 200  # of one search: most need a single one
MOST_WAYS = 60  # tried for one pair


def refill_slots(
    task: SearchTask, meetings: list[SlotMeeting], times: Bools, pool: Bools, clock: SolverClock
) -> list[SlotMeeting]:
    """The meetings of other slots as they are, and these slots filled anew from the pairs of the pool (n, m)."""
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
    """A better timetable, found by making room for one of the chosen pairs; None where that finds none."""
    score = task.score(meetings)
    for times in _iter_slot_choices(task, [each for each in meetings if chosen[each.pair]], pair):
        if clock.over:
            return None
        found = refill_slots(task, meetings, times, pool, clock)
        if task.score(found) > score:
            return found
    return None


def _iter_slot_choices(task: SearchTask, meetings: list[SlotMeeting], pair: MeetingPair) -> Iterator[Bools]:
    """Two slots: one in which these meetings leave the host free and one in which they leave the company free; then
    three, with any other."""
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
