"""Turn the profile of one company or challenge into features: count its words and look up its technologies.

Features depend on the profile and the technology tree alone, not on a model, so one changed company costs one row.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from challenges.matching.engine.inputs import (
    ChallengeProfile,
    CompanyProfile,
    Id,
    ProvinceId,
    RequiredTechnology,
    TechnologyId,
    TechnologyTree,
)
from challenges.matching.engine.points import CLOSENESS
from portal.technologies.tagger.dutch_english import get_word_meanings
from portal.technologies.tagger.language import Language, detect_language
from portal.technologies.tagger.words import split_words

_PARAGRAPH = re.compile(r"\n\s*\n")

TITLE_COUNTS = 4  # a word in a challenge's title counts as often as four in its text


@dataclass(frozen=True, slots=True, eq=False)
class CountedWords:
    """Paragraphs as counted stems: stem `keys[i]` occurs `counts[i]` times, and paragraph p ends before `ends[p]`.

    Within a paragraph each stem occurs once, in any order.
    """

    keys: NDArray[np.uint64]
    counts: NDArray[np.int32]
    ends: NDArray[np.int32]

    def together(self) -> "CountedWords":
        """Return all paragraphs as one."""
        if len(self.ends) == 1:
            return self
        keys, places = np.unique(self.keys, return_inverse=True)
        counts = np.bincount(places, self.counts, len(keys)).astype(np.int32)
        return CountedWords(keys, counts, np.array([len(keys)], np.int32))


@dataclass(frozen=True, slots=True, eq=False)
class CompanyFeatures:
    """A company as numbers.

    `words`: those of all its texts as one paragraph; `passages`: the same, paragraph by paragraph. `reaches`: for each
    of its technologies how close it comes to every technology that it answers, in thousandths, confidence included;
    companies share these. `meets`: the technologies that it has itself or in a more specific form. `offer`: the
    profile, without the texts and technologies that are counted here.
    """

    id: Id
    words: CountedWords
    passages: CountedWords
    reaches: Sequence[Mapping[TechnologyId, int]]
    meets: frozenset[TechnologyId]
    offer: CompanyProfile

    @property
    def closeness(self) -> dict[TechnologyId, int]:
        """How close it comes to every technology that it touches: the best of its own ones counts."""
        found: dict[TechnologyId, int] = {}
        for reached in self.reaches:
            for wanted, close in reached.items():
                if close > found.get(wanted, -1):
                    found[wanted] = close
        return found


@dataclass(frozen=True, slots=True, eq=False)
class ChallengeFeatures:
    """A challenge as numbers: its words, its requirements with each technology once, and the profile `want`."""

    id: Id
    words: CountedWords
    requirements: tuple[RequiredTechnology, ...]
    want: ChallengeProfile


def build_company_features(offer: CompanyProfile, tree: TechnologyTree) -> CompanyFeatures:
    """Return the features of a company; splitting texts into words takes most of the time, 1 ms for 500 words."""
    passages = count_stems([[(passage, 1)] for text in offer.texts for passage in _PARAGRAPH.split(text)])
    return _build_features_with_reach(offer, tree, passages.together(), passages)


def replace_company_facts(row: CompanyFeatures, offer: CompanyProfile, tree: TechnologyTree) -> CompanyFeatures:
    """Return the features of a company with the same texts: its words are not counted again."""
    return _build_features_with_reach(offer, tree, row.words, row.passages)


def build_bare_features(offer: CompanyProfile, tree: TechnologyTree) -> CompanyFeatures:
    """Return the features that eligibility needs, without words or closeness; quick to build."""
    return _assemble_features(offer, tree, NO_WORDS, NO_WORDS, ())


def _build_features_with_reach(
    offer: CompanyProfile, tree: TechnologyTree, together: CountedWords, passages: CountedWords
) -> CompanyFeatures:
    reaches = [
        _compute_technology_reach(technology, confidence, tree) for technology, confidence in offer.technologies.items()
    ]
    return _assemble_features(offer, tree, together, passages, reaches)


def _compute_technology_reach(
    technology: TechnologyId, confidence: float, tree: TechnologyTree
) -> Mapping[TechnologyId, int]:
    """Return an item of CompanyFeatures.reaches; made once per technology and confidence."""
    known = tree.reached.get((technology, confidence))
    if known is None:
        known = {}
        for wanted, _how, close in find_reached_technologies(technology, tree):
            known[wanted] = max(to_permille(close, confidence), known.get(wanted, 0))
        tree.reached[technology, confidence] = known
    return known


def _assemble_features(
    offer: CompanyProfile,
    tree: TechnologyTree,
    together: CountedWords,
    passages: CountedWords,
    reaches: Sequence[Mapping[TechnologyId, int]],
) -> CompanyFeatures:
    return CompanyFeatures(
        id=offer.id,
        words=together,
        passages=passages,
        reaches=reaches,
        meets=frozenset(each for technology in offer.technologies for each in (technology, *tree.above(technology))),
        offer=replace(offer, texts=(), technologies={}),
    )


def get_trl_for_area(offer: CompanyProfile, area: frozenset[ProvinceId]) -> int | None:
    """Return the TRL as far as a challenge of this area may know it."""
    return offer.trl if not offer.trl_stays_home or offer.province in area else None


def summarise_experience(offer: CompanyProfile, want: ChallengeProfile) -> tuple[int, int]:
    """Return the years from the last project to the challenge, and the number of projects; (0, 0) for none.

    Only what this challenge may know counts, and no project after its year.
    """
    if want.year is None or (offer.years_stay_home and offer.province not in want.provinces):
        return 0, 0
    known = [year for year in offer.years if year <= want.year]
    return (want.year - max(known), max(len(known), offer.projects)) if known else (0, 0)


def build_challenge_features(want: ChallengeProfile) -> ChallengeFeatures:
    """Return the features of a challenge; of a technology named twice, the must-have counts, then the heavier one."""
    once: dict[TechnologyId, RequiredTechnology] = {}
    for each in sorted(want.requirements, key=lambda r: (r.must, r.weight, r.confidence)):
        once[each.technology_id] = each
    order = dict.fromkeys(each.technology_id for each in want.requirements)
    titles = [(text, TITLE_COUNTS) for text in want.titles]
    found = count_stems([[*titles, *((text, 1) for text in want.texts)]])
    return ChallengeFeatures(want.id, found, tuple(once[technology] for technology in order), want)


def find_reached_technologies(technology: TechnologyId, tree: TechnologyTree) -> list[tuple[TechnologyId, str, int]]:
    """Return the technologies that a company's own `technology` answers: (wanted, how, closeness in thousandths)."""
    found = [(technology, "exact")]
    found += [(wanted, "more specific") for wanted in tree.above(technology)]
    found += [(wanted, "broader") for wanted in tree.below(technology)]
    found += [(wanted, "related") for wanted in tree.relatives.get(technology, ())]
    return [(wanted, how, CLOSENESS[how]) for wanted, how in found]


