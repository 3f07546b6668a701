"""The admin in a real browser: its scripts and widgets work under the policy that every page has."""

import pytest
from django.urls import reverse
from django.utils.translation import override
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser import sign_in
from tests.factories import CompanyFactory, ProvinceFactory, UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def complaints(context: BrowserContext, page: Page, live_server) -> list[str]:
    """What the console says while an admin is at work."""
    sign_in(context, live_server, UserFactory(admin=True))
    found: list[str] = []
    page.on("console", lambda message: found.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: found.append(str(error)))
    return found


def visit(page: Page, name: str, *args: int) -> None:
    with override("en"):
        page.goto(reverse(f"admin:{name}", args=args))


@pytest.mark.parametrize(
    "name",
    [
        *("index", "companies_company_changelist", "companies_company_import", "companies_company_export"),
        *("portal_user_add", "challenges_challenge_add", "companies_companyevent_changelist"),
    ],
)
def test_page_breaks_no_policy(page: Page, complaints: list[str], name: str) -> None:
    visit(page, name)
    assert complaints == []


def test_form_proposes_a_slug_searches_a_province_and_picks_a_date(page: Page, complaints: list[str]) -> None:
    ProvinceFactory(name_en="Drenthe")
    visit(page, "companies_company_add")
    page.locator("#id_name").press_sequentially("Avy Drones")
    expect(page.locator("#id_slug")).to_have_value("avy-drones")
    page.click(".field-province .select2-selection")
    page.locator(".select2-search__field").press_sequentially("Dren")
    page.click(".select2-results__option:has-text('Drenthe')")
    page.click("#funding_rounds-group .add-row a")
    page.click("#funding_rounds-0 .field-announced_on .datetimeshortcuts a:has-text('Today')")
    page.click("#funding_rounds-0 .inline-deletelink")
    page.click("#technology_links-group .add-row a")
    expect(page.locator("#technology_links-0 .select2-selection")).to_be_visible()
    page.click("#technology_links-0 .inline-deletelink")
    page.click("[name=_save]")
    expect(page.locator(".messagelist .success")).to_contain_text("Avy Drones")
    assert complaints == []


def test_history_opens_from_the_form(page: Page, complaints: list[str]) -> None:
    visit(page, "companies_company_change", CompanyFactory().pk)
    page.click(".historylink")
    expect(page.locator("#change-history")).to_contain_text("Company: added by")
    assert complaints == []
