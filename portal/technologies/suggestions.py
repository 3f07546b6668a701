"""The tagger over the vocabulary in the database, and the technologies that it proposes for a text."""

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
    """A technology that a text names, with the phrase and sentence that say so, short enough to be stored.

    mentions: how often the text names it; of texts in two languages, the one that names it most.
    """

    technology_id: int
    phrase: str
    sentence: str
    language: str
    mentions: int = 1


def suggest_technologies(texts: Mapping[str, str]) -> list[TechnologySuggestion]:
    """The technologies that the texts, by language, name; each once, with its first mention as evidence."""
    return find_suggestions(load_tagger(), texts.items())


def find_suggestions(tagger: Tagger, pieces: Iterable[tuple[str, str]]) -> list[TechnologySuggestion]:
    """The same for (language, text) pieces with a tagger at hand; an earlier piece gives the evidence."""
    found: dict[int, TechnologySuggestion] = {}
    for language, text in pieces:
        for technology, mentions in tagger.technologies(text).items():
            first = found.setdefault(int(technology), _build_suggestion(mentions[0], language))
            found[int(technology)] = replace(first, mentions=max(first.mentions, len(mentions)))
    return list(found.values())


def load_tagger() -> Tagger:
    """Built once per process and vocabulary: one small query tells whether terms, labels or merges have changed."""
    return _build_tagger(read_table_version(TechnologyTerm, Technology))


@lru_cache(maxsize=1)
def _build_tagger(version: TableVersion) -> Tagger:
    return Tagger(load_terms())


def load_terms() -> list[VocabularyTerm]:
    """Every label and term; those of a merged technology lead to the one it was merged into."""
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
    """The technology that still stands at the end of a chain of merges; a ring of them ends where it closes."""
    seen = {technology}
    while (into := merged.get(technology)) and into not in seen:
        seen.add(technology := into)
    return technology


def _build_suggestion(mention: Mention, language: str) -> TechnologySuggestion:
    return TechnologySuggestion(
        technology_id=int(mention.technology_id),
        phrase=mention.phrase[:PHRASE_LENGTH],
        sentence=_cut_sentence_around(mention),
        language=language,
    )


def _cut_sentence_around(mention: Mention) -> str:
    """The sentence, or the stretch of it around the phrase where it is longer than can be stored."""
    sentence = mention.sentence
    middle = (mention.start + mention.end) // 2 - sentence.start
    start = max(0, min(middle - SENTENCE_LENGTH // 2, len(sentence.text) - SENTENCE_LENGTH))
    return sentence.text[start : start + SENTENCE_LENGTH].strip()
