"""Appointments as iCalendar (RFC 5545). A UID stays through every version of the timetable and SEQUENCE rises with
every change, so that a calendar moves what it has and never shows it twice.
"""

from collections.abc import Collection, Iterable
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vDuration

from challenges.sessions.meeting_models import Appointment
from challenges.sessions.models import Session
from challenges.timetables.handouts.meetings import format_host
from portal.ui.dates import AMSTERDAM

CONTENT_TYPE = "text/calendar; charset=utf-8"
EVERY = timedelta(hours=1)


def build_calendar(appointments: Iterable[Appointment], companies: Collection[int], seen: Collection[int]) -> bytes:
    """companies: those whose people read it: to them the other side is the challenge, to all others the company.
    seen: the challenges that they may see; of others the title is not told."""
    calendar = Calendar()
    calendar.add("prodid", "-//Koppelvlak//Sessions//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", _("Talks by Koppelvlak"))
    calendar.add("x-wr-calname", _("Talks by Koppelvlak"))
    calendar.add("refresh-interval", EVERY, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(EVERY))
    calendar.add_component(_build_amsterdam_timezone())
    for each in appointments:
        calendar.add_component(_build_event(each, companies, seen))
    return calendar.to_ical()


def _build_amsterdam_timezone() -> Timezone:
    """The rule that holds since 1996, each change on the clock from before it (RFC 5545, 3.6.5): at two in March, at
    three in October. The library would write out every change since 1970, those of spring an hour late.

    Its moments are without a zone: they are what a clock on the wall shows.
    """
    winter, summer = timedelta(hours=1), timedelta(hours=2)
    zone = Timezone()
    zone.add("tzid", AMSTERDAM.key)
    for part, name, month, first, before, after in (
        (TimezoneDaylight(), "CEST", 3, datetime(1996, 3, 31, 2), winter, summer),  # noqa: DTZ001
        (TimezoneStandard(), "CET", 10, datetime(1996, 10, 27, 3), summer, winter),  # noqa: DTZ001
    ):
        part.add("dtstart", first)
        part.add("tzname", name)
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", after)
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1su"})
        zone.add_component(part)
    return zone


def _build_event(of: Appointment, companies: Collection[int], seen: Collection[int]) -> Event:
    event = Event()
    event.add("uid", str(of.uid))
    event.add("sequence", of.sequence)
    event.add("dtstamp", of.changed_at)
    event.add("last-modified", of.changed_at)
    event.add("dtstart", _to_calendar_time(of.starts_at))
    event.add("dtend", _to_calendar_time(of.ends_at))
    event.add("status", "CANCELLED" if of.is_cancelled else "CONFIRMED")
    event.add("class", "PRIVATE")
    event.add("location", _build_event_location(of))
    is_company = of.registration.company_id in companies
    event.add("summary", _build_event_summary(of, is_company=is_company, is_seen=of.pitch.challenge_id in seen))
    event.add("description", _build_event_description(of, is_company=is_company))
    event.add("url", _get_brief_url(of))
    return event


def _to_calendar_time(at: datetime) -> datetime:
    """In Amsterdam. The hour that comes twice in autumn means, so written, the first time (RFC 5545, 3.3.5); the second
    time is written in UTC."""
    local = at.astimezone(AMSTERDAM)
    return at.astimezone(UTC) if local.fold else local


def _build_event_summary(of: Appointment, *, is_company: bool, is_seen: bool) -> str:
    if not is_company:
        with_whom = of.registration.company.name
    elif is_seen:
        with_whom = str(of.pitch.challenge.local("title"))
    else:
        with_whom = _("A challenge that is not shown any more")
    if of.table is None:
        return with_whom
    return _("Table %(number)d: %(with_whom)s") % {"number": of.table.number, "with_whom": with_whom}


def _build_event_location(of: Appointment) -> str:
    session: Session = of.pitch.session
    places = [str(of.table.room)] if of.table else []
    return ", ".join(part for part in (*places, session.place, session.address, session.city) if part)


def _build_event_description(of: Appointment, *, is_company: bool) -> str:
    """No more than the agenda tells: to a company who sits at the table, to others the session alone."""
    host = format_host(of.pitch) if is_company else ""
    return "\n".join(part for part in (host, str(of.pitch.session), _get_brief_url(of)) if part)


def _get_brief_url(of: Appointment) -> str:
    arguments = [of.pitch.session.slug, of.registration_id, of.pitch_id]
    return settings.SITE_URL + reverse("challenges:brief_detail", args=arguments)
