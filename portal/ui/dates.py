"""Dates and times as readers in the Netherlands write them: "vr 18 december", 17.00; "Fri 18 December", 17:00."""

from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.timezone import is_aware, now
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
YEAR_NEEDED_AFTER = timedelta(days=180)


def to_local_time(moment: date | datetime) -> date | datetime:
    """Convert a moment to the time in Amsterdam; days and moments without a time zone stay the same."""
    return moment.astimezone(AMSTERDAM) if isinstance(moment, datetime) and is_aware(moment) else moment


def to_local_day(moment: date | datetime) -> date:
    local = to_local_time(moment)
    return local.date() if isinstance(local, datetime) else local


def get_today() -> date:
    return now().astimezone(AMSTERDAM).date()


def format_day(moment: date | datetime | None, year: str = "") -> str:
    """Format a day: "vr 18 december". The year is added for `year="year"`, or when the day is over half a year away."""
    if not moment:
        return ""
    on = to_local_day(moment)
    far = abs(on - get_today()) > YEAR_NEEDED_AFTER
    return _format_cached_date(on, "D j F Y" if year or far else "D j F", get_language())


@lru_cache(maxsize=1000)
def _format_cached_date(on: date, form: str, language: str | None) -> str:
    """Format a date once: a list repeats the same few days, and one takes Django as long as the query of a row."""
    return date_format(on, form)


def format_month(moment: date | datetime | None) -> str:
    """Format a month: "maart 2026"."""
    return date_format(to_local_day(moment), "F Y") if moment else ""


def format_time(moment: datetime | None) -> str:
    is_dutch = (get_language() or "").startswith("nl")
    return date_format(to_local_time(moment), "H.i" if is_dutch else "H:i") if moment else ""


def format_date_time(at: datetime | None) -> str:
    """Format a moment: "do 21 januari 2027, 13.00 uur"."""
    if not at:
        return ""
    return _("%(day)s, %(time)s") % {"day": format_day(at), "time": format_time(at)}


def format_iso_time(at: datetime | None) -> str:
    """Format a moment in Amsterdam for programs, such as in a spreadsheet: "2027-01-21T13:00:00+01:00"."""
    return at.astimezone(AMSTERDAM).isoformat(timespec="seconds") if at else ""


def format_time_span(start: datetime | None, end: datetime) -> str:
    """Format a span: "do 21 januari 2027, 13.00 tot 15.45 uur"; only the day where it lasts the whole day."""
    if not start:
        return ""
    first, last = to_local_time(start), to_local_time(end)
    if (first.strftime("%H%M"), last.strftime("%H%M")) == ("0000", "2359"):
        return format_day(start)
    if to_local_day(start) != to_local_day(end):
        return _("%(start)s to %(end)s") % {"start": format_date_time(start), "end": format_date_time(end)}
    return _("%(day)s, %(start)s to %(end)s") % {
        "day": format_day(start),
        "start": format_time(start),
        "end": format_time(end),
    }


def count_days_until(moment: date | datetime | None) -> int | None:
    """Count the days from today to that day in Amsterdam; the number is negative when the day has passed."""
    return (to_local_day(moment) - get_today()).days if moment else None


def format_days_until(moment: date | datetime | None) -> str:
    """Format the distance to a day: "over 3 dagen", "vandaag", "3 dagen geleden"."""
    days = count_days_until(moment)
    if days is None:
        return ""
    if days == 0:
        return _("today")
    if days > 0:
        return ngettext("in %(days)d day", "in %(days)d days", days) % {"days": days}
    return ngettext("%(days)d day ago", "%(days)d days ago", -days) % {"days": -days}
