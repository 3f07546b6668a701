"""The first page of a new profile, prefilled from the trade register."""

from dataclasses import replace

import pytest

from companies.registers import kvk
from companies.registers.client import KvKUnavailable
from companies.registers.kvk import prefill_from_register
from companies.registers.responses import RegisteredCompany
from portal.regions.models import Province
from tests.factories import CompanyFactory, ProvinceFactory

NUMBER = "68750110"
FOUND = RegisteredCompany(NUMBER, "Vonk", (), "Kade 3", "8823SJ", "Lollum", True)


@pytest.fixture
def register(monkeypatch, settings):
    """Let the register answer with what `answer` is called with."""
    settings.KVK_API_KEY = "a-key"

    def answer(found):
        def look_up(number):
            assert number == NUMBER
            if isinstance(found, Exception):
                raise found
            return found

        monkeypatch.setattr(kvk, "look_up_registration", look_up)

    return answer


def test_prefill_without_a_key_asks_nothing(monkeypatch, settings):
    settings.KVK_API_KEY = ""
    monkeypatch.setattr(kvk, "look_up_registration", None)
    prefill = prefill_from_register(NUMBER)
    assert (prefill.fields, prefill.notice) == ({"kvk_number": NUMBER}, "")


@pytest.mark.parametrize("answer", [None, KvKUnavailable("status 500")])
def test_prefill_without_an_answer_keeps_the_number_and_warns(register, answer):
    register(answer)
    prefill = prefill_from_register(NUMBER)
    assert (prefill.fields, prefill.kind) == ({"kvk_number": NUMBER}, "warning")
    assert prefill.notice


def test_prefill_of_an_unknown_number_and_of_a_silent_register_differ(register):
    register(None)
    unknown = prefill_from_register(NUMBER).notice
    register(KvKUnavailable("status 500"))
    assert prefill_from_register(NUMBER).notice != unknown


def test_prefill_takes_name_and_town(register):
    register(FOUND)
    prefill = prefill_from_register(NUMBER)
    assert prefill.fields == {"kvk_number": NUMBER, "name": "Vonk", "city": "Lollum", "province": None}
    assert prefill.kind == "info"


def test_prefill_of_an_ended_registration_warns(register):
    register(replace(FOUND, is_active=False))
    prefill = prefill_from_register(NUMBER)
    assert (prefill.fields["name"], prefill.kind) == ("Vonk", "warning")


@pytest.mark.django_db
def test_prefill_takes_the_province_by_its_code(register):
    province = ProvinceFactory()
    register(replace(FOUND, province=province.code))
    assert prefill_from_register(NUMBER).fields["province"] == province


@pytest.mark.django_db
def test_province_is_guessed_if_companies_in_the_town_agree():
    company = CompanyFactory(city="Lollum")
    CompanyFactory(city="lollum", province=company.province)
    CompanyFactory(city="Lollum", province=None)
    CompanyFactory(city="Lollum", state="draft")
    assert kvk._guess_province("LOLLUM") == company.province.code
    assert Province.objects.count() > 1


@pytest.mark.django_db
def test_province_is_not_guessed_if_companies_in_the_town_differ():
    CompanyFactory.create_batch(2, city="Lollum")
    assert kvk._guess_province("Lollum") is None
    assert kvk._guess_province("") is None
    assert kvk._guess_province("Elders") is None
