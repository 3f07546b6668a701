"""Choose the table of each meeting, so that a host stays at one table all day where that is possible.

A table is in a room, and a host meets in its own room, so that the choice does not change who has to walk.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from challenges.timetables.engine.programme import Bools, Ints, SessionProgramme, SlotMeeting
from challenges.timetables.engine.solver import IntegerProgram

SECONDS = 10.0
NODES = 500


@dataclass(frozen=True)
class TableSupply:
    """Hold the tables: `room` (K,): of each. `ready` (K, T): in which slots it can be used.

    `fixed` (m,): the table of a host that has its own, else -1; `before` (m,): likewise for hosts that prefer to stay.
    """

    room: Ints
    ready: Bools
    fixed: Ints
    before: Ints


def assign_tables(
    programme: SessionProgramme, meetings: Iterable[SlotMeeting], tables: TableSupply
) -> dict[SlotMeeting, int]:
    """Return the table of each meeting: as few tables per host as possible, then those of `before`.

    Raises ValueError where a fixed table is not ready or is asked for by two hosts, and where a room has fewer tables
    than meetings, which breaks `programme.tables`.
    """
    found: dict[SlotMeeting, int] = {}
    listed = sorted(meetings, key=lambda each: (each.slot, each.host, each.company))
    for room in range(programme.rooms):
        here = [each for each in listed if programme.room[each.host] == room]
        if here:
            found |= _distribute_tables(here, _assign_room_tables(here, np.flatnonzero(tables.room == room), tables))
    return found


def _assign_room_tables(
    meetings: Sequence[SlotMeeting], ours: Ints, tables: TableSupply
) -> dict[tuple[int, int], list[int]]:
    """Return the tables of each host in each slot.

    The program has a column for each host, table and slot, and one for each host and table, which costs.
    """
    wanted: dict[tuple[int, int], int] = {}
    for each in meetings:
        wanted[each.host, each.slot] = wanted.get((each.host, each.slot), 0) + 1
    uses = [(host, int(k), slot) for host, slot in wanted for k in ours if tables.ready[k, slot]]
    pairs = sorted({(host, k) for host, k, _slot in uses})
    number = {pair: len(uses) + at for at, pair in enumerate(pairs)}
    base = _build_table_program(uses, number, wanted, tables)
    cost = [-(2 if tables.before[host] != k else 1) - 2 * len(pairs) for host, k in pairs]
    solved = base.best(np.array([0] * len(uses) + cost), SECONDS, NODES)
    if solved.chosen is None:
        raise ValueError("more meetings at one time than tables")
    found: dict[tuple[int, int], list[int]] = {}
    for (host, k, slot), chosen in zip(uses, solved.chosen, strict=False):
        if chosen:
            found.setdefault((host, slot), []).append(k)
    return found


def _build_table_program(
    uses: list[tuple[int, int, int]],
    number: dict[tuple[int, int], int],
    wanted: dict[tuple[int, int], int],
    tables: TableSupply,
) -> IntegerProgram:
    entries: list[tuple[int, int, int]] = []
    lower: list[float] = []
    upper: list[float] = []

    def row(columns: Iterable[tuple[int, int]], least: float, most: float) -> None:
        entries.extend((len(lower), column, factor) for column, factor in columns)
        lower.append(least)
        upper.append(most)

    for (host, slot), count in wanted.items():
        row([(at, 1) for at, use in enumerate(uses) if use[0] == host and use[2] == slot], count, count)
        own = int(tables.fixed[host])
        if own >= 0:
            row([(at, 1) for at, use in enumerate(uses) if use == (host, own, slot)], 1, 1)
    for k, slot in sorted({(k, slot) for _host, k, slot in uses}):
        row([(at, 1) for at, use in enumerate(uses) if use[1:] == (k, slot)], 0, 1)
    for at, (host, k, _slot) in enumerate(uses):
        row([(at, 1), (number[host, k], -1)], -1, 0)
    rows, column, factor = np.array(entries, np.int64).reshape(-1, 3).T
    width = len(uses) + len(number)
    matrix = csr_array((factor.astype(float), (rows, column)), shape=(len(lower), width))
    return IntegerProgram(matrix, np.array(lower), np.array(upper), np.zeros(width), np.ones(width))


def _distribute_tables(
    meetings: Sequence[SlotMeeting], tables: dict[tuple[int, int], list[int]]
) -> dict[SlotMeeting, int]:
    left = {place: list(those) for place, those in tables.items()}
    return {each: left[each.host, each.slot].pop(0) for each in meetings}
