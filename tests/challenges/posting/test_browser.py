"""A challenge from its draft to its opening, through the hands of two people, in a real browser."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page

from challenges.posting.models import Challenge
from challenges.posting.services import apply_due_transitions
from tests.browser import problems, seen, sign_in
from tests.factories import RequirementFactory, UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDTHS = (1280, 320)


def page_of(browser: Browser, live_server, user) -> Page:
    context = browser.new_context(base_url=live_server.url)
    context.set_default_timeout(20_000)
    sign_in(context, live_server, user)
    return context.new_page()


def press(page: Page, name: str) -> str:
    """A button of the page; what the next page says on top."""
    page.get_by_role("button", name=name, exact=True).click()
    return page.locator(".notice").first.inner_text()


def test_a_draft_is_refused_mended_approved_and_opened_by_the_clock(browser: Browser, live_server) -> None:
    writer = UserFactory(adviser=True, name="Sanne", language="nl")
    colleague = UserFactory(rom_role="adviser", rom=writer.rom, name="Ruben", language="en")
    challenge = RequirementFactory(
        challenge__draft=True,
        challenge__rom=writer.rom,
        challenge__title_nl="Fluisterende boeien met een heel lange titel die bij 320 pixels nog past",
        challenge__opens_at=timezone.now() + timedelta(days=1),
    ).challenge
    dutch, english = (page_of(browser, live_server, user) for user in (writer, colleague))
    edit = f"challenges/{challenge.slug}/edit/"

    assert problems(dutch, f"/nl/challenges/{challenge.slug}/owners/", *WIDTHS) == []
    assert problems(dutch, f"/nl/{edit}", *WIDTHS) == []
    assert "wacht op de goedkeuring van een collega" in press(dutch, "Voorleggen")
    dutch.goto(f"/nl/{edit}")
    assert "Jij schreef dit" in dutch.locator(".notice").first.inner_text()
    assert dutch.get_by_role("button", name="Goedkeuren").count() == 0

    assert problems(english, "/en/desk/?kind=approve", *WIDTHS) == []
    english.locator(".desk-table .button").click()
    assert seen(english, *WIDTHS) == []
    assert "Say why" in press(english, "Refuse, with the reason")
    english.get_by_label("Reason, if you refuse").fill("Say where <it> is shown.")
    assert "the writer gets your reason" in press(english, "Refuse, with the reason")

    assert problems(dutch, "/nl/desk/?kind=mend", *WIDTHS) == []
    dutch.locator(".desk-table .button").click()
    assert "Say where <it> is shown." in dutch.locator(".notice-warning").inner_text()
    assert seen(dutch, *WIDTHS) == []
    dutch.get_by_label("Tekst in het Nederlands").fill("Wij zoeken toestellen. Je toont ze in Lelystad.")
    press(dutch, "Bewaar")
    press(dutch, "Voorleggen")

    english.goto(f"/en/{edit}")
    assert "opens on its date" in press(english, "Approve")
    english.goto(f"/en/{edit}")
    assert "goes back to review" in english.locator(".notice-warning").inner_text()
    assert seen(english, *WIDTHS) == []

    visitor = browser.new_context(base_url=live_server.url).new_page()
    assert visitor.goto(f"/nl/challenges/{challenge.slug}/").status == 404
    Challenge.objects.filter(pk=challenge.pk).update(opens_at=timezone.now() - timedelta(minutes=1))
    assert visitor.goto(f"/nl/challenges/{challenge.slug}/").status == 200  # the clock in the query, before any move
    assert apply_due_transitions(timezone.now()) == 1
    assert problems(visitor, f"/en/challenges/{challenge.slug}/", *WIDTHS) == []
    told = list(challenge.moves.order_by("id").values_list("name", flat=True))
    assert told == ["submit", "refuse", "submit", "approve", "open"]
