"""Texts in two languages: what a reader of each gets, and which text seems to stand in the other language's box."""

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.translation import gettext as _

from portal.core.bilingual import LANGUAGES
from portal.technologies.tagger.language import guess_language

OTHER = {"nl": "en", "en": "nl"}


class LanguageNote(NamedTuple):
    """In which languages a text is there, and what a reader of the missing one gets."""

    label: str
    dutch: bool
    english: bool
    text: str


def build_language_note(label: str, texts: dict[str, str]) -> LanguageNote:
    """texts: by language."""
    there = [language for language in LANGUAGES if texts[language]]
    sentences = {
        (): _("Nobody reads anything here."),
        ("nl",): _("Who reads in English gets the Dutch text, marked as Dutch."),
        ("en",): _("Who reads in Dutch gets the English text, marked as English."),
        ("nl", "en"): _("Everyone reads it in their own language."),
    }
    return LanguageNote(label, "nl" in there, "en" in there, sentences[tuple(there)])


def build_language_notes(thing: object, names: Iterable[tuple[str, object]]) -> list[LanguageNote]:
    """names: (field without its language, label)."""
    return [build_language_note(str(label), _get_texts_by_language(thing, name)) for name, label in names]


class MisplacedText(NamedTuple):
    """A saved text of which a box holds, as it seems, the other language; `name`: its field without the language."""

    name: str
    label: str
    dutch: bool
    english: bool


def find_misplaced_texts(thing: object, names: Iterable[tuple[str, object]]) -> list[MisplacedText]:
    """names: (field without its language, label); those in which nothing looks wrong are left out."""
    found = []
    for name, label in names:
        wrong = {
            each for each, text in _get_texts_by_language(thing, name).items() if guess_language(text) == OTHER[each]
        }
        if wrong:
            found.append(MisplacedText(name, str(label), "nl" in wrong, "en" in wrong))
    return found


def _get_texts_by_language(thing: object, name: str) -> dict[str, str]:
    return {language: getattr(thing, f"{name}_{language}") for language in LANGUAGES}
