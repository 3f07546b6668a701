"""Why a must-meet is missed: true, and nothing told that is not needed."""

import numpy as np
from hypothesis import given, settings

from challenges.timetables.engine.constraints import RuleGround, TimetableRule
from challenges.timetables.engine.programme import MeetingPair, build_programme
from challenges.timetables.engine.reasons import PriorityPrice, explain_missed_pair, price_missed_pair
from challenges.timetables.engine.scheduler import solve_timetable
from challenges.timetables.engine.solver import InfeasibleError
from tests.challenges.timetables.engine.oracle import Together, score, timetables
from tests.challenges.timetables.engine.strategies import SMALL, programmes


@settings(max_examples=25)
@given(programmes(sizes=SMALL, locks=1))
def test_reason_cannot_be_with_the_must_meet_and_can_without_any_part(p):
    try:
        plan = solve_timetable(p)
    except InfeasibleError:
        return
    together = Together(p, [MeetingPair(*each) for each in np.argwhere(p.must).tolist()])
    for pair in plan.missed:
        told = explain_missed_pair(p, plan, pair)
        must = RuleGround(TimetableRule.MUST, tuple(pair))
        assert not together([*told.grounds, must])
        assert together(told.grounds)
        for each in told.grounds:
            assert together([must, *(other for other in told.grounds if other != each)])


@settings(max_examples=20)
@given(programmes(sizes=SMALL, locks=0))
def test_price_is_what_falls_at_least(p):
    try:
        plan = solve_timetable(p)
    except InfeasibleError:
        return
    for pair in plan.missed:
        scores = [score(p, each) for each in timetables(p) if pair in {one.pair for one in each}]
        if scores:
            musts, value = max(scores)
            assert price_missed_pair(p, plan, pair) == PriorityPrice(pair, len(plan.kept) - (musts - 1), True, value)
        else:
            assert price_missed_pair(p, plan, pair) == PriorityPrice(pair, None, True)


def test_three_must_meets_of_one_host_in_two_slots_are_the_reason():
    p = build_programme(
        [[3], [2], [1]], must=True, people=np.ones((3, 2)), places=np.ones((1, 2)), slots=[(0, 10), (10, 20)]
    )
    plan = solve_timetable(p)
    assert plan.missed == (MeetingPair(2, 0),)
    musts = (RuleGround(TimetableRule.MUST, (0, 0)), RuleGround(TimetableRule.MUST, (1, 0)))
    assert explain_missed_pair(p, plan, MeetingPair(2, 0)).grounds == (*musts, RuleGround(TimetableRule.PLACES, (0,)))
    assert price_missed_pair(p, plan, MeetingPair(2, 0)) == PriorityPrice(MeetingPair(2, 0), 1, True, value=4)


def test_a_refusal_is_the_reason_and_has_no_price():
    p = build_programme([[3]], must=True, never=True, people=[[1]], places=[[1]], slots=[(0, 10)])
    plan = solve_timetable(p)
    assert explain_missed_pair(p, plan, MeetingPair(0, 0)).grounds == (RuleGround(TimetableRule.NEVER, (0, 0)),)
    assert price_missed_pair(p, plan, MeetingPair(0, 0)) == PriorityPrice(MeetingPair(0, 0), None, True)


def test_a_promised_meeting_is_the_reason_where_nothing_else_is():
    p = build_programme(
        [[3], [2]], must=[[True], [False]], least=[0, 1], people=np.ones((2, 1)), places=[[1]], slots=[(0, 10)]
    )
    plan = solve_timetable(p)
    assert explain_missed_pair(p, plan, MeetingPair(0, 0)).grounds == (
        RuleGround(TimetableRule.LEAST, (1,)),
        RuleGround(TimetableRule.PLACES, (0,)),
    )
    assert price_missed_pair(p, plan, MeetingPair(0, 0)) == PriorityPrice(MeetingPair(0, 0), None, True)
