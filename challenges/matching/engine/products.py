"""The products of challenges and companies that ranking adds up: near enough for everybody, exact for some pairs."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from challenges.matching.engine.model import MatchingModel
from challenges.matching.engine.scoring import build_worth_matrix
from challenges.matching.engine.sparse_rows import RowProduct
from challenges.matching.engine.tables import ChallengeTable, CompanyTable
from challenges.matching.engine.text_similarity import align_challenge_words


@dataclass(frozen=True, eq=False)
class ChallengeFactors:
    """All challenges, laid out to be multiplied with the companies' table: what requirements can bring, all the words,
    and those apart that few companies use; `full`: the words that many use, and the meanings, each kind times its
    weight (rowwise.Split)."""

    worth: csr_array
    words: csr_array
    full: NDArray[np.float32]
    others: csr_array


class ChallengeProducts(NamedTuple):
    """Of one challenge and all companies, `(n_offers,)` both: its place, closeness.resemblance nearly, and the
    technology part in scoring.FINE exactly."""

    place: int
    alike: NDArray[np.float32]
    technology: NDArray[np.int32]


def build_challenge_factors(wanted: ChallengeTable, offered: CompanyTable, model: MatchingModel) -> ChallengeFactors:
    words, split = align_challenge_words(wanted.texts, offered.texts), offered.split
    meanings = [
        meaning * np.float32(weight)
        for meaning, weight in zip(wanted.texts.meaning, model.related_weights, strict=True)
    ]
    full = np.concatenate((words[:, split.usual].toarray().astype(np.float32), *meanings), axis=1)
    return ChallengeFactors(build_worth_matrix(wanted, offered), words, full, words[:, split.others].astype(np.float32))


def iter_products(some: slice, asked: ChallengeFactors, offered: CompanyTable) -> Iterator[ChallengeProducts]:
    """Of some challenges."""
    full = asked.full[some] @ offered.split.full
    by_words, by_technologies = RowProduct(offered.split.sparse), RowProduct(offered.narrow_closeness)
    for place, alike in enumerate(full, some.start):
        alike += by_words.product(asked.others, place)
        yield ChallengeProducts(place, alike, by_technologies.product(asked.worth, place))


def compute_pair_resemblance(
    wants: NDArray[np.int64],
    offers: NDArray[np.int64],
    asked: ChallengeFactors,
    wanted: ChallengeTable,
    offered: CompanyTable,
    model: MatchingModel,
) -> NDArray[np.int64]:
    """closeness.resemblance of pairs, told by their places, `(n_pairs,)` each."""
    found: NDArray[np.int64] = asked.words[wants].multiply(offered.split.by_company[offers]).sum(axis=1, dtype=np.int64)
    for one, other, weight in zip(wanted.texts.meaning, offered.texts.meaning, model.related_weights, strict=True):
        found += np.einsum("pd,pd->p", one[wants], other.T[offers]).astype(np.int64) * weight
    return found
