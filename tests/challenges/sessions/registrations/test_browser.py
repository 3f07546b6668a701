"""Register for a full session, wait, accept an offer and check in, in both languages and at two widths."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page

from challenges.sessions.registration_models import Registration
from tests.browser import complaints, seen, sign_in
from tests.challenges.sessions.registrations.conftest import make_case, member_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDTHS = (1280, 320)


def opened(context: BrowserContext, live_server, user, path: str) -> Page:
    context.set_default_timeout(30_000)
    context.clear_cookies()
    sign_in(context, live_server, user)
    page = context.new_page()
    page.goto(path)
    return page


def test_from_the_waiting_list_to_the_door(context: BrowserContext, live_server) -> None:
    case, wrong = make_case(capacity=1), []
    first = case.register()
    user, company = case.company(name="Instituut-voor-onderwaterakoestiek-en-trillingsonderzoek Zeeland B.V.")
    own = f"/nl/sessions/{case.session.slug}/register/"
    page = opened(context, live_server, user, f"/nl/sessions/{case.session.slug}/")
    with complaints(page) as found:
        page.get_by_role("link", name="Meld je bedrijf aan").click()
        page.get_by_label("Naam").first.fill("")  # where the name of who registers stood
        page.get_by_role("button", name="Meld je aan").click()
        page.get_by_role("alert").wait_for()
        wrong += seen(page, *WIDTHS)
        page.get_by_label("Naam").first.fill("Noor Hendriks")
        page.get_by_role("button", name="Meld je aan").click()
        page.get_by_text("nummer 1 van de wachtlijst").wait_for()
        wrong += seen(page, *WIDTHS)
    wrong += found

    page = opened(context, live_server, member_of(first), own.replace("/nl/", "/en/"))
    page.get_by_text("Cancel: we do not come").click()
    page.get_by_role("button", name="Cancel the registration").click()
    page.get_by_text("You cancelled.").wait_for()
    wrong += seen(page, *WIDTHS)

    page = opened(context, live_server, user, own)
    page.get_by_text("Er is een plaats vrij voor jullie").wait_for()
    wrong += seen(page, *WIDTHS)
    page.get_by_role("button", name="Neem de plaats aan").click()
    page.get_by_role("link", name="Code bij de deur").click()
    page.get_by_role("img", name="QR-code").wait_for()
    wrong += seen(page, *WIDTHS)

    organiser = own.replace("/nl/", "/en/").replace("register", "registrations")
    page = opened(context, live_server, case.organiser, organiser)
    wrong += seen(page, *WIDTHS)
    page.get_by_role("link", name=company.name).click()
    page.get_by_text("took the offer").wait_for()
    wrong += seen(page, *WIDTHS)
    case.change(starts_at=timezone.now() - timedelta(minutes=1), ends_at=timezone.now() + timedelta(hours=2))
    code = Registration.objects.get(company=company).attendees.get().code
    page.goto(organiser.replace("registrations", "check-in") + f"?code={code}")
    page.get_by_role("button", name="Let in").first.click()
    page.get_by_text("is in, since").wait_for()
    wrong += seen(page, *WIDTHS)
    page.goto(organiser.replace("registrations", "check-in/list"))
    wrong += seen(page, *WIDTHS)
    assert wrong == []