def to_permille(closeness: int, confidence: float) -> int:
    """Return closeness times confidence in whole thousandths; a confidence outside [0, 1] counts as the nearest end."""
    return round(closeness * min(1.0, max(0.0, confidence)))


def count_stems(paragraphs: Iterable[Iterable[tuple[str, int]]]) -> CountedWords:
    """Count stems. A paragraph consists of texts, each in its own language, with the number of times it counts."""
    keys: list[int] = []
    counts: list[int] = []
    ends: list[int] = []
    for texts in paragraphs:
        found: Counter[int] = Counter()
        for text, times in texts:
            language = detect_language(text)
            for word, count in Counter(split_words(text)).items():
                for each in _get_word_keys(word, language):
                    found[each] += count * times
        keys += found.keys()
        counts += found.values()
        ends.append(len(keys))
    return CountedWords(np.array(keys, np.uint64), np.array(counts, np.int32), np.array(ends, np.int32))


@lru_cache(maxsize=400_000)
def _get_word_keys(word: str, language: Language) -> tuple[int, ...]:
    return tuple(hash_stem(each) for each in get_word_meanings(word, language))


NO_WORDS = count_stems([])


def hash_stem(stem_: str) -> int:
    """Return a stem as a number of 64 bits; that two of a million stems are equal has a chance of 1 in 10 million."""
    return int.from_bytes(blake2b(stem_.encode("utf-8", "surrogatepass"), digest_size=8).digest())
