"""The best timetable, compared with all timetables, and each rule checked by hand."""

import numpy as np
import pytest
from hypothesis import given, settings

from challenges.timetables.engine.programme import MeetingPair, SlotMeeting, build_programme
from challenges.timetables.engine.scheduler import solve_timetable
from challenges.timetables.engine.solver import InfeasibleError
from tests.challenges.timetables.engine import oracle
from tests.challenges.timetables.engine.oracle import stuck, too_little, too_much
from tests.challenges.timetables.engine.strategies import programmes

HOUR = [(0, 10), (10, 20), (20, 30)]


def test_example_is_the_best_there_is():
    p = build_programme([[5, 9], [8, 7]], people=np.ones((2, 1)), places=np.ones((2, 1)), slots=[(0, 10)])
    plan = solve_timetable(p)
    assert plan.meetings == (SlotMeeting(1, 0, 0), SlotMeeting(0, 1, 0))
    assert (plan.value, plan.bound, plan.gap, plan.optimal, plan.fewest) == (17, 17, 0.0, True, 1)


@settings(max_examples=40)
@given(programmes())
def test_plan_is_as_good_as_the_best_of_every_timetable(p):
    best = oracle.best(p)
    if best is None:
        with pytest.raises(InfeasibleError):
            solve_timetable(p)
        return
    plan = solve_timetable(p)
    assert (len(plan.kept), plan.value) == (plan.must_bound, plan.bound) == best
    assert plan.optimal
    assert not too_much(p, plan.meetings)
    assert not too_little(p, plan.meetings)
    assert not stuck(p, plan.meetings)
    assert len({each.pair for each in plan.meetings}) == len(plan.meetings)


@settings(max_examples=40)
@given(programmes())
def test_plans_told_on_the_way_get_better_and_keep_to_the_rules(p):
    told = []
    try:
        plan = solve_timetable(p, report=lambda plan, bound: told.append((plan, bound)))
    except InfeasibleError:
        return
    scores = [(len(each.kept), each.value) for each, _bound in told]
    assert scores == sorted(set(scores))
    assert told[-1][0].meetings == plan.meetings
    for each, bound in told:
        assert not too_much(p, each.meetings) | too_little(p, each.meetings)
        assert each.bound == bound
        assert len(each.kept) < each.must_bound or each.value <= bound


def one_host(companies, slots=3, **rest):
    """Companies that want one host, all day."""
    rest = {"people": np.ones((companies, slots)), "places": np.ones((1, slots)), "slots": HOUR[:slots]} | rest
    return build_programme(np.arange(companies)[:, None] + 1, **rest)


def test_must_meets_come_before_value():
    p = one_host(2, 1, must=[[True], [False]])
    plan = solve_timetable(p)
    assert plan.meetings == (SlotMeeting(0, 0, 0),)
    assert (plan.kept, plan.missed) == ((MeetingPair(0, 0),), ())


def test_a_must_meet_that_is_refused_is_missed():
    plan = solve_timetable(one_host(1, must=[[True]], never=[[True]]))
    assert (plan.meetings, plan.missed, plan.must_bound, plan.optimal) == ((), (MeetingPair(0, 0),), 0, True)


@pytest.mark.parametrize(
    ("rest", "value", "count"),
    [
        ({}, 4 + 3 + 2, 3),
        ({"never": [[False], [False], [False], [True]]}, 3 + 2 + 1, 3),
        ({"people": [[1, 1, 1], [1, 1, 1], [1, 0, 0], [1, 0, 0]]}, 4 + 2 + 1, 3),
        ({"places": [[1, 0, 1]]}, 4 + 3, 2),
        ({"places": [[2, 1, 1]]}, 4 + 3 + 2 + 1, 4),
        ({"places": [[2, 0, 0]], "tables": [[1, 1, 1]]}, 4, 1),
        ({"host_most": 2}, 4 + 3, 2),
        ({"most": [1, 1, 1, 0]}, 3 + 2 + 1, 3),
        ({"least": [1, 0, 0, 0]}, 4 + 3 + 1, 3),
        ({"locked": [(0, 0, 1), (1, 0, 0)]}, 4 + 2 + 1, 3),
    ],
)
def test_each_rule_costs_what_it_says(rest, value, count):
    plan = solve_timetable(one_host(4, **rest))
    assert (plan.value, len(plan.meetings), plan.optimal) == (value, count, True)


def two_rooms(people, walk, slots=((0, 10), (12, 20))):
    """Build one company and two hosts in rooms that are apart."""
    places = np.ones((2, len(slots)))
    return build_programme(
        [[5, 5]], people=people, places=places, slots=slots, room=[0, 1], walk=[[0, walk], [walk, 0]]
    )


@pytest.mark.parametrize(
    ("people", "walk", "meetings"),
    [([[1, 1]], 2, 2), ([[1, 1]], 3, 1), ([[2, 2]], 3, 2), ([[1, 2]], 3, 2), ([[2, 1]], 3, 2)],
)
def test_nobody_is_in_two_rooms_without_time_to_walk(people, walk, meetings):
    p = two_rooms(people, walk)
    plan = solve_timetable(p)
    assert len(plan.meetings) == meetings


def test_a_walk_takes_the_shortest_way():
    p = build_programme(
        [[5, 5]],
        people=[[1, 1]],
        places=[[1, 0], [0, 1]],
        slots=[(0, 10), (14, 20)],
        room=[0, 2],
        walk=[[0, 2, 9], [2, 0, 2], [9, 2, 0]],
    )
    assert len(solve_timetable(p).meetings) == 2


def test_idle_tables_are_counted_per_slot():
    assert solve_timetable(one_host(2, tables=[[2, 1, 1]])).idle in {(1, 0, 1), (1, 1, 0), (2, 0, 0)}


def test_nobody_and_nothing_is_an_empty_plan():
    p = build_programme(np.zeros((0, 0)), people=np.zeros((0, 0)), places=np.zeros((0, 0)), slots=[])
    plan = solve_timetable(p)
    assert (plan.meetings, plan.value, plan.optimal) == ((), 0, True)


def test_the_same_programme_gives_the_same_plan():
    made = [solve_timetable(one_host(4, least=[1, 0, 0, 0])).meetings for _again in range(2)]
    assert made[0] == made[1]


def test_a_stop_gives_what_there_is_with_the_bound():
    plan = solve_timetable(one_host(4), stop=lambda: True)
    assert (plan.meetings, plan.value, plan.bound, plan.gap, plan.optimal) == ((), 0, 9, 1.0, False)
    assert solve_timetable(one_host(3, least=1), stop=lambda: True) is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"value": [1, 2]},
        {"value": [[-1]]},
        {"slots": [(0, 10), (5, 20), (20, 30)]},
        {"room": 1},
        {"locked": [(0, 0, 3)]},
    ],
)
def test_what_cannot_be_a_programme_is_refused(wrong):
    given_ = {"value": [[1]], "people": np.ones((1, 3)), "places": np.ones((1, 3)), "slots": HOUR} | wrong
    with pytest.raises(ValueError):  # noqa: PT011 - any of them
        build_programme(given_.pop("value"), **given_)
