"""Suggest technologies for a text with the tagger, on the vocabulary in the database."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import cast

from portal.core.table_version import TableVersion, read_table_version
from portal.technologies.evidence import TechnologyEvidence
from portal.technologies.models import Technology, TechnologyTerm
from portal.technologies.tagger.language import Language
from portal.technologies.tagger.tagger import Mention, Tagger, VocabularyTerm

PHRASE_LENGTH: int = TechnologyEvidence._meta.get_field("phrase").max_length or 0
SENTENCE_LENGTH: int = TechnologyEvidence._meta.get_field("sentence").max_length or 0


@dataclass(frozen=True, slots=True)
class TechnologySuggestion:
    """A technology that a text names, with its phrase and sentence, short enough to be stored.

    mentions: how often the text names it; for texts in two languages, the higher of the two numbers.
    """

    technology_id: int
    phrase: str
    sentence: str
    language: str
    mentions: int = 1


def suggest_technologies(texts: Mapping[str, str]) -> list[TechnologySuggestion]:
    """Return the technologies in the texts (by language), each once, with its first mention as evidence."""
    return find_suggestions(load_tagger(), texts.items())


def find_suggestions(tagger: Tagger, pieces: Iterable[tuple[str, str]]) -> list[TechnologySuggestion]:
    """Return the technologies in pieces of (language, text); the evidence comes from the first piece that names it."""
    found: dict[int, TechnologySuggestion] = {}
    for language, text in pieces:
        for technology, mentions in tagger.technologies(text).items():
            first = found.setdefault(int(technology), _build_suggestion(mentions[0], language))
            found[int(technology)] = replace(first, mentions=max(first.mentions, len(mentions)))
    return list(found.values())


def load_tagger() -> Tagger:
    """Return the tagger of this process, built again when a small query shows that the vocabulary has changed."""
    return _build_tagger(read_table_version(TechnologyTerm, Technology))


@lru_cache(maxsize=1)
def _build_tagger(version: TableVersion) -> Tagger:
    return Tagger(load_terms())


def load_terms() -> list[VocabularyTerm]:
    """Load every label and term; those of a merged technology refer to the one that it was merged into."""
    rows = Technology.objects.values_list("id", "merged_into", "label_nl", "label_en")
    merged = {technology: into for technology, into, *_ in rows if into}
    terms = list(TechnologyTerm.objects.values_list("technology", "language", "text"))
    for technology, _, label_nl, label_en in rows:
        terms += [(technology, "nl", label_nl), (technology, "en", label_en)]
    return [
        VocabularyTerm(resolve_merge(technology, merged), text, cast(Language, language))
        for technology, language, text in terms
    ]


def resolve_merge(technology: int, merged: Mapping[int, int]) -> int:
    """Return the technology at the end of a chain of merges; a circle of merges ends where it closes."""
    seen = {technology}
    while (into := merged.get(technology)) and into not in seen:
        seen.add(technology := into)
    return technology


def _build_suggestion(mention: Mention, language: str) -> TechnologySuggestion:
    sentence = mention.sentence
    middle = (mention.start + mention.end) // 2 - sentence.start
    # Of a sentence that is too long to be stored, take the part around the phrase.
    start = max(0, min(middle - SENTENCE_LENGTH // 2, len(sentence.text) - SENTENCE_LENGTH))
    return TechnologySuggestion(
        technology_id=int(mention.technology_id),
        phrase=mention.phrase[:PHRASE_LENGTH],
        sentence=sentence.text[start : start + SENTENCE_LENGTH].strip(),
        language=language,
    )
