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

CACHE_SECONDS = 10 * 60  # seconds: long enough for somebody who goes back and forth in a form
LONGEST_WORDS = 100
MOST = 20


def is_register_available() -> bool:
    """Tell whether there is a key; without one the register is never asked."""
    return bool(settings.KVK_API_KEY)


def look_up_registration(number: str) -> RegisteredCompany | None:
    """Return the registration with this number, or None; raise KvKUnavailable if the register does not answer.

    The Chamber of Commerce charges for each answer, so answers are cached for ten minutes.
    """
    if not NUMBER.fullmatch(number):
        return None
    key = f"profile:{number}"
    cached: RegisteredCompany | None = caches["register"].get(key)
    if cached is not None:
        return cached
    answer = _get_kvk_client().get(f"/v1/basisprofielen/{number}")
    if answer is None:
        return None
    with _log_unreadable_answer():
        found = parse_registration(answer, number)
    found = replace(found, province=_guess_province(found.town))
    caches["register"].set(key, found, CACHE_SECONDS)
    return found


def search_register(name: str, town: str = "") -> list[RegisterHit]:
    """Return at most twenty registrations with that name, in the order of the register; raise KvKUnavailable."""
    name, town = _clean_search_words(name), _clean_search_words(town)
    if not name:
        return []
    key = "search:" + hashlib.sha256(f"{name}\n{town}".casefold().encode()).hexdigest()
    cached: list[RegisterHit] | None = caches["register"].get(key)
    if cached is not None:
        return cached
    query = {"naam": name, "resultatenPerPagina": str(MOST)} | ({"plaats": town} if town else {})
    answer = _get_kvk_client().get("/v2/zoeken", query)
    with _log_unreadable_answer():
        found = parse_search_results(answer or {})
    caches["register"].set(key, found, CACHE_SECONDS)
    return found


@contextmanager
def _log_unreadable_answer() -> Iterator[None]:
    """Log an answer of another shape than documented, for whoever runs the site."""
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
    """Return the one client of the process, so that its connections are used again."""
    return KvKClient(key, url)


def _clean_search_words(text: str) -> str:
    printable = "".join(letter if letter.isprintable() else " " for letter in text)
    return " ".join(printable.split())[:LONGEST_WORDS]


def _guess_province(town: str) -> str | None:
    """Guess the province, which the register does not give, from published companies in the same town if they agree."""
    if not town:
        return None
    there = Company.objects.published().filter(city__iexact=town).exclude(province=None).order_by()
    codes = list(there.values_list("province__code", flat=True).distinct()[:2])
    return codes[0] if len(codes) == 1 else None


@dataclass(frozen=True)
class RegisterPrefill:
    """The first values of the form, and a notice for the person; its kind is that of _notice.html."""

    fields: dict[str, Any]
    notice: str = ""
    kind: str = "info"


def prefill_from_register(number: str) -> RegisterPrefill:
    """Return what the register knows of this number; nothing, without a notice, if there is no key."""
    typed = {"kvk_number": number}
    if not is_register_available():
        return RegisterPrefill(typed)
    try:
        found = look_up_registration(number)
    except KvKUnavailable:
        return RegisterPrefill(
            typed, _("The trade register is not available right now. Enter the details yourself."), "warning"
        )
    if found is None:
        return RegisterPrefill(typed, _("This number is not in the trade register. Check the number."), "warning")
    province = Province.objects.filter(code=found.province).first() if found.province else None
    fields = typed | {"name": found.name, "city": found.town, "province": province}
    if not found.is_active:
        return RegisterPrefill(
            fields,
            _("According to the trade register, this registration has ended. Check that this is the right company."),
            "warning",
        )
    return RegisterPrefill(fields, _("These details come from the trade register. Check that they are correct."))
