"""Every page and main state, in both languages: accessible, whole at each width, without complaint."""

from itertools import groupby

import pytest
from playwright.sync_api import Page

from portal.core.checks import iter_pages
from tests.browser import JUDGED, problems, seen
from tests.walks.conftest import Visit
from tests.walks.pages import ALL, NO_PAGE, WALKED, Shown

pytestmark = pytest.mark.browser

WIDTHS = {"nl": (1280, 390, 320), "en": (320,)}  # Dutch words are the longer ones, so Dutch is laid out at every width
PEOPLE = {who: list(pages) for who, pages in groupby(sorted(ALL, key=lambda each: each.who), lambda each: each.who)}


def test_every_page_of_the_site_is_looked_at() -> None:
    """The admin's pages are looked at where the admin is tested."""
    names = {name for name, _address, _view in iter_pages() if not name.startswith("admin:")}
    assert names == {each.name for each in ALL} | NO_PAGE.keys() | WALKED


def test_a_bad_page_would_be_noticed(visit: Visit) -> None:
    page = visit()
    page.set_content('<p style="width: 2000px"><input></p>')
    found = " ".join(seen(page, 320))
    assert "scrolls sideways: ['<p style=" in found
    assert "320: label: Form elements must have labels" in found


@pytest.mark.parametrize(("paragraph", "ground"), [("color: #aaa", ""), ("", "background: #222"), ("", "opacity: 0.4")])
def test_pale_text_is_noticed_each_time_beside_text_that_passed(visit: Visit, paragraph: str, ground: str) -> None:
    """Contrast that was enough is remembered, by all that it comes from."""
    page = visit()
    page.set_content("<p>Clear</p>")
    assert "color-contrast" not in " ".join(seen(page, 320))
    page.set_content(f"<p>Clear</p><div style='{ground}'><p style='{paragraph}'>Pale</p></div>")
    for _ in range(2):
        assert "color-contrast" in " ".join(seen(page, 320))


def test_a_link_like_its_text_is_noticed_each_time_beside_links_that_passed(visit: Visit) -> None:
    page = visit()
    text = "<p style='color: #000'>A sentence of words with <a href='/' style='%s'>a link</a> in the middle</p>"
    clear = [text % "color: #000; text-decoration: underline", text % "color: #767676; text-decoration: none"]
    page.set_content("".join(clear))
    assert "link-in-text-block" not in " ".join(seen(page, 320))
    page.set_content("".join([*clear, text % "color: #00a; text-decoration: none"]))
    for _ in range(2):
        assert "link-in-text-block" in " ".join(seen(page, 320))


@pytest.mark.parametrize("who", PEOPLE)
def test_pages_are_clean(visit: Visit, who: str) -> None:
    page = visit(who)
    assert {str(each): found for each in PEOPLE[who] if (found := flaws(page, each))} == {}


def flaws(page: Page, each: Shown) -> list[str]:
    found = []
    for language, widths in WIDTHS.items():
        with page.expect_response(lambda response: response.request.is_navigation_request()) as answer:
            flaws_at_widths = problems(page, each.path(language), *widths, judged=JUDGED[language])
        found += [f"{language} {flaw}" for flaw in flaws_at_widths]
        if answer.value.status != each.status:
            found.append(f"{language}: status {answer.value.status}")
        if page.locator("html").get_attribute("lang") != language:
            found.append(f"{language}: the page says another language")
    return found
