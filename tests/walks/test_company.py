"""A founder makes an account, pastes a text, confirms what was found in it, and reads why a challenge fits."""

import re
from decimal import Decimal

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import translation
from playwright.sync_api import Locator, Page, expect

from tests.browser import complaints, seen
from tests.walks.conftest import Visit
from tests.walks.pages import DRONES, OWN

pytestmark = pytest.mark.browser

TEXT = """Wij maken een paal die drones hoort. Zestien microfoons herkennen het geluid van propellers.
Het systeem doet dronedetectie en combineert geluid en warmtebeeld tot één spoor: sensorfusie op de plek zelf.
Beeldherkenning draait op een klein model, zonder netwerk. Gemeenten gebruiken de paal voor dronebestrijding."""
NOT_MADE = "Dronebestrijding"  # proposed, since others do that with it


def test_founder_comes_in_by_mail_and_reads_which_challenges_fit(visit: Visit) -> None:
    page = visit()
    with complaints(page) as found:
        sign_up(page)
        found += seen(page, 1280, 320)
        confirm_by_mail(page)
        find_or_make(page)
        found += seen(page, 1280, 320)
        tell_what_you_make(page)
        found += seen(page, 1280, 320)
        confirm_technologies(page)
        publish(page)
        found += seen(page, 1280, 320)
    assert found == []
    assert page.locator("h1").inner_text() == "Oorbel Akoestiek"
    totals = [number(text) for text in page.locator(".results .total b").all_inner_texts()]
    assert totals
    assert totals == sorted(totals, reverse=True)
    page.locator(".why").first.click()
    assert totals[0] == total_that_adds_up(page)


def sign_up(page: Page) -> None:
    page.goto("/nl/")
    page.click("text=Maak een bedrijfsprofiel")
    page.fill("[name=name]", "Okke Boer")
    page.fill("[name=email]", "okke@example.net")
    page.fill("[name=password1]", "een lange zin over drones")
    page.click("main button[type=submit]")


def confirm_by_mail(page: Page) -> None:
    [message] = mail.outbox
    assert message.to == ["okke@example.net"]
    link = re.search(r"http\S+", str(message.body))
    assert link
    page.goto(link.group())
    page.click("main button[type=submit]")


def find_or_make(page: Page) -> None:
    """In the browser that signed up one is signed in, and led to the first step."""
    assert page.locator("h1").inner_text() == "Zoek je bedrijf"
    page.fill("[name=q]", "Oorbel Akoestiek")
    page.click("main button[type=submit]")
    assert page.input_value("[name=name]") == "Oorbel Akoestiek"
    page.select_option("[name=province]", label="Flevoland")
    page.click("#new button[type=submit]")


def tell_what_you_make(page: Page) -> None:
    page.fill("[name=text_nl]", TEXT)
    page.click(".save-bar [name=next]")


def confirm_technologies(page: Page) -> None:
    assert page.locator(".proposal").count() >= 4
    for yes in page.locator(".proposal input[value=yes]").all():
        yes.check()
    page.locator(".proposal", has=page.locator("legend", has_text=NOT_MADE)).locator("[value=no]").check()
    page.click(".save-bar [name=next]")
    assert page.url.endswith("/edit/maturity/")


def publish(page: Page) -> None:
    """The last page says what a declaration would bring; it is signed, and the profile published."""
    page.check("[name=trl][value='6']")
    page.click(".save-bar [name=next]")
    page.wait_for_url("**/edit/cases/")
    with translation.override("nl"):
        last_page = reverse("challenges:profile_completeness", args=["oorbel-akoestiek"])
    page.goto(last_page)
    page.click("main a[href*='/declarations/'][href$='#established']")
    page.check("[name=established][value=yes]")
    page.fill("[name=name]", "Okke Boer")
    page.check("[name=may_sign]")
    page.click("main .buttons button[type=submit]:text('Onderteken')")
    page.wait_for_selector(".messages")
    page.goto(last_page)
    page.click(".save-bar button[type=submit]")
    page.wait_for_url("**/nl/overview/")


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("challenge", [DRONES, "drones-wijzen-elkaar-de-weg"])
def test_printed_points_add_up(visit: Visit, language: str, challenge: str) -> None:
    page = visit("founder")
    page.goto(f"/{language}/challenges/{challenge}/matches/{OWN}/")
    assert total_that_adds_up(page) > 0


