"""Fixtures that every test may ask for."""

import gc

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.utils import translation

pytest_plugins = [
    "tests.browser",
    "tests.companies.kvk.register_server",
    "tests.emptying",
    "tests.open_folder",
    "tests.postgres_server",
    "tests.production",
    "tests.redis_server",
    "tests.world",
]


def pytest_collection_finish() -> None:
    """Modules, models and thousands of tests stay until the end: whoever looks for garbage need not go through them."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


@pytest.fixture(autouse=True)
def _in_dutch() -> None:
    """Every test starts in the site's own language, whatever the one before it left."""
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture(autouse=True)
def _points_of_no_other_test() -> None:
    """The points that bars are drawn by are kept for some seconds."""
    from challenges.services.matching import fits

    fits._drawn.clear()


@pytest.fixture
def uncounted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages do not count what waits for the reader: it is half the work of a page, and has tests of its own."""
    monkeypatch.setattr("challenges.context.count", lambda user: (0, 0))


@pytest.fixture
def bare_refusals(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who is refused gets no page with it, only its status: thousands are, and the pages have tests of their own."""
    monkeypatch.setattr("portal.views.errors.render", lambda request, template, status: HttpResponse(status=status))
