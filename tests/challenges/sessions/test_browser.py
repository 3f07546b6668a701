"""Prepare and publish a session in a real browser."""

import pytest
from django.utils import timezone
from playwright.sync_api import Browser

from challenges.sessions.models import Session
from challenges.sessions.plan_models import Plan
from tests.browser import problems, seen, sign_in
from tests.factories import ChallengeFactory, PlanFactory, SessionFactory, UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDTHS = (1280, 320)


def test_a_session_is_prepared_and_published(browser: Browser, live_server) -> None:
    organiser = UserFactory(adviser=True, language="nl")
    ChallengeFactory(rom=organiser.rom, title_nl="Fluisterende boeien met een heel lange titel", title_en="Buoys")
    context = browser.new_context(base_url=live_server.url)
    context.set_default_timeout(20_000)
    sign_in(context, live_server, organiser)
    page = context.new_page()

    assert problems(page, "/nl/sessions/new/", *WIDTHS) == []
    page.get_by_role("button", name="Bewaar", exact=True).click()
    assert seen(page, *WIDTHS) == []  # with its errors
    for name, text in (("title_nl", "Voorjaar"), ("place", "Hangar"), ("city", "Lelystad")):
        page.locator(f"#id_{name}").fill(text)
    page.locator("#id_starts_at").fill("2037-03-02T13:00")
    page.locator("#id_ends_at").fill("2037-03-02T17:30")
    page.get_by_role("button", name="Bewaar", exact=True).click()
    assert seen(page, *WIDTHS) == []
    slug = Session.objects.get().slug

    page.get_by_role("link", name="nog geen tafels").click()
    page.get_by_label("Zaal 1: naam in het Nederlands").fill("Werkplaats")
    page.get_by_label("Zaal 1: tafels").fill("1-3")
    page.get_by_role("button", name="Bewaar", exact=True).click()
    assert seen(page, *WIDTHS) == []
    page.goto(f"/en/sessions/{slug}/slots/")
    page.get_by_label("Break after slot number").fill("5")
    page.get_by_role("button", name="Create time slots", exact=True).click()
    assert seen(page, *WIDTHS) == []
    page.goto(f"/en/sessions/{slug}/pitches/")
    page.get_by_label("Words, or a technology").fill("buoys")
    page.get_by_role("button", name="Search", exact=True).click()
    assert seen(page, *WIDTHS) == []
    page.locator("button[name=challenge]").click()
    page.locator("#id_table").select_option(index=1)
    page.locator("#id_host_name").fill("Bram")
    assert seen(page, *WIDTHS) == []
    page.get_by_role("button", name="Save", exact=True).click()
    assert seen(page, *WIDTHS) == []
    page.goto(f"/en/sessions/{slug}/")
    page.get_by_role("button", name="Publish", exact=True).click()
    assert "everyone sees it now" in page.locator(".notice").first.inner_text()
    assert problems(browser.new_context(base_url=live_server.url).new_page(), f"/nl/sessions/{slug}/", *WIDTHS) == []


def test_progress_of_a_timetable_is_followed_until_that_is_turned_off(browser: Browser, live_server) -> None:
    organiser = UserFactory(adviser=True, language="en")
    plan = PlanFactory(session=SessionFactory(rom=organiser.rom), state="solving", progress=20)
    context = browser.new_context(base_url=live_server.url)
    sign_in(context, live_server, organiser)
    page = context.new_page()
    assert problems(page, f"/en/sessions/{plan.session.slug}/plans/{plan.number}/", *WIDTHS) == []
    Plan.objects.update(progress=40)
    page.get_by_text("40 % of the time").wait_for()
    page.get_by_role("button", name="Do not refresh by itself").click()
    Plan.objects.update(progress=60)
    page.wait_for_timeout(4000)
    assert page.get_by_text("40 % of the time").is_visible()
    page.get_by_role("button", name="Refresh by itself").click()
    page.get_by_text("60 % of the time").wait_for()
    Plan.objects.update(state="failed", failure="stopped", ended_at=timezone.now())
    page.get_by_text("stopped before there was a timetable").wait_for()
    assert seen(page, *WIDTHS) == []
