"""Tables: nobody shares one, hosts stay where they can."""

import numpy as np
import pytest

from challenges.timetables.engine.programme import SlotMeeting, build_programme
from challenges.timetables.engine.table_assignment import TableSupply, assign_tables


def session(hosts, slots=2, **rest):
    between = [(10 * at, 10 * at + 10) for at in range(slots)]
    return build_programme(
        np.ones((4, hosts)), people=np.ones((4, slots)), places=np.full((hosts, slots), 2), slots=between, **rest
    )


def tables(rooms, hosts, slots=2, fixed=None, before=None, lost=()):
    ready = np.ones((len(rooms), slots), bool)
    for table, slot in lost:
        ready[table, slot] = False
    nobody = np.full(hosts, -1)
    return TableSupply(
        np.array(rooms),
        ready,
        nobody if fixed is None else np.array(fixed),
        nobody if before is None else np.array(before),
    )


def test_host_stays_at_one_table_and_no_two_share_one():
    meetings = [SlotMeeting(0, 0, 0), SlotMeeting(1, 1, 0), SlotMeeting(1, 0, 1), SlotMeeting(0, 1, 1)]
    found = assign_tables(session(2), meetings, tables([0, 0], 2, before=[1, 0]))
    assert found == {meetings[0]: 1, meetings[1]: 0, meetings[2]: 1, meetings[3]: 0}


def test_host_keeps_its_own_table_and_two_meetings_have_two():
    meetings = [SlotMeeting(0, 0, 0), SlotMeeting(1, 0, 0), SlotMeeting(2, 1, 0), SlotMeeting(0, 1, 1)]
    found = assign_tables(session(2), meetings, tables([0, 0, 0], 2, fixed=[2, -1], before=[-1, 2]))
    assert 2 in {found[meetings[0]], found[meetings[1]]}
    assert len({found[each] for each in meetings[:3]}) == 3
    assert found[meetings[3]] == found[meetings[2]]


def test_host_meets_in_its_own_room():
    p = session(2, room=[0, 1], walk=[[0, 5], [5, 0]])
    meetings = [SlotMeeting(0, 0, 0), SlotMeeting(1, 1, 0)]
    assert assign_tables(p, meetings, tables([1, 0], 2)) == {meetings[0]: 1, meetings[1]: 0}


def test_host_moves_only_where_its_table_is_lost():
    meetings = [SlotMeeting(0, 0, 0), SlotMeeting(1, 0, 1)]
    found = assign_tables(session(1), meetings, tables([0, 0], 1, before=[0], lost=[(0, 1)]))
    assert set(found.values()) == {1}
    found = assign_tables(session(1), meetings, tables([0, 0], 1, lost=[(0, 1), (1, 0)]))
    assert [found[each] for each in meetings] == [0, 1]


def test_too_few_tables_are_refused():
    with pytest.raises(ValueError, match="tables"):
        assign_tables(session(2), [SlotMeeting(0, 0, 0), SlotMeeting(1, 1, 0)], tables([0], 2))
