"""The second step of signing in, from setting it up to taking it away, and the link that ends a mail."""

import re
import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Page

from challenges.demo.people import DEMO_PASSWORD
from companies.profiles.freshness_services import create_confirmation_token
from companies.profiles.permissions import get_own_company
from portal.accounts.models import User
from portal.notifications.preferences import DIGEST, create_unsubscribe_token
from tests.browser import complaints, problems, seen
from tests.walks.conftest import Visit

pytestmark = pytest.mark.browser

WHO = "colleague@example.org"
WIDTHS = (1280, 320)


def test_second_step_is_set_up_used_and_taken_away(visit: Visit) -> None:
    page = visit()
    with complaints(page) as found:
        log_in(page)
        page.goto("/nl/account/2fa/totp/activate/")
        say_the_password_again(page)
        found += seen(page, *WIDTHS)
        activate(page)
        found += problems(page, "/nl/account/2fa/", *WIDTHS)
        found += problems(page, "/nl/account/2fa/recovery-codes/generate/", *WIDTHS)
        found += problems(page, "/en/account/2fa/recovery-codes/", *WIDTHS)
        code = page.locator("main li code").first.inner_text()
        found += problems(page, "/nl/account/2fa/reauthenticate/", *WIDTHS)
        again = visit()
        log_in(again)
        found += seen(again, *WIDTHS)
        again.fill("[name=code]", code)
        again.click("main button[type=submit]")
        again.wait_for_url("**/overview/")
        found += problems(page, "/nl/account/2fa/totp/deactivate/", *WIDTHS)
        page.click("main button[type=submit]")
    assert found == []


def log_in(page: Page) -> None:
    page.goto("/nl/account/login/")
    page.fill("[name=login]", WHO)
    page.fill("[name=password]", DEMO_PASSWORD)
    page.click("main button[type=submit]")


def say_the_password_again(page: Page) -> None:
    assert page.locator("h1").inner_text() == "Ben jij het nog?"
    page.fill("[name=password]", DEMO_PASSWORD)
    page.click("main button[type=submit]")


def activate(page: Page) -> None:
    secret = re.search(r"[A-Z2-7]{32}", page.locator("main").inner_text().replace(" ", ""))
    assert secret
    page.fill("[name=code]", format_hotp_value(hotp_value(secret.group(), int(time.time()) // 30)))
    page.click("main button[type=submit]")


def test_question_of_a_mail_is_answered_by_its_button_alone(visit: Visit) -> None:
    founder = User.objects.get(email="founder@example.org")
    company = get_own_company(founder)
    assert company is not None
    token = create_confirmation_token(company, founder)
    page = visit()
    assert problems(page, f"/nl/still-true/{token}/", *WIDTHS) == []
    assert problems(page, f"/en/still-true/{token}/", *WIDTHS) == []
    page.locator("main button[type=submit]").focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name=f"The profile of {company} is confirmed").wait_for()
    assert seen(page, *WIDTHS) == []


def test_mail_ends_by_the_link_in_it(visit: Visit) -> None:
    founder = User.objects.get(email="founder@example.org")
    token = create_unsubscribe_token(founder, DIGEST)
    page = visit()
    assert problems(page, f"/nl/unsubscribe/{token}/", *WIDTHS) == []
    assert problems(page, f"/en/unsubscribe/{token}/", *WIDTHS) == []
    page.click("main button[type=submit]")
    assert seen(page, *WIDTHS) == []
