"""Write appointments as iCalendar (RFC 5545).

The UID of an appointment stays the same in every version of the timetable and SEQUENCE rises with every change, so that
a calendar moves what it has and never shows it twice.
"""

from collections.abc import Collection, Iterable
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vDuration

from challenges.sessions.appointment_models import Appointment
from challenges.sessions.models import Session
from challenges.timetables.handouts.meetings import format_host, get_visible_title
from portal.ui.dates import AMSTERDAM

CONTENT_TYPE = "text/calendar; charset=utf-8"
EVERY = timedelta(hours=1)


def build_calendar(appointments: Iterable[Appointment], companies: Collection[int], visible: Collection[int]) -> bytes:
    """Return a calendar of appointments.

    companies: of the readers, for whom the other side is the challenge; for all others it is the company. visible: the
    challenges whose titles the readers may see.
    """
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
        calendar.add_component(_build_event(each, companies, visible))
    return calendar.to_ical()


def _build_amsterdam_timezone() -> Timezone:
    """Return the rule for Amsterdam since 1996, each change by the clock before it (RFC 5545, 3.6.5).

    The library would write out every change since 1970, those of spring an hour late. The times have no zone: they are
    what a clock on the wall shows.
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


def _build_event(of: Appointment, companies: Collection[int], visible: Collection[int]) -> Event:
    event = Event()
    event.add("uid", str(of.uid))
    event.add("sequence", of.sequence)
    event.add("dtstamp", of.changed_at)
    event.add("last-modified", of.changed_at)
    event.add("dtstart", _to_calendar_time(of.starts_at))
    event.add("dtend", _to_calendar_time(of.ends_at))
    event.add("status", "CANCELLED" if of.is_cancelled else "CONFIRMED")
    event.add("class", "PRIVATE")
    session: Session = of.pitch.session
    room = str(of.table.room) if of.table else ""
    event.add("location", ", ".join(part for part in (room, session.place, session.address, session.city) if part))
    # As in an agenda, only a company reads who sits at the table.
    who, host = of.registration.company.name, ""
    if of.registration.company_id in companies:
        who, host = get_visible_title(of.pitch.challenge, visible)[0], format_host(of.pitch)
    if of.table:
        who = _("Table %(number)d: %(with_whom)s") % {"number": of.table.number, "with_whom": who}
    event.add("summary", who)
    url = settings.SITE_URL + reverse("challenges:brief_detail", args=[session.slug, of.registration_id, of.pitch_id])
    event.add("description", "\n".join(part for part in (host, str(session), url) if part))
    event.add("url", url)
    return event


def _to_calendar_time(at: datetime) -> datetime:
    """Return the time in Amsterdam, or in UTC for the second time of the hour that comes twice in autumn.

    A local time of that hour means the first one (RFC 5545, 3.3.5).
    """
    local = at.astimezone(AMSTERDAM)
    return at.astimezone(UTC) if local.fold else local
