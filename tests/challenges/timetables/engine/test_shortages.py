"""More meetings asked for than there is room for: counted, and no ground in it for nothing."""

import numpy as np
import pytest
from hypothesis import given, settings

from challenges.timetables.engine.conflict_core import ConflictCore, find_conflict_core, find_shortage
from challenges.timetables.engine.constraints import RuleGround, TimetableRule
from challenges.timetables.engine.programme import build_programme
from challenges.timetables.engine.soft_constraints import SoftConstraints
from challenges.timetables.engine.solver import SolverClock
from tests.challenges.timetables.engine.oracle import Together
from tests.challenges.timetables.engine.strategies import SMALL, programmes


def session(companies, hosts, times, **rest):
    slots = [(20 * at, 20 * at + 15) for at in range(times)]
    rest = {"people": np.ones((companies, times)), "places": np.ones((hosts, times)), "slots": slots} | rest
    return build_programme(np.ones((companies, hosts)), **rest)


@settings(max_examples=25)
@given(programmes(sizes=SMALL))
def test_shortage_is_a_clash_and_nothing_in_it_is_for_nothing(p):
    found = find_shortage(p)
    if found is None:
        return
    together = Together(p)
    assert not together(found)
    for each in found:
        assert together([other for other in found if other != each])


@pytest.mark.parametrize(
    ("p", "counted"),
    [
        (session(10, 2, 4, least=1), {TimetableRule.LEAST: 9, TimetableRule.PLACES: 2}),
        (session(5, 2, 9, least=1, host_most=2), {TimetableRule.LEAST: 5, TimetableRule.HOST_MOST: 2}),
        (session(5, 2, 4, least=1, tables=[[1] * 4]), {TimetableRule.LEAST: 5, TimetableRule.TABLES: 1}),
        (session(2, 5, 4, host_least=1, most=2), {TimetableRule.HOST_LEAST: 5, TimetableRule.MOST: 2}),
        (session(2, 10, 4, host_least=1), {TimetableRule.HOST_LEAST: 9, TimetableRule.PEOPLE: 2}),
        (session(8, 2, 4, least=1), None),
        (session(8, 2, 4), None),
    ],
)
def test_shortage_names_who_needs_and_what_there_is_too_little_of(p, counted):
    found = find_shortage(p)
    assert (found and {rule: sum(each.rule == rule for each in found) for rule in counted}) == counted
    assert found is None or len(found) == sum(counted.values())


def test_who_needs_least_is_left_out_first():
    found = find_shortage(session(5, 3, 1, least=[1, 1, 1, 1, 3]))
    needy = [each for each in found if each.rule == TimetableRule.LEAST]
    assert needy == [RuleGround(TimetableRule.LEAST, (3,)), RuleGround(TimetableRule.LEAST, (4,))]


def test_large_shortage_is_counted_and_one_of_a_single_company_goes_before_it(monkeypatch):
    p = session(40, 12, 8, least=3)
    found = find_conflict_core(p, seconds=10)
    assert (len([each for each in found.grounds if each.rule == TimetableRule.LEAST]), found.smallest) == (33, False)
    assert not SoftConstraints(p, np.ones((40, 12), bool)).possible(found.grounds, SolverClock(10))
    people = np.ones((40, 8))
    people[7] = 0
    absent = ConflictCore((RuleGround(TimetableRule.LEAST, (7,)), RuleGround(TimetableRule.PEOPLE, (7,))), False)
    assert find_conflict_core(session(40, 12, 8, least=3, people=people), seconds=10) == absent
