"""The largest n of whole numbers per row, kept while blocks of columns come by, each with a number that
travels along."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from challenges.matching.engine.scoring import PairScore, ScoreBlock

PLACE_BITS = 21  # the place in the order of ids: 2 million companies or challenges
SIMILARITY_BITS = 32
LAST = (1 << PLACE_BITS) - 1
NOBODY = -1
_PART_BITS = 10
_PART = (1 << _PART_BITS) - 1


def build_order_keys(block: ScoreBlock, places: NDArray[np.int64]) -> NDArray[np.int64]:
    """Total, similarity and place in one number, `(n_wants, n_offers)`: larger is better, no two in a list
    are the same."""
    total = block.total.astype(np.int64) << (SIMILARITY_BITS + PLACE_BITS)
    return total | (block.similarity << PLACE_BITS) | (LAST - places)


def pack_parts(block: ScoreBlock) -> NDArray[np.int64]:
    """The parts in one number; what freshness costs stands in it as a positive one."""
    packed = block.technology.astype(np.int64)
    for part in (block.text, block.maturity, block.region, block.experience, -block.freshness):
        packed = packed << _PART_BITS | part
    return packed


def unpack_columns(keys: NDArray[np.int64], parts: NDArray[np.int64]) -> tuple[NDArray[np.int64], list[NDArray]]:
    """The places of entries, and columns of their scores in the order of Score."""
    similarity = keys >> PLACE_BITS & ((1 << SIMILARITY_BITS) - 1)
    *earned, lost = (parts >> _PART_BITS * i & _PART for i in (5, 4, 3, 2, 1, 0))
    return LAST - (keys & LAST), [*earned, -lost, similarity]


@dataclass(eq=False)
class BestEntries:
    """The best `n` per row so far, and how many there were in all."""

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
        """Of entries in a row, each with its row, `(n_entries,)`; counts: how many there were in all, `(n_rows,)`;
        width: columns of the result, at most n."""
        order = np.lexsort((-keys, rows))
        rank = np.arange(len(rows)) - np.searchsorted(rows[order], rows[order])
        order, rank = order[rank < width], rank[rank < width]
        chosen = np.full((2, len(counts), width), NOBODY, np.int64)
        best = cls(n, chosen[0], chosen[1], counts)
        best.keys[rows[order], rank], best.parts[rows[order], rank] = keys[order], parts[order]
        return best

    def add(self, keys: NDArray[np.int64], parts: NDArray[np.int64]) -> None:
        """Columns to choose from, `(rows, any)`; a key of NOBODY is nobody."""
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
        """The rows of several, one below the other; all of them have chosen from equally many columns."""
        if not parts:
            return cls.none_yet(0, n)
        columns = ((each.keys, each.parts, each.counts) for each in parts)
        return cls(n, *(np.concatenate(column) for column in zip(*columns, strict=True)))

    def columns(self) -> tuple[NDArray[np.int64], NDArray[np.int64], list[NDArray]]:
        """All entries as columns, in no order within a row: the row, the place, and the parts of the score."""
        rows, at = np.nonzero(self.keys != NOBODY)
        return rows, *unpack_columns(self.keys[rows, at], self.parts[rows, at])

    def entries(self) -> Iterator[list[tuple[int, PairScore]]]:
        """Row by row the (place, score) entries, best first."""
        order = np.argsort(-self.keys, axis=1)
        keys, parts = (np.take_along_axis(each, order, axis=1) for each in (self.keys, self.parts))
        places, columns = unpack_columns(keys, parts)
        scores = zip(*(column.tolist() for column in columns), strict=True)
        filled = (keys != NOBODY).sum(axis=1).tolist()
        for length, others, row in zip(filled, places.tolist(), scores, strict=True):
            yield list(zip(others[:length], map(PairScore, *(part[:length] for part in row)), strict=True))
