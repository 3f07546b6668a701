"""Briefs: one page about one meeting, its content and its readers."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.challenges.timetables.handouts.conftest import text
from tests.factories import (
    AppointmentFactory,
    CompanyTechnologyFactory,
    IntroductionFactory,
    MeetingFactory,
    MembershipFactory,
    QuestionFactory,
    RegistrationFactory,
    RequirementFactory,
    SessionFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def brief(case, kind=""):
    return case.url("brief_detail", case.registrations[0].pk, case.pitches[0].pk, kind=kind)


@pytest.fixture
def matched(case):
    """They share a technology; an introduction and a talk went before."""
    requirement = RequirementFactory(
        challenge=case.challenge, phrase="horen", sentence="Wij willen ze horen.", language="nl"
    )
    company = case.registrations[0].company
    CompanyTechnologyFactory(
        company=company, technology=requirement.technology, phrase="luisteren", sentence="Wij luisteren."
    )
    RequirementFactory(challenge=case.challenge)
    QuestionFactory(challenge=case.challenge, position=1, text_nl="Hoe ver hoor je?")
    IntroductionFactory(challenge=case.challenge, company=company, company_rom=None)
    past = timezone.now() - timedelta(days=90)
    before = SessionFactory(title_nl="Vorig jaar", starts_at=past, ends_at=past + timedelta(hours=3))
    AppointmentFactory(
        registration__session=before,
        registration__company=company,
        pitch__session=before,
        pitch__challenge=case.challenge,
        starts_at=past,
        ends_at=past + timedelta(minutes=15),
    )
    return case


def test_brief_says_why_what_is_missing_and_what_was_asked_before(client, matched):
    for reader in (matched.member, matched.host_rom):
        client.force_login(reader)
        shown = text(client.get(brief(matched)))
        assert "luisteren" in shown
        assert "staat niet in het profiel" in shown
        assert "Hoe ver hoor je?" in shown
        assert "Introductie gevraagd op" in shown
        assert "Spraken elkaar op Vorig jaar" in shown
        assert "Sara Vlinder, Luchtmacht" in shown


def test_organiser_of_another_rom_reads_no_explanation(client, matched):
    client.force_login(matched.organiser)
    shown = text(client.get(brief(matched)))
    assert "te lezen voor het bedrijf en de ROM van de challenge" in shown
    assert "luisteren" not in shown
    assert "Introductie gevraagd op" not in shown


def test_brief_is_of_these_two_alone(client, case):
    other = MembershipFactory(company=case.registrations[1].company).user
    for user in (other, UserFactory(adviser=True), MembershipFactory().user):
        client.force_login(user)
        assert client.get(brief(case)).status_code == 404
    client.force_login(case.organiser)
    never = case.url("brief_detail", case.registrations[1].pk, case.pitches[0].pk)
    assert client.get(never).status_code == 404


def test_briefs_of_a_table_and_of_a_company_are_a_page_for_each_talk(client, matched, django_assert_max_num_queries):
    MeetingFactory(
        plan=matched.plan, registration=matched.registrations[1], pitch=matched.pitches[0], slot=matched.slots[1]
    )
    for reader, url in (
        (matched.host_rom, matched.url("sheet_detail", matched.pitches[0].pk, kind="briefs")),
        (matched.member, matched.url("agenda_own", kind="briefs")),
    ):
        client.force_login(reader)
        client.get(url)
        with django_assert_max_num_queries(30):
            assert b"/Type/Pages/Count 2/" in client.get(url).content
    matched.plan.meetings.all().delete()
    assert client.get(url).status_code == 404


def test_briefs_of_a_table_take_as_many_queries_as_one(client, matched):
    client.force_login(matched.host_rom)
    url = matched.url("sheet_detail", matched.pitches[0].pk, kind="briefs")
    client.get(url)
    with CaptureQueriesContext(connection) as of_one:
        client.get(url)
    for registration in RegistrationFactory.create_batch(3, session=matched.session):
        MeetingFactory(plan=matched.plan, registration=registration, pitch=matched.pitches[0], slot=matched.slots[1])
    with CaptureQueriesContext(connection) as of_four:
        assert b"/Type/Pages/Count 4/" in client.get(url).content
    assert len(of_four) == len(of_one)


def test_brief_is_one_page_however_much_there_is_to_say(client, matched):
    company = matched.registrations[0].company
    for number in range(9):
        sentence = f"Dit is een lange zin over onderwerp {number} " + "met veel bijzinnen die maar doorgaan " * 8
        requirement = RequirementFactory(
            challenge=matched.challenge, phrase=f"onderwerp {number}", sentence=sentence, language="nl"
        )
        if number % 2:
            CompanyTechnologyFactory(
                company=company, technology=requirement.technology, phrase=f"onderwerp {number}", sentence=sentence
            )
    for position in range(2, 7):
        QuestionFactory(challenge=matched.challenge, position=position, text_nl="Wat is er nog meer? " * 20)
    client.force_login(matched.host_rom)
    content = client.get(brief(matched, kind="pdf")).content
    assert b"/Type/Pages/Count 1/" in content
