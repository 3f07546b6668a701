import pytest
from hypothesis import given
from hypothesis import strategies as st

from challenges.matching.points import (
    TOTAL,
    maturity,
    maturity_case,
    region,
    region_case,
    rounded,
    rounded_together,
    shared_out,
)


def test_all_parts_together_are_a_hundred_points():
    assert TOTAL == 1000


@pytest.mark.parametrize(
    ("trl", "asked", "points"),
    [
        (5, (4, 6), 200),
        (4, (4, 6), 200),
        (3, (4, 6), 150),
        (1, (4, 6), 50),
        (1, (9, 9), 0),
        (7, (4, 6), 175),
        (9, (1, 1), 0),
        (9, (4, None), 200),
        (1, (None, 6), 200),
        (8, (None, 6), 150),
        (None, (4, 6), 80),
        (None, (None, None), 100),
        (9, (None, None), 100),
    ],
)
def test_maturity_falls_per_level_outside_the_range(trl, asked, points):
    assert maturity(trl, *asked) == points


@pytest.mark.parametrize(
    ("trl", "asked", "case"),
    [
        (5, (4, 6), ("inside", 0)),
        (2, (4, 6), ("below", 2)),
        (9, (4, 6), ("above", 3)),
        (None, (4, 6), ("not stated", 0)),
        (None, (None, None), ("not asked", 0)),
    ],
)
def test_maturity_case_names_the_reason(trl, asked, case):
    assert maturity_case(trl, *asked) == case


@pytest.mark.parametrize(
    ("province", "area", "points", "case"),
    [
        ("FL", {"FL", "UT"}, 150, "inside"),
        ("NH", {"FL", "UT"}, 60, "elsewhere"),
        (None, {"FL", "UT"}, 30, "not stated"),
        ("NH", set(), 75, "not asked"),
        (None, set(), 75, "not asked"),
    ],
)
def test_region_prefers_the_area_of_the_rom(province, area, points, case):
    assert region(province, frozenset(area)) == points
    assert region_case(province, frozenset(area)) == case


@pytest.mark.parametrize(
    ("total", "weights", "shares"),
    [
        (400, [1, 1, 1], [134, 133, 133]),
        (400, [3, 1], [300, 100]),
        (10, [0, 5], [0, 10]),
        (10, [0, 0], [0, 0]),
        (10, [], []),
        (0, [2, 3], [0, 0]),
    ],
)
def test_shared_out_gives_the_largest_remainders_one_more(total, weights, shares):
    assert shared_out(total, weights) == shares


@given(st.integers(0, 1000), st.lists(st.integers(0, 10**9), min_size=1))
def test_shared_out_adds_up_and_stays_within_one_of_the_exact_share(total, weights):
    shares = shared_out(total, weights)
    whole = sum(weights)
    assert sum(shares) == (total if whole else 0)
    assert all(
        abs(share * whole - total * weight) < max(1, whole) for share, weight in zip(shares, weights, strict=True)
    )


@pytest.mark.parametrize(("fine", "whole"), [(0, 0), (49, 0), (50, 1), (149, 1), (150, 2)])
def test_rounded_takes_halves_up(fine, whole):
    assert rounded(fine, 100) == whole


@given(st.lists(st.integers(0, 10**6)))
def test_rounded_together_adds_up_and_gives_nobody_more_than_rounded_up(fine):
    whole = rounded_together(fine, 1000)
    assert sum(whole) == rounded(sum(fine), 1000)
    assert all(each // 1000 <= part <= -(-each // 1000) for each, part in zip(fine, whole, strict=True))
