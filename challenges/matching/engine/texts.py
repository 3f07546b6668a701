"""Compare texts: weigh their words and meanings by a model, and compute how close a challenge and a company are.

words        a text is a row of word weights, ln(1 + count) times a power of idf, at length UNIT
meanings     a paragraph is the sum of the vectors of its words; a company the sum of its paragraphs, each at one
             length; a challenge is one paragraph. There are KINDS of vectors (see training.py)
resemblance  the cosine of the words, plus the cosines of the meanings, each with its weight in the model
generality   of a company: GENERALITY times its mean resemblance with the model's challenges that resemble it most, plus
             the model's `length` times the logarithm of its number of different words. A profile that says a bit of
             everything, or much, is close to everything, and pays for it
usual        of a challenge: the mean over the model's companies of resemblance less generality, and its spread. So a
             challenge in another language, or about something rare, has the same scale as any other
excess       resemblance - generality - usual, never more than AT_MOST times the resemblance: texts that have nothing in
             common are not close, however seldom other companies come near the challenge
closeness    excess / (text_full x spread), in 1/ONE, never below 0

All are whole numbers, because their sums are exact in any order: the score of a pair is the same in a block of 100,000
pairs and on its own. Dot products stay below 2**24, which float32 holds. A result depends on one challenge, one company
and the model alone.

Source of generality: Conneau et al. (2018), "Word translation without parallel data", ICLR: cross-domain similarity
local scaling, CSLS.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from challenges.matching.engine.features import CountedWords
from challenges.matching.engine.model import DIMENSIONS, KINDS, ONE, SIZE, UNIT, MatchingModel, TextMatrices

WANT_POWER, OFFER_POWER = 1.0, 0.5  # of idf: a rare word weighs more in what is asked than in what is told
CHUNK = 2000  # companies at a time
FINE = 1 << 10  # word weights before they are brought to unit length, in whole 1/1024
PARAGRAPH_LENGTH = 1 << 14  # of the meaning of a paragraph
TEXT_LENGTH = 1 << 11  # of the meaning of a company or a challenge


class WordMatrix(NamedTuple):
    """Texts as rows `(n, n_keys)` of whole numbers, whose squares add up to about UNIT squared; `keys` sorted."""

    keys: NDArray[np.uint64]
    matrix: csr_array


def build_challenge_matrices(challenges: Sequence[CountedWords], model: MatchingModel) -> TextMatrices:
    words = stack_words(challenges)
    keys, matrix = build_word_matrix(words, model, WANT_POWER)
    return TextMatrices(keys, matrix, compute_challenge_meanings(words, model))


def build_company_matrices(
    together: Sequence[CountedWords], passages: Sequence[CountedWords], model: MatchingModel
) -> TextMatrices:
    """Weigh companies; `together`: the words of each as one paragraph, `passages`: the same paragraph by paragraph."""
    keys, matrix = build_word_matrix(stack_words(together), model, OFFER_POWER)
    return TextMatrices(keys, matrix.T.tocsr(), compute_company_meanings(passages, model).transpose(0, 2, 1))


def build_word_matrix(texts: CountedWords, model: MatchingModel, idf_power: float) -> WordMatrix:
    """Weigh words by ln(1 + count) times a power of idf, and bring each text to length UNIT."""
    keys, columns = np.unique(texts.keys, return_inverse=True)
    weights = _damp_counts(texts.counts, model.idf(keys) ** idf_power, columns)
    ends = np.concatenate(([0], texts.ends))
    squares = np.concatenate(([0], np.cumsum(weights * weights)))
    norms = np.sqrt((squares[ends[1:]] - squares[ends[:-1]]).astype(np.float64))
    units = weights * (UNIT / np.repeat(np.maximum(norms, 1.0), np.diff(ends)))
    matrix = csr_array((np.rint(units).astype(np.int32), columns, ends), shape=(len(texts.ends), len(keys)))
    return WordMatrix(keys, matrix)


def compute_meanings(texts: CountedWords, model: MatchingModel) -> NDArray[np.float64]:
    """Return the meanings of paragraphs, `(KINDS, n, DIMENSIONS)`; words weigh ln(1 + count) idf (idf + 1)."""
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


def compute_paragraph_vectors(
    matrix: csr_array, vectors: NDArray[np.int8], average: NDArray[np.int32]
) -> NDArray[np.float64]:
    """Return paragraphs in one kind of vectors, at PARAGRAPH_LENGTH, less the average paragraph.

    `matrix`: whole word weights `(n_paragraphs, n_words)`. A paragraph without a word that has a vector is zeros.
    """
    sums = matrix.astype(np.float64) @ vectors.astype(np.float64)
    says_something = np.diff(matrix.indptr)[:, None] > 0
    return np.asarray(
        np.where(says_something, scale_to_length(np.rint(sums / (256 * SIZE)), PARAGRAPH_LENGTH) - average, 0.0)
    )


def scale_to_length(rows: NDArray[np.float64], length: int) -> NDArray[np.float64]:
    """Scale rows of whole numbers to a length, in whole numbers again; a row of zeros stays zeros."""
    norms = np.sqrt((rows * rows).sum(axis=-1, keepdims=True))
    return np.asarray(np.rint(rows * (length / np.maximum(norms, 1.0))))


def compute_challenge_meanings(challenges: CountedWords, model: MatchingModel) -> NDArray[np.float32]:
    """Return challenges as one paragraph each, `(KINDS, n_challenges, DIMENSIONS)` at TEXT_LENGTH."""
    return scale_to_length(compute_meanings(challenges, model), TEXT_LENGTH).astype(np.float32)


def stack_words(texts: Sequence[CountedWords]) -> CountedWords:
    """Return the paragraphs of all texts, one after another."""
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
    """Return companies as the sum of their paragraphs, `(KINDS, n_companies, DIMENSIONS)` at TEXT_LENGTH.

    Works on some companies at a time, because paragraphs take far more memory than companies.
    """
    found = np.zeros((KINDS, len(companies), DIMENSIONS), np.float32)
    for start in range(0, len(companies) if len(model.vectors) else 0, CHUNK):
        some = companies[start : start + CHUNK]
        paragraphs = compute_meanings(stack_words(some), model)
        ends = np.cumsum([0, *(len(each.ends) for each in some)])
        sums = np.concatenate((np.zeros((KINDS, 1, DIMENSIONS)), np.cumsum(paragraphs, axis=1)), axis=1)
        found[:, start : start + CHUNK] = scale_to_length(sums[:, ends[1:]] - sums[:, ends[:-1]], TEXT_LENGTH)
    return found


def find_key_places(keys: NDArray[np.uint64], wanted: NDArray[np.uint64]) -> tuple[NDArray, NDArray[np.bool_]]:
    """Return the place in sorted `keys` of each of `wanted`, and whether it is there."""
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
    """The scale of a challenge, in units of a resemblance: what is `usual`, and what excess earns the whole part."""

    usual: int
    full: int


def compute_resemblance(challenges: TextMatrices, companies: TextMatrices, model: MatchingModel) -> NDArray[np.int64]:
    """Return resemblances `(n_challenges, n_companies)`; equal words give UNIT squared."""
    found: NDArray[np.int64] = (
        (align_challenge_words(challenges, companies) @ companies.words).toarray().astype(np.int64)
    )
    for asked, told, weight in zip(challenges.meaning, companies.meaning, model.related_weights, strict=True):
        if weight:
            found += (asked @ told).astype(np.int64) * weight
    return found


def align_challenge_words(challenges: TextMatrices, companies: TextMatrices) -> csr_array:
    """Return the challenges' words in the columns of the companies, without words that no company uses."""
    place, known = find_key_places(companies.keys, challenges.keys)
    n = challenges.words.shape[0]
    rows = np.repeat(np.arange(n), np.diff(challenges.words.indptr))
    kept = known[challenges.words.indices]
    entries = (challenges.words.data[kept], (rows[kept], place[challenges.words.indices[kept]]))
    return csr_array(entries, shape=(n, len(companies.keys)), dtype=np.int32)


