import pytest
from hypothesis import given
from hypothesis import strategies as st

from challenges.matching.engine.points import (
    TOTAL,
    MaximumPoints,
    classify_maturity,
    classify_region,
    compute_experience_share,
    compute_maturity_share,
    compute_region_share,
    distribute_points,
    round_to_unit,
    round_with_sum,
)
from portal.devserver.places import ROOT


def test_all_parts_together_are_a_hundred_points():
    assert sum(MaximumPoints()) == TOTAL == 1000


@pytest.mark.parametrize(
    ("trl", "asked", "share"),
    [
        (5, (4, 6), 1000),
        (4, (4, 6), 1000),
        (3, (4, 6), 750),
        (1, (4, 6), 250),
        (1, (9, 9), 0),
        (7, (4, 6), 875),
        (9, (1, 1), 0),
        (9, (4, None), 1000),
        (1, (None, 6), 1000),
        (8, (None, 6), 750),
        (None, (4, 6), 400),
        (None, (None, None), 500),
        (9, (None, None), 500),
    ],
)
def test_maturity_falls_per_level_outside_the_range(trl, asked, share):
    assert compute_maturity_share(trl, *asked) == share


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
    assert classify_maturity(trl, *asked) == case


@pytest.mark.parametrize(
    ("province", "area", "share", "case"),
    [
        ("FL", {"FL", "UT"}, 1000, "inside"),
        ("NH", {"FL", "UT"}, 400, "elsewhere"),
        (None, {"FL", "UT"}, 200, "not stated"),
        ("NH", set(), 500, "not asked"),
        (None, set(), 500, "not asked"),
    ],
)
def test_region_prefers_the_area_of_the_rom(province, area, share, case):
    assert compute_region_share(province, frozenset(area)) == share
    assert classify_region(province, frozenset(area)) == case


@pytest.mark.parametrize(
    ("gap", "projects", "share"),
    [(0, 0, 0), (0, 1, 333), (6, 1, 123), (0, 10, 333), (0, 32, 670), (0, 100, 1000), (60, 100, 667), (0, 9999, 1000)],
)
def test_experience_is_how_recent_and_how_many(gap, projects, share):
    assert compute_experience_share(gap, projects) == share


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
    assert distribute_points(total, weights) == shares


@given(st.integers(0, 1000), st.lists(st.integers(0, 10**9), min_size=1))
def test_shared_out_adds_up_and_stays_within_one_of_the_exact_share(total, weights):
    shares = distribute_points(total, weights)
    whole = sum(weights)
    assert sum(shares) == (total if whole else 0)
    assert all(
        abs(share * whole - total * weight) < max(1, whole) for share, weight in zip(shares, weights, strict=True)
    )


@pytest.mark.parametrize(("fine", "whole"), [(0, 0), (49, 0), (50, 1), (149, 1), (150, 2)])
def test_rounded_takes_halves_up(fine, whole):
    assert round_to_unit(fine, 100) == whole


@given(st.lists(st.integers(0, 10**6)))
def test_rounded_together_adds_up_and_gives_nobody_more_than_rounded_up(fine):
    whole = round_with_sum(fine, 1000)
    assert sum(whole) == round_to_unit(sum(fine), 1000)
    assert all(each // 1000 <= part <= -(-each // 1000) for each, part in zip(fine, whole, strict=True))


def test_documents_tell_the_points_as_they_are():
    most = {part: str(tenths // 10) for part, tenths in MaximumPoints()._asdict().items()}
    readme, method = (" ".join((ROOT / name).read_text().split()) for name in ("README.md", "docs/matching.md"))
    assert ", ".join(f"{part} ({points})" for part, points in most.items()) in readme
    assert [points for part, points in most.items() if f"| {part} | {points} |" not in method] == []
