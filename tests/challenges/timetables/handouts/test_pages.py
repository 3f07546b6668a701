"""Agendas, table sheets and the whole plan, as pages: who reads what, and in how many queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from challenges.posting.models import Challenge
from challenges.sessions.plan_models import Plan
from challenges.sessions.registration_models import Registration
from tests.challenges.timetables.handouts.conftest import text
from tests.factories import MeetingFactory, PlanFactory, RegistrationFactory

pytestmark = pytest.mark.django_db


def test_agenda_tells_a_company_its_own_day(client, case):
    client.force_login(case.member)
    shown = text(client.get(case.url("agenda_own")))
    other = case.registrations[1].company.name
    assert "Voorlopig: tijden, tafels en gesprekken kunnen nog veranderen." in shown
    assert shown.index("Drones horen") < shown.index("Pauze") < shown.index(case.pitches[1].challenge.title_nl)
    assert "Sara Vlinder, Luchtmacht" in shown
    assert "4 minuten lopen" in shown
    assert other not in shown


def test_agenda_follows_the_version_that_participants_go_by(client, case):
    client.force_login(case.member)
    draft = PlanFactory(solved=True, session=case.session, number=2)
    MeetingFactory(plan=draft, registration=case.registrations[0], pitch=case.pitches[0], slot=case.slots[1])
    assert "Versie 1" in text(client.get(case.url("agenda_own")))
    Plan.objects.filter(pk=draft.pk).update(final_at=timezone.now())
    shown = text(client.get(case.url("agenda_own")))
    assert "Definitief" in shown
    assert case.pitches[1].challenge.title_nl not in shown
    Plan.objects.update(final_at=None, provisional_at=None)
    assert "Nog geen rooster" in text(client.get(case.url("agenda_own")))


def test_agenda_does_not_tell_a_title_that_went_out_of_sight(client, case):
    client.force_login(case.member)
    Challenge.objects.filter(pk=case.challenge.pk).update(state=Challenge.State.WITHDRAWN)
    shown = text(client.get(case.url("agenda_own")))
    assert "Drones horen" not in shown
    assert "niet meer te zien" in shown
    brief = text(client.get(case.url("brief_detail", case.registrations[0].pk, case.pitches[0].pk)))
    assert "Drones horen" not in brief


def test_sheets_are_for_who_speaks_for_the_host(client, case):
    client.force_login(case.host_rom)
    shown = text(client.get(case.url("sheet_list")))
    assert "Tafel 7" in shown
    assert "Tafel 9" not in shown
    assert case.registrations[0].company.name in shown
    assert client.get(case.url("sheet_detail", case.pitches[0].pk)).status_code == 200
    for name, more in (("sheet_detail", [case.pitches[1].pk]), ("agenda_list", []), ("plan_whole", [1])):
        assert client.get(case.url(name, *more)).status_code == 404
    client.force_login(case.organiser)
    assert "Tafel 9" in text(client.get(case.url("sheet_list")))


def test_hosts_read_who_left_since(client, case):
    client.force_login(case.host_rom)
    pages = [case.url("sheet_list"), case.url("plan_own")]
    pages.append(case.url("brief_detail", case.registrations[0].pk, case.pitches[0].pk))
    told = ["sindsdien weg", "sindsdien weg", "dit gesprek gaat niet door"]
    for url, words in zip(pages, told, strict=True):
        assert words not in text(client.get(url))
    Registration.objects.filter(pk=case.registrations[0].pk).update(state="cancelled")
    for url, words in zip(pages, told, strict=True):
        assert words in text(client.get(url))


def test_organiser_has_all_agendas_and_those_alone_of_this_session(client, case):
    client.force_login(case.organiser)
    shown = text(client.get(case.url("agenda_list")))
    assert all(each.company.name in shown for each in case.registrations)
    assert client.get(case.url("agenda_detail", case.registrations[1].pk)).status_code == 200
    assert client.get(case.url("agenda_detail", RegistrationFactory().pk)).status_code == 404


@pytest.mark.parametrize("name", ["agenda_list", "sheet_list", "plan_whole"])
def test_queries_do_not_grow_with_the_session(client, case, name, django_assert_num_queries):
    client.force_login(case.organiser)
    url = case.url(name, *([1] if name == "plan_whole" else []))
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    assert len(few) <= 9
    for pitch in case.more_pitches(4):
        for registration in RegistrationFactory.create_batch(2, session=case.session):
            MeetingFactory(plan=case.plan, registration=registration, pitch=pitch, slot=case.slots[1])
    with django_assert_num_queries(len(few)):
        client.get(url)
