"""Repair: the fewest moves, as trying every timetable finds."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings

from challenges.timetables.engine.programme import SlotMeeting, build_programme
from challenges.timetables.engine.scheduler import repair_plan, solve_timetable
from challenges.timetables.engine.solver import InfeasibleError
from tests.challenges.timetables.engine.oracle import best_repair, too_little, too_much
from tests.challenges.timetables.engine.strategies import programmes


@settings(max_examples=40)
@given(programmes(locks=1))
def test_repair_moves_as_few_as_the_best_of_every_timetable(p):
    easy = replace(p, people=p.people + 1, least=p.least * 0, host_least=p.host_least * 0, locked=())
    before = solve_timetable(easy).meetings
    best = best_repair(p, before)
    if best is None:
        with pytest.raises(InfeasibleError):
            repair_plan(p, before)
        return
    found = repair_plan(p, before)
    assert (len(found.plan.kept), len(found.kept), found.plan.value) == best
    assert found.proved
    assert not too_much(p, found.plan.meetings) | too_little(p, found.plan.meetings)
    told = {*found.kept, *(now for _was, now in found.moved), *found.added}
    assert told == set(found.plan.meetings)
    assert {*found.kept, *(was for was, _now in found.moved), *found.dropped} == set(before)


def session(**rest):
    """Three companies, two hosts, three slots; everybody meets everybody."""
    everybody = {"people": np.ones((3, 3)), "places": np.ones((2, 3)), "slots": [(0, 10), (10, 20), (20, 30)]}
    return build_programme([[9, 8], [7, 6], [5, 4]], **(everybody | rest))


def test_a_company_that_drops_out_moves_nobody():
    before = solve_timetable(session()).meetings
    found = repair_plan(session(people=[[1, 1, 1], [0, 0, 0], [1, 1, 1]]), before)
    assert {each.company for each in found.dropped} == {1}
    assert (len(found.kept), found.moved, found.added, found.proved) == (4, (), (), True)


def test_a_host_that_leaves_early_moves_one_and_drops_one():
    before = solve_timetable(session()).meetings
    found = repair_plan(session(places=[[1, 1, 0], [1, 1, 1]]), before)
    assert len(found.kept) + len(found.moved) + len(found.dropped) == 6
    assert [each.host for each in found.dropped] == [0]
    assert (len(found.kept), found.proved) == (found.most_kept, True)


def test_a_new_registration_is_added_and_a_lock_stays():
    old = build_programme([[9]], people=[[1, 1]], places=[[1, 1]], slots=[(0, 10), (10, 20)])
    new = build_programme([[9], [5]], people=np.ones((2, 2)), places=[[1, 1]], slots=old.slots, locked=[(0, 0, 1)])
    found = repair_plan(new, [SlotMeeting(0, 0, 1)])
    assert (found.kept, found.added) == ((SlotMeeting(0, 0, 1),), (SlotMeeting(1, 0, 0),))


def test_must_meets_come_before_staying_and_staying_before_value():
    p = session(places=[[1, 0, 0], [0, 0, 0]])
    assert repair_plan(p, [SlotMeeting(2, 0, 0)]).kept == (SlotMeeting(2, 0, 0),)
    must = replace(p, must=np.array([[False, False], [True, False], [False, False]]))
    assert repair_plan(must, [SlotMeeting(2, 0, 0)]).added == (SlotMeeting(1, 0, 0),)
