"""The pages of companies and of the reference data in a real browser: accessible and within their width."""

import pytest
from playwright.sync_api import BrowserContext, Page

from companies.models import Company
from portal.models import Agreement
from tests.browser import problems, sign_in
from tests.factories import CompanyFactory, CompanyTechnologyFactory, MembershipFactory, TechnologyFactory, TermFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDTHS = [1280, 320]
LONG = "Onderwaterakoestiekmeetinstrumentenfabriek" * 3


def clean(page: Page, path: str) -> bool:
    found = {width: wrong for width in WIDTHS if (wrong := problems(page, path, width))}
    assert found == {}
    return True


@pytest.fixture
def own(context: BrowserContext, live_server) -> Company:
    membership = MembershipFactory(company__name="Radarbouw", company__slug="own")
    for known_as in ("proposed", "stated"):
        CompanyTechnologyFactory(
            company=membership.company, known_as=known_as, phrase="toestellen", sentence="Wij maken toestellen."
        )
    sign_in(context, live_server, membership.user)
    return membership.company


def test_list_is_clean_with_rows_and_without(page: Page) -> None:
    CompanyTechnologyFactory(company__name=LONG[:120], company__city=LONG[:100], company__text_nl=LONG * 9)
    CompanyFactory.create_batch(22, is_example=True, trl=6)
    assert clean(page, "/nl/companies/?page=1")
    assert clean(page, "/en/companies/?q=zzz&kind=sme&trl=12")


def test_page_of_a_company_is_clean(page: Page, own: Company) -> None:
    CompanyFactory(slug="long", name=LONG[:120], text_nl=LONG * 9, website=f"https://{'a' * 150}.nl", source=LONG)
    assert clean(page, "/en/companies/own/")
    assert clean(page, "/nl/companies/long/")


def test_forms_are_clean_also_with_mistakes(page: Page, own: Company) -> None:
    assert clean(page, "/nl/companies/own/edit/")
    assert clean(page, "/en/companies/own/technologies/")
    page.goto("/nl/companies/own/edit/")
    page.fill("[name=kvk_number]", "1234567")
    page.fill("[name=text_nl]", "x" * 20_001)
    assert page.text_content("#id_text_nl + .hint") == "20.001 van hoogstens 20.000 tekens"
    page.click("main button[type=submit]")
    page.click(".error-summary a >> text=KvK")
    assert page.evaluate("document.activeElement.name") == "kvk_number"
    assert page.input_value("[name=text_nl]") == "x" * 20_001
    assert page.title().startswith("Fout:")


@pytest.mark.parametrize("path", ["technologies/", "technologies/drones/", "agreements/", "privacy/", "accessibility/"])
def test_reference_pages_are_clean(page: Page, path: str) -> None:
    drones = TechnologyFactory(slug="drones", civil_use_nl="Een dak bekijken.", military_use_nl="Verkennen.")
    TermFactory(technology=drones, text=LONG[:100])
    TechnologyFactory(parent=drones)
    Agreement.objects.create(slug="a", title_nl="Brief", title_en="Letter", source=LONG)
    assert clean(page, f"/nl/{path}")
