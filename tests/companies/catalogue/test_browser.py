"""Pages of companies and of the reference data in a real browser: accessible, and not wider than the screen."""

import pytest
from playwright.sync_api import BrowserContext, Page

from companies.profiles.models import Company
from portal.regions.models import Agreement
from tests.browser import problems, seen, sign_in
from tests.factories import (
    CompanyFactory,
    CompanyTechnologyFactory,
    MembershipFactory,
    ReferenceCaseFactory,
    TechnologyFactory,
    TermFactory,
)

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


@pytest.mark.parametrize("step", ["who", "text", "technologies", "maturity", "cases", "sharing"])
def test_pages_of_the_profile_are_clean(page: Page, own: Company, step: str) -> None:
    ReferenceCaseFactory(company=own, title=LONG[:200], customer=LONG[:200])
    Company.objects.update(text_nl="We make a thing and it is for you. " + LONG)
    assert clean(page, f"/nl/companies/own/edit/{step}/")


def test_forms_are_clean_also_with_mistakes(page: Page, own: Company) -> None:
    page.goto("/nl/companies/own/edit/text/")
    page.fill("[name=text_nl]", "x" * 20_001)
    assert page.text_content("#id_text_nl + .hint") == "20.001 van 20.000 tekens"
    page.click(".save-bar [name=next]")
    page.click(".error-summary a")
    assert page.evaluate("document.activeElement.name") == "text_nl"
    assert page.input_value("[name=text_nl]") == "x" * 20_001
    assert page.title().startswith("Fout:")
    assert seen(page, *WIDTHS) == []


def test_a_clash_is_clean_and_shows_both(page: Page, own: Company) -> None:
    page.goto("/nl/companies/own/edit/text/")
    page.fill("[name=text_nl]", "Mijn tekst.")
    Company.objects.update(text_nl=LONG * 9)
    page.click(".save-bar [name=next]")
    assert page.input_value("[name=text_nl]") == "Mijn tekst."
    assert LONG in page.locator(".theirs").inner_text()
    assert seen(page, *WIDTHS) == []


@pytest.mark.parametrize("path", ["technologies/", "technologies/drones/", "agreements/", "privacy/", "accessibility/"])
def test_reference_pages_are_clean(page: Page, path: str) -> None:
    drones = TechnologyFactory(slug="drones", civil_use_nl="Een dak bekijken.", military_use_nl="Verkennen.")
    TermFactory(technology=drones, text=LONG[:100])
    TechnologyFactory(parent=drones)
    Agreement.objects.create(slug="a", title_nl="Brief", title_en="Letter", source=LONG)
    assert clean(page, f"/nl/{path}")
