"""Which language a text is in, next to which language its reader reads."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.core.bilingual import LANGUAGES, Bilingual, LocalText

__all__ = ["LANGUAGES", "in_address", "in_language", "is_foreign", "local_text", "reader"]


def reader() -> str:
    """The reader's language, "nl" or "en"."""
    return (get_language() or "nl")[:2]


def local_text(thing: Any, field: str) -> LocalText:
    """thing.<field>_nl or _en: the reader's language first, else the other. Any object with both will do."""
    return Bilingual.local(thing, field)


def is_foreign(text: LocalText) -> bool:
    return bool(text) and text.language != reader()


def in_language(language: str | None) -> str:
    """ "in Dutch", said beside a phrase that is not in the reader's language; "" when it is."""
    if language == reader():
        return ""
    return {"nl": _("in Dutch"), "en": _("in English")}.get(language or "", "")


def in_address(path: str, language: str) -> str:
    """ "/nl/challenges/" -> "/en/challenges/"; what carries no language stays as it is."""
    prefixes = {f"/{code}/" for code in LANGUAGES}
    return f"/{language}/{path[4:]}" if path[:4] in prefixes else path
