"""The call list of a ROM: its page, its file, and its counts on the dashboard."""

import io
from datetime import timedelta

import pytest
import tablib
from django.utils import timezone

from companies.profiles.freshness_services import mark_outdated_profiles
from companies.profiles.part_models import FreshnessCall
from companies.profiles.visibility_models import Reading
from portal.ui.dates import get_today
from tests.clients import client_of
from tests.companies.profiles.ages import aged, confirmed
from tests.factories import CompanyContactFactory, CompanyFactory, FreshnessCallFactory, ProvinceFactory, UserFactory

pytestmark = pytest.mark.django_db
URL = "/en/call-list/"
MOST_QUERIES = 12


@pytest.fixture
def province():
    return ProvinceFactory()


@pytest.fixture
def adviser(province):
    return client_of(UserFactory(rom=province.rom, rom_role="adviser"))


def names(response) -> list[str]:
    return [row.company.name for row in response.context["rows"]]


def old(months: int, province, **fields):
    return aged(months, get_today(), province=province, **fields)


def test_call_list_has_old_profiles_of_the_region_the_oldest_first(adviser, province):
    old(7, province, name="Zeven")
    old(12, province, name="Twaalf", claimed=True)
    old(5, province, name="Vijf")
    old(8, province, name="Verborgen", state="draft")
    old(9, ProvinceFactory(), name="Elders")
    aged(9, get_today(), province=None, name="Nergens")
    response = adviser.get(URL)
    assert names(response) == ["Twaalf", "Zeven"]
    assert [row.months for row in response.context["rows"]] == [12, 7]
    assert names(client_of(UserFactory(admin=True)).get(URL)) == ["Twaalf", "Elders", "Nergens", "Zeven"]


def test_dashboard_counts_the_profiles_of_the_call_list(adviser, province):
    for months in (6, 9, 14):
        old(months, province, claimed=True)
    FreshnessCallFactory(company=old(7, province, claimed=True), outcome="will_change")
    response = adviser.get("/en/desk/?kind=calls")
    counted = {counter.kind.value: counter.number for counter in response.context["counters"]}
    assert counted["calls"] == adviser.get(URL).context["page"].paginator.count == 3
    assert 'href="/en/call-list/"' in response.content.decode()


@pytest.mark.parametrize(
    ("outcome", "days", "is_listed"),
    [("not_reached", 6, False), ("not_reached", 8, True), ("will_change", 29, False), ("will_change", 31, True)],
)
def test_call_list_leaves_out_companies_called_recently(adviser, province, outcome, days, is_listed):
    company = old(9, province)
    FreshnessCallFactory(company=company, outcome=outcome, called_at=timezone.now() - timedelta(days=days))
    assert (names(adviser.get(URL)) == [company.name]) == is_listed
    html = adviser.get(f"{URL}?show=all").content.decode()
    assert "Voicemail ingesproken." in html


def test_the_bar_counts_every_published_profile_of_the_region(adviser, province):
    for months in (0, 2, 3, 5, 6, 8, 9, 30):
        old(months, province)
    CompanyFactory(province=ProvinceFactory())
    bands = adviser.get(URL).context["bands"]
    assert [band.number for band in bands] == [2, 2, 2, 2]
    assert [(band.x, band.width) for band in bands] == [("0%", "25%"), ("25%", "25%"), ("50%", "25%"), ("75%", "25%")]


def test_an_empty_list_says_so(adviser):
    assert "Nobody to call" in adviser.get(URL).content.decode()


def test_queries_do_not_grow_with_the_list(adviser, province, django_assert_max_num_queries):
    def queries() -> int:
        with django_assert_max_num_queries(MOST_QUERIES) as captured:
            assert adviser.get(URL).status_code == 200
        return len(captured)

    FreshnessCallFactory(company=old(7, province), called_at=timezone.now() - timedelta(days=60))
    few = queries()
    for company in CompanyFactory.create_batch(
        30, province=province, confirmed_at=confirmed(8, get_today()), claimed=True
    ):
        CompanyContactFactory(company=company)
        FreshnessCallFactory(company=company, called_at=timezone.now() - timedelta(days=60))
    assert queries() == few


