"""From the names in the files to rows: slugs to ids, phrases to the sentences they stand in, days to moments."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from portal.core.bilingual import LANGUAGES
from portal.regions.models import ROM, Province
from portal.technologies.models import Technology
from portal.technologies.phrases import place_of
from portal.technologies.tagger.sentences import sentences


class MissingReference(LookupError):
    """The examples name something that the reference data lacks."""


class Lookup(dict[str, int]):
    """Ids by name; says what is missing and what to do about it."""

    def __missing__(self, name: str) -> int:
        raise MissingReference(f"The examples name {name!r}, which is not in the database: run load_reference first.")


def rom_ids() -> Lookup:
    return Lookup(ROM.objects.values_list("slug", "pk"))


def province_ids() -> Lookup:
    return Lookup(Province.objects.values_list("code", "pk"))


def technology_ids() -> Lookup:
    """By slug; a merged technology leads to the one it was merged into."""
    rows = Technology.objects.values_list("slug", "pk", "merged_into")
    return Lookup((slug, into or pk) for slug, pk, into in rows)


def proven(entries: list[dict[str, Any]], texts: Mapping[str, str]) -> dict[int, dict[str, Any]]:
    """By technology id, once each: the entry with the evidence that its phrase gives in `texts`, by language."""
    ids = technology_ids()
    found: dict[int, dict[str, Any]] = {}
    for entry in entries:
        found.setdefault(ids[entry["slug"]], entry | {"evidence": evidence(entry, texts)})
    return found


def evidence(entry: Mapping[str, Any], texts: Mapping[str, str]) -> dict[str, str]:
    """Phrase, sentence and language, in Dutch where there is a phrase in Dutch; empty where there is none at all."""
    for language in LANGUAGES:
        if phrase := entry.get(language):
            return {"phrase": phrase, "sentence": _sentence(texts[language], phrase), "language": language}
    return {}


def moment(day: date, at: time) -> datetime:
    """That time of that day on the Dutch clock."""
    return timezone.make_aware(datetime.combine(day, at), timezone.get_default_timezone())


def day_from(now: datetime, days: int) -> date:
    return timezone.localdate(now, timezone.get_default_timezone()) + timedelta(days=days)


def _sentence(text: str, phrase: str) -> str:
    found = place_of(phrase, text)
    place = found.start() if found else text.index(phrase)
    return next(sentence.text for sentence in sentences(text) if sentence.start <= place < sentence.end)
