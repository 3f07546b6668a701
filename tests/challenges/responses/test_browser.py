"""Answering in a real browser: it saves by itself, survives a killed browser, and works without its script."""

import json
import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from challenges.posting.models import Challenge
from challenges.responses.models import Answer, Submission
from portal.technologies.tagger.word_count import count_words
from tests.browser import JUDGED, problems, seen, sign_in
from tests.challenges.responses.conftest import Case, make_case

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WAIT = 20_000
SAVED = "Concept opgeslagen om"


@pytest.fixture
def case() -> Case:
    return make_case()


def path(case: Case, language: str = "nl") -> str:
    return f"/{language}/challenges/{case.challenge.slug}/response/edit/"


@pytest.fixture
def mine(context: BrowserContext, live_server, case: Case) -> Page:
    context.set_default_timeout(WAIT)
    sign_in(context, live_server, case.person)
    page = context.new_page()
    page.goto(path(case))
    return page


def box(page: Page, number: int = 0):
    return page.locator("textarea").nth(number)


def saved(page: Page) -> None:
    """Nothing is on its way any more, and what is typed is on the server."""
    expect(page.locator("[data-saved]")).to_contain_text(SAVED, timeout=WAIT)


def kept(page: Page) -> list[str]:
    """The texts that stay in the browser."""
    return [json.loads(entry)["text"] for entry in page.evaluate("Object.values({...localStorage})")]


def test_it_saves_while_one_types_and_on_leaving_the_field(mine: Page, case: Case) -> None:
    box(mine).press_sequentially("een twee")
    assert kept(mine) == ["een twee"]
    saved(mine)
    assert case.answer().text == "een twee"
    assert kept(mine) == []
    box(mine).fill("een twee drie")
    with mine.expect_response("**/response/answer/"):
        box(mine, 1).focus()
    saved(mine)
    assert (case.answer().text, case.answer().version) == ("een twee drie", 2)
    expect(mine.locator(".words").first).to_contain_text("3 van 5 woorden")
    box(mine).fill("een twee drie vier vijf zes")
    expect(mine.locator(".words").first).to_contain_text("6 van 5 woorden, 1 te veel")


def test_killed_browser_loses_no_word(browser: Browser, live_server, case: Case, tmp_path) -> None:
    """What could not be sent any more is there when the browser comes back, and is saved if one wants it.

    Chromium itself writes what a page keeps to the disk some seconds later; the kill waits for that and nothing else.
    """
    program, profile = browser.browser_type, tmp_path / "profile"
    options = {"executable_path": "/usr/bin/chromium", "args": ["--no-sandbox"], "base_url": live_server.url}
    first = program.launch_persistent_context(profile, **options)
    sign_in(first, live_server, case.person)
    page = first.new_page()
    page.goto(path(case))
    page.route("**/response/answer/", lambda route: route.abort())
    box(page).fill("nooit verstuurd")
    wait_for(lambda: is_on_disk("nooit verstuurd", profile))
    os.kill(process_of(profile), signal.SIGKILL)
    wait_for(lambda: process_of(profile) is None)
    assert not Answer.objects.exists()
    (profile / "SingletonLock").unlink(missing_ok=True)
    second = program.launch_persistent_context(profile, **options)
    try:
        sign_in(second, live_server, case.person)
        page = second.new_page()
        page.goto(path(case))
        expect(page.locator(".versions [data-text]")).to_have_text("nooit verstuurd")
        assert seen(page, 1280, 320) == []
        page.click("[data-keep]")
        saved(page)
        assert box(page).input_value() == case.answer().text == "nooit verstuurd"
        assert kept(page) == []
    finally:
        second.close()


def process_of(profile: Path) -> int | None:
    """The browser's own process, which holds the profile; its helpers have a type."""
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            words = entry.read_bytes()
            is_browser = f"--user-data-dir={profile}".encode() in words and b"--type=" not in words
            if is_browser:
                return int(entry.parent.name)
    return None


def is_on_disk(text: str, profile: Path) -> bool:
    return any(text.encode() in log.read_bytes() for log in profile.glob("Default/Local Storage/leveldb/*.log"))


def wait_for(is_so: Callable[[], bool]) -> None:
    for _second in range(60):
        if is_so():
            return
        time.sleep(0.5)
    raise AssertionError("it never came")


def test_what_was_wrong_is_said_no_more_once_the_text_fits(mine: Page, case: Case) -> None:
    box(mine).fill("een twee drie vier vijf zes")
    box(mine, 1).fill("woord " * 1000)
    mine.click("button[value=submit]")
    mine.wait_for_selector(".error-summary")
    assert mine.locator(".error-summary li").count() == 2
    box(mine).fill("een twee")
    expect(mine.locator(".error-summary h2")).to_have_text("Eén ding klopt nog niet")
    expect(mine.locator(".answer.invalid")).to_have_count(1)
    box(mine, 1).fill("drie")
    expect(mine.locator(".error-summary")).to_have_count(0)
    expect(mine.locator(".answer.invalid")).to_have_count(0)
    assert seen(mine, 320) == []


