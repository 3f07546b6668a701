"""Which language a text is in, next to which language its reader reads."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.core.bilingual import LANGUAGES, Bilingual, LocalText

__all__ = [
    "LANGUAGES",
    "describe_language",
    "get_local_text",
    "get_reader_language",
    "is_foreign_text",
    "localise_path",
]


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
