"""Afterwards, in a real browser: the company and the host's ROM say what came of a talk, and the organiser reads it."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from challenges.sessions.appointment_models import Appointment
from challenges.sessions.models import Session
from portal.regions.models import ROM
from tests.browser import JUDGED, complaints, seen
from tests.factories import AppointmentFactory, MembershipFactory, SessionFactory
from tests.walks.conftest import Visit

pytestmark = pytest.mark.browser
WIDTHS = (1280, 320)
LANGUAGES = {"nl": ("We praten verder", "Past niet"), "en": ("We go on talking", "No fit")}


def test_both_sides_say_what_came_of_it_in_two_clicks(visit: Visit) -> None:
    talk = held_talk()
    member, adviser = visit("zei"), visit("adviser")
    with complaints(member) as of_member, complaints(adviser) as found:
        of_member += say(member, talk)
        found += answer_for_hosts(adviser, talk)
        found += read_results(adviser, talk)
    assert of_member + found == []


def held_talk() -> Appointment:
    """At a session of the adviser's ROM that ended an hour ago, with a host of the same ROM."""
    rom = ROM.objects.get(slug="horizon-flevoland")
    ended = timezone.now() - timedelta(hours=1)
    session = SessionFactory(rom=rom, title_nl="Gisteren", title_en="Yesterday", starts_at=ended - timedelta(hours=2))
    Session.objects.filter(pk=session.pk).update(ends_at=ended)
    talk = AppointmentFactory(
        registration__session=session, pitch__challenge__rom=rom, starts_at=ended - timedelta(hours=1)
    )
    MembershipFactory(company=talk.registration.company, user__email="zei@example.org")
    return talk


def say(page: Page, talk: Appointment) -> list[str]:
    """From the overview: open, choose. In the other language the other answer, which counts."""
    found = []
    for language, (_goes_on, no_fit) in LANGUAGES.items():
        page.goto(f"/{language}/overview/")
        if talk.outcomes.exists():
            page.goto(f"/{language}/sessions/{talk.pitch.session.slug}/outcomes/")
        else:
            page.locator(f"#waiting a[href$='/{talk.pitch.session.slug}/outcomes/'].button").click()
        found += seen(page, *WIDTHS, judged=JUDGED[language])
        page.get_by_role("button", name=no_fit).click()
        expect(page.get_by_role("button", name=no_fit)).to_have_attribute("aria-pressed", "true")
        found += seen(page, *WIDTHS, judged=JUDGED[language])
    return found


def answer_for_hosts(page: Page, talk: Appointment) -> list[str]:
    found, at = [], f"sessions/{talk.pitch.session.slug}"
    for language, (goes_on, _no_fit) in LANGUAGES.items():
        for path in (f"pitches/{talk.pitch_id}/outcomes/", "outcomes/hosts/"):
            page.goto(f"/{language}/{at}/{path}")
            page.get_by_role("button", name=goes_on).click()
            expect(page.get_by_role("button", name=goes_on)).to_have_attribute("aria-pressed", "true")
            found += seen(page, *WIDTHS, judged=JUDGED[language])
    return found


def read_results(page: Page, talk: Appointment) -> list[str]:
    """From the page of the session to the numbers, and from each number to its list."""
    found, at = [], f"sessions/{talk.pitch.session.slug}"
    for language, judged in JUDGED.items():
        page.goto(f"/{language}/{at}/")
        page.locator(f"main a[href$='/{at}/results/']").first.click()
        found += seen(page, *WIDTHS, judged=judged)
        page.locator("main a[href*='what=held']").first.click()
        expect(page.locator("tbody tr")).to_have_count(1)
        found += seen(page, *WIDTHS, judged=judged)
    return found