def test_old_text_can_be_thrown_away(mine: Page, case: Case) -> None:
    mine.route("**/response/answer/", lambda route: route.abort())
    box(mine).fill("toch maar niet")
    mine.on("dialog", lambda dialog: dialog.accept())
    mine.reload()
    mine.click("[data-take]")
    assert (box(mine).input_value(), kept(mine)) == ("", [])


def test_another_person_at_the_same_browser_is_shown_nothing(mine: Page, case: Case, live_server) -> None:
    mine.route("**/response/answer/", lambda route: route.abort())
    box(mine).fill("van mij alleen")
    sign_in(mine.context, live_server, case.colleague)
    mine.on("dialog", lambda dialog: dialog.accept())
    mine.reload()
    expect(mine.locator("form .versions")).to_have_count(0)


def test_two_tabs_are_shown_both_versions(mine: Page, case: Case) -> None:
    other = mine.context.new_page()
    other.goto(path(case))
    box(mine).fill("eerste")
    saved_by(mine)
    box(other).fill("tweede")
    with other.expect_response("**/response/answer/"):
        box(other).blur()
    panel = other.locator(".versions")
    expect(panel.locator("[data-text]")).to_have_text("eerste")
    expect(other.locator("[data-problem]")).to_contain_text("kies welke versie")
    assert box(other).input_value() == "tweede"
    assert case.answer().text == "eerste"
    assert seen(other, 1280, 320) == []
    other.click("[data-keep]")
    saved(other)
    assert case.answer().text == "tweede"
    box(mine).fill("derde")
    with mine.expect_response("**/response/answer/"):
        box(mine).blur()
    mine.click("[data-take]")
    assert box(mine).input_value() == "tweede"
    assert (case.answer().text, case.answer().version) == ("tweede", 2)


def saved_by(page: Page) -> None:
    with page.expect_response("**/response/answer/"):
        box(page).blur()
    saved(page)


def test_lost_connection_is_told_and_made_up_for(mine: Page, case: Case) -> None:
    mine.context.set_offline(True)
    box(mine).fill("zonder net")
    box(mine).blur()
    expect(mine.locator("[data-problem]")).to_contain_text("Niet opgeslagen: geen verbinding")
    assert kept(mine) == ["zonder net"]
    mine.context.set_offline(False)
    saved(mine)
    assert case.answer().text == "zonder net"
    expect(mine.locator("[data-problem]")).to_be_hidden()


def test_broken_site_is_told(mine: Page, case: Case) -> None:
    mine.route("**/response/answer/", lambda route: route.fulfill(status=500, body="oops"))
    box(mine).fill("een")
    box(mine).blur()
    expect(mine.locator("[data-problem]")).to_contain_text("er is een probleem met de site")
    mine.unroute("**/response/answer/")
    mine.click("[data-again]")
    saved(mine)
    assert case.answer().text == "een"


def test_answer_whose_receipt_was_lost_is_no_conflict(mine: Page, case: Case) -> None:
    """The server kept it, and the browser never heard so."""

    def lose(route) -> None:
        route.fetch()
        route.abort()

    mine.route("**/response/answer/", lose)
    box(mine).fill("een")
    box(mine).blur()
    expect(mine.locator("[data-problem]")).to_be_visible()
    mine.unroute("**/response/answer/")
    box(mine).fill("een twee")
    mine.click("[data-again]")
    saved(mine)
    assert case.answer().text == "een twee"
    expect(mine.locator("form .versions")).to_have_count(0)


def test_logged_out_is_told_and_the_text_is_saved_after_the_next_log_in(mine: Page, case: Case, live_server) -> None:
    mine.context.clear_cookies()
    box(mine).fill("een")
    box(mine).blur()
    expect(mine.locator("[data-problem]")).to_contain_text("je bent uitgelogd")
    expect(mine.locator("[data-to-login]")).to_be_visible()
    assert seen(mine, 1280, 320) == []
    sign_in(mine.context, live_server, case.person)
    mine.click("[data-again]")
    saved(mine)
    assert case.answer().text == "een"


def test_closing_meanwhile_is_told_and_the_text_stays(mine: Page, case: Case) -> None:
    Challenge.objects.update(state=Challenge.State.EVALUATING)
    box(mine).fill("te laat")
    box(mine).blur()
    expect(mine.locator("[data-problem]")).to_contain_text("De ROM heeft deze challenge gesloten")
    assert box(mine).input_value() == "te laat"


