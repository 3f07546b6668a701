"""How even a spread is: worked by hand, and held against the definitions."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from challenges.exposure.engine.inequality import (
    LorenzPoint,
    compute_gini,
    compute_lorenz_curve,
    compute_lowest_share,
    distribute_evenly,
)

counts = st.lists(st.integers(0, 30), max_size=12)


@pytest.mark.parametrize(
    ("spread", "expected"),
    [([], 0), ([0, 0], 0), ([3, 3, 3], 0), ([0, 0, 0, 8], 0.75), ([1, 2, 3], 2 / 9), ([3, 1, 2], 2 / 9)],
)
def test_gini_of_known_spreads(spread, expected):
    assert compute_gini(spread) == pytest.approx(expected)


@given(counts)
def test_gini_is_the_mean_difference_over_twice_the_mean(spread):
    n, whole = len(spread), sum(spread)
    apart = sum(abs(one - other) for one in spread for other in spread)
    assert compute_gini(spread) == pytest.approx(apart / (2 * n * whole) if whole else 0)


@given(counts)
def test_gini_is_twice_the_area_between_the_curve_and_the_line(spread):
    points = compute_lorenz_curve(spread)
    n, whole = points[-1]
    if whole:
        below = sum(
            (right.companies - left.companies) * (left.places + right.places) for left, right in pairwise(points)
        ) / (2 * n * whole)
        assert compute_gini(spread) == pytest.approx(1 - 2 * below)


@given(st.integers(0, 40), st.integers(1, 12))
def test_evenest_deals_out_all_places_and_nothing_is_more_even(places, companies):
    dealt = distribute_evenly(places, companies)
    assert (sum(dealt), len(dealt)) == (places, companies)
    assert max(dealt) - min(dealt) <= 1


def test_evenest_of_nobody_is_nothing():
    assert distribute_evenly(5, 0) == []


def test_lorenz_goes_from_nothing_to_all_with_fewest_first():
    assert compute_lorenz_curve([4, 0, 1, 1]) == [
        LorenzPoint(0, 0),
        LorenzPoint(1, 0),
        LorenzPoint(3, 2),
        LorenzPoint(4, 6),
    ]


def test_share_of_least_is_read_off_between_the_corners():
    points = compute_lorenz_curve([0, 1, 1, 2])
    assert compute_lowest_share(points, 0.5) == 0.25
    assert compute_lowest_share(points, 0.375) == pytest.approx(0.125)
    assert compute_lowest_share(compute_lorenz_curve([0, 0]), 0.5) == 0
