"""Texts as rows of whole numbers, weighed by a fitted model: their words, and what these mean.

Whole numbers, because their sums are exact: the score of a pair is the same in a block of 100,000 and on its own.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from challenges.matching.engine.features import CountedWords
from challenges.matching.engine.model import UNIT, MatchingModel, TextMatrices
from challenges.matching.engine.word_vectors import (
    DIMENSIONS,
    KINDS,
    LENGTH,
    compute_paragraph_vectors,
    scale_to_length,
)

WANT_POWER, OFFER_POWER = 1.0, 0.5  # of idf: a rare word weighs more in what is asked than in what is told
CHUNK = 2000  # companies at a time
FINE = 1 << 10  # word weights before they are brought to unit length, in whole 1/1024


class WordMatrix(NamedTuple):
    """Texts as rows, `(n, n_keys)`: whole numbers of which the squares add up to about UNIT squared. `keys`
    sorted."""

    keys: NDArray[np.uint64]
    matrix: csr_array


def build_challenge_matrices(challenges: Sequence[CountedWords], model: MatchingModel) -> TextMatrices:
    words = stack_words(challenges)
    keys, matrix = build_word_matrix(words, model, WANT_POWER)
    return TextMatrices(keys, matrix, compute_challenge_meanings(words, model))


def build_company_matrices(
    together: Sequence[CountedWords], passages: Sequence[CountedWords], model: MatchingModel
) -> TextMatrices:
    """together: the words of each company as one paragraph; passages: the same apart."""
    keys, matrix = build_word_matrix(stack_words(together), model, OFFER_POWER)
    return TextMatrices(keys, matrix.T.tocsr(), compute_company_meanings(passages, model).transpose(0, 2, 1))


def build_word_matrix(texts: CountedWords, model: MatchingModel, idf_power: float) -> WordMatrix:
    """ln(1 + count) times a power of idf, each text at length UNIT."""
    keys, columns = np.unique(texts.keys, return_inverse=True)
    weights = _damp_counts(texts.counts, model.idf(keys) ** idf_power, columns)
    ends = np.concatenate(([0], texts.ends))
    squares = np.concatenate(([0], np.cumsum(weights * weights)))
    norms = np.sqrt((squares[ends[1:]] - squares[ends[:-1]]).astype(np.float64))
    units = weights * (UNIT / np.repeat(np.maximum(norms, 1.0), np.diff(ends)))
    matrix = csr_array((np.rint(units).astype(np.int32), columns, ends), shape=(len(texts.ends), len(keys)))
    return WordMatrix(keys, matrix)


def compute_meanings(texts: CountedWords, model: MatchingModel) -> NDArray[np.float64]:
    """The paragraph vectors of texts, `(KINDS, n, DIMENSIONS)`; the words weigh ln(1 + count) idf (idf + 1)."""
    place, known = find_key_places(model.vectors.keys, texts.keys)
    used, columns = np.unique(place[known], return_inverse=True)
    idf = model.idf(model.vectors.keys[used])
    ends = np.concatenate(([0], np.cumsum(known)))[np.concatenate(([0], texts.ends))]
    weights = _damp_counts(texts.counts[known], idf * (idf + 1) / 64, columns)
    found = []
    for vectors, sizes, average in zip(model.vectors.vectors, model.vectors.sizes, model.vectors.averages, strict=True):
        sized = weights * sizes[used[columns]].astype(np.int64)
        matrix = csr_array((sized, columns, ends), shape=(len(texts.ends), len(used)))
        found.append(compute_paragraph_vectors(matrix, vectors[used], average))
    return np.stack(found)


def compute_challenge_meanings(challenges: CountedWords, model: MatchingModel) -> NDArray[np.float32]:
    """Challenges as one paragraph each, `(KINDS, n_wants, DIMENSIONS)` at length LENGTH."""
    return scale_to_length(compute_meanings(challenges, model), LENGTH).astype(np.float32)


def stack_words(texts: Sequence[CountedWords]) -> CountedWords:
    """The paragraphs of all texts in a row."""
    before = np.cumsum([0, *(len(text.keys) for text in texts)])
    nothing = CountedWords(np.zeros(0, np.uint64), np.zeros(0, np.int32), np.zeros(0, np.int32))
    return CountedWords(
        np.concatenate([text.keys for text in texts or [nothing]]),
        np.concatenate([text.counts for text in texts or [nothing]]),
        np.concatenate([text.ends + start for text, start in zip(texts or [nothing], before, strict=False)]),
    )


def _damp_counts(counts: NDArray, factors: NDArray[np.float64], columns: NDArray) -> NDArray[np.int64]:
    return np.asarray(np.rint(np.log1p(counts.astype(np.float64)) * factors[columns] * FINE), np.int64)


def compute_company_meanings(companies: Sequence[CountedWords], model: MatchingModel) -> NDArray[np.float32]:
    """Companies as the sum of their paragraphs, `(KINDS, n_offers, DIMENSIONS)` at length LENGTH; some at a time, since
    paragraphs take far more room than companies."""
    found = np.zeros((KINDS, len(companies), DIMENSIONS), np.float32)
    for start in range(0, len(companies) if len(model.vectors) else 0, CHUNK):
        some = companies[start : start + CHUNK]
        paragraphs = compute_meanings(stack_words(some), model)
        ends = np.cumsum([0, *(len(each.ends) for each in some)])
        sums = np.concatenate((np.zeros((KINDS, 1, DIMENSIONS)), np.cumsum(paragraphs, axis=1)), axis=1)
        found[:, start : start + CHUNK] = scale_to_length(sums[:, ends[1:]] - sums[:, ends[:-1]], LENGTH)
    return found


def find_key_places(keys: NDArray[np.uint64], wanted: NDArray[np.uint64]) -> tuple[NDArray, NDArray[np.bool_]]:
    """Where in sorted `keys` each of `wanted` stands, and whether it does."""
    if not len(keys):
        return np.zeros(len(wanted), np.int64), np.zeros(len(wanted), bool)
    place = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return place, keys[place] == wanted
