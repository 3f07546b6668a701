"""Calendar links: created, read, updated and revoked. Another parser reads the calendars than the one that writes
them."""

import logging
from datetime import UTC, datetime, timedelta
from io import StringIO
from uuid import UUID

import pytest
from dateutil.tz import tzical
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from ical.calendar_stream import IcsCalendarStream

from challenges.posting.models import Challenge
from challenges.sessions.appointment_models import Appointment
from challenges.timetables.models import CalendarFeed
from challenges.timetables.services.publication import publish_final_plan
from portal.accounts.models import User
from portal.ui.dates import AMSTERDAM
from tests.challenges.timetables.handouts.conftest import text
from tests.factories import (
    AppointmentFactory,
    MeetingFactory,
    MembershipFactory,
    PlanFactory,
    RegistrationFactory,
    SessionFactory,
    UserFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uncounted")]
OWN = reverse("challenges:calendar_own")


def address_on(response):
    """Return the path of the link that was just created."""
    return "/calendar/" + response.context["address"].partition("/calendar/")[2]


def made(client, url=OWN, **data):
    return address_on(client.post(url, {"seen": "0", "language": "nl", **data}))


def events(client, path):
    response = client.get(path)
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    return {UUID(event.uid): event for event in IcsCalendarStream.calendar_from_ics(response.content.decode()).events}


@pytest.fixture
def talk(case):
    registration, pitch = case.registrations[0], case.pitches[0]
    return AppointmentFactory(registration=registration, pitch=pitch, starts_at=timezone.now() + timedelta(days=30))


@pytest.fixture
def address(client, case, talk):
    """Create the link of a member of the company, and sign out: the link is enough to read the calendar."""
    client.force_login(case.member)
    path = made(client)
    client.logout()
    return path


def test_calendar_tells_what_the_agenda_tells(client, case, talk, address):
    [event] = events(client, address).values()
    assert (event.uid, event.sequence, event.status) == (str(talk.uid), 0, "CONFIRMED")
    assert event.summary == "Tafel 7: Drones horen"
    assert event.description.startswith("Sara Vlinder, Luchtmacht")
    assert "Aviodrome" in event.location
    assert (event.dtstart, event.dtend) == (talk.starts_at.replace(microsecond=0), talk.ends_at.replace(microsecond=0))


def test_calendar_moves_and_never_doubles(client, case, talk, address):
    before = events(client, address)
    later = talk.starts_at + timedelta(hours=1)
    Appointment.objects.update(
        starts_at=later, ends_at=later + timedelta(minutes=15), table=case.pitches[1].table, sequence=1
    )
    moved = events(client, address)
    assert moved.keys() == before.keys()
    assert moved[talk.uid].sequence > before[talk.uid].sequence
    assert moved[talk.uid].dtstart == later.replace(microsecond=0)
    assert moved[talk.uid].summary.startswith("Tafel 9")
    Appointment.objects.update(is_cancelled=True, sequence=2)
    off = events(client, address)
    assert (off.keys(), off[talk.uid].status, off[talk.uid].sequence) == (before.keys(), "CANCELLED", 2)


def test_calendar_follows_the_final_versions(client, case):
    """Moved, called off and come back: through all of it two talks, never three."""
    client.force_login(case.member)
    path, company = made(client), case.registrations[0]
    one, two = case.pitches
    publish_final_plan(case.plan, case.organiser)
    first = events(client, path)
    assert [event.sequence for event in first.values()] == [0, 0]
    by_table = {event.summary.partition(":")[0]: UUID(event.uid) for event in first.values()}
    publish_final_plan(next_version(case, 2, [(company, one, case.slots[1])]), case.organiser)
    second = events(client, path)
    moved, off = second[by_table["Tafel 7"]], second[by_table["Tafel 9"]]
    assert (moved.sequence, moved.status, moved.dtstart) == (1, "CONFIRMED", at(case.slots[1]))
    assert (off.sequence, off.status) == (1, "CANCELLED")
    again = [(company, one, case.slots[1]), (company, two, case.slots[2])]
    publish_final_plan(next_version(case, 3, again), case.organiser)
    third = events(client, path)
    assert third.keys() == first.keys()
    assert (third[by_table["Tafel 7"]].sequence, third[by_table["Tafel 9"]].sequence) == (1, 2)
    assert {event.status for event in third.values()} == {"CONFIRMED"}


def next_version(case, number, talks):
    plan = PlanFactory(solved=True, session=case.session, number=number)
    for registration, pitch, slot in talks:
        MeetingFactory(plan=plan, registration=registration, pitch=pitch, slot=slot)
    return plan


def at(slot):
    return slot.starts_at.replace(microsecond=0)


@pytest.mark.parametrize("day", [(2026, 3, 29), (2026, 10, 25)], ids=["forward", "back"])
def test_calendar_is_right_across_the_change_of_the_clock(client, day, time_machine):
    """At 01:00 UTC it changes: the day before, in the hours around it, and the same day at noon."""
    time_machine.move_to(datetime(*day, tzinfo=UTC) - timedelta(days=2))
    member = MembershipFactory()
    session = SessionFactory(
        starts_at=datetime(*day, 0, tzinfo=UTC) - timedelta(hours=12), ends_at=datetime(*day, 12, tzinfo=UTC)
    )
    registration = RegistrationFactory(session=session, company=member.company)
    midnight = datetime(*day, tzinfo=UTC)
    starts = [midnight + timedelta(minutes=minutes) for minutes in (-600, 30, 90, 150, 600)]
    for at in starts:
        AppointmentFactory(registration=registration, starts_at=at, ends_at=at + timedelta(minutes=45))
    client.force_login(member.user)
    path = made(client)
    read = sorted(
        (event.dtstart.astimezone(UTC), event.dtend.astimezone(UTC)) for event in events(client, path).values()
    )
    assert read == [(at, at + timedelta(minutes=45)) for at in starts]
    written = client.get(path).content.decode()
    assert "BEGIN:VTIMEZONE" in written
    assert f"DTSTART;TZID=Europe/Amsterdam:{starts[-1].astimezone(AMSTERDAM):%Y%m%dT%H%M%S}" in written


def test_zone_in_the_file_changes_the_clock_when_the_zone_does(client, address):
    """Read by a program that knows no zones of its own."""
    zone = tzical(StringIO(client.get(address).content.decode())).get("Europe/Amsterdam")
    hours = [datetime(year, 1, 1, tzinfo=UTC) + timedelta(hours=hour) for year in (2026, 2031) for hour in range(8760)]
    assert [at for at in hours if at.astimezone(zone).utcoffset() != at.astimezone(AMSTERDAM).utcoffset()] == []


def test_calendar_of_staff_holds_the_talks_at_their_own_challenges(client, case, talk):
    AppointmentFactory(registration=case.registrations[1], pitch=case.pitches[1])
    client.force_login(case.host_rom)
    [event] = events(client, made(client, language="en")).values()
    assert event.summary == f"Table 7: {case.registrations[0].company.name}"
    assert "Vlinder" not in event.description
    client.force_login(case.organiser)
    assert events(client, made(client)) == {}


def test_calendar_of_a_host_needs_no_account_and_is_the_organisers_to_make(client, case, talk):
    AppointmentFactory(registration=case.registrations[1], pitch=case.pitches[1])
    url = case.url("calendar_host", case.pitches[0].pk)
    for user in (case.host_rom, UserFactory(adviser=True)):
        client.force_login(user)
        assert client.post(url, {"seen": "0", "language": "nl"}).status_code == 404
    client.force_login(case.organiser)
    path = made(client, url)
    client.logout()
    assert set(events(client, path)) == {talk.uid}


def test_address_is_told_once_and_kept_as_a_hash(client, case):
    client.force_login(case.member)
    response = client.post(OWN, {"seen": "0", "language": "nl"})
    secret = address_on(response).removeprefix("/calendar/").removesuffix(".ics")
    assert secret in text(response)
    assert "no-store" in response["Cache-Control"]
    assert secret not in text(client.get(OWN))
    assert secret not in str(CalendarFeed.objects.values_list().get())


def test_new_address_revokes_the_old_and_a_form_sent_twice_makes_one(client, case, address):
    client.force_login(case.member)
    again = client.post(OWN, {"seen": "0", "language": "nl"})
    assert "intussen veranderd" in text(again)
    assert client.get(address).status_code == 200
    newer = made(client, seen=CalendarFeed.objects.get().pk)
    assert [client.get(path).status_code for path in (address, newer)] == [404, 200]
    client.post(OWN, {"what": "revoke"})
    assert client.get(newer).status_code == 404


def test_unknown_and_revoked_get_one_answer_which_nobody_caches(client, case, address):
    client.force_login(case.member)
    client.post(OWN, {"what": "revoke"})
    client.logout()
    revoked, unknown = client.get(address), client.get("/calendar/of-nobody.ics")
    assert (revoked.status_code, revoked.content) == (unknown.status_code, unknown.content) == (404, b"")
    assert "private" in revoked["Cache-Control"]
    assert revoked["Cache-Control"] == unknown["Cache-Control"]


def test_calendar_ends_with_the_account_and_with_the_membership(client, case, address):
    MembershipFactory(company=case.registrations[0].company)
    case.member.memberships.all().delete()
    assert events(client, address) == {}
    User.objects.filter(pk=case.member.pk).update(is_active=False)
    assert client.get(address).status_code == 404


def test_calendar_does_not_tell_a_title_that_went_out_of_sight(client, case, address):
    Challenge.objects.update(state=Challenge.State.WITHDRAWN)
    [event] = events(client, address).values()
    assert "Drones" not in event.summary


def test_secret_is_in_no_log_and_no_query(client, address, caplog):
    """Django logs the path of what is not found; the history of changes notes it with each write."""
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    assert address not in str(queries.captured_queries)
    with caplog.at_level(logging.DEBUG):
        client.get("/calendar/a-secret-of-somebody.ics")
    assert "/calendar/….ics" in caplog.text
    assert "a-secret-of-somebody" not in caplog.text


def test_servers_own_log_hides_the_secret(monkeypatch):
    """The server of the demo logs each request, found or not."""
    log, out = logging.getLogger("django.server"), StringIO()
    handler = next(each for each in log.handlers if each.name == "served")
    monkeypatch.setattr(handler, "stream", out)
    log.info('"%s" %s %s', "GET /calendar/a-secret.ics HTTP/1.1", "200", "12", extra={"server_time": "now"})
    assert out.getvalue() == '[now] "GET /calendar/….ics HTTP/1.1" 200 12\n'


def test_calendar_is_read_so_often_an_hour_at_most(client, address, monkeypatch):
    monkeypatch.setattr("challenges.timetables.views.calendars.READINGS_AN_HOUR", 1)
    codes = [client.get(address).status_code for _each in range(2)]
    assert codes == [200, 429]


def test_queries_of_a_calendar_do_not_grow(client, case, address, django_assert_max_num_queries):
    registration = case.registrations[0]
    for pitch in case.more_pitches(5):
        AppointmentFactory(registration=registration, pitch=pitch)
    client.get(address)
    with django_assert_max_num_queries(16):
        assert len(events(client, address)) == 6
