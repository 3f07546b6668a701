"""An admin merges two technologies that mean the same."""

import pytest

from portal.technologies.models import Technology
from tests.walks.conftest import Visit

pytestmark = pytest.mark.browser


def test_admin_merges_two_technologies(visit: Visit) -> None:
    kept = Technology.objects.create(slug="fog-nets", label_nl="Mistnetten", label_en="Fog nets")
    gone = Technology.objects.create(slug="mist-nets", label_nl="Nevelnetten", label_en="Mist nets")
    page = visit("admin")
    page.goto("/nl/admin/portal/technology/?q=nets")
    page.check(f"input[name=_selected_action][value='{kept.pk}']")
    page.check(f"input[name=_selected_action][value='{gone.pk}']")
    page.select_option("select[name=action]", "merge")
    page.click("button[name=index]")
    page.wait_for_load_state()
    assert page.locator("input[name=kept]").count() == 2, page.locator("body").inner_text()
    page.check(f"input[name=kept][value='{kept.pk}']")
    page.click(".submit-row input[type=submit]")
    assert "1 technologie opgegaan in Mistnetten" in page.locator(".messagelist").inner_text()
    page.goto("/nl/technologies/mist-nets/")
    assert page.url.endswith("/nl/technologies/fog-nets/")
