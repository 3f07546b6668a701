"""Find the best companies of each challenge without scoring every pair.

For each challenge, a rough total of all companies is computed in float32. Its error has a known bound, so a few hundred
companies are certain to contain the best, and only these are scored exactly. The lists are therefore the same as if
every pair had been scored, which `iter_score_blocks` does.

Challenges are multiplied AT_ONCE at a time and ranked one at a time, so that one row stays in the processor's cache.
"""

import os
from collections.abc import Callable, Hashable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_array, csr_array

from challenges.matching.engine.eligibility import EligibilityColumns, count_failed_rules
from challenges.matching.engine.features import ChallengeFeatures
from challenges.matching.engine.model import MatchingModel
from challenges.matching.engine.points import STALE, MaximumPoints
from challenges.matching.engine.scoring import (
    FINE,
    ScoreBlock,
    build_experience_column,
    build_maturity_column,
    build_region_column,
    build_worth_matrix,
)
from challenges.matching.engine.selection import BestEntries, build_order_keys, pack_parts
from challenges.matching.engine.tables import ChallengeTable, CompanyTable
from challenges.matching.engine.texts import AT_MOST, align_challenge_words, compute_text_closeness

AT_ONCE = 100  # challenges multiplied at a time: with fewer, the vectors of all companies are read more often
UNSURE = 1 << 18  # bound of the error of a resemblance in float32: some hundred roundings of sums below 2**33
ROUNDINGS = 1.05  # tenths: rounding of the technology and text parts, and what float32 adds
WORTH_THREADS = 4_000_000  # pairs; for fewer, starting threads takes longer than they save
KEPT_COLUMNS = 64  # of each part; for 100,000 companies 13 MB
SAMPLED = 32  # one value in so many is looked at to guess where the best begin


def find_best_companies(
    wanted: ChallengeTable,
    offered: CompanyTable,
    model: MatchingModel,
    sizes: tuple[int, int],
    among: NDArray[np.bool_] | None = None,
) -> tuple[BestEntries, BestEntries]:
    """Return the best eligible companies and the best near misses of each challenge, with their numbers.

    `sizes`: the length of both lists. `among`: the companies that take part, `(n_companies,)`; None for all.
    """
    factors, columns = build_challenge_factors(wanted, offered, model), ScoreColumns(offered.facts, model.points)
    search = CandidateSearch(wanted, offered, model, factors, columns, sizes, among)
    starts = range(0, len(wanted), AT_ONCE)
    if len(wanted) * len(offered) < WORTH_THREADS:
        found = list(map(search.find_lists, starts))
    else:
        with ThreadPoolExecutor(_count_threads()) as threads:
            found = list(threads.map(search.find_lists, starts))
    return (
        BestEntries.stacked([matches for matches, _near in found], sizes[0]),
        BestEntries.stacked([near for _matches, near in found], sizes[1]),
    )


def _count_threads() -> int:
    """As many as the products of matrices may use."""
    told = os.environ.get("OPENBLAS_NUM_THREADS") or os.environ.get("OMP_NUM_THREADS") or ""
    return int(told) if told.isdecimal() and int(told) else os.cpu_count() or 1


@dataclass(frozen=True, eq=False)
class ChallengeFactors:
    """All challenges, laid out for multiplication with a table of companies.

    `worth`: what each requirement can bring, `(n_challenges, n_technologies)`. `words`: all words, exact. `full`: the
    words that many companies use, then the meanings of each kind times their weight, as `SplitTexts.full`. `others`:
    the other words, as `SplitTexts.sparse`.
    """

    worth: csr_array
    words: csr_array
    full: NDArray[np.float32]
    others: csr_array


def build_challenge_factors(wanted: ChallengeTable, offered: CompanyTable, model: MatchingModel) -> ChallengeFactors:
    """Lay out challenges for multiplication with these companies."""
    words, split = align_challenge_words(wanted.texts, offered.texts), offered.split
    meanings = [
        meaning * np.float32(weight)
        for meaning, weight in zip(wanted.texts.meaning, model.related_weights, strict=True)
    ]
    full = np.concatenate((words[:, split.usual].toarray().astype(np.float32), *meanings), axis=1)
    return ChallengeFactors(build_worth_matrix(wanted, offered), words, full, words[:, split.others].astype(np.float32))


class ChallengeProducts(NamedTuple):
    """One challenge times all companies: its place in the table, and two rows `(n_companies,)`.

    `alike`: the resemblance, off by less than UNSURE. `technology`: the technology part in 1/scoring.FINE, exact.
    """

    place: int
    alike: NDArray[np.float32]
    technology: NDArray[np.int32]


def iter_products(some: slice, factors: ChallengeFactors, offered: CompanyTable) -> Iterator[ChallengeProducts]:
    """Multiply these challenges with all companies; yield one challenge at a time."""
    full = factors.full[some] @ offered.split.full
    by_words, by_technologies = RowProduct(offered.split.sparse), RowProduct(offered.narrow_closeness)
    for place, alike in enumerate(full, some.start):
        alike += by_words.multiply(factors.others, place)
        yield ChallengeProducts(place, alike, by_technologies.multiply(factors.worth, place))


