"""The engine's rows of an invented stock, from one seed, without texts that would have to be read first.

Words and technologies follow a Zipf law; companies tell three paragraphs of forty words, challenges one of 150.
"""

from dataclasses import replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from challenges.matching.engine.features import (
    ChallengeFeatures,
    CompanyFeatures,
    CountedWords,
    build_bare_features,
    replace_company_facts,
)
from challenges.matching.engine.inputs import ChallengeProfile, CompanyProfile, RequiredTechnology, TechnologyTree
from challenges.matching.engine.model import MatchingModel
from challenges.matching.engine.training import train_model
from portal.technologies.reference_files import read_technologies

SEED = 20260205
WORDS = 40_000
FLAT, FLAT_TECHNOLOGIES = 5, 2  # how much the most usual ones are held back, stop words being out already
PARAGRAPHS, PARAGRAPH, CHALLENGE = 3, 40, 150  # words
TECHNOLOGIES, REQUIREMENTS = 5, 4
AREAS = [frozenset({n, n + 6}) for n in range(1, 7)]  # of twelve provinces
YEAR = 2026
FITTED_CHALLENGES, FITTED_COMPANIES = 500, 2_500

Row = TypeVar("Row", CompanyFeatures, ChallengeFeatures)


class Drawer:
    def __init__(self, seed: int) -> None:
        self.random = np.random.default_rng(seed)
        shared = np.random.default_rng(SEED)  # companies and challenges use the same words and technologies
        self.word_heights = _zipf(WORDS, FLAT)
        self.keys = shared.integers(1 << 63, size=WORDS, dtype=np.uint64)
        self.tree = tree()
        self.technologies = shared.permutation(np.array(sorted(self.tree.parents))).tolist()
        self.heights = _zipf(len(self.technologies), FLAT_TECHNOLOGIES)

    def words(self, lengths: list[int]) -> CountedWords:
        """Paragraphs of so many words."""
        ranks = self._drawn(sum(lengths), self.word_heights)
        found = [np.unique(part, return_counts=True) for part in np.split(ranks, np.cumsum(lengths)[:-1])]
        return CountedWords(
            self.keys[np.concatenate([places for places, _counts in found])],
            np.concatenate([counts for _places, counts in found]).astype(np.int32),
            np.cumsum([len(places) for places, _counts in found]).astype(np.int32),
        )

    def some_technologies(self, number: int) -> list[int]:
        return [self.technologies[each] for each in dict.fromkeys(self._drawn(number, self.heights).tolist())]

    def _drawn(self, number: int, heights: NDArray[np.float64]) -> NDArray[np.int64]:
        return np.searchsorted(heights, self.random.random(number) * heights[-1])


def _zipf(size: int, flat: int) -> NDArray[np.float64]:
    return np.cumsum(1 / (np.arange(size) + flat))


def tree() -> TechnologyTree:
    """The vocabulary, its technologies numbered from 1."""
    entries = read_technologies()
    number = {slug: n for n, slug in enumerate(sorted(entries), 1)}
    parents = {number[slug]: number[each.parent] if each.parent else None for slug, each in entries.items()}
    related = {number[slug]: frozenset(number[other] for other in each.related) for slug, each in entries.items()}
    return TechnologyTree(parents, related)


def companies(number: int) -> list[CompanyFeatures]:
    drawer = Drawer(SEED + 1)
    return [_company(drawer, n) for n in range(1, number + 1)]


def challenges(number: int) -> list[ChallengeFeatures]:
    drawer = Drawer(SEED + 2)
    return [_challenge(drawer, n) for n in range(1, number + 1)]


def fitted(offers: list[CompanyFeatures], wants: list[ChallengeFeatures]) -> MatchingModel:
    """On some of the stock, evenly spaced."""
    return train_model(_some(wants, FITTED_CHALLENGES), _some(offers, FITTED_COMPANIES))


def _some(rows: list[Row], most: int) -> list[Row]:
    return rows[:: max(1, len(rows) // most)]


def _company(drawer: Drawer, n: int) -> CompanyFeatures:
    random = drawer.random
    passages = drawer.words([PARAGRAPH] * PARAGRAPHS)
    offer = CompanyProfile(
        n,
        technologies=dict.fromkeys(drawer.some_technologies(TECHNOLOGIES), 1.0),
        trl=int(random.integers(1, 10)) if random.random() < 0.8 else None,
        province=int(random.integers(1, 13)),
        declared={"ownership": bool(random.random() < 0.9)},
        vetted=bool(random.random() < 0.5),
        stale=bool(random.random() < 0.05),
        trl_stays_home=bool(random.random() < 0.1),
        years=tuple(sorted(random.integers(2010, YEAR + 1, int(random.zipf(1.8)) % 30).tolist())),
    )
    bare = build_bare_features(offer, drawer.tree)
    return replace_company_facts(replace(bare, words=passages.together(), passages=passages), offer, drawer.tree)


def _challenge(drawer: Drawer, n: int) -> ChallengeFeatures:
    random = drawer.random
    lowest = int(random.integers(3, 7))
    asked = drawer.some_technologies(REQUIREMENTS)
    musts = int(random.random() < 0.25)  # one in four asks for a technology without which nobody qualifies
    requirements = tuple(
        RequiredTechnology(each, must=at < musts, weight=int(random.integers(1, 6))) for at, each in enumerate(asked)
    )
    want = ChallengeProfile(
        n,
        requirements=requirements,
        trl_min=lowest,
        trl_max=min(9, lowest + 3),
        trl_floor=lowest if random.random() < 0.5 else None,
        provinces=AREAS[n % len(AREAS)],
        needs_declared=frozenset({"ownership"}) if random.random() < 0.5 else frozenset(),
        year=YEAR if random.random() < 0.7 else None,
    )
    return ChallengeFeatures(n, drawer.words([CHALLENGE]), requirements, want)
