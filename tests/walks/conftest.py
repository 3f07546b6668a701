"""One site with the demo in it for all walks, and a browser for each person who walks there.

The walks change what they made themselves, and leave the examples as they are for the others.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.live_server_helper import LiveServer
from pytest_django.plugin import DjangoDbBlocker

from challenges.demo.loader import load_demo
from challenges.matching.refresh.runner import run_due_matching
from portal.accounts.models import User
from tests.browser import sign_in
from tests.factories import UserFactory

FOLDER = Path(__file__).parent
WAIT = 15_000  # milliseconds; a slow machine is no mistake


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The walks come first, so that one worker has them all: their site takes long to make."""
    items.sort(key=lambda item: FOLDER not in item.path.parents)


@dataclass(frozen=True)
class Site:
    url: str


@pytest.fixture(scope="package")
def site(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Site]:
    with django_db_blocker.unblock():
        call_command("load_reference", verbosity=0)
        load_demo(timezone.now())
        UserFactory(email="stranger@example.org", name="Vera Vreemd")  # who acts for no company, and never will
        run_due_matching()
        server = LiveServer("localhost")
        yield Site(server.url)
        server.stop()
        call_command("flush", verbosity=0, interactive=False)


Visit = Callable[..., Page]


@pytest.fixture
def visit(browser: Browser, site: Site) -> Iterator[Visit]:
    """visit("adviser"): a page for that person of the demo; without a name for a visitor."""
    contexts: list[BrowserContext] = []

    def start(who: str = "", **options: Any) -> Page:
        context = browser.new_context(base_url=site.url, **options)
        context.set_default_timeout(WAIT)
        if who:
            sign_in(context, site, User.objects.get(email=f"{who}@example.org"))
        contexts.append(context)
        return context.new_page()

    yield start
    for context in contexts:
        context.close()
