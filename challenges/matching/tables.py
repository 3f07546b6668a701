"""Rows stacked into sparse matrices of whole numbers, weighed by a fitted model.

Whole numbers, because their sums are exact: the score of a pair is the same in a block of 100,000 and on its
own.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from challenges.matching.facts import Facts, facts_of
from challenges.matching.features import OfferRow, WantRow, permille
from challenges.matching.model import UNIT, Model
from challenges.matching.points import PERMILLE, TECHNOLOGY, shared_out
from challenges.matching.records import Id, TechnologyId

R = TypeVar("R", OfferRow, WantRow)
FINE = 1 << 10  # word weights before they are brought to unit length, in whole 1/1024


@dataclass(frozen=True, eq=False)
class WordMatrix:
    """Texts as rows, `(n, n_keys)`: whole numbers of which the squares add up to about UNIT squared. `keys`
    sorted."""

    keys: NDArray[np.uint64]
    matrix: csr_array


def word_matrix(rows: Sequence[R], model: Model) -> WordMatrix:
    """ln(1 + count) times the root of idf, each row at unit length."""
    lengths = np.array([len(row.words.keys) for row in rows], np.int64)
    ends = np.concatenate(([0], np.cumsum(lengths)))
    all_keys = np.concatenate([row.words.keys for row in rows] or [np.zeros(0, np.uint64)])
    counts = np.concatenate([row.words.counts for row in rows] or [np.zeros(0, np.uint16)])
    keys, columns = np.unique(all_keys, return_inverse=True)
    root = np.sqrt(model.idf(keys))
    weights = np.rint(np.log1p(counts.astype(np.float64)) * root[columns] * FINE).astype(np.int64)
    squares = np.concatenate(([0], np.cumsum(weights * weights)))
    norms = np.sqrt((squares[ends[1:]] - squares[ends[:-1]]).astype(np.float64))
    units = np.rint(weights * (UNIT / np.repeat(np.maximum(norms, 1.0), lengths))).astype(np.int32)
    matrix = csr_array((units, columns.astype(np.int32), ends), shape=(len(rows), len(keys)))
    return WordMatrix(keys, matrix)


@dataclass(frozen=True, eq=False)
class OfferTable:
    """Companies in the order of their ids; `words` and `closeness` stand on their side: `(n_columns,
    n_offers)`."""

    rows: Sequence[OfferRow]
    facts: Facts
    keys: NDArray[np.uint64]
    words: csr_array
    technologies: dict[TechnologyId, int]
    closeness: csr_array

    @property
    def ids(self) -> list[Id]:
        return [row.id for row in self.rows]

    def __len__(self) -> int:
        return len(self.rows)


def offer_table(rows: Sequence[OfferRow], model: Model) -> OfferTable:
    """Stack companies; two rows of one id are refused with a ValueError."""
    rows = _in_order(rows)
    words = word_matrix(rows, model)
    technologies: dict[TechnologyId, int] = {}
    columns = [technologies.setdefault(each, len(technologies)) for row in rows for each in row.closeness]
    values = [close for row in rows for close in row.closeness.values()]
    ends = np.cumsum([0, *(len(row.closeness) for row in rows)])
    closeness = csr_array(
        (np.array(values, np.int32), np.array(columns, np.int32), ends),
        shape=(len(rows), len(technologies)),
    )
    return OfferTable(
        rows,
        facts_of(rows),
        words.keys,
        words.matrix.T.tocsr(),
        technologies,
        closeness.T.tocsr(),
    )


@dataclass(frozen=True, eq=False)
class WantTable:
    """Challenges in the order of their ids. `worth`: per challenge what each of its requirements can bring
    (see `worth_of`)."""

    rows: Sequence[WantRow]
    words: WordMatrix
    worth: Sequence[Sequence[int]]

    @property
    def ids(self) -> list[Id]:
        return [row.id for row in self.rows]

    def __len__(self) -> int:
        return len(self.rows)


def want_table(rows: Sequence[WantRow], model: Model) -> WantTable:
    """Stack challenges; two rows of one id are refused with a ValueError."""
    rows = _in_order(rows)
    return WantTable(rows, word_matrix(rows, model), [worth_of(row, model) for row in rows])


def maxima_of(row: WantRow, model: Model) -> list[int]:
    """The tenths that each requirement stands for: TECHNOLOGY shared out by weight times rarity."""
    weights = [round(PERMILLE * max(1, each.weight) * model.rarity(each.technology_id)) for each in row.requirements]
    return shared_out(TECHNOLOGY, weights)


def worth_of(row: WantRow, model: Model) -> list[int]:
    """The most that each requirement can bring, in thousandths of a tenth: its maximum times how sure we are
    of it."""
    maxima = maxima_of(row, model)
    return [most * permille(PERMILLE, each.confidence) for most, each in zip(maxima, row.requirements, strict=True)]


def words_between(wanted: WordMatrix, offered: OfferTable) -> csr_array:
    """The challenges' words in the columns of the companies' table; words that no company there uses fall
    away."""
    place = np.searchsorted(offered.keys, wanted.keys)
    place[place == len(offered.keys)] = 0
    known = offered.keys[place] == wanted.keys if len(offered.keys) else np.zeros(len(wanted.keys), bool)
    rows = np.repeat(np.arange(wanted.matrix.shape[0]), np.diff(wanted.matrix.indptr))
    kept = known[wanted.matrix.indices]
    entries = (
        wanted.matrix.data[kept],
        (rows[kept], place[wanted.matrix.indices[kept]]),
    )
    return csr_array(entries, shape=(wanted.matrix.shape[0], len(offered.keys)), dtype=np.int32)


def _in_order(rows: Sequence[R]) -> list[R]:
    ordered = sorted(rows, key=lambda row: row.id)
    if any(one.id == other.id for one, other in itertools.pairwise(ordered)):
        raise ValueError("an id stands twice in the table")
    return ordered