def compute_generality(companies: TextMatrices, model: MatchingModel) -> NDArray[np.int64]:
    """Return the generality of each company, in units of a resemblance; zero while the model holds no challenges.

    Works on some companies at a time, because their resemblances with all challenges take memory.
    """
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
    different_words = np.maximum(np.diff(columns.indptr), SHORT)
    log_length = np.rint(PERMILLE * np.log(different_words)).astype(np.int64)
    return np.asarray(found + model.length * log_length // PERMILLE, np.int64)


def compute_scales(challenges: TextMatrices, model: MatchingModel) -> list[SimilarityScale]:
    """Return the scale of each challenge; the same for all while the model holds no companies."""
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
    """Return closeness in 1/ONE, `(n_challenges, n_companies)`, from resemblances `alike` of the same shape.

    `generality`: of the companies. `usual`, `full`: of the challenges.
    """
    found = np.maximum(0, compute_excess_resemblance(alike, generality, usual)) * ONE // full[:, None]
    return np.asarray(np.minimum(found, MOST), np.int64)


def compute_excess_resemblance(
    alike: NDArray[np.int64], generality: NDArray[np.int64], usual: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Return the excess over what is usual, in units of a resemblance; arguments as `compute_text_closeness`."""
    return np.asarray(np.minimum(alike - generality - usual[:, None], AT_MOST * alike), np.int64)
