"""Chosen pairs put in slots, one slot after another.

By König's theorem (1916) pairs of which nobody has more than there are slots can always be placed when all are there
all day: in each slot meet first those who have no slot to spare. This follows that rule where people come late, walk
and share tables; what does not fit remains over, for neighbours.py.
"""

import numpy as np

from challenges.timetables.engine.constraints import build_constraints
from challenges.timetables.engine.programme import Bools, Ints, SessionProgramme, SlotMeeting
from challenges.timetables.engine.solver import SolverClock, build_program
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
    """The fixed meetings, and others of the chosen pairs (n, m) beside them; none that breaks a rule."""
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
    """Those of one slot that are most urgent together, beside the meetings that there are."""
    whole = join_variables(columns, build_meeting_variables(kept))
    fixed = np.arange(len(whole)) >= len(columns)
    rows = build_constraints(programme, whole, crowds).without_least()
    found = build_program(rows, fixed).best(np.append(urgency, np.zeros(len(kept), np.int64)), clock.left)
    return columns.meetings(found.chosen[: len(columns)]) if found.chosen is not None else []


def _compute_urgency(programme: SessionProgramme, columns: MeetingVariables, left: Bools, slot: int) -> Ints:
    """More for who has fewer slots to spare from here on: the company, the host, and the pair."""
    later = np.arange(programme.times) >= slot
    ahead = np.int64(-1) << np.int64(slot)
    company = (programme.people > 0)[:, later].sum(axis=1) - left.sum(axis=1)
    host = programme.seats[:, later].sum(axis=1) - left.sum(axis=0)
    pair = np.bitwise_count(programme.shared[columns.company, columns.host] & ahead).astype(np.int64)
    spare = [np.maximum(company, 0)[columns.company], np.maximum(host, 0)[columns.host], pair - 1]
    return sum((URGENT // (1 + each) ** 2 for each in spare), start=np.ones(len(columns), np.int64))
