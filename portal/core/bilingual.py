"""Texts in two languages, stored as `title_nl` and `title_en` and read as `thing.local("title")`."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

LANGUAGES = ("nl", "en")


@dataclass(frozen=True)
class LocalText:
    """A text with its language; as a string it is the text."""

    text: str
    language: str

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text)


class Bilingual:
    """A model that has fields in pairs, `<name>_nl` and `<name>_en`."""

    def local(self, name: str, language: str | None = None) -> LocalText:
        """Return the text in the reader's language, or in the other one where it is missing in that language."""
        first = (language or get_language() or "nl")[:2]
        for code in sorted(LANGUAGES, key=lambda code: code != first):
            if text := getattr(self, f"{name}_{code}"):
                return LocalText(text, code)
        return LocalText("", first)


def get_reader_language() -> str:
    """Return the reader's language, "nl" or "en"."""
    return (get_language() or "nl")[:2]


def get_local_text(thing: Any, field: str) -> LocalText:
    """Return `Bilingual.local` for any object that has the two fields."""
    return Bilingual.local(thing, field)


def is_foreign_text(text: LocalText) -> bool:
    return bool(text) and text.language != get_reader_language()


def describe_language(language: str | None) -> str:
    """Return "in Dutch" or "in English", to show beside a phrase; "" when that is the reader's language."""
    if language == get_reader_language():
        return ""
    return {"nl": _("in Dutch"), "en": _("in English")}.get(language or "", "")


def localise_path(path: str, language: str) -> str:
    """Change "/nl/challenges/" into "/en/challenges/"; a path without a language stays the same."""
    prefixes = {f"/{code}/" for code in LANGUAGES}
    return f"/{language}/{path[4:]}" if path[:4] in prefixes else path
