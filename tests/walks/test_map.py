"""From a number of the map to the list that it counts, and back by the technology's page."""

import pytest

from tests.walks.conftest import Visit

pytestmark = pytest.mark.browser

WORDS = {"nl": ("Kaart", "Op de kaart"), "en": ("Map", "On the map")}


@pytest.mark.parametrize("language", WORDS)
def test_reader_goes_from_a_number_to_its_list_and_back(visit: Visit, language: str) -> None:
    word, on_the_map = WORDS[language]
    page = visit(java_script_enabled=False)
    page.goto(f"/{language}/")
    page.click(f"nav.wide >> text={word}")
    page.select_option("#technology", "drones")
    page.click(".map-form button")
    number = page.locator(".tile a", has_text="Flevoland").first
    counted = number.inner_text().split()[0]
    number.click()
    assert page.locator(".section-head h2").first.inner_text().split()[0] == counted
    assert page.locator(".removable").count() == 2
    page.click(f"text={on_the_map}")
    assert page.url.endswith(f"/{language}/map/?technology=drones")
    assert page.locator("h2#map").inner_text() == f"{word}: Drones"
