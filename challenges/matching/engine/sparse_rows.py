"""Sparse times sparse where most of the product is full: one dense row at a time, and what most rows share as a full
matrix. Faster than a sparse product."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_array, csr_array

USUAL = 0.1  # a word that more companies use is multiplied with all of them: quicker from about here on
MOST_USUAL = 256  # of 100,000 companies 100 MB


class RowProduct:
    """Rows of `asked @ told`. The entries that a row needs are gathered in the same room again and again: new memory
    would take longer than filling it. So one thread, one of these."""

    def __init__(self, told: csr_array) -> None:
        """told: with places of 32 bits it is faster (`narrow`)."""
        self.told = told
        self.data = np.empty(0, told.data.dtype)
        self.places = np.empty(0, told.indices.dtype)

    def product(self, asked: csr_array, row: int) -> NDArray:
        at = slice(asked.indptr[row], asked.indptr[row + 1])
        words, told = asked.indices[at], self.told
        if not len(words):
            return np.zeros(told.shape[1], told.dtype)
        starts, stops = told.indptr[words], told.indptr[words + 1]
        ends = np.concatenate(([0], np.cumsum(stops - starts))).astype(told.indices.dtype)
        size = int(ends[-1])
        if size > len(self.data):
            self.data = np.empty(size + size // 4, told.data.dtype)
            self.places = np.empty(size + size // 4, told.indices.dtype)
        spans = [slice(*each) for each in zip(starts.tolist(), stops.tolist(), strict=True)]
        data = np.concatenate([told.data[span] for span in spans], out=self.data[:size])
        places = np.concatenate([told.indices[span] for span in spans], out=self.places[:size])
        gathered = csc_array((data, places, ends), shape=(told.shape[1], len(words)))
        return np.asarray(gathered @ asked.data[at], told.dtype)


def use_narrow_indices(matrix: csr_array) -> csr_array:
    """The same with places of 32 bits, where they fit: less memory to go through."""
    if matrix.nnz > np.iinfo(np.int32).max:
        return matrix
    parts = matrix.data, matrix.indices.astype(np.int32), matrix.indptr.astype(np.int32)
    return csr_array(parts, shape=matrix.shape)


@dataclass(frozen=True, eq=False)
class SplitTexts:
    """Texts of companies laid out for products with many challenges: the words that many of them use and the meanings
    as a full matrix, one kind below the other, the other words sparse, both in float32 and near enough; all words by
    company, whole and exact."""

    usual: NDArray[np.int64]
    others: NDArray[np.int64]
    full: NDArray[np.float32]
    sparse: csr_array
    by_company: csr_array

    @classmethod
    def of(cls, words: csr_array, meaning: NDArray[np.float32]) -> "SplitTexts":
        """words: whole numbers, `(n_words, n_companies)`; meaning: `(kinds, dimensions, n_companies)`."""
        used_by = np.diff(words.indptr)
        widespread = np.argsort(-used_by, kind="stable")[:MOST_USUAL]
        is_usual = np.zeros(len(used_by), bool)
        is_usual[widespread] = used_by[widespread] > USUAL * words.shape[1]
        usual, others = np.flatnonzero(is_usual), np.flatnonzero(~is_usual)
        full = np.concatenate((words[usual].astype(np.float32).toarray(), *meaning))
        return cls(
            usual,
            others,
            full,
            use_narrow_indices(words[others].astype(np.float32)),
            use_narrow_indices(words.T.tocsr()),
        )
