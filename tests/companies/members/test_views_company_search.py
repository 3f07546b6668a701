"""Search for a company, and the first page of a new one."""

import pytest
from django.urls import reverse

from companies.profiles.models import Company
from tests.clients import client_of
from tests.companies.registers.kvk_server import NUMBER, PROFILE, Register, fault
from tests.factories import CompanyFactory, ProvinceFactory, UserFactory

pytestmark = pytest.mark.django_db
URL = "companies:company_create"


@pytest.fixture
def seeker():
    return client_of(UserFactory())


def found(seeker, words=NUMBER):
    page = seeker.get(reverse(URL), {"q": words})
    assert page.status_code == 200
    return page


def first_page(page):
    """What the fields start with, those without anything left out."""
    fields = ("kvk_number", "name", "city", "province", "website")
    return {name: value for name in fields if (value := page.context["new"][name].value())}


def test_register_fills_in_the_first_page_and_saves_nothing(seeker, register: Register) -> None:
    there = CompanyFactory(city="Lollum", province=ProvinceFactory(code="FR"))
    page = found(seeker, "6875 0110")
    known = {"kvk_number": NUMBER, "name": "Meetwerk Vonk B.V.", "city": "Lollum", "province": there.province_id}
    assert first_page(page) == known
    assert f'value="{there.province_id}" selected' in page.content.decode()
    assert "Deze gegevens komen uit het Handelsregister." in page.content.decode()
    assert list(Company.objects.all()) == [there]


def test_register_is_never_asked_without_a_key(seeker, register: Register, settings) -> None:
    settings.KVK_API_KEY = ""
    page = found(seeker)
    assert first_page(page) == {"kvk_number": NUMBER}
    assert not page.context["known"].notice
    assert register.asked == []


def test_register_is_not_asked_about_a_profile_that_is_there_or_a_name(seeker, register: Register) -> None:
    CompanyFactory(kvk_number=NUMBER)
    assert "new" not in found(seeker).context
    found(seeker, "Meetwerk Vonk")
    found(seeker, "1234567")
    assert register.asked == []


def test_register_that_gives_no_answer_leaves_the_page_to_the_person(seeker, register: Register) -> None:
    register.says(503)
    page = found(seeker)
    assert first_page(page) == {"kvk_number": NUMBER}
    assert "Het Handelsregister is nu niet bereikbaar." in page.content.decode()


def test_number_that_the_register_does_not_know_is_told(seeker, register: Register) -> None:
    register.says(404, fault("IPD0005"))
    page = found(seeker)
    assert first_page(page) == {"kvk_number": NUMBER}
    assert "Dit nummer staat niet in het Handelsregister." in page.content.decode()


def test_registration_that_has_ended_is_told(seeker, register: Register) -> None:
    register.profile = PROFILE | {"materieleRegistratie": {"datumEinde": "20240101"}}
    page = found(seeker)
    assert page.context["new"].initial["name"] == "Meetwerk Vonk B.V."
    assert "is deze inschrijving beëindigd" in page.content.decode()
