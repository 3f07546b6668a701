"""A real browser for tests: Chromium without a window, and what to look for on every page."""

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, ViewportSize, sync_playwright

from tests.requirements import require_or_skip

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
    "preload": False,  # of stylesheets and films, which none of these rules reads
}
CONTRAST_SCRIPT = Path(__file__).with_name("contrast.js").read_text()
PASSED: set[str] = set()  # how text looked whose contrast was enough, on any page so far
JUDGED = {"nl": [1280], "en": [320]}  # between them both languages and both layouts, for half the time
REFUSED = re.compile(r"the server responded with a status of 40[034]")
OUTSIDE = """() => [...document.querySelectorAll("body *")]
  .filter(each => each.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
  .map(each => each.outerHTML.slice(0, 80)).slice(0, 3)"""
# The first draws no window: a quarter less for the processor to do.
PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
READS = {  # what stands there, be it nothing
    Locator: ("all", "all_inner_texts", "all_text_contents", "count", "is_visible"),
    Page: ("content", "evaluate", "title"),
}


def wait_before_reading(patch: pytest.MonkeyPatch) -> None:
    """A click waits for the answer to begin, and most steps for what they look for; these would read half a page."""
    for reader, names in READS.items():
        for name in names:
            patch.setattr(reader, name, waiting(getattr(reader, name)))


def waiting(read: Callable[..., Any]) -> Callable[..., Any]:
    def read_when_there(self: Locator | Page, *arguments: Any, **options: Any) -> Any:
        page = self if isinstance(self, Page) else self.page
        page.wait_for_load_state("domcontentloaded")
        return read(self, *arguments, **options)

    return read_when_there


def starts(program: str) -> bool:
    """One that is half installed says no version."""
    return subprocess.run([program, "--version"], capture_output=True, check=False).returncode == 0


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = next(filter(starts, filter(None, map(shutil.which, PROGRAMS))), None)
    require_or_skip("browser", program)
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # playwright's loop runs in the thread of the tests
    with sync_playwright() as playwright, pytest.MonkeyPatch.context() as patch:
        wait_before_reading(patch)
        started = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def context(browser: Browser, live_server) -> Iterator[BrowserContext]:
    opened = browser.new_context(base_url=live_server.url)
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def sign_in(context: BrowserContext, live_server, user) -> None:
    client = Client()
    client.force_login(user)
    session = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])


def problems(page: Page, path: str, *widths: int, judged: Collection[int] = ()) -> list[str]:
    """What is wrong with a page at each width: complaints in the console, sideways scrolling, axe's findings."""
    with complaints(page) as found:
        resize(page, widths[0])
        page.goto(path)
        found += seen(page, *widths, judged=judged)
    return found


@contextmanager
def complaints(page: Page) -> Iterator[list[str]]:
    """What the console says meanwhile; that a page is missing or refused is for the test to know."""
    found: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not REFUSED.search(message.text):
            found.append(message.text)

    page.on("console", note)
    yield found
    page.remove_listener("console", note)


def seen(page: Page, *widths: int, judged: Collection[int] = ()) -> list[str]:
    """What is wrong with the page that stands there, as it is now. judged: the widths that axe looks at, as long as it
    takes to load a page; the first and the last where none is given."""
    found = []
    page.wait_for_load_state()  # a click may have left a document behind that is not there yet
    for width in widths:
        resize(page, width)
        if page.locator("html").evaluate("html => html.scrollWidth") > width:
            found.append(f"{width}: {page.url} scrolls sideways: {page.evaluate(OUTSIDE)}")
        if width in (judged or (widths[0], widths[-1])):
            found += [f"{width}: {violation}" for violation in violations(page)]
    return found


def resize(page: Page, width: int) -> None:
    """Only where it is another width: a page is laid out anew each time."""
    size = ViewportSize(width=width, height=800)
    if page.viewport_size != size:
        page.set_viewport_size(size)


def violations(page: Page) -> list[str]:
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE_SCRIPT)
        page.evaluate(CONTRAST_SCRIPT)
    told, passed = page.evaluate("given => axe.judge(...given)", [RULES, sorted(PASSED)])
    PASSED.update(passed)
    return [f"{each['id']}: {each['help']} {[node['target'] for node in each['nodes']][:3]}" for each in told]
