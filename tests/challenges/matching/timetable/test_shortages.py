"""More meetings asked for than there is room for: counted, and no ground in it for nothing."""

import numpy as np
import pytest
from hypothesis import given, settings

from challenges.timetables.engine.conflict_core import Clash, clash
from challenges.timetables.engine.constraints import Ground, Rule
from challenges.timetables.engine.programme import programme
from challenges.timetables.engine.shortages import shortage
from challenges.timetables.engine.soft_constraints import Loosened
from challenges.timetables.engine.solver import Clock
from tests.challenges.matching.timetable.drawn import SMALL, programmes
from tests.challenges.matching.timetable.oracle import Together


def session(companies, hosts, times, **rest):
    slots = [(20 * at, 20 * at + 15) for at in range(times)]
    rest = {"people": np.ones((companies, times)), "places": np.ones((hosts, times)), "slots": slots} | rest
    return programme(np.ones((companies, hosts)), **rest)


@settings(max_examples=25)
@given(programmes(sizes=SMALL))
def test_shortage_is_a_clash_and_nothing_in_it_is_for_nothing(p):
    found = shortage(p)
    if found is None:
        return
    together = Together(p)
    assert not together(found)
    for each in found:
        assert together([other for other in found if other != each])


@pytest.mark.parametrize(
    ("p", "counted"),
    [
        (session(10, 2, 4, least=1), {Rule.LEAST: 9, Rule.PLACES: 2}),
        (session(5, 2, 9, least=1, host_most=2), {Rule.LEAST: 5, Rule.HOST_MOST: 2}),
        (session(5, 2, 4, least=1, tables=[[1] * 4]), {Rule.LEAST: 5, Rule.TABLES: 1}),
        (session(2, 5, 4, host_least=1, most=2), {Rule.HOST_LEAST: 5, Rule.MOST: 2}),
        (session(2, 10, 4, host_least=1), {Rule.HOST_LEAST: 9, Rule.PEOPLE: 2}),
        (session(8, 2, 4, least=1), None),
        (session(8, 2, 4), None),
    ],
)
def test_shortage_names_who_needs_and_what_there_is_too_little_of(p, counted):
    found = shortage(p)
    assert (found and {rule: sum(each.rule == rule for each in found) for rule in counted}) == counted
    assert found is None or len(found) == sum(counted.values())


def test_who_needs_least_is_left_out_first():
    found = shortage(session(5, 3, 1, least=[1, 1, 1, 1, 3]))
    needy = [each for each in found if each.rule == Rule.LEAST]
    assert needy == [Ground(Rule.LEAST, (3,)), Ground(Rule.LEAST, (4,))]


def test_large_shortage_is_counted_and_one_of_a_single_company_goes_before_it(monkeypatch):
    p = session(40, 12, 8, least=3)
    found = clash(p, seconds=10)
    assert (len([each for each in found.grounds if each.rule == Rule.LEAST]), found.smallest) == (33, False)
    assert not Loosened(p, np.ones((40, 12), bool)).possible(found.grounds, Clock(10))
    people = np.ones((40, 8))
    people[7] = 0
    absent = Clash((Ground(Rule.LEAST, (7,)), Ground(Rule.PEOPLE, (7,))), False)
    assert clash(session(40, 12, 8, least=3, people=people), seconds=10) == absent
