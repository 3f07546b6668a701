"""How old a profile is, in calendar months on Amsterdam's calendar, and what happens at which age."""

from calendar import monthrange
from datetime import date, datetime, time, timedelta

from portal.ui.dates import AMSTERDAM, to_local_day

ASK, REMIND, SINK = 6, 8, 9  # months since somebody confirmed the profile
STEPS = (SINK, REMIND, ASK)


def add_months(day: date, months: int) -> date:
    """The same day of the month so many months on, or the last of a month that is shorter: 31 August and six months
    make 28 February, in a leap year the 29th. `months` may be negative."""
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(years, month + 1, min(day.day, monthrange(years, month + 1)[1]))


def get_confirmation_cutoff(now: datetime, months: int) -> datetime:
    """What was confirmed before this moment is so many months old now.

    A profile comes of age at midnight in Amsterdam, whatever the hour at which it was confirmed.
    """
    today = to_local_day(now)
    last = add_months(today, -months)
    if today.day == monthrange(today.year, today.month)[1]:  # the longer month's days past this one come of age too
        last = last.replace(day=monthrange(last.year, last.month)[1])
    return datetime.combine(last + timedelta(days=1), time.min, AMSTERDAM)


def compute_question_time(confirmed_at: datetime) -> datetime:
    """When the question came up: midnight in Amsterdam, six months on."""
    return datetime.combine(add_months(to_local_day(confirmed_at), ASK), time.min, AMSTERDAM)


def count_months_old(confirmed_at: datetime, now: datetime) -> int:
    """Whole months; never below 0."""
    day, today = to_local_day(confirmed_at), to_local_day(now)
    months = (today.year - day.year) * 12 + today.month - day.month
    return max(0, months if add_months(day, months) <= today else months - 1)
