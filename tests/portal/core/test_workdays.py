from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.workdays import (
    AMSTERDAM,
    add_working_days,
    add_working_hours,
    compute_easter,
    compute_kings_day,
    count_working_days,
    is_working_day,
    list_holidays,
)

DAYS = st.dates(date(2014, 1, 1), date(2090, 12, 31))
EASTERS = {
    2000: (4, 23),
    2008: (3, 23),
    2011: (4, 24),
    2024: (3, 31),
    2025: (4, 20),
    2026: (4, 5),
    2027: (3, 28),
    2038: (4, 25),  # the latest that there can be
    2049: (4, 18),  # epacts 28 and 29, which the rule pulls back
    2076: (4, 19),
    2285: (3, 22),  # the earliest
}


@pytest.mark.parametrize(("year", "day"), EASTERS.items())
def test_easter_is_on_the_day_that_almanacs_give(year, day):
    assert compute_easter(year) == date(year, *day)


@given(st.integers(1583, 4099))
def test_easter_is_a_sunday_from_22_march_to_25_april(year):
    assert compute_easter(year).weekday() == 6
    assert date(year, 3, 22) <= compute_easter(year) <= date(year, 4, 25)


def test_holidays_of_2026_are_those_of_the_law():
    found = sorted(f"{day:%m-%d}" for day in list_holidays(2026))
    assert found == ["01-01", "04-05", "04-06", "04-27", "05-14", "05-24", "05-25", "12-25", "12-26"]


def test_liberation_day_is_free_every_fifth_year():
    assert not is_working_day(date(2025, 5, 5))
    assert is_working_day(date(2026, 5, 5))


def test_kings_day_moves_to_the_saturday_where_it_is_a_sunday():
    assert compute_kings_day(2025) == date(2025, 4, 26)
    assert compute_kings_day(2026) == date(2026, 4, 27)


@pytest.mark.parametrize(
    ("start", "number", "end"),
    [
        (date(2026, 11, 27), 1, date(2026, 11, 30)),  # a Friday
        (date(2026, 11, 28), 1, date(2026, 11, 30)),  # a Saturday
        (date(2026, 4, 2), 1, date(2026, 4, 3)),  # Good Friday is a working day
        (date(2026, 4, 2), 2, date(2026, 4, 7)),  # over Easter
        (date(2026, 4, 24), 1, date(2026, 4, 28)),  # over King's Day on a Monday
        (date(2026, 12, 24), 1, date(2026, 12, 28)),
        (date(2026, 12, 31), 10, date(2027, 1, 15)),
        (date(2026, 4, 7), -2, date(2026, 4, 2)),
        (date(2026, 4, 5), 0, date(2026, 4, 5)),
    ],
)
def test_add_working_days_steps_over_weekends_and_holidays(start, number, end):
    assert add_working_days(start, number) == end


@given(DAYS, st.integers(1, 60))
def test_working_days_added_are_those_counted(day, number):
    end = add_working_days(day, number)
    assert is_working_day(end)
    assert count_working_days(day, end) == number
    assert count_working_days(day, end - timedelta(days=1)) == number - 1


@given(DAYS, st.integers(1, 60))
def test_working_days_subtracted_lead_back(day, number):
    assert add_working_days(add_working_days(day, number), -number) <= day + timedelta(days=4)
    if is_working_day(day):
        assert add_working_days(add_working_days(day, number), -number) == day


def test_working_days_between_is_none_where_the_last_day_is_not_later():
    assert count_working_days(date(2026, 11, 27), date(2026, 11, 27)) == 0
    assert count_working_days(date(2026, 11, 27), date(2026, 11, 20)) == 0


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM)


@pytest.mark.parametrize(
    ("moment", "hours", "end"),
    [
        ("2026-11-26 09:00", 8, "2026-11-26 17:00"),  # a Thursday
        ("2026-11-26 08:00", 10, "2026-11-26 18:00"),  # ends at closing time, not at the next opening
        ("2026-11-26 03:00", 1, "2026-11-26 09:00"),
        ("2026-11-26 18:00", 1, "2026-11-27 09:00"),
        ("2026-11-27 17:00", 8, "2026-11-30 15:00"),  # over a weekend
        ("2026-11-28 12:00", 0.5, "2026-11-30 08:30"),
        ("2026-12-24 17:30", 1, "2026-12-28 08:30"),  # over Christmas and a weekend
        ("2027-05-05 12:00", 12, "2027-05-07 14:00"),  # Ascension Day is the 6th; the 5th works in 2027
        ("2026-03-27 17:00", 2, "2026-03-30 09:00"),  # the clock goes forward on the 29th
        ("2026-10-23 17:00", 2, "2026-10-26 09:00"),  # and back on the 25th
        ("2026-11-26 09:00", 25, "2026-11-30 14:00"),
    ],
)
def test_working_hours_pass_in_amsterdam_on_working_days(moment, hours, end):
    assert add_working_hours(at(moment), hours) == at(end)
    assert add_working_hours(at(moment).astimezone(UTC), hours) == at(end)


@given(st.dates(date(2026, 3, 20), date(2026, 12, 31)), st.times(), st.integers(1, 40))
def test_working_hours_agree_with_counting_minutes(day, time, quarters):
    """Brute force: minute by minute, in UTC."""
    begin = datetime.combine(day, time.replace(second=0, microsecond=0), UTC)
    at_minute, left = begin, quarters * 15
    while left:
        local = at_minute.astimezone(AMSTERDAM)
        left -= is_working_day(local.date()) and 8 <= local.hour < 18
        at_minute += timedelta(minutes=1)
    assert add_working_hours(begin, quarters / 4) == at_minute
