"""An admin reads what outcomes teach, looks, reads the proposal, activates it and goes back, in a real browser."""

import pytest
from playwright.sync_api import Page

from challenges.matching.model_versions import Fit
from tests.browser import complaints, seen
from tests.challenges.calibration.scenario import judge, scene
from tests.walks.conftest import Visit

pytestmark = pytest.mark.browser
WIDTH = 1280
OF_DJANGO = "breadcrumbs"  # whose links in the admin no own style tells apart
BY_REGION = (0.1, 0.05, 0.05, 0.8, 0.0)
LANGUAGES = ("nl", "en")


def test_admin_takes_a_lesson_and_goes_back(visit: Visit) -> None:
    judge(scene(), BY_REGION)
    before = Fit.objects.get(is_active=True)
    page = visit("admin")
    with complaints(page) as found:
        found += read(page, "/admin/challenges/learningrun/")
        page.locator("form[action$='/propose/'] [type=submit]").click()
        page.wait_for_load_state()
        proposal = Fit.objects.latest("pk")
        assert proposal != before
        found += read(page, f"/admin/challenges/fit/{proposal.pk}/change/")
        for version in (proposal, before):
            found += read(page, f"/admin/challenges/fit/{version.pk}/activate/")
            page.locator(".submit-row [type=submit]").click()
            page.wait_for_load_state()
            assert Fit.objects.get(is_active=True) == version
    assert found == []


def read(page: Page, address: str) -> list[str]:
    found = []
    for language in LANGUAGES:
        page.goto(f"/{language}{address}")
        found += [each for each in seen(page, WIDTH) if OF_DJANGO not in each]
    return found
