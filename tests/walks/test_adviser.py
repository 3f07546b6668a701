"""An adviser posts a challenge, judges what was found in it, publishes, and decides on the companies that fit."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from challenges.matching.refresh.runner import run_due_matching
from challenges.posting.services import apply_due_transitions
from tests.browser import complaints, seen
from tests.walks.conftest import Visit

pytestmark = pytest.mark.browser

TEXT = """Boven een haven vliegen kleine drones die niemand aankondigt. De wacht wil drones opsporen aan hun geluid,
ook bij wind, en met sensorfusie één beeld zien. Dronebestrijding hoort bij de proef."""


def test_adviser_posts_judges_publishes_and_decides(visit: Visit) -> None:
    page, colleague = visit("adviser"), visit("manager")
    with complaints(page) as found:
        post(page)
        found += seen(page, 1280, 320)
        judge_and_hand_in(page)
        found += approve(colleague)
        see_it_open(page)
        found += seen(page, 1280, 320)
        shortlist_the_first(page)
        dismiss_the_second(page)
        found += seen(page, 1280, 320)
        freeze_the_list(page)
        found += seen(page, 1280, 320)
        take_away_what_is_wrong(page)
        found += seen(page, 1280, 320)
    assert found == []


def post(page: Page) -> None:
    page.goto("/nl/desk/")
    page.click("main >> text=Plaats een challenge")
    page.fill("[name=title_nl]", "Drones boven de haven")
    page.fill("[name=teaser_nl]", TEXT)
    page.select_option("[name=branch]", "navy")
    page.fill("[name=opens_at]", "2020-01-01T09:00")
    page.fill("[name=closes_at]", "2099-01-01T17:00")
    page.click("main form button[type=submit]")
    assert page.locator("h1").inner_text() == "Drones boven de haven"


def judge_and_hand_in(page: Page) -> None:
    proposals = page.locator(".proposals .proposal")
    assert proposals.count() >= 3
    drones = page.locator(".proposal", has=page.locator("legend", has_text="Drones opsporen"))
    drones.locator("[value=must]").click()
    while proposals.count():
        proposals.first.locator("[value=nice]").click()
    page.click("#state [value=in_review]")


def approve(page: Page) -> list[str]:
    with complaints(page) as found:
        page.goto("/nl/desk/?kind=approve")
        page.locator("tr", has_text="Drones boven de haven").locator(".button").click()
        page.click("#state [value=scheduled]")
        found += seen(page, 1280, 320)
    return found


def see_it_open(page: Page) -> None:
    apply_due_transitions(timezone.now())
    run_due_matching()
    page.goto("/nl/challenges/drones-boven-de-haven/")
    assert page.locator(".state-line .chip").inner_text().strip() == "Open"
    assert page.locator(".results > .result").count() >= 3


def shortlist_the_first(page: Page) -> None:
    name = page.locator(".result h3").first.inner_text()
    page.locator(".result [value=shortlisted]").first.click()
    assert page.locator(".messages").inner_text().strip() == f"{name} staat op de shortlist."
    assert page.locator(".result").first.locator(".decision").inner_text().startswith("Op de shortlist sinds")


def freeze_the_list(page: Page) -> None:
    there = page.url
    page.click("text=Leg deze lijst vast")
    page.click("main form button[type=submit]")
    assert page.locator("tbody tr").count() >= 3
    assert "Op de shortlist" in page.locator("tbody").inner_text()
    page.goto(there)


def dismiss_the_second(page: Page) -> None:
    second = page.locator(".result").nth(1)
    name = second.locator("h3").inner_text()
    second.locator(".decision a").click()
    page.click("main form button[type=submit]")
    assert page.title().startswith("Fout:")
    page.select_option("[name=reason]", "no_capacity")
    page.click("main form button[type=submit]")
    last = page.locator(".result").last
    assert last.locator("h3").inner_text() == name
    assert last.locator(".decision .side").inner_text() == "Afgevallen: heeft geen ruimte"


def take_away_what_is_wrong(page: Page) -> None:
    page.locator(".result .why").first.click()
    headline = page.locator("h1").inner_text()
    page.click(".corrections summary")
    page.locator(".corrections li", has_text="Sensorfusie").locator("button").last.click()
    said = page.locator(".messages").inner_text()
    change = re.search(r"Van ([\d,]+) naar ([\d,]+) punten", said)
    assert change, said
    assert change.group(1) in headline
    assert change.group(2) in page.locator("h1").inner_text()


def test_adviser_decides_with_the_keyboard_alone(visit: Visit) -> None:
    page = visit("adviser.zeeland")
    page.goto("/nl/")
    press_until(page, "Bureau")
    page.keyboard.press("Enter")
    page.wait_for_url("**/nl/desk/")
    press_until(page, "Challenges")
    page.keyboard.press("Enter")
    page.wait_for_url("**/nl/challenges/")
    press_until(page, "Kleine vaartuigen horen")
    page.keyboard.press("Enter")
    page.wait_for_url("**/nl/challenges/*/")
    press_until(page, "Zet op shortlist")
    page.keyboard.press("Space")
    page.wait_for_selector(".messages")
    assert "staat op de shortlist" in page.locator(".messages").inner_text()
    press_until(page, "Draai terug")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=weer niets besloten")


def press_until(page: Page, words: str, most: int = 150) -> None:
    """Tab on to the first thing that starts with these words; everything on the way shows where the focus is."""
    for _ in range(most):
        page.keyboard.press("Tab")
        shown = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert shown != "none", focused(page)
        if focused(page).startswith(words):
            return
    raise AssertionError(f"{words} cannot be reached")


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.innerText || document.activeElement.value || ''")).strip()
