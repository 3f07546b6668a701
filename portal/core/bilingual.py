"""Texts kept in two languages, `title_nl` and `title_en`, and read as `thing.local("title")` in the reader's own."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

LANGUAGES = ("nl", "en")


@dataclass(frozen=True)
class LocalText:
    """A text and the language it is in; prints as the text."""

    text: str
    language: str

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text)


class Bilingual:
    """A model with fields in pairs, `<name>_nl` and `<name>_en`."""

    def local(self, name: str, language: str | None = None) -> LocalText:
        """The text in the reader's language, or in the other one where that is all there is."""
        first = (language or get_language() or "nl")[:2]
        for code in sorted(LANGUAGES, key=lambda code: code != first):
            if text := getattr(self, f"{name}_{code}"):
                return LocalText(text, code)
        return LocalText("", first)


def get_reader_language() -> str:
    """The reader's language, "nl" or "en"."""
    return (get_language() or "nl")[:2]


def get_local_text(thing: Any, field: str) -> LocalText:
    """thing.<field>_nl or _en: the reader's language first, else the other. Any object with both will do."""
    return Bilingual.local(thing, field)


def is_foreign_text(text: LocalText) -> bool:
    return bool(text) and text.language != get_reader_language()


def describe_language(language: str | None) -> str:
    """ "in Dutch", said beside a phrase that is not in the reader's language; "" when it is."""
    if language == get_reader_language():
        return ""
    return {"nl": _("in Dutch"), "en": _("in English")}.get(language or "", "")


def localise_path(path: str, language: str) -> str:
    """ "/nl/challenges/" -> "/en/challenges/"; what carries no language stays as it is."""
    prefixes = {f"/{code}/" for code in LANGUAGES}
    return f"/{language}/{path[4:]}" if path[:4] in prefixes else path
