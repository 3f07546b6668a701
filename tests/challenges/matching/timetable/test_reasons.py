"""Why a must-meet is missed: true, and nothing told that is not needed."""

import numpy as np
from hypothesis import given, settings

from challenges.timetables.engine.constraints import Ground, Rule
from challenges.timetables.engine.programme import Pair, programme
from challenges.timetables.engine.reasons import Price, price, reason
from challenges.timetables.engine.scheduler import solve
from challenges.timetables.engine.solver import Impossible
from tests.challenges.matching.timetable import oracle
from tests.challenges.matching.timetable.drawn import SMALL, programmes


@settings(max_examples=25)
@given(programmes(sizes=SMALL, locks=1))
def test_reason_cannot_be_with_the_must_meet_and_can_without_any_part(p):
    try:
        plan = solve(p)
    except Impossible:
        return
    together = oracle.Together(p, [Pair(*each) for each in np.argwhere(p.must).tolist()])
    for pair in plan.missed:
        told = reason(p, plan, pair)
        must = Ground(Rule.MUST, tuple(pair))
        assert not together([*told.grounds, must])
        assert together(told.grounds)
        for each in told.grounds:
            assert together([must, *(other for other in told.grounds if other != each)])


@settings(max_examples=20)
@given(programmes(sizes=SMALL, locks=0))
def test_price_is_what_falls_at_least(p):
    try:
        plan = solve(p)
    except Impossible:
        return
    for pair in plan.missed:
        scores = [oracle.score(p, each) for each in oracle.timetables(p) if pair in {one.pair for one in each}]
        if scores:
            musts, value = max(scores)
            assert price(p, plan, pair) == Price(pair, len(plan.kept) - (musts - 1), True, value)
        else:
            assert price(p, plan, pair) == Price(pair, None, True)


def test_three_must_meets_of_one_host_in_two_slots_are_the_reason():
    p = programme([[3], [2], [1]], must=True, people=np.ones((3, 2)), places=np.ones((1, 2)), slots=[(0, 10), (10, 20)])
    plan = solve(p)
    assert plan.missed == (Pair(2, 0),)
    musts = (Ground(Rule.MUST, (0, 0)), Ground(Rule.MUST, (1, 0)))
    assert reason(p, plan, Pair(2, 0)).grounds == (*musts, Ground(Rule.PLACES, (0,)))
    assert price(p, plan, Pair(2, 0)) == Price(Pair(2, 0), 1, True, value=4)


def test_a_refusal_is_the_reason_and_has_no_price():
    p = programme([[3]], must=True, never=True, people=[[1]], places=[[1]], slots=[(0, 10)])
    plan = solve(p)
    assert reason(p, plan, Pair(0, 0)).grounds == (Ground(Rule.NEVER, (0, 0)),)
    assert price(p, plan, Pair(0, 0)) == Price(Pair(0, 0), None, True)


def test_a_promised_meeting_is_the_reason_where_nothing_else_is():
    p = programme(
        [[3], [2]], must=[[True], [False]], least=[0, 1], people=np.ones((2, 1)), places=[[1]], slots=[(0, 10)]
    )
    plan = solve(p)
    assert reason(p, plan, Pair(0, 0)).grounds == (Ground(Rule.LEAST, (1,)), Ground(Rule.PLACES, (0,)))
    assert price(p, plan, Pair(0, 0)) == Price(Pair(0, 0), None, True)
