"""Learn from a stock of challenges and companies what is rare in it, and on what scale its texts resemble
each other."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from challenges.matching.features import OfferRow, WantRow
from challenges.matching.model import MOST_RELATED, UNIT, Model
from challenges.matching.related import NEIGHBOURS, word_vectors
from challenges.matching.scoring import blocks
from challenges.matching.tables import offer_table, want_table, words_between
from challenges.matching.texts import meanings, stacked

ENOUGH = 20  # challenges and companies; with fewer the scales keep their defaults
SAMPLE = 200  # challenges looked at for the scales
SHARES = (1.5, 1.0)  # spread that neighbours and subjects get, against that of the words in common


def fit(wants: Sequence[WantRow], offers: Sequence[OfferRow]) -> Model:
    """The model of a stock; the order of the rows does not matter, and nothing is learned about a single
    company."""
    wants = sorted(wants, key=lambda row: row.id)
    offers = sorted(offers, key=lambda row: row.id)
    keys, found_in = _document_counts(offers)
    technologies = Counter(technology for row in offers for technology in row.meets)
    counted = {technology: technologies[technology] for technology in sorted(technologies, key=str)}
    model = Model(len(offers), keys, found_in, counted)
    if min(len(wants), len(offers)) < ENOUGH:
        return model
    sample = wants[:: 1 + len(wants) // SAMPLE]
    model = _with_vectors(model, wants, offers)
    model = replace(model, related_weights=_related_weights(sample, offers, model))
    return replace(model, text_full=_text_full(sample, offers, model))


def _document_counts(offers: Sequence[OfferRow]) -> tuple[NDArray[np.uint64], NDArray[np.uint32]]:
    keys, found_in = np.unique(stacked([row.words for row in offers]).keys, return_counts=True)
    return keys, found_in.astype(np.uint32)


def _with_vectors(model: Model, wants: Sequence[WantRow], offers: Sequence[OfferRow]) -> Model:
    passages = stacked([row.passages for row in offers])
    vectors = word_vectors(stacked([passages, *(row.words for row in wants)]))
    if not len(vectors):
        return model
    model = replace(model, vectors=vectors)
    averages = np.zeros_like(vectors.averages)
    averages[NEIGHBOURS] = np.rint(meanings(passages, model)[NEIGHBOURS].mean(axis=0))
    return replace(model, vectors=replace(vectors, averages=averages))


def _related_weights(sample: Sequence[WantRow], offers: Sequence[OfferRow], model: Model) -> tuple[int, ...]:
    """What brings the spread of each kind of cosines to its share of that of the words in common."""
    if not len(model.vectors):
        return model.related_weights
    wanted, offered = want_table(sample, model), offer_table(offers, model)
    common = float((words_between(wanted.words, offered) @ offered.words).toarray().std())
    spreads = [float((asked @ told).std()) for asked, told in zip(wanted.meaning, offered.meaning, strict=True)]
    ratios = [share * common / max(1.0, spread) for share, spread in zip(SHARES, spreads, strict=True)]
    return tuple(min(MOST_RELATED, round(ratio)) for ratio in ratios)


def _text_full(sample: Sequence[WantRow], offers: Sequence[OfferRow], model: Model) -> float:
    """The median, over a sample of challenges, of the best company's similarity: half of them have one with
    full points."""
    wanted, offered = want_table(sample, model), offer_table(offers, model)
    best = [block.similarity.max(axis=1) for block in blocks(wanted, offered, model)]
    return max(0.01, float(np.median(np.concatenate(best))) / (UNIT * UNIT))
