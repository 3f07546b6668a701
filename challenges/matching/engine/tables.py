"""Rows stacked into sparse matrices, ready to be multiplied: companies on one side, challenges on the other."""

import itertools
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from challenges.matching.engine.eligibility_columns import Facts, facts_of
from challenges.matching.engine.features import OfferRow, WantRow, permille
from challenges.matching.engine.inputs import Id, TechnologyId
from challenges.matching.engine.model import Model, Texts
from challenges.matching.engine.points import PERMILLE, shared_out
from challenges.matching.engine.sparse_rows import Split, narrow
from challenges.matching.engine.text_similarity import generality_of, scales_of
from challenges.matching.engine.texts import challenge_texts, company_texts

R = TypeVar("R", OfferRow, WantRow)


@dataclass(frozen=True, eq=False)
class OfferTable:
    """Companies in the order of their ids; `closeness` of their technologies, `(n_technologies, n_offers)`. `texts` and
    `generality`: see closeness.py."""

    rows: Sequence[OfferRow]
    facts: Facts
    texts: Texts
    generality: NDArray[np.int64]
    technologies: dict[TechnologyId, int]
    closeness: csr_array

    @property
    def ids(self) -> list[Id]:
        return [row.id for row in self.rows]

    @cached_property
    def split(self) -> Split:
        """Its texts once more, for products with many challenges."""
        return Split.of(self.texts.words, self.texts.meaning)

    @cached_property
    def narrow_closeness(self) -> csr_array:
        return narrow(self.closeness)

    @cached_property
    def rough_generality(self) -> NDArray[np.float32]:
        return self.generality.astype(np.float32)

    def __len__(self) -> int:
        return len(self.rows)


def offer_table(rows: Sequence[OfferRow], model: Model) -> OfferTable:
    """Stack companies; two rows of one id are refused with a ValueError."""
    rows = _in_order(rows)
    texts = company_texts([row.words for row in rows], [row.passages for row in rows], model)
    technologies: dict[TechnologyId, int] = {}
    columns, values, ends = array("i"), array("i"), array("q", [0])
    for row in rows:
        found = row.closeness
        columns.extend(technologies.setdefault(each, len(technologies)) for each in found)
        values.extend(found.values())
        ends.append(len(values))
    closeness = csr_array(
        (np.array(values, np.int32), np.array(columns, np.int32), np.array(ends)), shape=(len(rows), len(technologies))
    )
    return OfferTable(rows, facts_of(rows), texts, generality_of(texts, model), technologies, closeness.T.tocsr())


@dataclass(frozen=True, eq=False)
class WantTable:
    """Challenges in the order of their ids. `texts`, `usual` and `full`: see closeness.py; `worth`: per challenge what
    each of its requirements can bring (see `worth_of`)."""

    rows: Sequence[WantRow]
    texts: Texts
    usual: NDArray[np.int64]
    full: NDArray[np.int64]
    worth: Sequence[Sequence[int]]

    @property
    def ids(self) -> list[Id]:
        return [row.id for row in self.rows]

    def __len__(self) -> int:
        return len(self.rows)


def want_table(rows: Sequence[WantRow], model: Model) -> WantTable:
    """Stack challenges; two rows of one id are refused with a ValueError."""
    rows = _in_order(rows)
    texts = challenge_texts([row.words for row in rows], model)
    usual, full = np.array(scales_of(texts, model), np.int64).reshape(-1, 2).T
    return WantTable(rows, texts, usual, full, [worth_of(row, model) for row in rows])


def maxima_of(row: WantRow, model: Model) -> list[int]:
    """The tenths that each requirement stands for: the technology part shared out by weight times rarity."""
    weights = [round(PERMILLE * max(1, each.weight) * model.rarity(each.technology_id)) for each in row.requirements]
    return shared_out(model.points.technology, weights)


def worth_of(row: WantRow, model: Model) -> list[int]:
    """The most that each requirement can bring, in thousandths of a tenth: its maximum times how sure we are
    of it."""
    maxima = maxima_of(row, model)
    return [most * permille(PERMILLE, each.confidence) for most, each in zip(maxima, row.requirements, strict=True)]


def _in_order(rows: Sequence[R]) -> list[R]:
    ordered = sorted(rows, key=lambda row: row.id)
    if any(one.id == other.id for one, other in itertools.pairwise(ordered)):
        raise ValueError("an id stands twice in the table")
    return ordered