def test_submitting_takes_along_what_is_not_saved_yet(mine: Page, case: Case) -> None:
    box(mine).fill("een twee")
    with mine.expect_navigation(url="**/response/"):
        mine.click("button[value=submit]")
    assert json.loads(Submission.objects.get().snapshot)["answers"][0]["text"] == "een twee"
    assert kept(mine) == []
    assert seen(mine, 1280, 320) == []


def test_submitting_by_keyboard_with_nothing_to_save(mine: Page, case: Case) -> None:
    box(mine).fill("een")
    saved_by(mine)
    mine.focus("button[value=submit]")
    with mine.expect_navigation(url="**/response/"):
        mine.keyboard.press("Enter")
    assert Submission.objects.count() == 1


@pytest.fixture
def plain(browser: Browser, live_server, case: Case) -> Iterator[Page]:
    """A browser that runs no script."""
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    context.set_default_timeout(WAIT)
    sign_in(context, live_server, case.person)
    page = context.new_page()
    page.goto(path(case))
    yield page
    context.close()


def test_without_script_everything_is_there(plain: Page, case: Case) -> None:
    box(plain).fill("een twee drie vier vijf zes")
    plain.click(".save-bar button[value=save]")
    expect(plain.locator(".words").first).to_contain_text("6 van 5 woorden, 1 te veel")
    expect(plain.locator("[data-saved]")).to_contain_text(SAVED)
    plain.click(".save-bar button[value=submit]")
    expect(plain.locator(".error-summary")).to_contain_text("Haal er minstens 1 weg: het maximum is 5")
    case.save("van de collega", base=1, by=case.colleague)
    box(plain).fill("van mij")
    plain.click(".save-bar button[value=save]")
    expect(plain.locator(".versions [data-text]")).to_have_text("van de collega")
    assert box(plain).input_value() == "van mij"
    plain.click("[data-keep]")
    expect(plain.locator(".versions")).to_have_count(0)
    assert case.answer().text == "van mij"
    plain.click(".save-bar button[value=submit]")
    expect(plain.locator("#receipts")).to_contain_text(Submission.objects.get().sha256)


LONG = "Onderwaterakoestiekmeetinstrumentenfabriek" * 3


@pytest.mark.parametrize("language", ["nl", "en"])
def test_long_words_and_every_state_stay_within_the_page(mine: Page, case: Case, language: str) -> None:
    case.questions[0].text_nl = case.questions[0].text_en = LONG
    case.questions[0].save()
    Challenge.objects.update(title_nl=LONG, title_en=LONG)
    case.submitted(LONG + " \n" + LONG)
    case.save(LONG * 20, base=1)
    detail = path(case, language).removesuffix("edit/")
    assert problems(mine, path(case, language), 1280, 320, judged=JUDGED[language]) == []
    assert problems(mine, detail, 1280, 320, judged=JUDGED[language]) == []
    assert problems(mine, f"/{language}/responses/", 1280, 320, judged=JUDGED[language]) == []
    Challenge.objects.update(state=Challenge.State.EVALUATING)
    assert problems(mine, detail, 1280, 320, judged=JUDGED[language]) == []


def tricky() -> list[str]:
    """Several hundred strings of what words are made of, and what only looks so."""
    parts = [
        "een",
        "é",
        "3,5",
        "-",
        "—",
        "...",
        "it's",
        "e-mail",
        "a/b",
        "½",
        "²",
        "Ⅷ",
        "日本",
        "🚀",
        "€",
        "_",
        "ß",
        "ı",
    ]
    parts += ["\u0301", "e\u0301", "\u200b", "\u200d", "\ufeff", "\u00ad", "\u2060", "\u0660", "\u0661\u0662"]
    parts += ["\u0915\u094d\u0937\u093f", "\U0001d7d8", "\U0001f469\u200d\U0001f680", "\u0130", "\u2167"]
    spaces = [" ", "\t", "\n", "\u00a0", "\u202f", "\u2009", "\u3000", "\u0085", "\u2028", "\u2029", "\u1680", "\u200b"]
    spaces += ["\x1c", "\x1f", "\v", "\f", "\u180e", "\u205f", ""]
    one_by_one = [f"{part}{space}{part}" for part in parts for space in spaces]
    rows = [space.join(parts) for space in spaces] + [f" {space} ".join(parts[::-1]) for space in spaces]
    return [*one_by_one, *rows, *parts, *spaces, "", "-" * 500, "a " * 2000]


def test_page_and_server_count_the_same_words(mine: Page, case: Case) -> None:
    texts = tricky()
    assert len(texts) > 500
    counted = mine.evaluate("texts => texts.map(countWords)", texts)
    pairs = zip(texts, counted, strict=True)
    assert [(text, count_words(text), count) for text, count in pairs if count_words(text) != count] == []
