"""Pages of meeting results: two clicks for each side, neither side sees the other's result, and figures link to
lists."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from challenges.introductions.models import Introduction
from challenges.sessions.appointment_models import Appointment, Outcome
from challenges.sessions.registration_models import Attendee
from challenges.timetables.services.results import settle_due_meetings
from tests.challenges.timetables.test_meeting_results import COMPANY, GOES_ON, HOST, LATER, NO_FIT, NOT_MET, Talk
from tests.clients import client_of
from tests.factories import (
    AppointmentFactory,
    IntroductionFactory,
    MembershipFactory,
    OutcomeFactory,
    PitchFactory,
    RegistrationFactory,
)

pytestmark = pytest.mark.django_db
CHANGING = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"|nonce="[^"]*"')


def page(name, talk, *more):
    return reverse(f"challenges:{name}", args=[talk.session.slug, *more])


def read(client, url):
    response = client.get(url)
    assert response.status_code == 200, url
    return " ".join(CHANGING.sub("", response.content.decode()).split())


def test_two_clicks_say_what_came_of_a_talk():
    """Opened and chosen, and chosen again; the second answer is the one that counts."""
    talk = Talk()
    client, url = client_of(talk.member), page("result_own", talk)
    assert url in read(client, "/nl/overview/")
    for kind in (NO_FIT, GOES_ON):
        answered = client.post(url, {"talk": talk.row.pk, "kind": kind})
        assert answered.url == f"{url}#talk-{talk.row.pk}"
    assert talk.row.outcomes.get().kind == GOES_ON
    assert url not in read(client, "/nl/overview/")
    for person in (talk.host, talk.organiser):
        client_of(person).post(page("result_host", talk, talk.row.pitch_id), {"talk": talk.row.pk, "kind": LATER})
    assert talk.row.outcomes.get(side=HOST).by == talk.host  # the same word again is nobody else's


def test_page_of_the_session_leads_who_had_talks_to_what_came_of_them():
    talk, other = Talk(), Talk()
    RegistrationFactory(session=talk.session, company=other.company)
    detail, url = reverse("challenges:session_detail", args=[talk.session.slug]), page("result_own", talk)
    assert url in read(client_of(talk.member), detail)
    assert url not in read(client_of(other.member), detail)  # was there, without a talk
    hour, now = timedelta(hours=1), timezone.now()
    Appointment.objects.update(starts_at=now + hour, ends_at=now + 2 * hour)
    assert url not in read(client_of(talk.member), detail)


def test_talk_of_another_company_is_not_answered():
    talk, other = Talk(), Talk()
    RegistrationFactory(session=talk.session, company=other.company)
    for url in (page("result_own", talk), page("result_own", other)):
        client_of(other.member).post(url, {"talk": talk.row.pk, "kind": GOES_ON})
    assert client_of(other.host).post(page("result_hosts", talk), {"talk": talk.row.pk}).status_code == 404
    assert not Outcome.objects.exists()


@pytest.mark.parametrize("own", [None, GOES_ON, NO_FIT])
def test_no_page_depends_on_what_the_other_side_said(own):
    """Each side's pages stay the same word for word, whatever the other side enters, until an introduction follows."""
    talk = Talk()
    of = {
        COMPANY: (talk.member, ["/nl/overview/", page("result_own", talk), page("registration_own", talk)]),
        HOST: (talk.host, ["/nl/desk/", page("result_hosts", talk), page("result_host", talk, talk.row.pitch_id)]),
    }
    everywhere = ["/nl/messages/", "/nl/introductions/", talk.session.get_absolute_url()]
    for side, other in ((COMPANY, HOST), (HOST, COMPANY)):
        Outcome.objects.all().delete()
        person, pages = of[side]
        if own:
            OutcomeFactory(appointment=talk.row, side=side, kind=own, by=person)
        client = client_of(person)
        unsaid = [read(client, url) for url in pages + everywhere]
        for kind in Outcome.Kind:
            Outcome.objects.update_or_create(appointment=talk.row, side=other, defaults={"kind": kind})
            settle_due_meetings()
            assert [read(client, url) for url in pages + everywhere] == unsaid


