"""The face in a real browser: accessible, within its width, obedient to the policy, and whole without JavaScript."""

import pytest
from django.urls import reverse
from django.utils import translation
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser import problems, sign_in
from tests.factories import UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDTHS = [1280, 700, 320]


def address(name: str, language: str = "nl") -> str:
    with translation.override(language):
        return reverse(name)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_components_stand_at_every_width(context: BrowserContext, page: Page, live_server, language: str) -> None:
    sign_in(context, live_server, UserFactory(is_superuser=True))
    path = address("components", language)
    assert {width: found for width in WIDTHS if (found := problems(page, path, width))} == {}


@pytest.mark.parametrize(
    "name", ["account_login", "account_signup", "account_reset_password", "account_email_verification_sent"]
)
def test_pages_before_signing_in_are_clean(page: Page, name: str) -> None:
    assert problems(page, address(name), 1280) + problems(page, address(name, "en"), 320) == []


@pytest.mark.parametrize("name", ["account_email", "account_change_password", "account_logout"])
def test_pages_of_an_account_are_clean(context: BrowserContext, page: Page, live_server, name: str) -> None:
    sign_in(context, live_server, UserFactory())
    assert problems(page, address(name), 1280) + problems(page, address(name, "en"), 320) == []


def test_missing_page_is_clean(page: Page) -> None:
    assert problems(page, "/nl/not/here/", 390) == []


def test_errors_are_named_on_top_and_lead_to_their_field(page: Page) -> None:
    page.goto(address("account_signup"))
    page.fill("#id_email", "nonsense")
    page.click("main button[type=submit]")
    assert page.title().startswith("Fout:")
    page.click(".error-summary a >> nth=0")
    assert page.evaluate("document.activeElement.id") == "id_name"
    assert page.input_value("#id_email") == "nonsense"


def test_skip_link_comes_first_and_leads_to_the_content(page: Page) -> None:
    page.goto(address("account_login"))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip-link"
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()  # a busy browser moves the focus a moment later


def test_menu_opens_without_javascript(browser: Browser, live_server) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(live_server.url + address("account_login"))
    link = page.locator(".menu-panel a").first
    assert not link.is_visible()
    page.click(".menu summary")
    assert link.is_visible()
    context.close()


def test_language_link_keeps_page_and_question(page: Page) -> None:
    page.goto(address("account_login") + "?next=/nl/desk/")
    page.click(".languages a")
    assert page.url.endswith("/en/account/login/?next=/nl/desk/")
    assert page.locator("html").get_attribute("lang") == "en"
