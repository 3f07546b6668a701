"""From a number of the map to the list that it counts, and back; what is hidden there, and the table as a file."""

import csv
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from challenges.dashboard.hidden_demand import get_month_start
from challenges.posting.models import Challenge
from portal.technologies.models import Technology
from tests.browser import complaints, seen
from tests.factories import ChallengeFactory, RequirementFactory, ROMFactory
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


FEW = 5
HIDDEN = {"nl": "minstens 5 voor iedereen met een account", "en": "at least 5 for everyone with an account"}


@pytest.fixture
def hidden(site: object) -> Iterator[list[Challenge]]:
    """As many challenges for accounts alone as are told of, of a ROM of their own; gone afterwards."""
    rom, asked = ROMFactory(name="ROM van de Kaartstreek"), Technology.objects.get(slug="drones")
    opened = get_month_start(timezone.now()) - timedelta(hours=1)
    made = [ChallengeFactory(rom=rom, visibility="registered", opens_at=opened) for _ in range(FEW)]
    for challenge in made:
        RequirementFactory(challenge=challenge, technology=asked)
    yield made
    Challenge.objects.filter(rom=rom).delete()
    rom.delete()


@pytest.mark.parametrize("language", HIDDEN)
def test_visitor_reads_of_hidden_challenges_from_five_on(visit: Visit, hidden: list[Challenge], language: str) -> None:
    visitor, member = visit(), visit("founder")
    with complaints(visitor) as found:
        assert told(visitor, language) == HIDDEN[language]
        found += seen(visitor, 1280, 390, 320)
        assert told(member, language) == ""  # who may open them finds them in the numbers
        Challenge.objects.filter(pk=hidden[0].pk).update(visibility="invited")
        assert told(visitor, language) == ""
    assert found == []


def told(page: Page, language: str) -> str:
    """What the section of hidden challenges says of the ROM of the walk."""
    page.goto(f"/{language}/map/?technology=drones")
    line = page.locator("#hidden ~ * li, section:has(#hidden) li").filter(has_text="Kaartstreek")
    return line.locator("span").last.inner_text() if line.count() else ""


def test_adviser_finds_the_own_region_in_tiles_and_table_and_takes_it_along(visit: Visit) -> None:
    page = visit("adviser")
    page.goto("/en/map/?technology=drones")
    own = page.locator(".tile-own")
    expect(own).to_have_count(1)
    row = page.locator("tr.own")
    expect(row).to_contain_text("your region")
    numbers = [link.inner_text().split()[0] for link in row.locator("a").all()]
    assert [link.inner_text().split()[0] for link in own.locator("a").all()] == numbers
    with page.expect_download() as download:
        page.click("text=CSV")
    assert download.value.suggested_filename == "map-drones.csv"
    text = Path(download.value.path()).read_text("utf-8-sig")
    assert ["Flevoland", "Horizon Flevoland", *numbers] in list(csv.reader(text.splitlines()))
