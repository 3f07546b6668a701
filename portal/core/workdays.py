"""Working days in the Netherlands: Monday to Friday, except national holidays.

Good Friday is a working day. Liberation Day is a holiday every fifth year.
Source: Algemene termijnenwet, article 3 (with Liberation Day every fifth year, as most labour agreements have it).
"""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
OPENS, CLOSES = time(8), time(18)  # of a working day, in the time of Amsterdam
DAY = timedelta(days=1)
SUNDAY = 6
AFTER_EASTER = (0, 1, 39, 49, 50)  # Easter Sunday and Monday, Ascension Day, Whit Sunday and Monday


def compute_easter(year: int) -> date:
    """Return Easter Sunday. Source: J.-M. Oudin (1940), in Explanatory Supplement (1961), p. 420."""
    century = year // 100
    golden = year % 19
    epact = (century - century // 4 - (century - (century - 17) // 25) // 3 + 19 * golden + 15) % 30
    moon = epact - (epact // 28) * (1 - (epact // 28) * (29 // (epact + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    offset = moon - weekday
    month = 3 + (offset + 40) // 44
    return date(year, month, offset + 28 - 31 * (month // 4))


def compute_kings_day(year: int) -> date:
    """Return 27 April (King's Day since 2014), or the Saturday before when that is a Sunday."""
    birthday = date(year, 4, 27)
    return birthday - DAY if birthday.weekday() == SUNDAY else birthday


@cache
def list_holidays(year: int) -> frozenset[date]:
    moving = {compute_easter(year) + days * DAY for days in AFTER_EASTER}
    fixed = {date(year, 1, 1), compute_kings_day(year), date(year, 12, 25), date(year, 12, 26)}
    liberation = {date(year, 5, 5)} if year % 5 == 0 else set()
    return frozenset(moving | fixed | liberation)


def is_working_day(day: date) -> bool:
    return day.weekday() < 5 and day not in list_holidays(day.year)


def add_working_days(day: date, number: int) -> date:
    """Return the number-th working day after the day, or before it for a negative number; for 0 the day itself."""
    step = DAY if number > 0 else -DAY
    left = abs(number)
    while left:
        day += step
        left -= is_working_day(day)
    return day


def add_working_hours(moment: datetime, hours: float) -> datetime:
    """Return the moment when the working hours have passed: from 08:00 to 18:00 in Amsterdam, on working days.

    hours: more than 0. Hours that are over at closing time end then, and not when the next working day opens.
    """
    left, day = timedelta(hours=hours), moment.astimezone(AMSTERDAM).date()
    while True:
        # In UTC, where hours can be added across a change of the clock.
        opens, closes = (datetime.combine(day, at, AMSTERDAM).astimezone(UTC) for at in (OPENS, CLOSES))
        begin = max(moment.astimezone(UTC), opens)
        if is_working_day(day) and begin < closes:
            if left <= closes - begin:
                return begin + left
            left -= closes - begin
        day += DAY


def count_working_days(first: date, last: date) -> int:
    """Count the working days after the first day, up to and including the last; 0 where the last is not later."""
    return sum(is_working_day(first + number * DAY) for number in range(1, (last - first).days + 1))
