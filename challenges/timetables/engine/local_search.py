"""A better timetable beside one that there is: a few slots are emptied and filled anew, as well as can be."""

from collections.abc import Iterable, Iterator
from itertools import product

import numpy as np

from challenges.timetables.engine.constraints import Rule, rows_of
from challenges.timetables.engine.problem import Task
from challenges.timetables.engine.programme import Bools, Ints, Meeting, Pair
from challenges.timetables.engine.solver import Clock, program, with_slack
from challenges.timetables.engine.variables import by_slot, joined, of_meetings

NODES = 200  # of one search: most need a single one
MOST_WAYS = 60  # tried for one pair


def refilled(task: Task, meetings: list[Meeting], times: Bools, pool: Bools, clock: Clock) -> list[Meeting]:
    """The meetings of other slots as they are, and these slots filled anew from the pairs of the pool (n, m)."""
    locked = set(task.programme.locked)
    stay = [each for each in meetings if not times[each.slot] or each in locked]
    among = pool.copy()
    for each in meetings:
        among[each.pair] = True
    for each in stay:
        among[each.pair] = False
    columns = joined(by_slot(task.programme, among, times), of_meetings(stay))
    rows = rows_of(task.programme, columns, task.crowds)
    base = program(rows, np.arange(len(columns)) >= len(columns) - len(stay))
    weights, unit = task.together(columns)
    short = rows.which(Rule.LEAST, Rule.HOST_LEAST)
    loose = with_slack(base, short, np.ones_like(short))
    found = loose.best(np.append(weights, np.full(len(short), -unit)), clock.left, NODES)
    return meetings if found.chosen is None else columns.meetings(found.chosen[: len(columns)])


def mended(
    task: Task, meetings: list[Meeting], pair: Pair, chosen: Bools, pool: Bools, clock: Clock
) -> list[Meeting] | None:
    """A better timetable, found by making room for one of the chosen pairs; None where that finds none."""
    score = task.score(meetings)
    for times in _ways(task, [each for each in meetings if chosen[each.pair]], pair):
        if clock.over:
            return None
        found = refilled(task, meetings, times, pool, clock)
        if task.score(found) > score:
            return found
    return None


def _ways(task: Task, meetings: list[Meeting], pair: Pair) -> Iterator[Bools]:
    """Two slots: one in which these meetings leave the host free and one in which they leave the company free; then
    three, with any other."""
    company_in = _counted(task, (each.slot for each in meetings if each.company == pair.company))
    host_in = _counted(task, (each.slot for each in meetings if each.host == pair.host))
    hosts = np.flatnonzero(task.programme.seats[pair.host] > host_in)
    companies = np.flatnonzero(task.programme.people[pair.company] > company_in)
    two = list(dict.fromkeys(frozenset(map(int, each)) for each in product(hosts, companies)))
    others = range(task.programme.times)
    three = dict.fromkeys(each | {other} for each, other in product(two, others) if other not in each)
    for each in [*two, *three][:MOST_WAYS]:
        yield np.isin(np.arange(task.programme.times), list(each))


def _counted(task: Task, slots: Iterable[int]) -> Ints:
    return np.bincount(np.array(list(slots), np.int64), minlength=task.programme.times)
