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
USUAL = 0.1  # a word that more companies use is multiplied with all of them: quicker from about here on
MOST_USUAL = 256  # of 100,000 companies 100 MB


@dataclass(frozen=True, eq=False)
class SplitTexts:
    """Texts of companies laid out for products with many challenges: the words that many of them use and the meanings
    as a full matrix, one kind below the other, the other words sparse, both in float32 and near enough; all words by
    company, whole and exact."""

    usual: NDArray[np.int64]
    others: NDArray[np.int64]
    full: NDArray[np.float32]
    sparse: csr_array
    by_company: csr_array

    @classmethod
    def of(cls, words: csr_array, meaning: NDArray[np.float32]) -> "SplitTexts":
        """words: whole numbers, `(n_words, n_companies)`; meaning: `(kinds, dimensions, n_companies)`."""
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
    """Companies in the order of their ids; `closeness` of their technologies, `(n_technologies, n_offers)`. `texts` and
    `generality`: see closeness.py."""

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
        """Its texts once more, for products with many challenges."""
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
    """Stack companies; two rows of one id are refused with a ValueError."""
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
    """Challenges in the order of their ids. `texts`, `usual` and `full`: see closeness.py; `worth`: per challenge what
    each of its requirements can bring (see `worth_of`)."""

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
    """Stack challenges; two rows of one id are refused with a ValueError."""
    rows = _sort_unique_rows(rows)
    texts = build_challenge_matrices([row.words for row in rows], model)
    usual, full = np.array(compute_scales(texts, model), np.int64).reshape(-1, 2).T
    return ChallengeTable(rows, texts, usual, full, [compute_requirement_worths(row, model) for row in rows])


def compute_requirement_maxima(row: ChallengeFeatures, model: MatchingModel) -> list[int]:
    """The tenths that each requirement stands for: the technology part shared out by weight times rarity."""
    weights = [round(PERMILLE * max(1, each.weight) * model.rarity(each.technology_id)) for each in row.requirements]
    return distribute_points(model.points.technology, weights)


def compute_requirement_worths(row: ChallengeFeatures, model: MatchingModel) -> list[int]:
    """The most that each requirement can bring, in thousandths of a tenth: its maximum times how sure we are
    of it."""
    maxima = compute_requirement_maxima(row, model)
    return [most * to_permille(PERMILLE, each.confidence) for most, each in zip(maxima, row.requirements, strict=True)]


def _sort_unique_rows(rows: Sequence[R]) -> list[R]:
    ordered = sorted(rows, key=lambda row: row.id)
    if any(one.id == other.id for one, other in itertools.pairwise(ordered)):
        raise ValueError("an id stands twice in the table")
    return ordered


def use_narrow_indices(matrix: csr_array) -> csr_array:
    """The same with places of 32 bits, where they fit: less memory to go through."""
    if matrix.nnz > np.iinfo(np.int32).max:
        return matrix
    parts = matrix.data, matrix.indices.astype(np.int32), matrix.indptr.astype(np.int32)
    return csr_array(parts, shape=matrix.shape)
