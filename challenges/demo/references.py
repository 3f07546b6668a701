"""From the names in the files to rows: slugs to ids, phrases to the sentences they stand in, days to moments."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from portal.core.bilingual import LANGUAGES
from portal.regions.models import ROM, Province
from portal.technologies.models import Technology
from portal.technologies.phrases import find_phrase
from portal.technologies.tagger.sentences import split_sentences


class MissingReference(LookupError):
    """The examples name something that the reference data lacks."""


class IdLookup(dict[str, int]):
    """Ids by name; says what is missing and what to do about it."""

    def __missing__(self, name: str) -> int:
        raise MissingReference(f"The examples name {name!r}, which is not in the database: run load_reference first.")


def load_rom_ids() -> IdLookup:
    return IdLookup(ROM.objects.values_list("slug", "pk"))


def load_province_ids() -> IdLookup:
    return IdLookup(Province.objects.values_list("code", "pk"))


def load_technology_ids() -> IdLookup:
    """By slug; a merged technology leads to the one it was merged into."""
    rows = Technology.objects.values_list("slug", "pk", "merged_into")
    return IdLookup((slug, into or pk) for slug, pk, into in rows)


def find_technology_evidence(entries: list[dict[str, Any]], texts: Mapping[str, str]) -> dict[int, dict[str, Any]]:
    """By technology id, once each: the entry with the evidence that its phrase gives in `texts`, by language."""
    ids = load_technology_ids()
    found: dict[int, dict[str, Any]] = {}
    for entry in entries:
        found.setdefault(ids[entry["slug"]], entry | {"evidence": build_evidence(entry, texts)})
    return found


def build_evidence(entry: Mapping[str, Any], texts: Mapping[str, str]) -> dict[str, str]:
    """Phrase, sentence and language, in Dutch where there is a phrase in Dutch; empty where there is none at all."""
    for language in LANGUAGES:
        if phrase := entry.get(language):
            return {"phrase": phrase, "sentence": _find_sentence(texts[language], phrase), "language": language}
    return {}


def combine_dutch_time(day: date, at: time) -> datetime:
    """That time of that day on the Dutch clock."""
    return timezone.make_aware(datetime.combine(day, at), timezone.get_default_timezone())


def shift_local_day(now: datetime, days: int) -> date:
    return timezone.localdate(now, timezone.get_default_timezone()) + timedelta(days=days)


def _find_sentence(text: str, phrase: str) -> str:
    found = find_phrase(phrase, text)
    place = found.start() if found else text.index(phrase)
    return next(sentence.text for sentence in split_sentences(text) if sentence.start <= place < sentence.end)
