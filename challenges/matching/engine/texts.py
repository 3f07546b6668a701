"""Texts as rows of whole numbers, weighed by a fitted model: their words, and what these mean.

Whole numbers, because their sums are exact: the score of a pair is the same in a block of 100,000 and on its own.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from challenges.matching.engine.features import CountedWords
from challenges.matching.engine.model import ONE, UNIT, MatchingModel, TextMatrices
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
