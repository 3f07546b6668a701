"""The age of a profile in calendar months, by Amsterdam time, and what happens at which age."""

from calendar import monthrange
from datetime import date, datetime, time, timedelta

from portal.ui.dates import AMSTERDAM, to_local_day

ASK, REMIND, SINK = 6, 8, 9  # months since somebody confirmed the profile
STEPS = (SINK, REMIND, ASK)


def add_months(day: date, months: int) -> date:
    """Return the same day some months later, or earlier if `months` is negative; the last day if the month is shorter.

    31 August plus six months is 28 February, in a leap year 29 February.
    """
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(years, month + 1, min(day.day, monthrange(years, month + 1)[1]))


def get_confirmation_cutoff(now: datetime, months: int) -> datetime:
    """Return the time before which a profile must have been confirmed to be this many months old now.

    A profile reaches an age at midnight in Amsterdam, at whatever hour it was confirmed.
    """
    today = to_local_day(now)
    last = add_months(today, -months)
    if today.day == monthrange(today.year, today.month)[1]:  # then the last days of a longer month reach the age too
        last = last.replace(day=monthrange(last.year, last.month)[1])
    return datetime.combine(last + timedelta(days=1), time.min, AMSTERDAM)


def compute_question_time(confirmed_at: datetime) -> datetime:
    """Return when members are asked whether a profile is still true: at midnight in Amsterdam, after six months."""
    return datetime.combine(add_months(to_local_day(confirmed_at), ASK), time.min, AMSTERDAM)


def count_months_old(confirmed_at: datetime, now: datetime) -> int:
    """Return the age in whole months, at least 0."""
    day, today = to_local_day(confirmed_at), to_local_day(now)
    months = (today.year - day.year) * 12 + today.month - day.month
    return max(0, months if add_months(day, months) <= today else months - 1)
