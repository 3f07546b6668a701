"""A timetable in everyone's hands, in a real browser: from the organiser's papers to a company's own calendar."""

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from challenges.sessions.plan_models import Meeting, Plan
from tests.browser import JUDGED, complaints, seen
from tests.factories import MembershipFactory
from tests.walks.conftest import Visit

pytestmark = pytest.mark.browser
AT = "sessions/durf-voorbeeldsessie"
WIDTHS = (1280, 320)


def test_agendas_sheets_briefs_and_calendars(visit: Visit) -> None:
    page = visit("adviser")
    talk = shown_talk(page)
    MembershipFactory(company=talk.registration.company, user__email="spreekt@example.org")
    member = visit("spreekt")
    with complaints(page) as found, complaints(member) as of_member:
        found += organise(page, talk)
        of_member += take_part(member)
    assert found + of_member == []


def shown_talk(page: Page) -> Meeting:
    """Of a timetable that the participants see."""
    page.goto(f"/nl/{AT}/plans/")
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_selector(".plan-figures")
    plan = Plan.objects.filter(session__slug="durf-voorbeeldsessie").latest("number")
    Plan.objects.filter(pk=plan.pk).update(provisional_at=timezone.now())
    return plan.meetings.earliest("slot__starts_at", "table__number")


def organise(page: Page, talk: Meeting) -> list[str]:
    found = []
    for language, judged in JUDGED.items():
        for path in ("agendas/", "sheets/", f"agendas/{talk.registration_id}/", f"sheets/{talk.pitch_id}/"):
            page.goto(f"/{language}/{AT}/{path}")
            found += seen(page, *WIDTHS, judged=judged)
        page.goto(f"/{language}/{AT}/plans/{talk.plan.number}/whole/")
        found += seen(page, *WIDTHS, judged=judged)
        with page.expect_download() as download:
            page.locator("main a[href$='format=pdf']").click()
        assert download.value.suggested_filename.startswith("durf-voorbeeldsessie-timetable-")
        page.goto(f"/{language}/{AT}/pitches/{talk.pitch_id}/calendar/")
        found += seen(page, *WIDTHS, judged=judged)
    return found


def take_part(page: Page) -> list[str]:
    """From the agenda to a brief, and to an address for the calendar, which is made, seen once, and revoked."""
    found = []
    for language, judged in JUDGED.items():
        page.goto(f"/{language}/{AT}/agenda/")
        found += seen(page, *WIDTHS, judged=judged)
        page.locator(".day-talk a").first.click()
        found += seen(page, *WIDTHS, judged=judged)
        page.goto(f"/{language}/calendar/")
        page.locator("main form button[type=submit]").first.click()
        found += seen(page, *WIDTHS, judged=judged)
        address = page.locator("#address").input_value()
        assert page.request.get("/calendar/" + address.rpartition("/calendar/")[2]).ok
        page.locator("main form button[type=submit]").last.click()
        assert not page.request.get("/calendar/" + address.rpartition("/calendar/")[2]).ok
        found += seen(page, *WIDTHS, judged=judged)
    return found
