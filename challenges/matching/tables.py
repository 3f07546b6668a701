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
from challenges.matching.features import OfferRow, WantRow, Words, permille
from challenges.matching.model import UNIT, Model
from challenges.matching.points import PERMILLE, TECHNOLOGY, shared_out
from challenges.matching.records import Id, TechnologyId
from challenges.matching.related import DIMENSIONS, KINDS, LENGTH, paragraph_vectors, to_length

R = TypeVar("R", OfferRow, WantRow)
WANT_POWER, OFFER_POWER = 1.0, 0.5  # of idf: a rare word weighs more in what is asked than in what is told
CHUNK = 2000  # companies
FINE = 1 << 10  # word weights before they are brought to unit length, in whole 1/1024


@dataclass(frozen=True, eq=False)
class WordMatrix:
    """Texts as rows, `(n, n_keys)`: whole numbers of which the squares add up to about UNIT squared. `keys`
    sorted."""

    keys: NDArray[np.uint64]
    matrix: csr_array


def word_matrix(texts: Words, model: Model, idf_power: float) -> WordMatrix:
    """ln(1 + count) times a power of idf, each text at length UNIT."""
    keys, columns = np.unique(texts.keys, return_inverse=True)
    weights = _damped(texts.counts, model.idf(keys) ** idf_power, columns)
    ends = np.concatenate(([0], texts.ends))
    squares = np.concatenate(([0], np.cumsum(weights * weights)))
    norms = np.sqrt((squares[ends[1:]] - squares[ends[:-1]]).astype(np.float64))
    units = weights * (UNIT / np.repeat(np.maximum(norms, 1.0), np.diff(ends)))
    matrix = csr_array((np.rint(units).astype(np.int32), columns, ends), shape=(len(texts.ends), len(keys)))
    return WordMatrix(keys, matrix)


def meanings(texts: Words, model: Model) -> NDArray[np.float64]:
    """The paragraph vectors of texts, `(KINDS, n, DIMENSIONS)`; the words weigh ln(1 + count) idf (idf + 1)."""
    place, known = places_in(model.vectors.keys, texts.keys)
    used, columns = np.unique(place[known], return_inverse=True)
    idf = model.idf(model.vectors.keys[used])
    ends = np.concatenate(([0], np.cumsum(known)))[np.concatenate(([0], texts.ends))]
    weights = _damped(texts.counts[known], idf * (idf + 1) / 64, columns)
    found = []
    for vectors, sizes, average in zip(model.vectors.vectors, model.vectors.sizes, model.vectors.averages, strict=True):
        sized = weights * sizes[used[columns]].astype(np.int64)
        matrix = csr_array((sized, columns, ends), shape=(len(texts.ends), len(used)))
        found.append(paragraph_vectors(matrix, vectors[used], average))
    return np.stack(found)


def stacked(texts: Sequence[Words]) -> Words:
    """The paragraphs of all texts in a row."""
    before = np.cumsum([0, *(len(text.keys) for text in texts)])
    nothing = Words(np.zeros(0, np.uint64), np.zeros(0, np.int32), np.zeros(0, np.int32))
    return Words(
        np.concatenate([text.keys for text in texts or [nothing]]),
        np.concatenate([text.counts for text in texts or [nothing]]),
        np.concatenate([text.ends + start for text, start in zip(texts or [nothing], before, strict=False)]),
    )


def _damped(counts: NDArray, factors: NDArray[np.float64], columns: NDArray) -> NDArray[np.int64]:
    return np.asarray(np.rint(np.log1p(counts.astype(np.float64)) * factors[columns] * FINE), np.int64)


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
        (np.array(values, np.int32), np.array(columns, np.int32), ends),
        shape=(len(rows), len(technologies)),
    )
    return OfferTable(
        rows,
        facts_of(rows),
        words.keys,
        words.matrix.T.tocsr(),
        _offer_meaning(rows, model).transpose(0, 2, 1),
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
    meaning = to_length(meanings(words, model), LENGTH).astype(np.float32)
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
    entries = (
        wanted.matrix.data[kept],
        (rows[kept], place[wanted.matrix.indices[kept]]),
    )
    return csr_array(entries, shape=(wanted.matrix.shape[0], len(offered.keys)), dtype=np.int32)


def places_in(keys: NDArray[np.uint64], wanted: NDArray[np.uint64]) -> tuple[NDArray, NDArray[np.bool_]]:
    """Where in sorted `keys` each of `wanted` stands, and whether it does."""
    if not len(keys):
        return np.zeros(len(wanted), np.int64), np.zeros(len(wanted), bool)
    place = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return place, keys[place] == wanted


def _offer_meaning(rows: Sequence[OfferRow], model: Model) -> NDArray[np.float32]:
    """Companies as the sum of their paragraphs, `(KINDS, n_offers, DIMENSIONS)` at length LENGTH; some at a time, since
    paragraphs take far more room than companies."""
    found = np.zeros((KINDS, len(rows), DIMENSIONS), np.float32)
    for start in range(0, len(rows) if len(model.vectors) else 0, CHUNK):
        some = rows[start : start + CHUNK]
        paragraphs = meanings(stacked([row.passages for row in some]), model)
        ends = np.cumsum([0, *(len(row.passages.ends) for row in some)])
        sums = np.concatenate((np.zeros((KINDS, 1, DIMENSIONS)), np.cumsum(paragraphs, axis=1)), axis=1)
        found[:, start : start + CHUNK] = to_length(sums[:, ends[1:]] - sums[:, ends[:-1]], LENGTH)
    return found


def _in_order(rows: Sequence[R]) -> list[R]:
    ordered = sorted(rows, key=lambda row: row.id)
    if any(one.id == other.id for one, other in itertools.pairwise(ordered)):
        raise ValueError("an id stands twice in the table")
    return ordered
