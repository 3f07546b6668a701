"""Complete a profile in a real browser: by keyboard, and without JavaScript; from a draft to matching challenges."""

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from challenges.matching.refresh.runner import run_due_matching
from companies.profiles.models import Company
from companies.profiles.part_models import ReferenceCase
from tests.browser import complaints, seen, sign_in
from tests.factories import ChallengeFactory, MembershipFactory, RequirementFactory, TechnologyFactory, TermFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TEXT = "Wij maken een radar die kleine drones ziet."
PUBLISH = ".save-bar button"


@pytest.fixture
def draft(live_server) -> Company:
    radar = TechnologyFactory(slug="radar", label_nl="Radar")
    TermFactory(technology=radar, text="radar")
    RequirementFactory(challenge=ChallengeFactory(title_nl="Drones zien", trl_min=4), technology=radar)
    membership = MembershipFactory(company__slug="own", company__state="draft", company__text_nl="")
    run_due_matching()
    return membership.company


def people(company: Company):
    return company.memberships.get().user


def tab_to(page: Page, selector: str) -> None:
    """Presses Tab until that has the focus; a trap ends the test."""
    for _press in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"no way by keyboard to {selector}")


def next_page(page: Page, ends: str) -> None:
    tab_to(page, "[name=next]")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{ends}")


def test_profile_can_be_completed_by_keyboard(context: BrowserContext, live_server, draft: Company) -> None:
    sign_in(context, live_server, people(draft))
    page = context.new_page()
    with complaints(page) as found:
        page.goto("/nl/companies/own/edit/")
        assert page.url.endswith("/edit/text/")
        tab_to(page, "[name=text_nl]")
        page.keyboard.type(TEXT)
        next_page(page, "/edit/technologies/")
        tab_to(page, "[name^=verdict_]")
        page.keyboard.press("Space")
        next_page(page, "/edit/maturity/")
        tab_to(page, "[name=trl]")
        for _level in range(5):
            page.keyboard.press("ArrowDown")
        tab_to(page, "[name=military_use_nl]")
        page.keyboard.type("Een poort bewaken.")
        next_page(page, "/edit/cases/")
        tab_to(page, "[name=title]")
        page.keyboard.type("Haven")
        tab_to(page, "[name=year]")
        page.keyboard.type("2021")
        next_page(page, "/edit/sharing/")
        next_page(page, "/completeness/")
        tab_to(page, PUBLISH)
        page.keyboard.press("Enter")
        page.wait_for_url("**/nl/overview/")
    assert found == []
    company = Company.objects.get(slug="own")
    assert (company.text_nl, company.trl, company.military_use_nl) == (TEXT, 6, "Een poort bewaken.")
    assert company.technology_links.get().known_as == "confirmed"
    assert (company.state, ReferenceCase.objects.get().title) == ("published", "Haven")
    assert "Drones zien" in page.inner_text("main")


def test_a_profile_is_written_without_javascript(browser: Browser, live_server, draft: Company) -> None:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    sign_in(context, live_server, people(draft))
    page = context.new_page()
    page.goto("/nl/companies/own/edit/")
    page.fill("[name=text_nl]", TEXT)
    page.click("[name=next]")
    page.click("[name^=verdict_][value=yes]")
    page.click("[name=next]")
    page.check("[name=trl][value='6']")
    page.click("[name=next]")
    page.fill("[name=title]", "Haven")
    page.fill("[name=year]", "2021")
    page.click(".save-bar button:not([name])")
    assert "Haven" in page.inner_text(".tasks")
    page.click("[name=next]")
    page.click("[name=next]")
    assert page.url.endswith("/completeness/")
    page.click(PUBLISH)
    assert page.url.endswith("/nl/overview/")
    assert (Company.objects.get(slug="own").state, ReferenceCase.objects.count()) == ("published", 1)
    context.close()


def test_step_keeps_typed_text_on_a_small_screen(browser: Browser, live_server, draft: Company) -> None:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    sign_in(context, live_server, people(draft))
    page = context.new_page()
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto("/en/companies/own/edit/text/")
    page.fill("[name=text_nl]", TEXT)
    page.click("nav.journey summary")
    page.click("nav.journey button:visible[value=maturity]")
    assert page.url.endswith("/edit/maturity/")
    page.fill("[name=civil_use_en]", "x" * 2001)
    page.click("nav.journey summary")
    page.click("nav.journey button:visible[value=who]")
    assert page.url.endswith("/edit/maturity/")
    assert page.input_value("[name=civil_use_en]") == "x" * 2001
    context.close()
    assert Company.objects.get(slug="own").text_nl == TEXT


def test_long_words_stay_on_a_small_screen(context: BrowserContext, live_server, draft: Company) -> None:
    Company.objects.update(name="Radar" * 25, text_en="A" * 300)
    ReferenceCase.objects.create(company=draft, title="Dijk" * 40, year=2021, customer="Haven" * 20)
    sign_in(context, live_server, people(draft))
    page = context.new_page()
    page.set_viewport_size({"width": 320, "height": 700})
    for path in ("edit/text/", "edit/cases/", "", "completeness/", "preview/"):
        page.goto(f"/nl/companies/own/{path}")
        page.click(".menu > summary")
        assert page.locator("html").evaluate("html => html.scrollWidth") == 320, path
    assert seen(page, 320, 1024, 1280) == []
