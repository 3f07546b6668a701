"""Months by Amsterdam time: ends of months, leap days, and both changes of the clock."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companies.profiles.freshness import add_months, count_months_old, get_confirmation_cutoff
from portal.ui.dates import AMSTERDAM

days = st.dates(date(2019, 1, 1), date(2033, 12, 31))
hours = st.times()


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM)


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        ("2026-03-15", 6, "2026-09-15"),
        ("2026-08-31", 6, "2027-02-28"),
        ("2027-08-31", 6, "2028-02-29"),
        ("2027-08-29", 6, "2028-02-29"),
        ("2028-02-29", 6, "2028-08-29"),
        ("2028-02-29", 9, "2028-11-29"),
        ("2026-05-31", 9, "2027-02-28"),
        ("2026-03-31", 8, "2026-11-30"),
        ("2026-12-31", 9, "2027-09-30"),
        ("2027-02-28", -6, "2026-08-28"),
        ("2027-01-31", -2, "2026-11-30"),
    ],
)
def test_months_after_keeps_the_day_or_takes_the_last_one(day, months, then):
    assert add_months(date.fromisoformat(day), months) == date.fromisoformat(then)


@pytest.mark.parametrize(
    ("confirmed", "months", "now", "is_old"),
    [
        ("2026-03-15 17:00", 6, "2026-09-14 23:59:59", False),
        ("2026-03-15 17:00", 6, "2026-09-15 00:00", True),
        ("2026-08-31 23:59:59", 6, "2027-02-27 23:59:59", False),
        ("2026-08-31 23:59:59", 6, "2027-02-28 00:00", True),
        ("2027-08-31 12:00", 6, "2028-02-28 23:00", False),
        ("2027-08-31 12:00", 6, "2028-02-29 00:00", True),
        ("2028-02-29 12:00", 9, "2028-11-28 23:00", False),
        ("2028-02-29 12:00", 9, "2028-11-29 00:00", True),
        # Confirmed in summer time, of age in winter time and the other way round.
        ("2026-04-25 00:30", 6, "2026-10-24 23:59:59", False),
        ("2026-04-25 00:30", 6, "2026-10-25 00:00", True),
        ("2026-09-28 00:30", 6, "2027-03-27 23:59:59", False),
        ("2026-09-28 00:30", 6, "2027-03-28 00:00", True),
    ],
)
def test_a_profile_comes_of_age_at_midnight_in_amsterdam(confirmed, months, now, is_old):
    assert (at(confirmed) < get_confirmation_cutoff(at(now), months)) == is_old


def test_the_day_is_amsterdams_and_not_that_of_utc():
    late = datetime.fromisoformat("2026-03-14T23:30+00:00")  # half past midnight on the 15th
    assert late >= get_confirmation_cutoff(at("2026-09-14 12:00"), 6)
    assert late < get_confirmation_cutoff(at("2026-09-15 12:00"), 6)


@given(days, hours, days, st.sampled_from([6, 8, 9]))
def test_the_moment_looked_back_to_is_exactly_that_of_counting_forward(day, hour, today, months):
    confirmed, now = datetime.combine(day, hour, AMSTERDAM), datetime.combine(today, hour, AMSTERDAM)
    assert (confirmed < get_confirmation_cutoff(now, months)) == (add_months(day, months) <= today)


@given(days, days)
def test_the_age_is_the_most_months_that_have_passed(day, today):
    age = count_months_old(
        datetime.combine(day, datetime.min.time(), AMSTERDAM), datetime.combine(today, datetime.min.time(), AMSTERDAM)
    )
    if today < day:
        assert age == 0
    else:
        assert add_months(day, age) <= today < add_months(day, age + 1)


@given(days, st.integers(0, 300))
def test_profiles_reach_the_age_at_midnight(day, extra):
    confirmed = datetime.combine(day, datetime.max.time(), AMSTERDAM)
    later = datetime.combine(add_months(day, 9) + timedelta(days=extra), datetime.min.time(), AMSTERDAM)
    assert confirmed < get_confirmation_cutoff(later, 9)
