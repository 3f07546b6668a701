"""Learn from a stock of challenges and companies what is rare in it, and on what scale its texts resemble
each other."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from challenges.matching.features import OfferRow, WantRow
from challenges.matching.model import DEFAULT_FULL, UNIT, Model
from challenges.matching.scoring import blocks
from challenges.matching.tables import offer_table, want_table

ENOUGH = 20  # challenges and companies; with fewer the scale of the text part keeps its default
SAMPLE = 200  # challenges looked at for the scale


def fit(wants: Sequence[WantRow], offers: Sequence[OfferRow]) -> Model:
    """The model of a stock; the order of the rows does not matter, and nothing is learned about a single
    company."""
    keys, found_in = _document_counts(offers)
    technologies = Counter(technology for row in offers for technology in row.meets)
    model = Model(len(offers), keys, found_in, dict(sorted(technologies.items())), DEFAULT_FULL)
    if min(len(wants), len(offers)) < ENOUGH:
        return model
    return replace(model, text_full=_text_full(wants, offers, model))


def _document_counts(offers: Sequence[OfferRow]) -> tuple[NDArray[np.uint64], NDArray[np.uint32]]:
    everything = np.concatenate([row.words.keys for row in offers] or [np.zeros(0, np.uint64)])
    keys, found_in = np.unique(everything, return_counts=True)
    return keys, found_in.astype(np.uint32)


def _text_full(wants: Sequence[WantRow], offers: Sequence[OfferRow], model: Model) -> float:
    """The median, over a sample of challenges, of the best company's cosine: half of the challenges have one
    with full points."""
    ordered = sorted(wants, key=lambda row: row.id)
    sample = ordered[:: max(1, len(ordered) // SAMPLE)]
    best = [
        block.similarity.max(axis=1) for block in blocks(want_table(sample, model), offer_table(offers, model), model)
    ]
    return max(0.01, float(np.median(np.concatenate(best))) / (UNIT * UNIT))
