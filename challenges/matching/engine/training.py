"""Train a model: learn from the stock what is rare, which words belong together, and how texts usually resemble.

Each word gets two vectors from the texts of the stock, reduced to DIMENSIONS by a singular value decomposition:

- neighbours: how much more often than by chance the word shares a paragraph with each other word (positive pointwise
  mutual information, context counts to the power CONTEXT_POWER), at one length for all words;
- subjects: in which paragraphs the word occurs (paragraphs of unit length, words weigh ln(1 + count) idf); the more the
  word has to do with the main subjects, the longer the vector.

Sources: Levy, Goldberg and Dagan (2015), TACL 3, 211-225; Deerwester et al. (1990), JASIS 41(6), 391-407; Halko,
Martinsson and Tropp (2011), SIAM Review 53(2), 217-288.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from challenges.matching.engine.features import ChallengeFeatures, CompanyFeatures, CountedWords
from challenges.matching.engine.model import (
    COMPONENT,
    DIMENSIONS,
    MOST_RELATED,
    NEIGHBOURS,
    ONE,
    SIZE,
    Anchors,
    MatchingModel,
    TextMatrices,
    WordVectors,
)
from challenges.matching.engine.scoring import iter_score_blocks
from challenges.matching.engine.tables import build_challenge_table, build_company_table
from challenges.matching.engine.texts import (
    align_challenge_words,
    build_challenge_matrices,
    build_company_matrices,
    compute_generality,
    compute_meanings,
    compute_scales,
    find_key_places,
    stack_words,
)

Row = TypeVar("Row", ChallengeFeatures, CompanyFeatures)

ENOUGH = 20  # challenges and companies; with fewer the scales keep their defaults
SAMPLE = 200  # challenges looked at for the scales
MOST_CHALLENGES, MOST_COMPANIES = 1500, 200  # anchors; with fewer, generality is measured less precisely
FULL = 0.9  # share of challenges without a company that is closer than what earns the whole text part
SHARES = (2.5, 2.0)  # spread of neighbours and subjects, relative to that of the words in common
LENGTH = 0.25  # of the usual spread of resemblances: what a company loses for using e times as many words

ROUNDS = 1  # of the randomised decomposition
SEED = 0  # of its random start
CONTEXT_POWER = 0.75
FEWEST_TEXTS = 300  # paragraphs and challenges; with fewer, nothing can be learned about words
MOST_TEXTS = 30_000  # evenly spaced ones of a larger stock
MOST_WORDS = 10_000  # the most widespread ones
FEWEST_USES = 4
FEWEST_SHARED = 2  # paragraphs; a pair of words that meets once met by chance


def train_model(
    wants: Sequence[ChallengeFeatures], offers: Sequence[CompanyFeatures], seed: int = SEED
) -> MatchingModel:
    """Train a model on a stock, in any order; it holds nothing about a single company.

    `seed`: of the random start of the decomposition.
    """
    wants = sorted(wants, key=lambda row: row.id)
    offers = sorted(offers, key=lambda row: row.id)
    keys, found_in = np.unique(stack_words([row.words for row in offers]).keys, return_counts=True)
    technologies = Counter(technology for row in offers for technology in row.meets)
    counted = {technology: technologies[technology] for technology in sorted(technologies, key=str)}
    model = MatchingModel(len(offers), keys, found_in.astype(np.uint32), counted)
    if min(len(wants), len(offers)) < ENOUGH:
        return model
    asked = _sample_evenly(wants, SAMPLE)
    model = _add_word_vectors(model, wants, offers, seed)
    model = replace(model, related_weights=_compute_related_weights(asked, offers, model))
    model = replace(
        model,
        anchors=build_anchors(_sample_evenly(wants, MOST_CHALLENGES), _sample_evenly(offers, MOST_COMPANIES), model),
    )
    model = replace(model, length=round(LENGTH * _compute_mean_spread(model)))
    model = replace(
        model, anchors=replace(model.anchors, generality=compute_generality(model.anchors.companies, model))
    )
    return replace(model, text_full=_compute_full_closeness(asked, offers, model))


def _sample_evenly(rows: Sequence[Row], most: int) -> Sequence[Row]:
    """Return at most `most` rows, evenly spaced."""
    return rows[:: 1 + (len(rows) - 1) // most]


def _add_word_vectors(
    model: MatchingModel, wants: Sequence[ChallengeFeatures], offers: Sequence[CompanyFeatures], seed: int
) -> MatchingModel:
    passages = stack_words([row.passages for row in offers])
    vectors = train_word_vectors(
        stack_words([passages, _keep_company_words(stack_words([row.words for row in wants]), model)]), seed
    )
    if not len(vectors):
        return model
    model = replace(model, vectors=vectors)
    averages = np.zeros_like(vectors.averages)
    averages[NEIGHBOURS] = np.rint(compute_meanings(passages, model)[NEIGHBOURS].mean(axis=0))
    return replace(model, vectors=replace(vectors, averages=averages))


def _keep_company_words(asked: CountedWords, model: MatchingModel) -> CountedWords:
    """Drop words that no company uses: they are close to nothing, and those of another language to each other."""
    known = find_key_places(model.keys, asked.keys)[1]
    ends = np.concatenate(([0], np.cumsum(known)))[asked.ends]
    return CountedWords(asked.keys[known], asked.counts[known], ends.astype(np.int32))


def _compute_related_weights(
    asked: Sequence[ChallengeFeatures], offers: Sequence[CompanyFeatures], model: MatchingModel
) -> tuple[int, ...]:
    """Return the weights that bring the spread of each kind of cosine to its SHARES of that of the words in common."""
    if not len(model.vectors):
        return model.related_weights
    wanted, offered = _build_challenge_texts(asked, model), _build_company_texts(offers, model)
    common = float((align_challenge_words(wanted, offered) @ offered.words).toarray().std())
    spreads = [float((one @ other).std()) for one, other in zip(wanted.meaning, offered.meaning, strict=True)]
    ratios = [share * common / max(1.0, spread) for share, spread in zip(SHARES, spreads, strict=True)]
    return tuple(min(MOST_RELATED, round(ratio)) for ratio in ratios)


def _build_challenge_texts(rows: Sequence[ChallengeFeatures], model: MatchingModel) -> TextMatrices:
    return build_challenge_matrices([row.words for row in rows], model)


def _build_company_texts(rows: Sequence[CompanyFeatures], model: MatchingModel) -> TextMatrices:
    return build_company_matrices([row.words for row in rows], [row.passages for row in rows], model)


def build_anchors(asked: Sequence[ChallengeFeatures], told: Sequence[CompanyFeatures], model: MatchingModel) -> Anchors:
    """Return these challenges and companies as anchors, which stand for the whole stock."""
    wanted, offered = _build_challenge_texts(asked, model), _build_company_texts(told, model)
    nobody = replace(model, anchors=Anchors(challenges=wanted))
    return Anchors(wanted, offered, compute_generality(offered, nobody))


def _compute_mean_spread(model: MatchingModel) -> float:
    """Return the mean spread that `compute_scales` finds for the anchors."""
    return float(
        np.mean([scale.full for scale in compute_scales(model.anchors.challenges, replace(model, text_full=1.0))])
    )


def _compute_full_closeness(
    asked: Sequence[ChallengeFeatures], offers: Sequence[CompanyFeatures], model: MatchingModel
) -> float:
    """Return the closeness, in spreads, above which FULL of a sample of challenges have no company."""
    by_spread = replace(model, text_full=1.0)
    wanted, offered = build_challenge_table(asked, by_spread), build_company_table(offers, by_spread)
    best = [block.similarity.max(axis=1) for block in iter_score_blocks(wanted, offered, by_spread)]
    return max(0.01, float(np.quantile(np.concatenate(best), FULL)) / ONE)


def train_word_vectors(texts: CountedWords, seed: int = SEED) -> WordVectors:
    """Learn vectors from paragraphs; their averages stay zero. The same texts in the same order give the same."""
    if len(texts.ends) < FEWEST_TEXTS:
        return WordVectors()
    keys, counts = _count_widespread_words(texts)
    if len(keys) <= 2 * DIMENSIONS:
        return WordVectors()
    rng = np.random.default_rng(seed)
    neighbours, subjects = (
        _decompose_matrix(_compute_word_associations(counts), 0.5, rng),
        _decompose_matrix(_weigh_paragraph_words(counts), 0.0, rng),
    )
    lengths = np.stack([np.linalg.norm(found, axis=1) for found in (neighbours, subjects)])
    units = np.stack([neighbours, subjects]) / np.maximum(lengths, 1e-9)[:, :, None]
    lengths[NEIGHBOURS] = 1.0
    sizes = np.rint(SIZE * lengths / lengths.max(axis=1, keepdims=True))
    return WordVectors(keys, np.rint(units * COMPONENT).astype(np.int8), sizes.astype(np.uint16))


def _count_widespread_words(texts: CountedWords) -> tuple[NDArray[np.uint64], csr_array]:
    """Return the words that are used widely enough, and their counts `(n_paragraphs, n_words)`."""
    keys, columns, uses = np.unique(texts.keys, return_inverse=True, return_counts=True)
    widespread = np.argsort(-uses, kind="stable")[:MOST_WORDS]
    kept = np.sort(widespread[uses[widespread] >= FEWEST_USES])
    ends = np.concatenate(([0], texts.ends))
    matrix = csr_array((texts.counts.astype(np.float32), columns, ends), shape=(len(texts.ends), len(keys)))
    return keys[kept], matrix[:: 1 + len(texts.ends) // MOST_TEXTS, kept]


def _compute_word_associations(counts: csr_array) -> csr_array:
    """Return the positive pointwise mutual information of words that share paragraphs, `(n_words, n_words)`."""
    uses = csr_array((np.ones_like(counts.data), counts.indices, counts.indptr), shape=counts.shape)
    together = (uses.T @ uses).tocoo()
    often = (together.row != together.col) & (together.data >= FEWEST_SHARED)
    rows, columns, shared = together.row[often], together.col[often], together.data[often]
    totals = np.bincount(rows, shared, together.shape[0])
    context = totals**CONTEXT_POWER
    expected = totals[rows] * (context / context.sum())[columns]
    surprise = np.log(shared / expected)
    kept = surprise > 0
    return csr_array((surprise[kept].astype(np.float32), (rows[kept], columns[kept])), shape=together.shape)


def _weigh_paragraph_words(counts: csr_array) -> csr_array:
    """Return paragraphs of unit length, `(n_words, n_paragraphs)`; words weigh ln(1 + count) idf."""
    used_in = np.bincount(counts.indices, minlength=counts.shape[1])
    idf = np.log((counts.shape[0] + 1) / (used_in + 1))
    weights = np.log1p(counts.data) * idf[counts.indices]
    lengths = np.sqrt(
        np.bincount(np.repeat(np.arange(counts.shape[0]), np.diff(counts.indptr)), weights**2, counts.shape[0])
    )
    units = weights / np.repeat(np.maximum(lengths, 1e-9), np.diff(counts.indptr))
    return csr_array((units.astype(np.float32), counts.indices, counts.indptr), shape=counts.shape).T.tocsr()


def _decompose_matrix(matrix: csr_array, power: float, rng: np.random.Generator) -> NDArray[np.float32]:
    """Return U times a power of the singular values by a randomised decomposition, `(n_rows, DIMENSIONS)`."""
    basis = matrix @ rng.standard_normal((matrix.shape[1], DIMENSIONS + 20), dtype=np.float32)
    basis = np.linalg.qr(basis)[0]
    for _ in range(ROUNDS):
        basis = np.linalg.qr(matrix.T @ basis)[0]
        basis = np.linalg.qr(matrix @ basis)[0]
    left, values, _right = np.linalg.svd(basis.T @ matrix, full_matrices=False)
    return np.asarray((basis @ left)[:, :DIMENSIONS] * values[:DIMENSIONS] ** power, np.float32)
