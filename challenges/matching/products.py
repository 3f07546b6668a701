"""The products of challenges and companies that ranking adds up, some challenges at a time: near enough for everybody,
exact for some."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from challenges.matching.closeness import words_between
from challenges.matching.model import Model
from challenges.matching.rowwise import RowByRow
from challenges.matching.scoring import worth_matrix
from challenges.matching.tables import OfferTable, WantTable


@dataclass(frozen=True, eq=False)
class Asked:
    """The sparse parts of all challenges, in the columns of the companies' table: what requirements can bring, all the
    words, and those apart that most companies use (rowwise.Split)."""

    worth: csr_array
    words: csr_array
    usual: NDArray[np.float32]
    others: csr_array


def asked_of(wanted: WantTable, offered: OfferTable) -> Asked:
    words, split = words_between(wanted.texts, offered.texts), offered.split
    usual, others = (words[:, places].astype(np.float32) for places in (split.usual, split.others))
    return Asked(worth_matrix(wanted, offered), words, usual.toarray(), others)


@dataclass(frozen=True, eq=False)
class Products:
    """Of one challenge and all companies, `(n_offers,)` each; exact, but for `words`."""

    place: int
    asked_words: NDArray[np.int32]
    words: NDArray[np.float32]
    meanings: list[NDArray[np.float32]]
    technology: NDArray[np.int32]

    def alike(self, at: NDArray[np.int64], offered: OfferTable, model: Model) -> NDArray[np.int64]:
        """closeness.resemblance of some."""
        found: NDArray[np.int64] = (offered.split.by_company[at] @ self.asked_words).astype(np.int64)
        for meaning, weight in zip(self.meanings, model.related_weights, strict=True):
            found += meaning[at].astype(np.int64) * weight
        return found


def products_of(some: slice, asked: Asked, wanted: WantTable, offered: OfferTable) -> Iterator[Products]:
    """Of some challenges."""
    meanings = [one[some] @ other for one, other in zip(wanted.texts.meaning, offered.texts.meaning, strict=True)]
    usual = asked.usual[some] @ offered.split.full
    by_words, by_technologies = RowByRow(offered.split.sparse), RowByRow(offered.narrow_closeness)
    for row, words in enumerate(usual):
        place = some.start + row
        words += by_words.product(asked.others, place)
        yield Products(
            place,
            asked.words[[place]].toarray()[0],
            words,
            [each[row] for each in meanings],
            by_technologies.product(asked.worth, place),
        )
