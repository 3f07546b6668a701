"""Chosen pairs put in slots, one slot after another.

By König's theorem (1916) pairs of which nobody has more than there are slots can always be placed when all are there
all day: in each slot meet first those who have no slot to spare. This follows that rule where people come late, walk
and share tables; what does not fit remains over, for neighbours.py.
"""

import numpy as np

from challenges.timetables.engine.constraints import rows_of
from challenges.timetables.engine.programme import Bools, Ints, Meeting, Programme
from challenges.timetables.engine.solver import Clock, program
from challenges.timetables.engine.travel import Crowd
from challenges.timetables.engine.variables import Columns, by_slot, joined, of_meetings

URGENT = 10_000


def placed(
    programme: Programme, chosen: Bools, fixed: list[Meeting], crowds: list[Crowd], clock: Clock
) -> list[Meeting]:
    """The fixed meetings, and others of the chosen pairs (n, m) beside them; none that breaks a rule."""
    kept = list(fixed)
    left = chosen.copy()
    for meeting in kept:
        left[meeting.pair] = False
    for slot in range(programme.times):
        if clock.over:
            break
        columns = by_slot(programme, left, np.arange(programme.times) == slot)
        for meeting in _in_one_slot(programme, columns, _urgency(programme, columns, left, slot), kept, crowds, clock):
            kept.append(meeting)
            left[meeting.pair] = False
    return kept


def _in_one_slot(
    programme: Programme, columns: Columns, urgency: Ints, kept: list[Meeting], crowds: list[Crowd], clock: Clock
) -> list[Meeting]:
    """Those of one slot that are most urgent together, beside the meetings that there are."""
    whole = joined(columns, of_meetings(kept))
    fixed = np.arange(len(whole)) >= len(columns)
    rows = rows_of(programme, whole, crowds).without_least()
    found = program(rows, fixed).best(np.append(urgency, np.zeros(len(kept), np.int64)), clock.left)
    return columns.meetings(found.chosen[: len(columns)]) if found.chosen is not None else []


def _urgency(programme: Programme, columns: Columns, left: Bools, slot: int) -> Ints:
    """More for who has fewer slots to spare from here on: the company, the host, and the pair."""
    later = np.arange(programme.times) >= slot
    ahead = np.int64(-1) << np.int64(slot)
    company = (programme.people > 0)[:, later].sum(axis=1) - left.sum(axis=1)
    host = programme.seats[:, later].sum(axis=1) - left.sum(axis=0)
    pair = np.bitwise_count(programme.shared[columns.company, columns.host] & ahead).astype(np.int64)
    spare = [np.maximum(company, 0)[columns.company], np.maximum(host, 0)[columns.host], pair - 1]
    return sum((URGENT // (1 + each) ** 2 for each in spare), start=np.ones(len(columns), np.int64))