@pytest.mark.parametrize("name", ["csv", "xlsx"])
def test_the_file_holds_the_list_and_no_formula(adviser, province, name):
    company = old(11, province, name="=HYPERLINK(1)", website="https://reiger.example")
    FreshnessCallFactory(company=company, note="+31 6", called_at=timezone.now() - timedelta(days=60))
    old(7, province, name="Tweede")
    mark_outdated_profiles(timezone.now())
    response = adviser.get(f"/en/call-list/export/?format={name}")
    assert response["Content-Disposition"] == f'attachment; filename="call-list-{get_today()}.{name}"'
    if name == "csv":
        table = tablib.Dataset().load(response.content.decode("utf-8-sig"), format="csv")
    else:
        table = tablib.Dataset().load(io.BytesIO(response.content), format="xlsx")
    first, second = table.dict
    assert (first["Company"], first["Note"], first["Loses points"]) == ("'=HYPERLINK(1)", "'+31 6", "yes")
    assert (str(first["Months"]), first["Website"], second["Company"]) == ("11", "https://reiger.example", "Tweede")


def test_a_file_of_another_kind_is_not_there(adviser):
    assert adviser.get("/en/call-list/export/?format=exe").status_code == 404


# --- noting a call ----------------------------------------------------------------------------------------------------


def test_a_call_is_noted_and_the_company_leaves_the_list(adviser, province):
    company = old(9, province, slug="reiger", name="Reiger")
    data = {"outcome": "will_change", "note": "Maandag klaar.", "seen": "0"}
    response = adviser.post("/en/companies/reiger/call/", data, follow=True)
    assert "The call with Reiger is noted." in response.content.decode()
    assert names(response) == []
    call = FreshnessCall.objects.get()
    assert (call.company, call.outcome, call.note) == (company, "will_change", "Maandag klaar.")


def test_the_number_to_call_is_read_where_the_call_is_noted_and_the_company_knows(adviser, province):
    company = old(9, province, slug="reiger", claimed=True)
    CompanyContactFactory(company=company, name="Noor", phone="+31 320 123456")
    assert "+31 320 123456" not in adviser.get(URL).content.decode()
    assert not Reading.objects.exists()
    html = adviser.get("/en/companies/reiger/call/").content.decode()
    assert 'href="tel:+31 320 123456"' in html
    assert list(Reading.objects.values_list("company", "group")) == [(company.pk, "contact")]


def test_a_number_that_is_not_there_or_not_for_the_reader_is_not_shown(adviser, province):
    old(9, province, slug="reiger")
    assert "tells no number" in adviser.get("/en/companies/reiger/call/").content.decode()
    elsewhere = old(9, ProvinceFactory(), slug="elders")
    CompanyContactFactory(company=elsewhere, phone="+31 320 123456")
    assert adviser.get("/en/companies/elders/call/").status_code == 404
    assert not Reading.objects.exists()


def test_another_outcome_needs_a_note_and_keeps_the_choice(adviser, province):
    old(9, province, slug="reiger")
    response = adviser.post("/en/companies/reiger/call/", {"outcome": "other"})
    html = response.content.decode()
    assert "Enter the result." in html
    assert response.context["form"]["outcome"].value() == "other"
    assert not FreshnessCall.objects.exists()


def test_a_colleagues_call_is_shown_and_the_own_text_stays(adviser, province):
    company = old(9, province, slug="reiger")
    FreshnessCallFactory(company=company, called_by__name="Sanne")
    data = {"outcome": "stopped", "note": "Failliet.", "seen": "0"}
    response = adviser.post("/en/companies/reiger/call/", data)
    html = response.content.decode()
    assert "Sanne has already called" in html
    assert "Failliet." in html
    data["seen"] = response.context["form"]["seen"].value()
    assert adviser.post("/en/companies/reiger/call/", data).status_code == 302


@pytest.mark.parametrize("fields", [{"state": "draft"}, {"province": None}])
def test_of_a_hidden_or_foreign_company_no_call_is_noted(adviser, province, fields):
    aged(9, get_today(), **{"slug": "reiger", "province": province} | fields)
    assert adviser.get("/en/companies/reiger/call/").status_code == 404


def test_staff_find_stale_profiles_by_a_filter_that_others_do_not_have(adviser, province):
    old(10, province, name="Oud")
    old(1, province, name="Jong")
    mark_outdated_profiles(timezone.now())
    response = adviser.get("/en/companies/?freshness=stale")
    assert [row.company.name for row in response.context["rows"]] == ["Oud"]
    member = client_of(UserFactory())
    assert "Not confirmed for nine months" not in member.get("/en/companies/").content.decode()
