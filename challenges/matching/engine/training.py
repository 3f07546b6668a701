"""Learn from a stock of challenges and companies what is rare in it, and on what scale its texts resemble
each other."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from challenges.matching.engine.features import OfferRow, WantRow, Words
from challenges.matching.engine.model import MOST_RELATED, ONE, Anchors, Model, Texts
from challenges.matching.engine.scoring import blocks
from challenges.matching.engine.tables import offer_table, want_table
from challenges.matching.engine.text_similarity import generality_of, scales_of, words_between
from challenges.matching.engine.texts import challenge_texts, company_texts, meanings, places_in, stacked
from challenges.matching.engine.word_vectors import NEIGHBOURS, SEED, word_vectors

Row = TypeVar("Row", WantRow, OfferRow)

ENOUGH = 20  # challenges and companies; with fewer the scales keep their defaults
SAMPLE = 200  # challenges looked at for the scales
MOST_CHALLENGES, MOST_COMPANIES = (
    1500,
    200,
)  # that stand for the stock; with fewer, who is near to all is told less surely
FULL = 0.9  # of all challenges, as many have no company closer than what earns the whole text part
SHARES = (2.5, 2.0)  # spread that neighbours and subjects get, against that of the words in common
LENGTH = 0.25  # of the usual spread of resemblances: what a company loses for using e times as many words


def fit(wants: Sequence[WantRow], offers: Sequence[OfferRow], seed: int = SEED) -> Model:
    """The model of a stock; the order of the rows does not matter, and nothing is learned about a single
    company. seed: where the decomposition of the words begins."""
    wants = sorted(wants, key=lambda row: row.id)
    offers = sorted(offers, key=lambda row: row.id)
    keys, found_in = _document_counts(offers)
    technologies = Counter(technology for row in offers for technology in row.meets)
    counted = {technology: technologies[technology] for technology in sorted(technologies, key=str)}
    model = Model(len(offers), keys, found_in, counted)
    if min(len(wants), len(offers)) < ENOUGH:
        return model
    asked = _sample(wants, SAMPLE)
    model = _with_vectors(model, wants, offers, seed)
    model = replace(model, related_weights=_related_weights(asked, offers, model))
    model = replace(model, anchors=anchors_of(_sample(wants, MOST_CHALLENGES), _sample(offers, MOST_COMPANIES), model))
    model = replace(model, length=round(LENGTH * _spread(model)))
    model = replace(model, anchors=replace(model.anchors, generality=generality_of(model.anchors.companies, model)))
    return replace(model, text_full=_text_full(asked, offers, model))


def _sample(rows: Sequence[Row], most: int) -> Sequence[Row]:
    """Evenly spaced."""
    return rows[:: 1 + (len(rows) - 1) // most]


def _document_counts(offers: Sequence[OfferRow]) -> tuple[NDArray[np.uint64], NDArray[np.uint32]]:
    keys, found_in = np.unique(stacked([row.words for row in offers]).keys, return_counts=True)
    return keys, found_in.astype(np.uint32)


def _with_vectors(model: Model, wants: Sequence[WantRow], offers: Sequence[OfferRow], seed: int) -> Model:
    passages = stacked([row.passages for row in offers])
    vectors = word_vectors(stacked([passages, _told(stacked([row.words for row in wants]), model)]), seed)
    if not len(vectors):
        return model
    model = replace(model, vectors=vectors)
    averages = np.zeros_like(vectors.averages)
    averages[NEIGHBOURS] = np.rint(meanings(passages, model)[NEIGHBOURS].mean(axis=0))
    return replace(model, vectors=replace(vectors, averages=averages))


def _told(asked: Words, model: Model) -> Words:
    """What companies say, too: a word that none of them uses is near to nothing there, and all those of another
    language would be near to each other."""
    known = places_in(model.keys, asked.keys)[1]
    ends = np.concatenate(([0], np.cumsum(known)))[asked.ends]
    return Words(asked.keys[known], asked.counts[known], ends.astype(np.int32))


def _related_weights(asked: Sequence[WantRow], offers: Sequence[OfferRow], model: Model) -> tuple[int, ...]:
    """What brings the spread of each kind of cosines to its share of that of the words in common."""
    if not len(model.vectors):
        return model.related_weights
    wanted, offered = _asked(asked, model), _offered(offers, model)
    common = float((words_between(wanted, offered) @ offered.words).toarray().std())
    spreads = [float((one @ other).std()) for one, other in zip(wanted.meaning, offered.meaning, strict=True)]
    ratios = [share * common / max(1.0, spread) for share, spread in zip(SHARES, spreads, strict=True)]
    return tuple(min(MOST_RELATED, round(ratio)) for ratio in ratios)


def _asked(rows: Sequence[WantRow], model: Model) -> Texts:
    return challenge_texts([row.words for row in rows], model)


def _offered(rows: Sequence[OfferRow], model: Model) -> Texts:
    return company_texts([row.words for row in rows], [row.passages for row in rows], model)


def anchors_of(asked: Sequence[WantRow], told: Sequence[OfferRow], model: Model) -> Anchors:
    """These as what stands for the stock."""
    wanted, offered = _asked(asked, model), _offered(told, model)
    nobody = replace(model, anchors=Anchors(challenges=wanted))
    return Anchors(wanted, offered, generality_of(offered, nobody))


def _spread(model: Model) -> float:
    """What scales_of finds to be the spread for the anchors, in the mean."""
    return float(np.mean([scale.full for scale in scales_of(model.anchors.challenges, replace(model, text_full=1.0))]))


def _text_full(asked: Sequence[WantRow], offers: Sequence[OfferRow], model: Model) -> float:
    """FULL of the challenges of a sample have no company that is closer than this, in spreads."""
    by_spread = replace(model, text_full=1.0)
    wanted, offered = want_table(asked, by_spread), offer_table(offers, by_spread)
    best = [block.similarity.max(axis=1) for block in blocks(wanted, offered, by_spread)]
    return max(0.01, float(np.quantile(np.concatenate(best), FULL)) / ONE)
