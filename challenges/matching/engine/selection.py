"""Keep the best n entries of each row while blocks of columns come by.

An entry is two whole numbers: a key that sorts as the ranking does, and its packed parts, which travel along.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from challenges.matching.engine.scoring import PairScore, ScoreBlock

PLACE_BITS = 21  # the place in the order of ids: up to 2 million companies or challenges
SIMILARITY_BITS = 32
LAST = (1 << PLACE_BITS) - 1
NOBODY = -1
_PART_BITS = 10
_PART_MASK = (1 << _PART_BITS) - 1


N = TypeVar("N", int, NDArray[np.int64])


def compute_rank_keys(total: N, similarity: N) -> N:
    """Return total and similarity in one number: larger is better. The database computes the same numbers."""
    return (total << SIMILARITY_BITS) | similarity


def build_order_keys(block: ScoreBlock, places: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return rank key and place in one number, `(n_wants, n_offers)`: larger is better, and no two are equal."""
    return (compute_rank_keys(block.total.astype(np.int64), block.similarity) << PLACE_BITS) | (LAST - places)


def pack_parts(block: ScoreBlock) -> NDArray[np.int64]:
    """Return the parts in one number, the loss of freshness as a positive one."""
    packed = block.technology.astype(np.int64)
    for part in (block.text, block.maturity, block.region, block.experience, -block.freshness):
        packed = packed << _PART_BITS | part
    return packed


def unpack_columns(keys: NDArray[np.int64], parts: NDArray[np.int64]) -> tuple[NDArray[np.int64], list[NDArray]]:
    """Return the places of entries, and columns of their scores in the order of PairScore."""
    similarity = keys >> PLACE_BITS & ((1 << SIMILARITY_BITS) - 1)
    *earned, lost = (parts >> _PART_BITS * i & _PART_MASK for i in (5, 4, 3, 2, 1, 0))
    return LAST - (keys & LAST), [*earned, -lost, similarity]


@dataclass(eq=False)
class BestEntries:
    """The best `n` entries per row so far, and `counts`: how many there were in all.

    `keys`, `parts`: `(n_rows, up to n)`, in no order; a key of NOBODY is an empty place.
    """

    n: int
    keys: NDArray[np.int64]
    parts: NDArray[np.int64]
    counts: NDArray[np.int64]

    @classmethod
    def none_yet(cls, rows: int, n: int) -> "BestEntries":
        empty = np.full((rows, 0), NOBODY, np.int64)
        return cls(n, empty, empty, np.zeros(rows, np.int64))

    @classmethod
    def of_rows(
        cls,
        rows: NDArray[np.int64],
        keys: NDArray[np.int64],
        parts: NDArray[np.int64],
        counts: NDArray[np.int64],
        n: int,
        width: int,
    ) -> "BestEntries":
        """Choose from entries in one column, `(n_entries,)`, each with its row.

        `counts`: how many there were in all, `(n_rows,)`. `width`: the columns of the result, at most n.
        """
        order = np.lexsort((-keys, rows))
        rank = np.arange(len(rows)) - np.searchsorted(rows[order], rows[order])
        order, rank = order[rank < width], rank[rank < width]
        chosen = np.full((2, len(counts), width), NOBODY, np.int64)
        best = cls(n, chosen[0], chosen[1], counts)
        best.keys[rows[order], rank], best.parts[rows[order], rank] = keys[order], parts[order]
        return best

    def add(self, keys: NDArray[np.int64], parts: NDArray[np.int64]) -> None:
        """Choose from more columns, `(n_rows, any)`; a key of NOBODY is not an entry."""
        self.counts += (keys != NOBODY).sum(axis=1)
        if not self.n:
            return
        keys = np.concatenate((self.keys, keys), axis=1)
        parts = np.concatenate((self.parts, parts), axis=1)
        if keys.shape[1] > self.n:
            chosen = np.argpartition(keys, keys.shape[1] - self.n, axis=1)[:, keys.shape[1] - self.n :]
            keys, parts = (np.take_along_axis(keys, chosen, axis=1), np.take_along_axis(parts, chosen, axis=1))
        self.keys, self.parts = keys, parts

    @classmethod
    def stacked(cls, parts: "Sequence[BestEntries]", n: int) -> "BestEntries":
        """Stack the rows of several; all of them have chosen from equally many columns."""
        if not parts:
            return cls.none_yet(0, n)
        columns = ((each.keys, each.parts, each.counts) for each in parts)
        return cls(n, *(np.concatenate(column) for column in zip(*columns, strict=True)))

    def columns(self) -> tuple[NDArray[np.int64], NDArray[np.int64], list[NDArray]]:
        """Return all entries as columns: the row, the place, and the parts of the score; in no order in a row."""
        rows, at = np.nonzero(self.keys != NOBODY)
        return rows, *unpack_columns(self.keys[rows, at], self.parts[rows, at])

    def entries(self) -> Iterator[list[tuple[int, PairScore]]]:
        """Yield for each row its (place, score) entries, best first."""
        order = np.argsort(-self.keys, axis=1)
        keys, parts = (np.take_along_axis(each, order, axis=1) for each in (self.keys, self.parts))
        places, columns = unpack_columns(keys, parts)
        scores = zip(*(column.tolist() for column in columns), strict=True)
        filled = (keys != NOBODY).sum(axis=1).tolist()
        for length, others, row in zip(filled, places.tolist(), scores, strict=True):
            yield list(zip(others[:length], map(PairScore, *(part[:length] for part in row)), strict=True))
