"""Texts kept in two languages: `title_nl` and `title_en`, read as `thing.local("title")`."""

from dataclasses import dataclass

from django.utils.translation import get_language

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
