"""The cost of each minimum number of meetings, compared with trying every timetable."""

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from challenges.timetables.engine.programme import build_programme
from challenges.timetables.engine.scheduler import MinimumResult, solve_minimums, solve_timetable
from challenges.timetables.engine.solver import InfeasibleError
from tests.challenges.timetables.engine.oracle import best
from tests.challenges.timetables.engine.strategies import SMALL, programmes

SESSION = build_programme(
    [[9, 9], [1, 2], [3, 1]], people=np.ones((3, 2)), places=[[1, 1], [1, 0]], slots=[(0, 10), (10, 20)]
)


@settings(max_examples=30)
@given(programmes(sizes=SMALL, locks=0))
def test_floors_cost_what_trying_finds_until_one_cannot_be(p):
    told = list(solve_minimums(p))
    for each in told:
        assert each.proved
        assert best(replace(p, least=np.minimum(each.least, p.most))) == (each.musts, each.value)
    higher = np.minimum(len(told), p.most)
    if (higher > np.minimum(len(told) - 1, p.most)).any() and len(told) <= p.hosts:
        assert best(replace(p, least=higher)) is None


@settings(max_examples=40)
@given(programmes(sizes=SMALL, locks=0), st.integers(1, 2))
def test_with_a_floor_nobody_goes_without_for_the_last_extra_meeting_of_another(p, floor):
    """Everybody has what was promised, and of such timetables it is the best; where there is none, that is said."""
    p = replace(p, least=np.minimum(floor, p.most))
    try:
        plan = solve_timetable(p)
    except InfeasibleError:
        assert best(p) is None
        return
    counts = np.bincount([each.company for each in plan.meetings], minlength=p.companies)
    assert (counts >= p.least).all()
    assert (len({*plan.kept}), plan.value) == best(p)


def test_first_floors_are_priced():
    assert list(solve_minimums(SESSION)) == [MinimumResult(0, 0, 21, True), MinimumResult(1, 0, 14, True)]


def test_bounds_alone_are_not_proofs_and_never_too_low():
    quick = list(solve_minimums(SESSION, placed=False))
    assert [each.proved for each in quick] == [False] * len(quick)
    assert all(rough.value >= each.value for rough, each in zip(quick, solve_minimums(SESSION), strict=False))


def test_floors_end_when_asked():
    assert list(solve_minimums(SESSION, stop=lambda: True)) == []
