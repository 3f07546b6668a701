"""Words that belong together: "buoy" and "seabed" say more about each other than words that never share a paragraph.

Every word gets two vectors from the stock's own texts, each brought down to DIMENSIONS by a singular value
decomposition:

- neighbours: how much more often than by chance it shares a paragraph with each other word (positive pointwise mutual
  information, context counts to the power .75), at one length for all words;
- subjects: in which paragraphs it stands (paragraphs of unit length, words weighing ln(1 + count) idf), the longer the
  more the word has to do with the main subjects.

A paragraph is the unit sum of its words, less the average paragraph for the neighbours; a company is the unit sum of
its paragraphs; a challenge is one paragraph. What two of them have in common is the cosine, one for each kind.

All of it in whole numbers small enough to be exact in any order (see texts.py): dot products stay below 2**24, which
float32 holds.
Sources: Levy, Goldberg and Dagan (2015), TACL 3, 211-225; Deerwester et al. (1990), JASIS 41(6), 391-407; Halko,
Martinsson and Tropp (2011), SIAM Review 53(2), 217-288.
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from challenges.matching.engine.features import CountedWords

KINDS = 2  # neighbours, subjects
NEIGHBOURS = 0
DIMENSIONS = 200
ROUNDS = 1  # of the randomised decomposition
SEED = 0  # of its random start
CONTEXT_POWER = 0.75
FEWEST_TEXTS = 300  # paragraphs and challenges; with fewer nothing can be learned about words
MOST_TEXTS = 30_000  # evenly spaced ones of a larger stock
MOST_WORDS = 10_000  # the most widespread ones
FEWEST_USES = 4
FEWEST_SHARED = 2  # paragraphs; a pair that meets once met by chance

SIZE = 256
COMPONENT = 127  # a word's vector in whole numbers of one byte
FINE = 1 << 14  # a paragraph's length
LENGTH = 1 << 11  # a company's or a challenge's length


@dataclass(frozen=True, eq=False)
class WordVectors:
    """`keys` sorted `(n,)`; `vectors` of one length `(KINDS, n, DIMENSIONS)`; `sizes`: their lengths in 1/SIZE,
    `(KINDS, n)`; `averages`: what is taken off a paragraph, `(KINDS, DIMENSIONS)`. None at all by default."""

    keys: NDArray[np.uint64] = field(default_factory=lambda: np.zeros(0, np.uint64))
    vectors: NDArray[np.int8] = field(default_factory=lambda: np.zeros((KINDS, 0, DIMENSIONS), np.int8))
    sizes: NDArray[np.uint16] = field(default_factory=lambda: np.zeros((KINDS, 0), np.uint16))
    averages: NDArray[np.int32] = field(default_factory=lambda: np.zeros((KINDS, DIMENSIONS), np.int32))

    def __len__(self) -> int:
        return len(self.keys)


def train_word_vectors(texts: CountedWords, seed: int = SEED) -> WordVectors:
    """Vectors of the words of a stock of paragraphs; the averages are left at zero.

    The same texts in the same order give the same vectors.
    """
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


def compute_paragraph_vectors(
    matrix: csr_array, vectors: NDArray[np.int8], average: NDArray[np.int32]
) -> NDArray[np.float64]:
    """Texts as whole numbers of length FINE, less the average, in one kind of vectors; `matrix`: whole word weights
    `(n_texts, n_words)`.

    A text without any word that has a vector means nothing: zeros.
    """
    sums = matrix.astype(np.float64) @ vectors.astype(np.float64)
    says_something = np.diff(matrix.indptr)[:, None] > 0
    return np.asarray(np.where(says_something, scale_to_length(np.rint(sums / (256 * SIZE)), FINE) - average, 0.0))


def scale_to_length(rows: NDArray[np.float64], length: int) -> NDArray[np.float64]:
    """Rows of whole numbers brought to a length, in whole numbers again; a row of zeros stays."""
    norms = np.sqrt((rows * rows).sum(axis=-1, keepdims=True))
    return np.asarray(np.rint(rows * (length / np.maximum(norms, 1.0))))


def _count_widespread_words(texts: CountedWords) -> tuple[NDArray[np.uint64], csr_array]:
    """The words used widely enough, and how often each paragraph uses each, `(n_paragraphs, n_words)`."""
    keys, columns, uses = np.unique(texts.keys, return_inverse=True, return_counts=True)
    widespread = np.argsort(-uses, kind="stable")[:MOST_WORDS]
    kept = np.sort(widespread[uses[widespread] >= FEWEST_USES])
    ends = np.concatenate(([0], texts.ends))
    matrix = csr_array((texts.counts.astype(np.float32), columns, ends), shape=(len(texts.ends), len(keys)))
    return keys[kept], matrix[:: 1 + len(texts.ends) // MOST_TEXTS, kept]


def _compute_word_associations(counts: csr_array) -> csr_array:
    """Positive pointwise mutual information of words sharing a paragraph, `(n_words, n_words)`."""
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
    """Paragraphs of unit length, `(n_words, n_paragraphs)`; the words weigh ln(1 + count) idf."""
    used_in = np.bincount(counts.indices, minlength=counts.shape[1])
    idf = np.log((counts.shape[0] + 1) / (used_in + 1))
    weights = np.log1p(counts.data) * idf[counts.indices]
    lengths = np.sqrt(
        np.bincount(np.repeat(np.arange(counts.shape[0]), np.diff(counts.indptr)), weights**2, counts.shape[0])
    )
    units = weights / np.repeat(np.maximum(lengths, 1e-9), np.diff(counts.indptr))
    return csr_array((units.astype(np.float32), counts.indices, counts.indptr), shape=counts.shape).T.tocsr()


def _decompose_matrix(matrix: csr_array, power: float, rng: np.random.Generator) -> NDArray[np.float32]:
    """U times a power of the singular values, by a randomised decomposition; `(n_rows, DIMENSIONS)`."""
    basis = matrix @ rng.standard_normal((matrix.shape[1], DIMENSIONS + 20), dtype=np.float32)
    basis = np.linalg.qr(basis)[0]
    for _ in range(ROUNDS):
        basis = np.linalg.qr(matrix.T @ basis)[0]
        basis = np.linalg.qr(matrix @ basis)[0]
    left, values, _right = np.linalg.svd(basis.T @ matrix, full_matrices=False)
    return np.asarray((basis @ left)[:, :DIMENSIONS] * values[:DIMENSIONS] ** power, np.float32)