class RowProduct:
    """Multiplies single rows of one sparse matrix with another: faster than a sparse product that is mostly full.

    The entries that a row needs are gathered in the same memory each time, because allocating takes longer than
    filling. An instance therefore serves one thread.
    """

    def __init__(self, matrix: csr_array) -> None:
        """Serve products with this matrix; with indices of 32 bits (`use_narrow_indices`) they are faster."""
        self.matrix = matrix
        self.data = np.empty(0, matrix.data.dtype)
        self.places = np.empty(0, matrix.indices.dtype)

    def multiply(self, rows: csr_array, row: int) -> NDArray:
        """Return `rows[row] @ matrix` as a full row."""
        at, matrix = slice(rows.indptr[row], rows.indptr[row + 1]), self.matrix
        words = rows.indices[at]
        if not len(words):
            return np.zeros(matrix.shape[1], matrix.dtype)
        starts, stops = matrix.indptr[words], matrix.indptr[words + 1]
        ends = np.concatenate(([0], np.cumsum(stops - starts))).astype(matrix.indices.dtype)
        size = int(ends[-1])
        if size > len(self.data):
            self.data = np.empty(size + size // 4, matrix.data.dtype)
            self.places = np.empty(size + size // 4, matrix.indices.dtype)
        spans = [slice(*each) for each in zip(starts.tolist(), stops.tolist(), strict=True)]
        data = np.concatenate([matrix.data[span] for span in spans], out=self.data[:size])
        places = np.concatenate([matrix.indices[span] for span in spans], out=self.places[:size])
        gathered = csc_array((data, places, ends), shape=(matrix.shape[1], len(words)))
        return np.asarray(gathered @ rows.data[at], matrix.dtype)


def compute_pair_resemblance(
    wants: NDArray[np.int64],
    offers: NDArray[np.int64],
    factors: ChallengeFactors,
    wanted: ChallengeTable,
    offered: CompanyTable,
    model: MatchingModel,
) -> NDArray[np.int64]:
    """Return `texts.compute_resemblance` of single pairs, exact; `wants`, `offers`: their places, `(n_pairs,)`."""
    by_company = offered.split.by_company[offers]
    found: NDArray[np.int64] = factors.words[wants].multiply(by_company).sum(axis=1, dtype=np.int64)
    for one, other, weight in zip(wanted.texts.meaning, offered.texts.meaning, model.related_weights, strict=True):
        found += np.einsum("pd,pd->p", one[wants], other.T[offers]).astype(np.int64) * weight
    return found


class ScoreColumns:
    """Maturity, region and experience of all companies, kept while a few hundred challenges are ranked.

    Challenges that ask the same share a column. Threads may ask at once; at worst a column is computed twice.
    """

    def __init__(self, facts: EligibilityColumns, most: MaximumPoints) -> None:
        self.facts = facts
        self.most = most
        self.kept: dict[Hashable, NDArray[np.int16]] = {}

    def sum_columns(self, row: ChallengeFeatures) -> NDArray[np.int16]:
        want = row.want
        key = "sum", want.trl_min, want.trl_max, want.provinces, want.year
        return self._get(key, lambda: self.maturity(row) + self.region(row) + self.experience(row))

    def maturity(self, row: ChallengeFeatures) -> NDArray[np.int16]:
        key = "maturity", row.want.trl_min, row.want.trl_max, row.want.provinces
        return self._get(key, lambda: build_maturity_column(row, self.facts, self.most.maturity))

    def region(self, row: ChallengeFeatures) -> NDArray[np.int16]:
        key = "region", row.want.provinces
        return self._get(key, lambda: build_region_column(row, self.facts, self.most.region))

    def experience(self, row: ChallengeFeatures) -> NDArray[np.int16]:
        key = "experience", row.want.year, row.want.provinces
        return self._get(key, lambda: build_experience_column(row, self.facts, self.most.experience))

    def _get(self, key: Hashable, build: Callable[[], NDArray]) -> NDArray[np.int16]:
        found = self.kept.get(key)
        if found is None:
            if len(self.kept) >= 3 * KEPT_COLUMNS:
                self.kept.clear()
            found = self.kept[key] = build().astype(np.int16)
        return found


class Candidates(NamedTuple):
    """Companies that may be among the best of one challenge: their places in the table, and their exact parts.

    `number`: how many companies they were chosen from.
    """

    places: NDArray[np.int64]
    technology: NDArray[np.int32]
    maturity: NDArray[np.int16]
    region: NDArray[np.int16]
    experience: NDArray[np.int16]
    number: int


@dataclass(frozen=True, eq=False)
class CandidateSearch:
    """The search in one pair of tables; the arguments of `find_best_companies`, and what is computed once for all."""

    wanted: ChallengeTable
    offered: CompanyTable
    model: MatchingModel
    factors: ChallengeFactors
    columns: ScoreColumns
    sizes: tuple[int, int]
    among: NDArray[np.bool_] | None

    def find_lists(self, start: int) -> tuple[BestEntries, BestEntries]:
        """Return the two lists of AT_ONCE challenges from this one on."""
        some = slice(start, min(start + AT_ONCE, len(self.wanted)))
        found = [self._find_candidates(each) for each in iter_products(some, self.factors, self.offered)]
        matches, near = (
            self._choose_best(start, column, n) for column, n in zip(zip(*found, strict=True), self.sizes, strict=True)
        )
        return matches, near

    def _find_candidates(self, products: ChallengeProducts) -> tuple[Candidates, Candidates]:
        """Return the candidates that fail no rule, and those that fail one."""
        row = self.wanted.rows[products.place]
        failed = count_failed_rules(row, self.offered.facts)
        maturity, region = self.columns.maturity(row), self.columns.region(row)
        experience = self.columns.experience(row)
        rough, error = self._compute_rough_totals(products, self.columns.sum_columns(row))

        def find(rules_failed: int) -> Candidates:
            takes_part = failed == rules_failed
            if self.among is not None:
                takes_part &= self.among
            number, n = int(np.count_nonzero(takes_part)), self.sizes[rules_failed]
            if not n:
                at = np.zeros(0, np.int64)
            elif number <= n:
                at = np.flatnonzero(takes_part)
            else:  # of two companies, one may be too high and the other too low
                at = find_highest(np.where(takes_part, rough, -np.inf), n, margin=2 * error)
            return Candidates(at, products.technology[at], maturity[at], region[at], experience[at], number)

        return find(0), find(1)

    def _compute_rough_totals(
        self, products: ChallengeProducts, other_parts: NDArray[np.int16]
    ) -> tuple[NDArray[np.float32], float]:
        """Return the totals in tenths, and the bound of their error. Overwrites `products.alike`."""
        full, most = int(self.wanted.full[products.place]), self.model.points.text
        found = products.alike
        part = found - self.offered.rough_generality
        part -= np.float32(self.wanted.usual[products.place])
        found *= np.float32(AT_MOST)
        np.minimum(found, part, out=found)
        found *= np.float32(most / full)
        np.clip(found, 0, most, out=found)
        found += np.multiply(products.technology, np.float32(1 / FINE), out=part, casting="unsafe")
        found += other_parts
        stale = self.offered.facts.stale_places
        found[stale] -= np.minimum(STALE, found[stale])
        return found, ROUNDINGS + most * UNSURE / full

    def _choose_best(self, start: int, found: Sequence[Candidates], n: int) -> BestEntries:
        """Score the candidates of the challenges from `start` on exactly, and return the best n of each."""
        places, technology, *others = (np.concatenate(column) for column in list(zip(*found, strict=True))[:-1])
        rows = np.repeat(np.arange(len(found)), [len(each.places) for each in found])
        block = self._score_pairs(start + rows, places, technology, *others)
        keys, parts = build_order_keys(block, places[:, None])[:, 0], pack_parts(block)[:, 0]
        counts = np.array([each.number for each in found])
        return BestEntries.of_rows(rows, keys, parts, counts, n, width=min(n, len(self.offered)))

    def _score_pairs(
        self, wants: NDArray[np.int64], offers: NDArray[np.int64], technology: NDArray[np.int32], *others: NDArray
    ) -> ScoreBlock:
        """Score pairs, given by their places: a block with a row for each and one column."""
        alike = compute_pair_resemblance(wants, offers, self.factors, self.wanted, self.offered, self.model)
        similarity = compute_text_closeness(
            alike[:, None], self.offered.generality[offers, None], self.wanted.usual[wants], self.wanted.full[wants]
        )
        maturity, region, experience = (column[:, None].astype(np.int32) for column in others)
        return ScoreBlock.scored(
            0,
            self.model,
            fine=technology[:, None],
            similarity=similarity,
            maturity=maturity,
            region=region,
            experience=experience,
            stale=self.offered.facts.stale[offers, None],
            failed=np.zeros(similarity.shape, np.int16),
        )


def find_highest(values: NDArray[np.float32], n: int, margin: float) -> NDArray[np.int64]:
    """Return the places of the values that are at least the n-th highest less the margin; n from 1 to their number.

    A sample guesses the n-th highest first, so that few values have to be partitioned.
    """
    sample = values[::SAMPLED]
    rank = min(len(sample), 3 + 2 * n // SAMPLED)
    floor = np.partition(sample, len(sample) - rank)[len(sample) - rank] - margin
    found = np.flatnonzero(values >= floor)
    if len(found) < n:
        found, floor = np.arange(len(values)), -np.inf
    some = values[found]
    lowest = np.partition(some, len(some) - n)[len(some) - n] - margin
    return found[some >= lowest] if lowest >= floor else np.flatnonzero(values >= lowest)
