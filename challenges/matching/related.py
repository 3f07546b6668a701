"""Words that belong together: "buoy" and "seabed" say more about each other than words that never share a
paragraph.

Every word gets a vector from the stock's own texts: how much more often than by chance it shares a paragraph
with each other word (positive pointwise mutual information, context counts to the power .75), brought down to
DIMENSIONS by a singular value decomposition. A paragraph is the unit sum of its words minus the average
paragraph; a company the unit sum of its paragraphs; a challenge likewise from its whole text. What two of
them have in common is the cosine.

All of it in whole numbers small enough to be exact in any order (see tables.py): dot products stay below
2**24, which float32 holds. Sources: Levy, Goldberg and Dagan (2015), TACL 3, 211-225; Halko, Martinsson and
Tropp (2011), SIAM Review 53(2), 217-288.
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from challenges.matching.features import Words

DIMENSIONS = 200
ROUNDS = 1  # of the randomised decomposition
CONTEXT_POWER = 0.75
FEWEST_TEXTS = 300  # paragraphs and challenges; with fewer nothing can be learned about words
MOST_TEXTS = 30_000  # evenly spaced ones of a larger stock
MOST_WORDS = 10_000  # the most widespread ones
FEWEST_USES = 4

COMPONENT = 127  # a word's vector in whole numbers of one byte
FINE = 1 << 14  # a paragraph's length
LENGTH = 1 << 11  # a company's or a challenge's length


@dataclass(frozen=True, eq=False)
class Vectors:
    """`keys` sorted `(n,)`, `vectors` `(n, DIMENSIONS)`, `average`: the average paragraph `(DIMENSIONS,)`.
    None at all by default."""

    keys: NDArray[np.uint64] = field(default_factory=lambda: np.zeros(0, np.uint64))
    vectors: NDArray[np.int8] = field(default_factory=lambda: np.zeros((0, DIMENSIONS), np.int8))
    average: NDArray[np.int32] = field(default_factory=lambda: np.zeros(DIMENSIONS, np.int32))

    def __len__(self) -> int:
        return len(self.keys)


def word_vectors(texts: Words, seed: int = 0) -> Vectors:
    """Vectors of the words of a stock of paragraphs; the average is left at zero.

    The same texts in the same order give the same vectors.
    """
    if len(texts.ends) < FEWEST_TEXTS:
        return Vectors()
    keys, uses = _presence(texts)
    if len(keys) <= 2 * DIMENSIONS:
        return Vectors()
    found = _decomposed(_surprise(uses), np.random.default_rng(seed))
    return Vectors(keys, np.rint(found * COMPONENT).astype(np.int8))


def paragraph_vectors(matrix: csr_array, vectors: NDArray[np.int8], average: NDArray[np.int32]) -> NDArray[np.float64]:
    """Texts as whole numbers of length FINE, less the average; `matrix`: whole word weights `(n_texts, n_words)`.

    A text without any word that has a vector means nothing: zeros.
    """
    sums = matrix.astype(np.float64) @ vectors.astype(np.float64)
    says_something = np.diff(matrix.indptr)[:, None] > 0
    return np.asarray(np.where(says_something, to_length(np.rint(sums / 256), FINE) - average, 0.0))


def to_length(rows: NDArray[np.float64], length: int) -> NDArray[np.float64]:
    """Rows of whole numbers brought to a length, in whole numbers again; a row of zeros stays."""
    norms = np.sqrt((rows * rows).sum(axis=1, keepdims=True))
    return np.asarray(np.rint(rows * (length / np.maximum(norms, 1.0))))


def _presence(texts: Words) -> tuple[NDArray[np.uint64], csr_array]:
    """The words used widely enough, and which paragraph uses which, `(n_paragraphs, n_words)` of ones."""
    keys, columns, uses = np.unique(texts.keys, return_inverse=True, return_counts=True)
    widespread = np.argsort(-uses, kind="stable")[:MOST_WORDS]
    kept = np.sort(widespread[uses[widespread] >= FEWEST_USES])
    ends = np.concatenate(([0], texts.ends))
    ones = np.ones(len(columns), np.float32)
    matrix = csr_array((ones, columns, ends), shape=(len(texts.ends), len(keys)))
    return keys[kept], matrix[:: 1 + len(texts.ends) // MOST_TEXTS, kept]


def _surprise(uses: csr_array) -> csr_array:
    """Positive pointwise mutual information of words sharing a text, `(n_words, n_words)`."""
    together = (uses.T @ uses).tocoo()
    off = together.row != together.col
    rows, columns, counts = together.row[off], together.col[off], together.data[off]
    totals = np.bincount(rows, counts, together.shape[0])
    context = totals**CONTEXT_POWER
    expected = totals[rows] * (context / context.sum())[columns]
    surprise = np.log(counts / expected)
    kept = surprise > 0
    return csr_array((surprise[kept].astype(np.float32), (rows[kept], columns[kept])), shape=together.shape)


def _decomposed(matrix: csr_array, rng: np.random.Generator) -> NDArray[np.float32]:
    """Unit rows of U times the root of the singular values, by a randomised decomposition."""
    basis = matrix @ rng.standard_normal((matrix.shape[1], DIMENSIONS + 20), dtype=np.float32)
    basis = np.linalg.qr(basis)[0]
    for _ in range(ROUNDS):
        basis = np.linalg.qr(matrix.T @ basis)[0]
        basis = np.linalg.qr(matrix @ basis)[0]
    left, values, _right = np.linalg.svd(basis.T @ matrix, full_matrices=False)
    scaled = (basis @ left)[:, :DIMENSIONS] * np.sqrt(values[:DIMENSIONS])
    return np.asarray(scaled / np.maximum(np.linalg.norm(scaled, axis=1, keepdims=True), 1e-9), np.float32)
