"""A timetable's life in a real browser: shown, remarked on, repaired after a drop-out, changed by hand, made final."""

import pytest
from playwright.sync_api import Page

from challenges.sessions.appointment_models import Appointment
from portal.accounts.models import User
from tests.browser import complaints, seen
from tests.challenges.timetables.scenario import Scene
from tests.walks.conftest import Visit

pytestmark = pytest.mark.browser
WIDTHS = (1280, 320)


@pytest.fixture
def scene(site: object) -> Scene:
    scene = Scene(companies=3, hosts=2, slots=4)
    scene.plan((0, 0, 0), (1, 1, 0), (2, 0, 1), (0, 1, 2))
    for user, name in ((scene.by, "herstelt"), (scene.members[0], "blijft"), (scene.members[1], "vertrekt")):
        User.objects.filter(pk=user.pk).update(email=f"{name}@example.org")
    return scene


def test_timetable_is_shown_repaired_and_made_final(visit: Visit, scene: Scene) -> None:
    at = f"sessions/{scene.session.slug}"
    organiser, stays, leaves = visit("herstelt"), visit("blijft"), visit("vertrekt")
    with complaints(organiser) as found, complaints(stays) as more:
        show(organiser, at)
        more += remark(stays, at)
        found += see(organiser, at)
        cancel(leaves, at)
        found += repair(organiser, at)
        found += by_hand(organiser, at)
        more += read(stays, at)
    assert found + more == []
    standing = Appointment.objects.standing().filter(pitch__session=scene.session)
    assert {each.registration_id for each in standing} == {scene.coming[0].pk, scene.coming[2].pk}


def show(page: Page, at: str) -> None:
    page.goto(f"/nl/{at}/plans/1/")
    page.locator("button[value=provisional]").click()
    page.wait_for_selector(".notice-success, .messages")


def remark(page: Page, at: str) -> list[str]:
    page.goto(f"/nl/{at}/")
    page.locator(f"main a[href$='{at}/timetable/']").click()
    page.fill("textarea", "Wij zijn er pas na de eerste ronde.")
    page.locator("#remarks form button").click()
    page.wait_for_selector("#remarks li")
    return seen(page, *WIDTHS)


def see(page: Page, at: str) -> list[str]:
    page.goto(f"/nl/{at}/plans/1/")
    page.locator("button[value=seen]").click()
    page.goto(f"/nl/{at}/plans/1/locks/")
    page.locator("input[name=locked]").first.check()
    found = seen(page, *WIDTHS)
    page.locator("main form button").first.click()
    page.wait_for_selector("input[name=locked]:checked")
    return found


def cancel(page: Page, at: str) -> None:
    page.goto(f"/nl/{at}/register/")
    page.locator("details:has(button[value=cancel]) summary").click()
    page.locator("button[value=cancel]").click()
    page.wait_for_selector("button[value=register]")


def repair(page: Page, at: str) -> list[str]:
    page.goto(f"/nl/{at}/plans/1/")
    assert not page.locator("button[value=final]").count()
    found = seen(page, *WIDTHS)
    page.locator("main a[href$='/repair/']").first.click()
    found += seen(page, *WIDTHS)
    page.locator("main form button[type=submit]").click()
    page.wait_for_selector("#difference", timeout=30_000)
    found += seen(page, *WIDTHS)
    page.locator("button[value=provisional]").click()
    page.goto(f"/en/{at}/plans/compare/?first=1&second=2")
    return found + seen(page, *WIDTHS)


def by_hand(page: Page, at: str) -> list[str]:
    """A clash is told; a talk is taken out and put back."""
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"/en/{at}/plans/2/edit/")
    page.locator(".talk-put").last.click()
    page.locator("button[value=add]").click()
    found = seen(page, *WIDTHS)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"/en/{at}/plans/2/edit/")
    page.locator(".plan-grid .talk a").last.click()
    chosen = page.url.partition("?")[2]
    page.locator("button[value=remove]").click()
    page.wait_for_url("**/plans/3/edit/")
    page.goto(f"/en/{at}/plans/3/edit/?{chosen}")
    page.locator("button[value=add]").click()
    page.wait_for_url("**/plans/3/edit/")
    page.locator("main form a[href$='/plans/3/']").click()
    found += seen(page, *WIDTHS)
    page.locator("button[value=final]").click()
    page.goto(f"/en/{at}/plans/")
    return found + seen(page, *WIDTHS)


def read(page: Page, at: str) -> list[str]:
    page.goto(f"/en/{at}/timetable/")
    assert page.get_by_text("Final", exact=True).count()
    return seen(page, *WIDTHS)
