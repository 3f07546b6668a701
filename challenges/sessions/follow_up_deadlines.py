"""How long after a talk its two sides are asked what came of it, in working days and on the clock in Amsterdam."""

from datetime import date, datetime, time, timedelta

from portal.core.workdays import AMSTERDAM, add_working_days

REMINDED_DAYS = 3  # working days after the talk
ASKED_DAYS = 10  # so long it waits on lists; who says it later is heard, too
MORNING = time(9)
CORRECTION = timedelta(minutes=15)  # an answer rests so long before anything follows from it
FOLLOWED_DAYS = 60  # so long after the talk two answers can still lead to an introduction


def get_amsterdam_day(moment: datetime) -> date:
    return moment.astimezone(AMSTERDAM).date()


def get_last_result_day(talk: datetime) -> date:
    """The last day on which the talk waits for a word."""
    return add_working_days(get_amsterdam_day(talk), ASKED_DAYS)


def get_earliest_waiting(now: datetime) -> datetime:
    """Talks that began at this moment or later still wait for a word: `last_day`, read from the other end."""
    return _get_day_start(add_working_days(get_amsterdam_day(now), -ASKED_DAYS))


def get_result_reminder_time(talk: datetime) -> datetime:
    return datetime.combine(add_working_days(get_amsterdam_day(talk), REMINDED_DAYS), MORNING, AMSTERDAM)


def get_follow_up_start(now: datetime) -> datetime:
    return _get_day_start(get_amsterdam_day(now) - timedelta(days=FOLLOWED_DAYS))


def _get_day_start(day: date) -> datetime:
    return datetime.combine(day, time(), AMSTERDAM)
