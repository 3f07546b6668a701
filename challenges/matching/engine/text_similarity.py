"""How close the texts of a challenge and a company are, set against what is usual for both.

resemblance  the cosine of the words in common, and those of the vectors, each with its weight (model.py)
generality   of a company: GENERALITY times its mean resemblance with the challenges of the model that resemble it
             most, and the model's `length` times the logarithm of how many different words it uses. A profile that
             says a bit of everything, or much, is near to everything, and pays for it
usual        of a challenge: the mean over the companies of the model of resemblance less generality, and the
             spread of it. So a challenge in another language, or about something rare, has the same scale as any other
standing     resemblance - generality - usual, never more than AT_MOST times the resemblance: texts that have nothing in
             common are not close, however seldom others come near them
closeness    standing / (text_full x spread), in 1/ONE, never below 0

All in whole numbers, and of one challenge, one company and the model alone.
Source of generality: Conneau et al. (2018), "Word translation without parallel data", ICLR: cross-domain similarity
local scaling, CSLS.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from challenges.matching.engine.model import ONE, UNIT, MatchingModel, TextMatrices
from challenges.matching.engine.texts import CHUNK, find_key_places

GENERALITY = 900  # thousandths
AT_MOST = 2
NEAREST = 20  # one of so many challenges is among those that resemble a company most
SHORT = 20  # different words: who uses fewer is not the better for it
PERMILLE = 1000
MOST = (1 << 32) - 1  # of a closeness, so that it fits beside total and place: see selection.py
_SHIFT = 8  # resemblances lose these bits before they are squared, so that the squares of many fit 64


class SimilarityScale(NamedTuple):
    """Of a challenge, in the units of a resemblance: what counts as nothing, and what earns all from there on."""

    usual: int
    full: int


def compute_resemblance(challenges: TextMatrices, companies: TextMatrices, model: MatchingModel) -> NDArray[np.int64]:
    """`(n_challenges, n_companies)`; UNIT squared is the cosine of equal words."""
    found: NDArray[np.int64] = (
        (align_challenge_words(challenges, companies) @ companies.words).toarray().astype(np.int64)
    )
    for asked, told, weight in zip(challenges.meaning, companies.meaning, model.related_weights, strict=True):
        if weight:
            found += (asked @ told).astype(np.int64) * weight
    return found


def align_challenge_words(challenges: TextMatrices, companies: TextMatrices) -> csr_array:
    """The challenges' words in the columns of the companies; words that no company there uses fall away."""
    place, known = find_key_places(companies.keys, challenges.keys)
    n = challenges.words.shape[0]
    rows = np.repeat(np.arange(n), np.diff(challenges.words.indptr))
    kept = known[challenges.words.indices]
    entries = (challenges.words.data[kept], (rows[kept], place[challenges.words.indices[kept]]))
    return csr_array(entries, shape=(n, len(companies.keys)), dtype=np.int32)


def compute_generality(companies: TextMatrices, model: MatchingModel) -> NDArray[np.int64]:
    """Of each company, in the units of a resemblance; zero while the model holds no challenges. Some companies at a
    time, since their resemblances with all challenges take room."""
    n, anchors = companies.words.shape[1], model.anchors.challenges
    if not anchors.words.shape[0]:
        return np.zeros(n, np.int64)
    nearest = max(1, anchors.words.shape[0] // NEAREST)
    found = np.zeros(n, np.int64)
    columns = companies.words.tocsc()
    for start in range(0, n, CHUNK):
        some = slice(start, start + CHUNK)
        part = TextMatrices(companies.keys, columns[:, some].tocsr(), companies.meaning[:, :, some])
        alike = compute_resemblance(anchors, part, model)
        highest = np.partition(alike, -nearest, axis=0)[-nearest:].sum(axis=0)
        found[some] = np.maximum(0, highest) * GENERALITY // (PERMILLE * nearest)
    return found + model.length * _compute_log_length(np.diff(columns.indptr)) // PERMILLE


def _compute_log_length(words: NDArray) -> NDArray[np.int64]:
    """The natural logarithm of how many different words there are, in thousandths, SHORT at least."""
    return np.asarray(np.rint(PERMILLE * np.log(np.maximum(words, SHORT))), np.int64)


def compute_scales(challenges: TextMatrices, model: MatchingModel) -> list[SimilarityScale]:
    """Of each challenge."""
    n, companies = challenges.words.shape[0], model.anchors.companies
    if not len(model.anchors):
        return [SimilarityScale(0, max(1, round(model.text_full * UNIT * UNIT)))] * n
    above = compute_resemblance(challenges, companies, model) - model.anchors.generality
    number = len(model.anchors)
    usual = above.sum(axis=1) // number
    offset = (above - usual[:, None]) >> _SHIFT
    spread = np.sqrt((offset * offset).sum(axis=1) / number) * (1 << _SHIFT)
    return [
        SimilarityScale(mean, max(1, round(model.text_full * deviation)))
        for mean, deviation in zip(usual.tolist(), spread.tolist(), strict=True)
    ]


def compute_text_closeness(
    alike: NDArray[np.int64], generality: NDArray[np.int64], usual: NDArray[np.int64], full: NDArray[np.int64]
) -> NDArray[np.int64]:
    """alike: `(n_challenges, n_companies)`; generality of the companies; usual, full of the challenges. In 1/ONE."""
    found = np.maximum(0, compute_excess_resemblance(alike, generality, usual)) * ONE // full[:, None]
    return np.asarray(np.minimum(found, MOST), np.int64)


def compute_excess_resemblance(
    alike: NDArray[np.int64], generality: NDArray[np.int64], usual: NDArray[np.int64]
) -> NDArray[np.int64]:
    """As for `closeness`, in the units of a resemblance."""
    return np.asarray(np.minimum(alike - generality - usual[:, None], AT_MOST * alike), np.int64)
