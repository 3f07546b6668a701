"""The products of challenges and companies that ranking adds up: near enough for everybody, exact for some pairs."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from challenges.matching.engine.model import Model
from challenges.matching.engine.scoring import worth_matrix
from challenges.matching.engine.sparse_rows import RowByRow
from challenges.matching.engine.tables import OfferTable, WantTable
from challenges.matching.engine.text_similarity import words_between


@dataclass(frozen=True, eq=False)
class Asked:
    """All challenges, laid out to be multiplied with the companies' table: what requirements can bring, all the words,
    and those apart that few companies use; `full`: the words that many use, and the meanings, each kind times its
    weight (rowwise.Split)."""

    worth: csr_array
    words: csr_array
    full: NDArray[np.float32]
    others: csr_array


class Products(NamedTuple):
    """Of one challenge and all companies, `(n_offers,)` both: its place, closeness.resemblance nearly, and the
    technology part in scoring.FINE exactly."""

    place: int
    alike: NDArray[np.float32]
    technology: NDArray[np.int32]


def asked_of(wanted: WantTable, offered: OfferTable, model: Model) -> Asked:
    words, split = words_between(wanted.texts, offered.texts), offered.split
    meanings = [
        meaning * np.float32(weight)
        for meaning, weight in zip(wanted.texts.meaning, model.related_weights, strict=True)
    ]
    full = np.concatenate((words[:, split.usual].toarray().astype(np.float32), *meanings), axis=1)
    return Asked(worth_matrix(wanted, offered), words, full, words[:, split.others].astype(np.float32))


def products_of(some: slice, asked: Asked, offered: OfferTable) -> Iterator[Products]:
    """Of some challenges."""
    full = asked.full[some] @ offered.split.full
    by_words, by_technologies = RowByRow(offered.split.sparse), RowByRow(offered.narrow_closeness)
    for place, alike in enumerate(full, some.start):
        alike += by_words.product(asked.others, place)
        yield Products(place, alike, by_technologies.product(asked.worth, place))


def alike_pairs(
    wants: NDArray[np.int64],
    offers: NDArray[np.int64],
    asked: Asked,
    wanted: WantTable,
    offered: OfferTable,
    model: Model,
) -> NDArray[np.int64]:
    """closeness.resemblance of pairs, told by their places, `(n_pairs,)` each."""
    found: NDArray[np.int64] = asked.words[wants].multiply(offered.split.by_company[offers]).sum(axis=1, dtype=np.int64)
    for one, other, weight in zip(wanted.texts.meaning, offered.texts.meaning, model.related_weights, strict=True):
        found += np.einsum("pd,pd->p", one[wants], other.T[offers]).astype(np.int64) * weight
    return found
