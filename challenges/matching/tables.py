"""Rows stacked into sparse matrices, ready to be multiplied: companies on one side, challenges on the other."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from challenges.matching.facts import Facts, facts_of
from challenges.matching.features import OfferRow, WantRow, permille
from challenges.matching.model import Model
from challenges.matching.points import PERMILLE, TECHNOLOGY, shared_out
from challenges.matching.records import Id, TechnologyId
from challenges.matching.texts import (
    OFFER_POWER,
    WANT_POWER,
    WordMatrix,
    challenge_meanings,
    company_meanings,
    places_in,
    stacked,
    word_matrix,
)

R = TypeVar("R", OfferRow, WantRow)


@dataclass(frozen=True, eq=False)
class OfferTable:
    """Companies in the order of their ids; `words` and `closeness` stand on their side, `(n_columns, n_offers)`, and so
    does `meaning`: `(KINDS, DIMENSIONS, n_offers)`."""

    rows: Sequence[OfferRow]
    facts: Facts
    keys: NDArray[np.uint64]
    words: csr_array
    meaning: NDArray[np.float32]
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
    words = word_matrix(stacked([row.words for row in rows]), model, OFFER_POWER)
    technologies: dict[TechnologyId, int] = {}
    columns = [technologies.setdefault(each, len(technologies)) for row in rows for each in row.closeness]
    values = [close for row in rows for close in row.closeness.values()]
    ends = np.cumsum([0, *(len(row.closeness) for row in rows)])
    closeness = csr_array(
        (np.array(values, np.int32), np.array(columns, np.int32), ends), shape=(len(rows), len(technologies))
    )
    return OfferTable(
        rows,
        facts_of(rows),
        words.keys,
        words.matrix.T.tocsr(),
        company_meanings([row.passages for row in rows], model).transpose(0, 2, 1),
        technologies,
        closeness.T.tocsr(),
    )


@dataclass(frozen=True, eq=False)
class WantTable:
    """Challenges in the order of their ids. `meaning`: `(KINDS, n_wants, DIMENSIONS)`; `worth`: per challenge what each
    of its requirements can bring (see `worth_of`)."""

    rows: Sequence[WantRow]
    words: WordMatrix
    meaning: NDArray[np.float32]
    worth: Sequence[Sequence[int]]

    @property
    def ids(self) -> list[Id]:
        return [row.id for row in self.rows]

    def __len__(self) -> int:
        return len(self.rows)


def want_table(rows: Sequence[WantRow], model: Model) -> WantTable:
    """Stack challenges; two rows of one id are refused with a ValueError."""
    rows = _in_order(rows)
    words = stacked([row.words for row in rows])
    meaning = challenge_meanings(words, model)
    return WantTable(rows, word_matrix(words, model, WANT_POWER), meaning, [worth_of(row, model) for row in rows])


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
    place, known = places_in(offered.keys, wanted.keys)
    rows = np.repeat(np.arange(wanted.matrix.shape[0]), np.diff(wanted.matrix.indptr))
    kept = known[wanted.matrix.indices]
    entries = (wanted.matrix.data[kept], (rows[kept], place[wanted.matrix.indices[kept]]))
    return csr_array(entries, shape=(wanted.matrix.shape[0], len(offered.keys)), dtype=np.int32)


def _in_order(rows: Sequence[R]) -> list[R]:
    ordered = sorted(rows, key=lambda row: row.id)
    if any(one.id == other.id for one, other in itertools.pairwise(ordered)):
        raise ValueError("an id stands twice in the table")
    return ordered
