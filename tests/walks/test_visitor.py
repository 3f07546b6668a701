"""A visitor looks around: from the home page to a challenge, and to how the score works."""

import re

import pytest

from tests.walks.conftest import Visit

pytestmark = pytest.mark.browser

WORDS = {
    "nl": ("Alle challenges", "Pas filters toe", "Kleine drones opmerken zonder radar", "Zo werkt de score"),
    "en": ("All challenges", "Apply filters", "Noticing small drones without radar", "How the score works"),
}


@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_visitor_reads_from_home_to_the_score(visit: Visit, language: str, scripts: bool) -> None:
    everything, apply, drones, score = WORDS[language]
    page = visit(java_script_enabled=scripts)
    page.goto(f"/{language}/")
    page.click(f"main >> text={everything}")
    before = number_of_challenges(page.locator(".section-head h2").inner_text())
    page.check("input[name=branch][value=air_force]")
    page.click(f"main button:has-text('{apply}')")
    assert 0 < number_of_challenges(page.locator(".section-head h2").inner_text()) < before
    assert page.locator(".removable").count() == 1
    page.click(f"main >> text={drones}")
    assert page.locator("h1").inner_text() == drones
    assert page.locator("nav [aria-current=page]").first.inner_text() == "Challenges"
    assert page.locator("#matches").count() == 0  # whom it fits is not for everyone
    page.click(f"footer >> text={score}")
    assert page.locator("h1").inner_text() == score


def test_filters_open_and_close_on_a_phone_without_scripts(visit: Visit) -> None:
    page = visit(java_script_enabled=False, viewport={"width": 390, "height": 800})
    page.goto("/nl/challenges/")
    assert not page.locator("form.filters").is_visible()
    page.click("a.open-filters")
    assert page.locator("form.filters").is_visible()
    page.click(".close-filters a")
    assert not page.locator("form.filters").is_visible()


def test_reader_changes_language_on_the_spot(visit: Visit) -> None:
    page = visit()
    page.goto("/nl/challenges/?branch=air_force")
    page.click(".languages a[lang=en]")
    assert page.url.endswith("/en/challenges/?branch=air_force")
    assert page.locator("h1").inner_text() == "Challenges"
    page.click("text=Noticing small drones without radar")
    assert page.locator(".state-line b").inner_text() == "in 24 days"


def number_of_challenges(heading: str) -> int:
    found = re.match(r"\d+", heading)
    assert found
    return int(found.group())