def test_founder_asks_why_not_me_and_lands_at_the_field_that_changes_it(visit: Visit) -> None:
    page = visit("founder", java_script_enabled=False)
    page.goto("/nl/overview/")
    page.select_option("#why-not-me select", "batterijen-bij-min-dertig")
    page.click("#why-not-me button")
    assert page.locator("h1").inner_text() == "Je mist 2 eisen van de 3"
    lands_at_the_field(page)


def lands_at_the_field(page: Page) -> None:
    assert page.locator(".way h3").first.inner_text().startswith("Deze 2 samen zijn genoeg")
    page.locator(".way a").first.click()
    page.wait_for_url(re.compile(rf"/nl/companies/{OWN}/edit/technologies/\?add=[a-z-]+#id_add$"))
    assert page.locator("select#id_add").input_value() in page.url


def test_why_not_me_opens_in_place_and_gives_the_focus_back(visit: Visit) -> None:
    page = visit("founder")
    page.goto("/nl/overview/")
    row = page.locator(".almost a").first
    panel, focused = page.locator("#in-place"), page.locator(":focus")
    with complaints(page) as found:
        row.focus()
        row.press("Enter")
        expect(focused).to_have_text(re.compile("^Je mist"))
        assert panel.locator("h1").get_attribute("aria-level") == "3"
        assert row.get_attribute("aria-expanded") == "true"
        assert page.locator(".almost > li", has=panel).locator("a").first.inner_text() == row.inner_text()
        found += seen(page, 1280, 320)
        page.keyboard.press("Escape")
        assert panel.count() == 0
        expect(row).to_be_focused()
        assert row.get_attribute("aria-expanded") == "false"

        page.select_option("#why-not-me select", "batterijen-bij-min-dertig")
        page.click("#why-not-me button")
        expect(focused).to_have_text("Je mist 2 eisen van de 3")
    assert found == []
    assert page.url.endswith("/nl/overview/")
    lands_at_the_field(page)


def test_why_not_me_that_cannot_be_had_in_place_is_a_page(visit: Visit) -> None:
    page = visit("founder")
    page.goto("/nl/overview/")
    page.route("**/why-not-me/**", lambda route: route.abort(), times=1)
    page.locator(".almost a").first.click()
    page.wait_for_url("**/why-not-me/")
    assert page.locator("h1").inner_text().startswith("Je mist")


def total_that_adds_up(page: Page) -> Decimal:
    """The total of an explanation, after adding up every number that the page prints."""
    tables = page.locator("table.points")
    expect(tables).to_have_count(2)
    parts, words = tables.all()
    technology, text, *others = column(parts)
    assert sum(number(each) for each in page.locator(".pairs .box small").all_inner_texts()) == technology
    assert sum(column(words)) == text
    assert page.locator(".match-bar .match-slots b").all_inner_texts() == [
        each.split()[0] for each in parts.locator("tbody td:last-child").all_inner_texts()
    ]
    total = number(parts.locator("tfoot td:last-child").inner_text())
    assert technology + text + sum(others) == total
    return total


def column(table: Locator) -> list[Decimal]:
    return [number(each) for each in table.locator("tbody td:last-child").all_inner_texts()]


def number(text: str) -> Decimal:
    """ "36,4 van 40" or "36.4 of 40": the first number of it."""
    found = re.match(r"\s*(\d+(?:[.,]\d)?)", text)
    assert found, text
    return Decimal(found.group(1).replace(",", "."))
