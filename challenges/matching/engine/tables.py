"""Stack the features of challenges and of companies into two tables, which are multiplied to score all pairs."""

import itertools
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from challenges.matching.engine.eligibility import EligibilityColumns, build_eligibility_columns
from challenges.matching.engine.features import ChallengeFeatures, CompanyFeatures, to_permille
from challenges.matching.engine.inputs import Id, TechnologyId
from challenges.matching.engine.model import MatchingModel, TextMatrices
from challenges.matching.engine.points import PERMILLE, distribute_points
from challenges.matching.engine.texts import (
    build_challenge_matrices,
    build_company_matrices,
    compute_generality,
    compute_scales,
)

R = TypeVar("R", CompanyFeatures, ChallengeFeatures)
USUAL = 0.1  # a word that a larger share of companies uses is quicker to multiply as a full row
MOST_USUAL = 256  # words; for 100,000 companies 100 MB


@dataclass(frozen=True, eq=False)
class SplitTexts:
    """Texts of companies, laid out for products with many challenges.

    `usual`, `others`: the columns of words that many companies use, and the other ones. `full`: the usual words, then
    the meanings of each kind, as a full matrix in float32. `sparse`: the other words in float32. `by_company`: all
    words, exact, with a row for each company.
    """

    usual: NDArray[np.int64]
    others: NDArray[np.int64]
    full: NDArray[np.float32]
    sparse: csr_array
    by_company: csr_array

    @classmethod
    def of(cls, words: csr_array, meaning: NDArray[np.float32]) -> "SplitTexts":
        """Lay out `words` `(n_words, n_companies)` and `meaning` `(KINDS, DIMENSIONS, n_companies)`."""
        used_by = np.diff(words.indptr)
        widespread = np.argsort(-used_by, kind="stable")[:MOST_USUAL]
        is_usual = np.zeros(len(used_by), bool)
        is_usual[widespread] = used_by[widespread] > USUAL * words.shape[1]
        usual, others = np.flatnonzero(is_usual), np.flatnonzero(~is_usual)
        full = np.concatenate((words[usual].astype(np.float32).toarray(), *meaning))
        return cls(
            usual,
            others,
            full,
            use_narrow_indices(words[others].astype(np.float32)),
            use_narrow_indices(words.T.tocsr()),
        )


@dataclass(frozen=True, eq=False)
class CompanyTable:
    """Companies in the order of their ids.

    `facts`: what rules and points read. `texts`, `generality`: see texts.py. `technologies`: the row of each technology
    in `closeness`, which says how close each company comes, in thousandths, `(n_technologies, n_companies)`.
    """

    rows: Sequence[CompanyFeatures]
    facts: EligibilityColumns
    texts: TextMatrices
    generality: NDArray[np.int64]
    technologies: dict[TechnologyId, int]
    closeness: csr_array

    @property
    def ids(self) -> list[Id]:
        return [row.id for row in self.rows]

    @cached_property
    def split(self) -> SplitTexts:
        """The texts, laid out for products with many challenges."""
        return SplitTexts.of(self.texts.words, self.texts.meaning)

    @cached_property
    def narrow_closeness(self) -> csr_array:
        return use_narrow_indices(self.closeness)

    @cached_property
    def rough_generality(self) -> NDArray[np.float32]:
        return self.generality.astype(np.float32)

    def __len__(self) -> int:
        return len(self.rows)


def build_company_table(rows: Sequence[CompanyFeatures], model: MatchingModel) -> CompanyTable:
    """Stack companies. Raises ValueError when two rows have one id."""
    rows = _sort_unique_rows(rows)
    texts = build_company_matrices([row.words for row in rows], [row.passages for row in rows], model)
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
    return CompanyTable(
        rows,
        build_eligibility_columns(rows),
        texts,
        compute_generality(texts, model),
        technologies,
        closeness.T.tocsr(),
    )


@dataclass(frozen=True, eq=False)
class ChallengeTable:
    """Challenges in the order of their ids.

    `texts`, and the scale `usual` and `full`: see texts.py. `worth`: as `compute_requirement_worths`.
    """

    rows: Sequence[ChallengeFeatures]
    texts: TextMatrices
    usual: NDArray[np.int64]
    full: NDArray[np.int64]
    worth: Sequence[Sequence[int]]

    @property
    def ids(self) -> list[Id]:
        return [row.id for row in self.rows]

    def __len__(self) -> int:
        return len(self.rows)


def build_challenge_table(rows: Sequence[ChallengeFeatures], model: MatchingModel) -> ChallengeTable:
    """Stack challenges. Raises ValueError when two rows have one id."""
    rows = _sort_unique_rows(rows)
    texts = build_challenge_matrices([row.words for row in rows], model)
    usual, full = np.array(compute_scales(texts, model), np.int64).reshape(-1, 2).T
    return ChallengeTable(rows, texts, usual, full, [compute_requirement_worths(row, model) for row in rows])


def compute_requirement_maxima(row: ChallengeFeatures, model: MatchingModel) -> list[int]:
    """Return the tenths of each requirement: the technology part, distributed by weight times rarity."""
    weights = [round(PERMILLE * max(1, each.weight) * model.rarity(each.technology_id)) for each in row.requirements]
    return distribute_points(model.points.technology, weights)


def compute_requirement_worths(row: ChallengeFeatures, model: MatchingModel) -> list[int]:
    """Return the most that each requirement can bring, in thousandths of a tenth: its maximum times its confidence."""
    maxima = compute_requirement_maxima(row, model)
    return [most * to_permille(PERMILLE, each.confidence) for most, each in zip(maxima, row.requirements, strict=True)]


def _sort_unique_rows(rows: Sequence[R]) -> list[R]:
    ordered = sorted(rows, key=lambda row: row.id)
    if any(one.id == other.id for one, other in itertools.pairwise(ordered)):
        raise ValueError("an id stands twice in the table")
    return ordered


def use_narrow_indices(matrix: csr_array) -> csr_array:
    """Return the matrix with indices of 32 bits if they fit: products then read less memory."""
    if matrix.nnz > np.iinfo(np.int32).max:
        return matrix
    parts = matrix.data, matrix.indices.astype(np.int32), matrix.indptr.astype(np.int32)
    return csr_array(parts, shape=matrix.shape)
