"""The pages that ask whether a profile is still true, opened by people and by mail scanners."""

import pytest
from django.test import Client
from django.utils import timezone

from companies.profiles.freshness_services import confirm_profile, create_confirmation_token, mark_outdated_profiles
from companies.profiles.models import Company
from portal.ui.dates import get_today
from tests.clients import client_of
from tests.companies.profiles.ages import aged, member_of_aged
from tests.factories import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return member_of_aged(
        10, get_today(), company=aged(10, get_today(), claimed=True, name="Reiger & Zn", slug="reiger")
    )


def link(person) -> str:
    person.company.refresh_from_db()
    return f"/en/still-true/{create_confirmation_token(person.company, person.user)}/"


def state(person):
    return Company.objects.values_list("confirmed_at", "stale_since", "asked_months").get(pk=person.company_id)


def test_a_scanner_that_follows_the_link_changes_nothing(person):
    mark_outdated_profiles(timezone.now())
    url, before = link(person), state(person)
    for method in ("get", "head", "options", "get"):
        response = getattr(Client(), method)(url)
        assert response.status_code < 400
    assert state(person) == before
    assert "Yes, still true" in Client().get(url).content.decode()


def test_a_post_without_the_pages_own_secret_changes_nothing(person):
    url, before = link(person), state(person)
    assert Client(enforce_csrf_checks=True).post(url).status_code == 403
    assert state(person) == before


def test_the_button_confirms_without_signing_in_and_the_link_has_done_its_work(person):
    mark_outdated_profiles(timezone.now())
    url, client = link(person), Client(enforce_csrf_checks=True)
    page = client.get(url)
    response = client.post(url, {"csrfmiddlewaretoken": page.context["csrf_token"]}, follow=True)
    html = response.content.decode()
    assert "The profile of Reiger &amp; Zn is confirmed" in html
    assert "Yes, still true" not in html
    confirmed_at, stale_since, asked = state(person)
    assert (confirmed_at.date(), stale_since, asked) == (timezone.now().date(), None, 0)


def test_the_button_pressed_twice_is_one_answer(person):
    url = link(person)
    assert [Client().post(url).status_code, Client().post(url).status_code] == [302, 302]
    first = state(person)
    Client().post(url)
    assert state(person) == first


def test_the_page_says_no_more_than_the_public_name(person):
    person.user.email, person.user.name = "noor@reiger.example", "Noor Geheim"
    person.user.save()
    Company.objects.filter(pk=person.company_id).update(text_nl="Een geheime sonar.", city="Urk", kvk_number="12345678")
    response = Client().get(link(person))
    html = response.content.decode()
    for word in ("noor@reiger.example", "Noor Geheim", "sonar", "Urk", "12345678"):
        assert word not in html
    assert 'name="robots" content="noindex"' in html
    assert "no-store" in response["Cache-Control"]


def test_no_leads_to_the_form_by_signing_in(person):
    html = Client().get(link(person)).content.decode()
    assert 'href="/en/companies/reiger/edit/"' in html
    assert "/account/login/" in Client().get("/en/companies/reiger/edit/")["Location"]


@pytest.mark.parametrize("token", ["x", "1-2-3.abc.def", "%00", "a" * 2000])
def test_invalid_link_is_not_found(token):
    assert Client().get(f"/en/still-true/{token}/").status_code in {400, 404}
    assert Client().post(f"/en/still-true/{token}/").status_code in {400, 404}


def test_a_member_answers_with_one_button(person):
    mark_outdated_profiles(timezone.now())
    client = client_of(person.user)
    html = client.get("/en/companies/reiger/confirm/").content.decode()
    assert "It loses 10 points on every challenge until somebody says yes." in html
    response = client.post("/en/companies/reiger/confirm/", follow=True)
    html = response.content.decode()
    assert "You said that the profile of Reiger &amp; Zn is still true." in html
    assert "Not confirmed since" not in html
    assert state(person)[1:] == (None, 0)


def test_looking_at_the_question_answers_nothing(person):
    before = state(person)
    client_of(person.user).get("/en/companies/reiger/confirm/")
    assert state(person) == before


def test_staff_answer_for_a_profile_that_nobody_claimed_and_for_no_other(person):
    adviser = UserFactory(rom=person.company.province.rom, rom_role="adviser")
    unclaimed = aged(10, get_today(), province=person.company.province, slug="vrij")
    assert client_of(adviser).post("/en/companies/reiger/confirm/").status_code == 404
    assert client_of(adviser).post("/en/companies/vrij/confirm/").status_code == 302
    unclaimed.refresh_from_db()
    assert unclaimed.confirmed_at.date() == timezone.now().date()


def test_dashboard_tells_what_an_old_profile_costs(person):
    html = client_of(person.user).get("/en/overview/").content.decode()
    assert "Say whether your profile is still true" in html
    assert 'href="/en/companies/reiger/confirm/"' in html
    confirm_profile(person.company)
    assert "Say whether your profile is still true" not in client_of(person.user).get("/en/overview/").content.decode()


def test_a_stale_profile_is_marked_on_its_page_and_in_the_list(person):
    assert "Not confirmed since" not in Client().get("/en/companies/").content.decode()
    mark_outdated_profiles(timezone.now())
    MembershipFactory()
    for url in ("/en/companies/", "/en/companies/reiger/"):
        assert Client().get(url).content.decode().count("Not confirmed since") == 1
