"""Fixtures that every test may ask for."""

import gc
import os
import shutil
import tempfile
from copy import copy

import pytest
from django.conf import settings
from django.contrib import admin, auth
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation

pytest_plugins = [
    "tests.browser",
    "tests.companies.registers.kvk_server",
    "tests.database",
    "tests.emptying",
    "tests.open_folder",
    "tests.postgres_server",
    "tests.production",
    "tests.redis_server",
    "tests.world",
]


def pytest_configure(config: pytest.Config) -> None:
    """Where Python shall leave no bytecode beside the code, it goes elsewhere: tests start dozens of processes, and
    each would compile all that it imports."""
    if os.environ.pop("PYTHONDONTWRITEBYTECODE", ""):
        folder = os.environ["PYTHONPYCACHEPREFIX"] = tempfile.mkdtemp(prefix="bytecode-")
        config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))


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
    from challenges.matching.model_services import _drawn

    _drawn.clear()


@pytest.fixture
def uncounted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages do not count what waits for the reader: it is half the work of a page, and has tests of its own.
    It is shown, all the same."""
    monkeypatch.setattr("challenges.dashboard.context_processors.count_unread_and_waiting", lambda user: (1, 1))


@pytest.fixture
def without_sidebar(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages of the admin without the list of all models beside them: it is most of the work of a page, and the same on
    each. The index has it, and the pages that tests/test_secrets.py reads."""
    listed, index = admin.site.get_app_list, reverse("admin:index")
    monkeypatch.setattr(
        admin.site, "get_app_list", lambda request, *label: listed(request, *label) if request.path == index else []
    )


@pytest.fixture
def unlogged(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refusals are logged with a traceback, which nobody reads where there are thousands."""
    monkeypatch.setattr("django.core.handlers.exception.log_response", lambda *_said, **_more: None)


@pytest.fixture
def users_loaded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Load the user behind each session once per test instead of at each request.

    This is for tests that send hundreds of requests as users who stay as they are: writing the SQL of session and user
    takes longer than refusing a request. Each request gets a copy, as views keep what they compute on the user.
    """
    users, load_user = {}, auth.get_user

    def get_user(request: HttpRequest) -> object:
        session = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
        if session not in users:
            users[session] = load_user(request)
        return copy(users[session])

    monkeypatch.setattr(auth, "get_user", get_user)


@pytest.fixture
def bare_pages(monkeypatch: pytest.MonkeyPatch, unlogged: None) -> None:
    """Every answer is its status alone: for thousands of requests whose pages others read (tests/test_secrets.py as
    everyone, tests/test_bad_forms.py with what was typed)."""
    monkeypatch.setattr("django.template.loader.render_to_string", lambda *_template, **_context: "")
