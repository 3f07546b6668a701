"""The page on which staff vet a company and withdraw a vetting."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.translation import override

from companies.declarations.models import Vetting
from portal.ui.dates import get_today
from tests.clients import client_of
from tests.factories import CompanyFactory, MembershipFactory, ProvinceFactory, UserFactory, VettingFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def company():
    return CompanyFactory(claimed=True, province=ProvinceFactory())


@pytest.fixture
def adviser(company):
    return UserFactory(adviser=True, rom=company.province.rom)


def page_of(company, name="company_vetting"):
    return reverse(f"companies:{name}", args=[company.slug])


def typed(**changed):
    last = (get_today() + timedelta(days=300)).isoformat()
    return {"scope": "rom", "reason": "Bestuurders nagezien.", "expires_on": last} | changed


def test_staff_vet_from_the_companys_page_and_it_says_so(company, adviser):
    client = client_of(adviser)
    assert page_of(company) in client.get(company.get_absolute_url()).content.decode()
    with override("en"):
        page = client.post(page_of(company), typed(), follow=True).content.decode()
    assert "Bestuurders nagezien." in page
    assert "Vetted on" in page
    assert Vetting.objects.get().rom == adviser.rom


def test_company_and_other_roms_read_neither_the_page_nor_the_reason(company):
    VettingFactory(company=company, reason="Alleen voor de ROM.")
    for user in (MembershipFactory(company=company).user, UserFactory(adviser=True), None):
        client = client_of(user)
        assert client.get(page_of(company)).status_code in {302, 403, 404}
        page = client.get(company.get_absolute_url()).content.decode()
        assert "Alleen voor de ROM." not in page
        assert page_of(company) not in page


@pytest.mark.parametrize(
    ("changed", "field"),
    [({"reason": " "}, "reason"), ({"expires_on": "2020-01-01"}, "expires_on"), ({"scope": "defence"}, "scope")],
)
def test_errors_are_shown_and_typed_values_stay(company, adviser, changed, field):
    page = client_of(adviser).post(page_of(company), typed(**changed))
    assert list(page.context["form"].errors) == [field]
    kept = {name: value for name, value in typed().items() if name not in changed and name != "scope"}
    assert all(value in page.content.decode() for value in kept.values())


def test_withdrawing_needs_a_reason_and_keeps_typed_values(company, adviser):
    vetting = VettingFactory(company=company, scope="rom", rom=adviser.rom)
    client, url = client_of(adviser), page_of(company, "vetting_withdraw")
    page = client.post(url, {"vetting": vetting.pk, "reason": ""})
    assert list(page.context["end"].errors) == ["reason"]
    assert "<details open>" in page.content.decode()
    assert client.post(url, {"vetting": "x", "reason": "Verkocht."}).context["end"].errors["vetting"]
    client.post(url, {"vetting": vetting.pk, "reason": "Verkocht."})
    assert "Verkocht." in client.get(page_of(company)).content.decode()
    assert client.get(url).status_code == 302


def test_staff_cannot_withdraw_a_vetting_by_defence(company, adviser):
    vetting = VettingFactory(company=company)
    client = client_of(adviser)
    assert page_of(company, "vetting_withdraw") not in client.get(page_of(company)).content.decode()
    page = client.post(page_of(company, "vetting_withdraw"), {"vetting": vetting.pk, "reason": "Nee."})
    assert page.context["end"].non_field_errors()


def test_page_costs_no_more_with_more_vettings(company, adviser, django_assert_max_num_queries):
    for number in range(9):
        VettingFactory(company=company, expires_on=get_today() + timedelta(days=number + 1))
    client = client_of(adviser)
    with django_assert_max_num_queries(12):
        assert len(client.get(page_of(company)).context["rows"]) == 9


def test_admin_reads_vettings_and_is_led_to_their_page(company):
    vetting = VettingFactory(company=company)
    admin = client_of(UserFactory(admin=True))
    page = admin.get(reverse("admin:companies_vetting_change", args=[vetting.pk])).content.decode()
    assert page_of(company) in page
    assert 'name="reason"' not in page
    form = admin.get(reverse("admin:companies_company_change", args=[company.pk])).content.decode()
    assert 'name="vetted_on"' not in form
