"""From wishes to a timetable, in a real browser: a host's, a company's, and what the organiser reads."""

import pytest
from playwright.sync_api import Page

from challenges.sessions.registration_models import Registration
from tests.browser import complaints, seen
from tests.factories import MembershipFactory
from tests.walks.conftest import Visit

pytestmark = pytest.mark.browser
AT = "sessions/durf-voorbeeldsessie"
WIDTHS = (1280, 320)


def test_wishes_are_said_and_a_timetable_is_made(visit: Visit) -> None:
    coming = Registration.objects.filter(session__slug="durf-voorbeeldsessie", state="confirmed").first()
    MembershipFactory(company=coming.company, user__email="komt@example.org")
    page, member = visit("adviser"), visit("komt")
    with complaints(page) as found, complaints(member) as of_member:
        found += say_as_host(page)
        of_member += say_as_company(member)
        found += make(page)
    assert found + of_member == []


def say_as_host(page: Page) -> list[str]:
    page.goto(f"/nl/{AT}/pitches/")
    page.locator("main a[href*='/pitches/']").first.click()
    found = seen(page, *WIDTHS)
    page.goto(f"/nl/{AT}/wishes/hosts/")
    found += seen(page, *WIDTHS)
    page.locator("main a[href*='/wishes/hosts/']").first.click()
    page.locator("input[value=must]").first.check()
    page.locator("main form button[type=submit]").click()
    return found + seen(page, *WIDTHS)


def say_as_company(page: Page) -> list[str]:
    page.goto(f"/en/{AT}/wishes/")
    page.locator("input[value=no]").first.check()
    page.locator("main form button[type=submit]").click()
    return seen(page, *WIDTHS)


def make(page: Page) -> list[str]:
    page.goto(f"/nl/{AT}/plans/?costs=1")
    found = seen(page, *WIDTHS)
    page.locator("main form button[type=submit]").click()
    page.wait_for_selector(".plan-figures")
    found += seen(page, *WIDTHS)
    page.goto(f"/en/{AT}/plans/1/")
    found += seen(page, *WIDTHS)
    page.goto(f"/en/{AT}/plans/")
    return found + seen(page, *WIDTHS)
