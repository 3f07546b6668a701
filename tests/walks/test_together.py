"""Two companies answer a challenge together, with a file; the ROM reads it once the challenge is closed."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from challenges.posting.models import Challenge
from challenges.responses.models import Submission
from companies.profiles.models import Company
from portal.accounts.models import User
from tests.browser import complaints, seen
from tests.factories import MembershipFactory
from tests.files import pdf
from tests.walks.conftest import Visit

pytestmark = pytest.mark.browser
ANSWER = "Wij leveren samen een paal met microfoons."


@pytest.fixture
def challenge(site: object) -> Iterator[Challenge]:
    now = timezone.now()
    made = Challenge.objects.create(
        slug="samen-een-paal",
        rom=User.objects.get(email="adviser@example.org").rom,
        title_nl="Samen een paal",
        title_en="A pole together",
        teaser_nl="Een paal die hoort.",
        state=Challenge.State.OPEN,
        opens_at=now - timedelta(days=1),
        closes_at=now + timedelta(days=10),
    )
    partner = MembershipFactory(user__email="partner@example.org", company__name="Torenvalk Audio").company
    yield made
    Challenge.objects.filter(pk=made.pk).update(state=Challenge.State.WITHDRAWN)
    Company.objects.filter(pk=partner.pk).update(state=Company.State.WITHDRAWN)


def test_two_companies_answer_together_and_the_rom_reads_it(visit: Visit, challenge: Challenge) -> None:
    lead, partner, adviser = visit("founder"), visit("partner"), visit("adviser")
    with complaints(lead) as found, complaints(partner) as theirs, complaints(adviser) as of_rom:
        write_with_a_file(lead)
        ask_the_other(lead)
        found += seen(lead, 1280, 320)
        theirs += join_in(partner)
        submit(lead)
        found += seen(lead, 1280, 320)
        of_rom += read(adviser, challenge)
    assert found + theirs + of_rom == []
    submission = Submission.objects.get(response__challenge=challenge)
    assert submission.attachments.get().name == "Plan van aanpak.pdf"
    assert submission.readings.get().user.email == "adviser@example.org"


def write_with_a_file(page: Page) -> None:
    page.goto("/nl/challenges/samen-een-paal/response/edit/")
    for box in page.locator("textarea").all():
        box.fill(ANSWER)
    plan = {"name": "Plan van aanpak.pdf", "mimeType": "application/pdf", "buffer": pdf()}
    page.set_input_files("#id_files", plan)
    page.click("button[value=attach]")
    page.wait_for_url("**/response/edit/#attachments")
    assert page.locator("textarea").first.input_value() == ANSWER
    assert page.locator(".attachments a").inner_text() == "Plan van aanpak.pdf"


def ask_the_other(page: Page) -> None:
    page.click("text=Partner uitnodigen")
    page.fill("[name=q]", "torenvalk")
    page.keyboard.press("Enter")
    page.click("button[name=company]")
    page.wait_for_url("**/response/edit/")
    page.click("button[value=submit]")
    page.wait_for_selector(".notice-error")
    assert "Nog geen antwoord van" in page.locator(".notice-error").inner_text()


def join_in(page: Page) -> list[str]:
    page.goto("/nl/responses/")
    found = seen(page, 1280, 320)
    page.click("text=Samen een paal")
    assert ANSWER in page.locator("#answers").inner_text()
    found += seen(page, 1280, 320)
    page.click("button[value=agree]")
    page.wait_for_selector("button[value=leave]")
    return found + seen(page, 1280, 320)


def submit(page: Page) -> None:
    page.goto("/nl/challenges/samen-een-paal/response/edit/")
    page.click("button[value=submit]")
    page.wait_for_url("**/response/")


def read(page: Page, challenge: Challenge) -> list[str]:
    page.goto("/nl/challenges/samen-een-paal/responses/")
    assert "heeft 1 bedrijf een reactie ingediend" in page.locator("main").inner_text()
    Challenge.objects.filter(pk=challenge.pk).update(state=Challenge.State.EVALUATING)
    page.reload()
    found = seen(page, 1280, 320)
    page.click("th a")
    assert ANSWER in page.locator("#answers").inner_text()
    return found + seen(page, 1280, 320)
