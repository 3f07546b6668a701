"""What cannot go together: as few as trying every set finds."""

import numpy as np
import pytest
from hypothesis import given, settings

from challenges.timetables.engine import conflict_core
from challenges.timetables.engine.conflict_core import Clash, clash
from challenges.timetables.engine.constraints import Ground, Rule
from challenges.timetables.engine.programme import programme
from tests.challenges.matching.timetable.drawn import SMALL, programmes
from tests.challenges.matching.timetable.oracle import Together

SLOTS = [(0, 10), (10, 20)]


def session(companies=2, hosts=1, **rest):
    rest = {"people": np.ones((companies, 2)), "places": np.ones((hosts, 2)), "slots": SLOTS} | rest
    return programme(np.ones((companies, hosts)), **rest)


@settings(max_examples=25)
@given(programmes(sizes=SMALL))
def test_clash_is_the_smallest_and_nothing_in_it_is_for_nothing(p):
    together, found = Together(p), clash(p)
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
        ({"least": [2, 0]}, [Ground(Rule.LEAST, (0,))]),  # with one host, nobody can meet twice
        ({"locked": [(0, 0, 0), (0, 0, 1)]}, [Ground(Rule.LOCKED, (0, 0, 0)), Ground(Rule.LOCKED, (0, 0, 1))]),
        (
            {"locked": [(0, 0, 0), (1, 0, 0)]},
            [Ground(Rule.LOCKED, (0, 0, 0)), Ground(Rule.LOCKED, (1, 0, 0)), Ground(Rule.PLACES, (0,))],
        ),
        (
            {"people": [[0, 0], [1, 1]], "least": [1, 1]},
            [Ground(Rule.LEAST, (0,)), Ground(Rule.PEOPLE, (0,))],
        ),
        ({"never": [[True], [False]], "least": [1, 0]}, [Ground(Rule.LEAST, (0,)), Ground(Rule.NEVER, (0, 0))]),
        ({"most": [0, 1], "least": [1, 0]}, [Ground(Rule.LEAST, (0,)), Ground(Rule.MOST, (0,))]),
        ({"host_most": 0, "host_least": 1}, [Ground(Rule.HOST_LEAST, (0,)), Ground(Rule.HOST_MOST, (0,))]),
        ({"tables": [[0, 0]], "host_least": 1}, [Ground(Rule.HOST_LEAST, (0,)), Ground(Rule.TABLES, (0,))]),
    ],
)
def test_what_clashes_is_named(rest, grounds):
    assert clash(session(**rest)) == Clash(tuple(grounds), True)


def test_a_walk_that_is_too_long_is_named():
    rooms = {"room": [0, 1], "walk": [[0, 5], [5, 0]]}
    p = session(1, 2, **rooms, locked=[(0, 0, 0), (0, 1, 1)])
    locked = [Ground(Rule.LOCKED, (0, 0, 0)), Ground(Rule.LOCKED, (0, 1, 1))]
    assert clash(p) == Clash((*locked, Ground(Rule.PEOPLE, (0,)), Ground(Rule.WALK)), True)


def test_large_session_is_searched_by_company_host_and_lock(monkeypatch):
    monkeypatch.setattr(conflict_core, "MOST_WHOLE", 0)
    absent = session(people=[[0, 0], [1, 1]], least=[1, 1])
    assert clash(absent) == Clash((Ground(Rule.LEAST, (0,)), Ground(Rule.PEOPLE, (0,))), False)
    away = session(places=[[0, 0]], host_least=1)
    assert clash(away) == Clash((Ground(Rule.HOST_LEAST, (0,)), Ground(Rule.PLACES, (0,))), False)
    assert clash(session()) is None


def test_a_clash_of_many_leaves_nothing_out_for_nothing():
    p = session(10, places=[[8, 0]], least=1)
    found = clash(p)
    assert (len(found.grounds), found.smallest) == (10, False)  # nine that want one of eight places
    assert Ground(Rule.PLACES, (0,)) in found.grounds


def test_no_time_is_told():
    slots = [(at, at + 10) for at in range(0, 60, 10)]  # 72 places for 24 companies that want 3 each: just enough
    p = session(24, 12, people=np.ones((24, 6)), places=np.ones((12, 6)), slots=slots, least=3)
    with pytest.raises(TimeoutError):
        clash(p, seconds=0)


def test_what_counting_finds_is_told_where_there_is_no_time_for_more(monkeypatch):
    def late(*_given):
        raise TimeoutError

    monkeypatch.setattr(conflict_core, "smallest", late)
    found = clash(session(10, places=[[8, 0]], least=1))
    assert (len(found.grounds), found.smallest) == (10, False)
