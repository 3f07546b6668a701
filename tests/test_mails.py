"""Every email renders in both languages, as subject, plain text and HTML, and as a notification on the site."""

from html.parser import HTMLParser

import pytest
import time_machine

from portal.notifications.rendering import RenderedMail, render_mail, render_notification
from tests.mail_samples import NOW, build_samples
from tests.test_consistency import ROOT

TEMPLATES = {
    path.stem: path.relative_to(ROOT / "templates").as_posix()
    for path in sorted((ROOT / "templates").rglob("mail/*.html"))
    if not path.stem.startswith("base")
}
LINK = "http://127.0.0.1:8000/nl/somewhere/"
FOOTER = {
    "unsubscribe_url": "http://127.0.0.1:8000/nl/off/",
    "preferences_url": "http://127.0.0.1:8000/nl/",
    "about": "X",
}


class TextCollector(HTMLParser):
    """All text of a page but its style."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.is_style = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.is_style = tag == "style"

    def handle_endtag(self, tag: str) -> None:
        self.is_style = False

    def handle_data(self, data: str) -> None:
        self.words += [] if self.is_style else data.split()


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


def render_samples(name: str, language: str, **extra: object) -> list[RenderedMail]:
    contexts = build_samples()[name]
    return [render_mail(TEMPLATES[name], {"user": "Noor", "url": LINK, **extra, **each}, language) for each in contexts]


def test_every_mail_has_samples():
    assert build_samples().keys() == TEMPLATES.keys()


@pytest.mark.parametrize("name", TEMPLATES)
def test_mail_renders_in_both_languages(name: str):
    for language in ("nl", "en"):
        for mail in render_samples(name, language, **FOOTER):
            assert 0 < len(mail.subject) <= 200
            assert mail.subject == " ".join(mail.subject.split())
            assert f'<html lang="{language}">' in mail.html
            for address in (LINK, *FOOTER.values()):
                assert address in mail.text
            # The button of the digest leads to the list of notifications.
            assert name == "digest" or f'<a href="{LINK}">' in mail.html
            assert "\n-- \nKoppelvlak, " in mail.text
            for wrong in ("<p>", "<br>", "&#x27;", "&amp;", "{{", "{%", "\n\n\n"):
                assert wrong not in mail.text


@pytest.mark.parametrize("name", sorted(TEMPLATES.keys() - {"membership"}))  # whose words come with the context
def test_mail_is_translated(name: str):
    for dutch, english in zip(render_samples(name, "nl"), render_samples(name, "en"), strict=True):
        assert dutch.subject != english.subject
        assert dutch.text.partition("\n\n")[0] != english.text.partition("\n\n")[0]


# Of the digest the plain text differs from the HTML: it greets the reader.
@pytest.mark.parametrize("name", sorted(TEMPLATES.keys() - {"digest"}))
def test_plain_text_says_what_the_html_says(name: str):
    for language in ("nl", "en"):
        for mail in render_samples(name, language):
            content = mail.text.partition(f"\n{LINK}\n")[0].split("\n")
            words = " ".join(TextCollector(mail.html).words)
            for line in content:
                assert " ".join(line.removeprefix("- ").split()) in words


@pytest.mark.parametrize("name", TEMPLATES)
def test_notification_has_the_subject_and_some_of_the_text_of_its_mail(name: str):
    for context in build_samples()[name]:
        context = {"user": "Noor", "url": LINK, **context}
        mail = render_mail(TEMPLATES[name], context, "nl")
        title, text = render_notification(TEMPLATES[name], context, "nl")
        assert title == mail.subject
        assert mail.text.startswith(text)
        assert "Koppelvlak, " not in text


@pytest.mark.parametrize("name", ["receipt", "co_applicant_receipt"])
def test_notification_of_a_receipt_does_not_hold_the_answers(name: str):
    context = build_samples()[name][0]
    answer = "A second one:"
    assert answer in render_mail(TEMPLATES[name], context, "en").text
    assert answer not in render_notification(TEMPLATES[name], context, "en")[1]
