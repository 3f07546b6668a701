"""Sparse times sparse, one dense row at a time: where most rows of the product are full, faster than a sparse one."""

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_array, csr_array


class RowByRow:
    """Rows of `asked @ told`. The entries that a row needs are gathered in the same room again and again: new memory
    would take longer than filling it. So one thread, one of these."""

    def __init__(self, told: csr_array) -> None:
        """told: of whole numbers; with places of 32 bits (`narrow`) it is faster."""
        self.told = told
        self.data = np.empty(0, told.data.dtype)
        self.places = np.empty(0, told.indices.dtype)

    def product(self, asked: csr_array, row: int) -> NDArray[np.int32]:
        at = slice(asked.indptr[row], asked.indptr[row + 1])
        words, told = asked.indices[at], self.told
        if not len(words):
            return np.zeros(told.shape[1], np.int32)
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
        return np.asarray(gathered @ asked.data[at], np.int32)


def narrow(matrix: csr_array) -> csr_array:
    """The same with places of 32 bits, where they fit: less memory to go through."""
    if matrix.nnz > np.iinfo(np.int32).max:
        return matrix
    parts = matrix.data, matrix.indices.astype(np.int32), matrix.indptr.astype(np.int32)
    return csr_array(parts, shape=matrix.shape)
