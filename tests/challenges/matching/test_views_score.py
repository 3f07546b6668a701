import pytest
from django.test import Client
from django.utils import timezone

from challenges.matching.engine.points import STALE, MaximumPoints
from challenges.matching.pages import build_worked_example
from tests.factories import FitFactory


def test_build_worked_example_has_every_part_within_its_maximum():
    parts = build_worked_example(MaximumPoints())
    assert [part.maximum for part in parts] == list(MaximumPoints())
    assert all(0 < part.points <= part.maximum for part in parts)
    assert [part.points for part in parts] == [255, 168, 113, 48, 37]


@pytest.mark.django_db
def test_score_page_adds_up_to_the_total_that_it_shows():
    response = Client().get("/en/score/")
    page = " ".join(response.content.decode().split())
    assert response.context["total"] == sum(part.points for part in response.context["parts"])
    assert "62.1 of 100" in page
    assert f"loses {STALE // 10} points" in page


@pytest.mark.django_db
def test_score_page_uses_the_weights_of_the_version_in_force():
    FitFactory(is_active=True, activated_at=timezone.now(), points=[390, 260, 150, 120, 80])
    page = " ".join(Client().get("/en/score/").content.decode().split())
    assert "of 39" in page
    assert "of 26" in page
