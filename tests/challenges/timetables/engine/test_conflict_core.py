"""Smallest sets of rules that cannot hold together, compared with trying every set."""

import numpy as np
import pytest
from hypothesis import given, settings

from challenges.timetables.engine import conflict_core
from challenges.timetables.engine.conflict_core import ConflictCore, find_conflict_core
from challenges.timetables.engine.constraints import RuleGround, TimetableRule
from challenges.timetables.engine.programme import build_programme
from tests.challenges.timetables.engine.oracle import Together
from tests.challenges.timetables.engine.strategies import SMALL, programmes

SLOTS = [(0, 10), (10, 20)]


def session(companies=2, hosts=1, **rest):
    rest = {"people": np.ones((companies, 2)), "places": np.ones((hosts, 2)), "slots": SLOTS} | rest
    return build_programme(np.ones((companies, hosts)), **rest)


@settings(max_examples=25)
@given(programmes(sizes=SMALL))
def test_clash_is_the_smallest_and_nothing_in_it_is_for_nothing(p):
    together, found = Together(p), find_conflict_core(p)
    fewest = together.smallest_clash()
    if fewest is None:
        assert found is None
        return
    assert not together(found.grounds)
    for each in found.grounds:
        assert together([other for other in found.grounds if other != each])
    assert not found.smallest or len(found.grounds) == fewest


@pytest.mark.parametrize(
    ("rest", "grounds"),
    [
        ({"least": [2, 0]}, [RuleGround(TimetableRule.LEAST, (0,))]),  # with one host, nobody can meet twice
        (
            {"locked": [(0, 0, 0), (0, 0, 1)]},
            [RuleGround(TimetableRule.LOCKED, (0, 0, 0)), RuleGround(TimetableRule.LOCKED, (0, 0, 1))],
        ),
        (
            {"locked": [(0, 0, 0), (1, 0, 0)]},
            [
                RuleGround(TimetableRule.LOCKED, (0, 0, 0)),
                RuleGround(TimetableRule.LOCKED, (1, 0, 0)),
                RuleGround(TimetableRule.PLACES, (0,)),
            ],
        ),
        (
            {"people": [[0, 0], [1, 1]], "least": [1, 1]},
            [RuleGround(TimetableRule.LEAST, (0,)), RuleGround(TimetableRule.PEOPLE, (0,))],
        ),
        (
            {"never": [[True], [False]], "least": [1, 0]},
            [RuleGround(TimetableRule.LEAST, (0,)), RuleGround(TimetableRule.NEVER, (0, 0))],
        ),
        (
            {"most": [0, 1], "least": [1, 0]},
            [RuleGround(TimetableRule.LEAST, (0,)), RuleGround(TimetableRule.MOST, (0,))],
        ),
        (
            {"host_most": 0, "host_least": 1},
            [RuleGround(TimetableRule.HOST_LEAST, (0,)), RuleGround(TimetableRule.HOST_MOST, (0,))],
        ),
        (
            {"tables": [[0, 0]], "host_least": 1},
            [RuleGround(TimetableRule.HOST_LEAST, (0,)), RuleGround(TimetableRule.TABLES, (0,))],
        ),
    ],
)
def test_what_clashes_is_named(rest, grounds):
    assert find_conflict_core(session(**rest)) == ConflictCore(tuple(grounds), True)


def test_a_walk_that_is_too_long_is_named():
    rooms = {"room": [0, 1], "walk": [[0, 5], [5, 0]]}
    p = session(1, 2, **rooms, locked=[(0, 0, 0), (0, 1, 1)])
    locked = [RuleGround(TimetableRule.LOCKED, (0, 0, 0)), RuleGround(TimetableRule.LOCKED, (0, 1, 1))]
    assert find_conflict_core(p) == ConflictCore(
        (*locked, RuleGround(TimetableRule.PEOPLE, (0,)), RuleGround(TimetableRule.WALK)), True
    )


def test_large_session_is_searched_by_company_host_and_lock(monkeypatch):
    monkeypatch.setattr(conflict_core, "MOST_WHOLE", 0)
    absent = session(people=[[0, 0], [1, 1]], least=[1, 1])
    assert find_conflict_core(absent) == ConflictCore(
        (RuleGround(TimetableRule.LEAST, (0,)), RuleGround(TimetableRule.PEOPLE, (0,))), False
    )
    away = session(places=[[0, 0]], host_least=1)
    assert find_conflict_core(away) == ConflictCore(
        (RuleGround(TimetableRule.HOST_LEAST, (0,)), RuleGround(TimetableRule.PLACES, (0,))), False
    )
    assert find_conflict_core(session()) is None


def test_a_clash_of_many_leaves_nothing_out_for_nothing():
    p = session(10, places=[[8, 0]], least=1)
    found = find_conflict_core(p)
    assert (len(found.grounds), found.smallest) == (10, False)  # nine that want one of eight places
    assert RuleGround(TimetableRule.PLACES, (0,)) in found.grounds


def test_no_time_is_told():
    slots = [(at, at + 10) for at in range(0, 60, 10)]  # 72 places for 24 companies that want 3 each: just enough
    p = session(24, 12, people=np.ones((24, 6)), places=np.ones((12, 6)), slots=slots, least=3)
    with pytest.raises(TimeoutError):
        find_conflict_core(p, seconds=0)


def test_what_counting_finds_is_told_where_there_is_no_time_for_more(monkeypatch):
    def late(*_given):
        raise TimeoutError

    monkeypatch.setattr(conflict_core, "find_smallest_conflict", late)
    found = find_conflict_core(session(10, places=[[8, 0]], least=1))
    assert (len(found.grounds), found.smallest) == (10, False)
