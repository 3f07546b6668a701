"""Look up companies in the trade register, and prefill a new profile from it."""

import hashlib
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.utils.translation import gettext as _

from companies.profiles.models import Company
from companies.registers.client import KvKClient, KvKUnavailable
from companies.registers.responses import (
    NUMBER,
    RegisteredCompany,
    RegisterHit,
    parse_registration,
    parse_search_results,
)
from portal.regions.models import Province

logger = logging.getLogger(__name__)

KEPT = 10 * 60  # seconds: long enough for somebody who goes back and forth in a form
LONGEST_WORDS = 100
MOST = 20


def is_register_available() -> bool:
    """Whether the register can be asked at all: without a key everybody types by hand."""
    return bool(settings.KVK_API_KEY)


def look_up_registration(number: str) -> RegisteredCompany | None:
    """The registration of a number of eight digits; None where there is none.

    Raises KvKUnavailable. The register's keeper charges for each answer, which is kept for ten minutes.
    """
    if not NUMBER.fullmatch(number):
        return None
    key = f"profile:{number}"
    kept: RegisteredCompany | None = caches["register"].get(key)
    if kept is not None:
        return kept
    answer = _get_kvk_client().get(f"/v1/basisprofielen/{number}")
    if answer is None:
        return None
    with _log_unreadable_answer():
        found = parse_registration(answer, number)
    found = replace(found, province=_guess_province(found.town))
    caches["register"].set(key, found, KEPT)
    return found


def search_register(name: str, town: str = "") -> list[RegisterHit]:
    """The registrations of that name, twenty at most, in the register's order. Raises KvKUnavailable."""
    name, town = _clean_search_words(name), _clean_search_words(town)
    if not name:
        return []
    key = "search:" + hashlib.sha256(f"{name}\n{town}".casefold().encode()).hexdigest()
    kept: list[RegisterHit] | None = caches["register"].get(key)
    if kept is not None:
        return kept
    asked = {"naam": name, "resultatenPerPagina": str(MOST)} | ({"plaats": town} if town else {})
    answer = _get_kvk_client().get("/v2/zoeken", asked)
    with _log_unreadable_answer():
        found = parse_search_results(answer or {})
    caches["register"].set(key, found, KEPT)
    return found


@contextmanager
def _log_unreadable_answer() -> Iterator[None]:
    """An answer of another shape than documented is for whoever runs the site, too."""
    try:
        yield
    except KvKUnavailable as problem:
        logger.warning("The trade register gave an answer that cannot be read: %s", problem)
        raise


def _get_kvk_client() -> KvKClient:
    if not is_register_available():
        raise KvKUnavailable("no key is set")
    return _build_kvk_client(settings.KVK_API_KEY, settings.KVK_API_URL)


@lru_cache(maxsize=1)
def _build_kvk_client(key: str, url: str) -> KvKClient:
    """One, so that its connections are used again."""
    return KvKClient(key, url)


def _clean_search_words(text: str) -> str:
    printable = "".join(letter if letter.isprintable() else " " for letter in text)
    return " ".join(printable.split())[:LONGEST_WORDS]


def _guess_province(town: str) -> str | None:
    """Of the companies that are published in that town, if they are of one mind; the register does not say it."""
    if not town:
        return None
    there = Company.objects.published().filter(city__iexact=town).exclude(province=None).order_by()
    codes = list(there.values_list("province__code", flat=True).distinct()[:2])
    return codes[0] if len(codes) == 1 else None


@dataclass(frozen=True)
class RegisterPrefill:
    """fields: what the form starts with; notice: what the person is told about it, kind as of _notice.html."""

    fields: dict[str, Any]
    notice: str = ""
    kind: str = "info"


def prefill_from_register(number: str) -> RegisterPrefill:
    """Without a key the register is never asked, and nothing is said of it."""
    typed = {"kvk_number": number}
    if not is_register_available():
        return RegisterPrefill(typed)
    try:
        found = look_up_registration(number)
    except KvKUnavailable:
        return RegisterPrefill(
            typed, _("The trade register does not answer now. Fill in the page yourself."), "warning"
        )
    if found is None:
        return RegisterPrefill(
            typed, _("The trade register does not know this number. Look whether it is right."), "warning"
        )
    fields = typed | {"name": found.name, "city": found.town, "province": _find_registered_province(found)}
    if not found.is_active:
        return RegisterPrefill(
            fields, _("The trade register says that this registration has ended. Is it the one?"), "warning"
        )
    return RegisterPrefill(fields, _("This comes from the trade register. Look whether it is right."))


def _find_registered_province(found: RegisteredCompany) -> Province | None:
    return Province.objects.filter(code=found.province).first() if found.province else None
