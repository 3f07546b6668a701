"""An introduction from the first interest to a pilot, by both sides and both ROMs, in both languages."""

import pytest
from playwright.sync_api import BrowserContext, Page

from challenges.introductions.models import Introduction
from challenges.introductions.workflow import IntroductionState
from tests.browser import complaints, seen, sign_in
from tests.challenges.introductions.conftest import Case, make_case
from tests.factories import ChallengeContactFactory, CompanyContactFactory, MatchFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDTHS = (1280, 320)
PRIVATE = ("Luitenant Geerse", "Havenwacht", "Noor Hendriks", "noor@example.org")


def make() -> Case:
    case = make_case()
    MatchFactory(challenge=case.challenge, company=case.company)
    ChallengeContactFactory(challenge=case.challenge, unit="Havenwacht", name="Luitenant Geerse", is_anonymous=True)
    CompanyContactFactory(company=case.company, name="Noor Hendriks", email="noor@example.org")
    return case


def opened(context: BrowserContext, live_server, user, path: str) -> Page:
    context.set_default_timeout(15_000)
    context.clear_cookies()
    sign_in(context, live_server, user)
    page = context.new_page()
    page.goto(path)
    return page


def shows(page: Page) -> list[str]:
    text = page.locator("main").inner_text()
    return [word for word in PRIVATE if word in text]


def test_from_interest_to_pilot(context: BrowserContext, live_server) -> None:
    case, wrong = make(), []
    page = opened(context, live_server, case.member, f"/nl/challenges/{case.challenge.slug}/")
    with complaints(page) as found:
        page.get_by_role("link", name="Ik heb interesse").click()
        wrong += seen(page, *WIDTHS)
        page.get_by_label("Waarom wil je kennismaken?").fill("Wij horen al boten zonder licht.")
        page.get_by_role("button", name="Vraag om een introductie").click()
        page.get_by_text("De anderen krijgen bericht").wait_for()
        wrong += seen(page, *WIDTHS)
    wrong += found
    path = Introduction.objects.get().get_absolute_url()
    assert shows(page) == []

    page = opened(context, live_server, case.owner, "/en/desk/?kind=introductions")
    page.locator(".do a").click()
    page.get_by_text("Wij horen al boten zonder licht.").wait_for()
    wrong += seen(page, *WIDTHS)
    page.get_by_text("No, decline").click()
    page.get_by_role("button", name="Decline").click()
    page.get_by_role("alert").wait_for()
    wrong += seen(page, *WIDTHS)
    page.get_by_role("button", name="Yes, introduce us").click()
    page.get_by_text("You said yes.").wait_for()
    assert shows(page) == ["Havenwacht"]  # its own challenge's unit, and nobody's name

    page = opened(context, live_server, case.neighbour, path.replace("/en/", "/nl/"))
    assert shows(page) == []
    page.get_by_role("button", name="Ja, introduceer ons").click()
    page.get_by_role("heading", name="Wie je belt").wait_for()
    wrong += seen(page, *WIDTHS)
    assert set(shows(page)) == set(PRIVATE)

    page = opened(context, live_server, case.member, path.replace("/nl/", "/en/"))
    assert set(shows(page)) == set(PRIVATE)
    page.get_by_label("Met", exact=True).check()
    page.get_by_role("button", name="Note it").click()
    page.get_by_text("Noted.").wait_for()
    wrong += seen(page, *WIDTHS)

    page = opened(context, live_server, case.owner, path.replace("/en/", "/nl/"))
    page.get_by_label("Pilot").check()
    page.locator("#onward_note").fill("Acht weken in de haven.")
    page.get_by_role("button", name="Noteer").click()
    page.get_by_text("Genoteerd.").wait_for()
    assert Introduction.objects.get().state == IntroductionState.PILOT
    for address in (
        "/nl/introductions/",
        "/en/introductions/pipeline/",
        f"/nl/challenges/{case.challenge.slug}/contact/",
    ):
        page.goto(address)
        wrong += seen(page, *WIDTHS)
    assert wrong == []