@pytest.fixture
def brought():
    """Make a session with meetings of every kind at two challenges."""
    talk = Talk()
    second = PitchFactory(session=talk.session, challenge__title_nl="=SOM(1)")
    answers = [(GOES_ON, GOES_ON), (GOES_ON, GOES_ON), (NOT_MET, GOES_ON), (NO_FIT, None), (None, LATER), (None, None)]
    for number, (company, host) in enumerate(answers):
        row = AppointmentFactory(
            registration=RegistrationFactory(session=talk.session),
            pitch=second if number % 2 else talk.row.pitch,
            starts_at=talk.row.starts_at,
        )
        MembershipFactory(company=row.registration.company)
        for side, kind in ((COMPANY, company), (HOST, host)):
            if kind:
                OutcomeFactory(appointment=row, side=side, kind=kind, by=talk.host)
        if company == NO_FIT:
            IntroductionFactory(challenge=row.pitch.challenge, company=row.registration.company)
    Appointment.objects.filter(pk=talk.row.pk).update(is_cancelled=True)
    Outcome.objects.update(at=timezone.now() - timedelta(hours=1))
    some = Attendee.objects.filter(registration__session=talk.session).values("pk")[:4]
    Attendee.objects.filter(pk__in=list(some.values_list("pk", flat=True))).update(
        attended=True, checked_in_at=timezone.now()
    )
    return talk


def test_every_number_is_the_length_of_its_list(brought):
    client, url = client_of(brought.organiser), page("session_results", brought)
    settle_due_meetings()
    shown = client.get(url).context
    lists = page("session_result_list", brought)
    counted = {what: number for what, _label, number in shown["all"].cells}
    assert counted == {
        "talks": 6,
        "held": 5,
        "not_met": 1,
        "said_company": 4,
        "said_host": 4,
        "both": 2,
        "introduced": 2,
    }
    for row in (*shown["rows"], shown["all"]):
        for what, _label, number in row.cells:
            only = f"&challenge={row.challenge}" if row.challenge else ""
            assert len(client.get(f"{lists}?what={what}{only}").context["lines"]) == number
    for what, _label, number in shown["pipeline"]:
        assert len(client.get(f"{lists}?what={what}").context["lines"]) == number
    assert sum(number for _what, _label, number in shown["pipeline"]) == counted["introduced"]
    assert len(client.get(f"{lists}?what=came").context["came"]) == shown["companies"] == 4
    assert client.get(f"{lists}?what=xyzzy").status_code == 404


def test_numbers_stay_when_names_are_removed(brought):
    client, url = client_of(brought.organiser), page("session_results", brought)
    before = read(client, url)
    Attendee.objects.update(name="", email="", code=None, user=None)
    brought.host.delete()
    assert read(client, url) == before


def test_file_starts_no_formula(brought):
    client, url = client_of(brought.organiser), page("session_results", brought)
    book = load_workbook(BytesIO(client.get(f"{url}?format=xlsx").content))
    cells = [str(cell.value) for sheet in book for row in sheet for cell in row if cell.value is not None]
    assert any("=SOM(1)" in cell for cell in cells)
    assert not any(cell.startswith("=") for cell in cells)
    assert ",=SOM" not in client.get(f"{url}?format=csv").content.decode("utf-8-sig")


def test_state_of_an_introduction_is_told_to_who_may_open_it(brought):
    settle_due_meetings()
    client = client_of(brought.organiser)
    assert {what for what, _label, _number in client.get(page("session_results", brought)).context["pipeline"]} == {
        "hidden"
    }
    listed = read(client, page("session_result_list", brought) + "?what=introduced")
    assert [each for each in Introduction.objects.all() if each.get_absolute_url() in listed] == []


def test_pages_ask_the_same_number_of_queries_however_many_talks(brought, django_assert_max_num_queries):
    busy = Talk(session=brought.session)
    registration, members = busy.row.registration, busy.member

    def queries():
        counts = []
        for person, name in (
            (brought.organiser, "session_results"),
            (brought.organiser, "session_result_list"),
            (brought.organiser, "result_hosts"),
            (members, "result_own"),
        ):
            client = client_of(person)
            with django_assert_max_num_queries(16) as captured:
                assert client.get(page(name, brought)).status_code == 200
            counts.append(len(captured))
        return counts

    few = queries()
    for _each in range(8):
        row = AppointmentFactory(
            registration=registration,
            pitch=PitchFactory(session=brought.session),
            starts_at=brought.row.starts_at,
        )
        OutcomeFactory(appointment=row)
    assert queries() == few
