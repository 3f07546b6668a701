"""The best companies of a challenge without working out every pair: a rough total of all companies, known to be near
enough, leaves a few hundred that may be among the best, and only those are scored. The lists are the same.

The rough total is made in float32, a challenge at a time, so that a row stays in the processor's cache.
"""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from challenges.matching.engine.eligibility import count_failed_rules
from challenges.matching.engine.model import MatchingModel
from challenges.matching.engine.points import STALE
from challenges.matching.engine.products import (
    ChallengeFactors,
    ChallengeProducts,
    build_challenge_factors,
    compute_pair_resemblance,
    iter_products,
)
from challenges.matching.engine.score_columns import ScoreColumns
from challenges.matching.engine.scoring import FINE, ScoreBlock
from challenges.matching.engine.selection import BestEntries, build_order_keys, pack_parts
from challenges.matching.engine.tables import ChallengeTable, CompanyTable
from challenges.matching.engine.text_similarity import AT_MOST, compute_text_closeness

AT_ONCE = 100  # challenges multiplied at a time: fewer read the vectors of all companies more often
# A resemblance in float32 is off by less: some hundred roundings of numbers that add up to 2**33 at most.
UNSURE = 1 << 18
ROUNDINGS = 1.05  # tenths that the technology and the text part gain or lose by rounding, and what float32 adds
WORTH_THREADS = 4_000_000  # pairs; with fewer, starting threads takes longer
SAMPLED = 32  # one in so many is looked at to guess where the best begin


class LikelyCompanies(NamedTuple):
    """Companies that may be among the best of one challenge: their places, and what they earn of the parts that a rough
    total holds exactly; `number`: of how many."""

    places: NDArray[np.int64]
    technology: NDArray[np.int32]
    maturity: NDArray[np.int16]
    region: NDArray[np.int16]
    experience: NDArray[np.int16]
    number: int


@dataclass(frozen=True, eq=False)
class CandidateSearch:
    """The lists of all challenges, some at a time. sizes: of who qualifies and of who nearly does."""

    wanted: ChallengeTable
    offered: CompanyTable
    model: MatchingModel
    asked: ChallengeFactors
    columns: ScoreColumns
    sizes: tuple[int, int]
    among: NDArray[np.bool_] | None

    def lists(self, start: int) -> tuple[BestEntries, BestEntries]:
        """Of AT_ONCE challenges from this one on."""
        some = slice(start, min(start + AT_ONCE, len(self.wanted)))
        likely = [self._likely(each) for each in iter_products(some, self.asked, self.offered)]
        matches, near = (
            self._best(start, column, n) for column, n in zip(zip(*likely, strict=True), self.sizes, strict=True)
        )
        return matches, near

    def _likely(self, products: ChallengeProducts) -> tuple[LikelyCompanies, LikelyCompanies]:
        row = self.wanted.rows[products.place]
        failed = count_failed_rules(row, self.offered.facts)
        rough, off = self._rough(products, self.columns.together(row))
        maturity, region = self.columns.maturity(row), self.columns.region(row)
        experience = self.columns.experience(row)

        def likely(rules_failed: int) -> LikelyCompanies:
            takes_part = failed == rules_failed
            if self.among is not None:
                takes_part &= self.among
            number = int(np.count_nonzero(takes_part))
            at = find_likely_places(rough, takes_part, number, self.sizes[rules_failed], 2 * off)
            return LikelyCompanies(at, products.technology[at], maturity[at], region[at], experience[at], number)

        return likely(0), likely(1)

    def _rough(self, products: ChallengeProducts, rest: NDArray[np.int16]) -> tuple[NDArray[np.float32], float]:
        """The totals, and by how much they may be off. rest: what the other parts bring."""
        full, most = int(self.wanted.full[products.place]), self.model.points.text
        found = products.alike
        part = found - self.offered.rough_generality
        part -= np.float32(self.wanted.usual[products.place])
        found *= np.float32(AT_MOST)
        np.minimum(found, part, out=found)
        found *= np.float32(most / full)
        np.clip(found, 0, most, out=found)
        found += np.multiply(products.technology, np.float32(1 / FINE), out=part, casting="unsafe")
        found += rest
        stale = self.offered.facts.stale_places
        found[stale] -= np.minimum(STALE, found[stale])
        return found, ROUNDINGS + most * UNSURE / full

    def _best(self, start: int, likely: Sequence[LikelyCompanies], n: int) -> BestEntries:
        """The best n of each challenge from `start` on."""
        pairs = _concatenate_likely(likely)
        rows = np.repeat(np.arange(len(likely)), [len(each.places) for each in likely])
        block = self._block(start + rows, pairs)
        keys, parts = build_order_keys(block, pairs.places[:, None])[:, 0], pack_parts(block)[:, 0]
        counts = np.array([each.number for each in likely])
        return BestEntries.of_rows(rows, keys, parts, counts, n, width=min(n, len(self.offered)))

    def _block(self, wants: NDArray[np.int64], pairs: LikelyCompanies) -> ScoreBlock:
        """Each pair scored in a row by itself."""
        alike = compute_pair_resemblance(wants, pairs.places, self.asked, self.wanted, self.offered, self.model)
        generality, usual, full = (
            self.offered.generality[pairs.places],
            self.wanted.usual[wants],
            self.wanted.full[wants],
        )
        similarity = compute_text_closeness(alike[:, None], generality[:, None], usual, full)
        maturity, region, experience = (
            column[:, None].astype(np.int32) for column in (pairs.maturity, pairs.region, pairs.experience)
        )
        return ScoreBlock.scored(
            0,
            self.model,
            fine=pairs.technology[:, None],
            similarity=similarity,
            maturity=maturity,
            region=region,
            experience=experience,
            stale=self.offered.facts.stale[pairs.places, None],
            failed=np.zeros(similarity.shape, np.int16),
        )


def _concatenate_likely(likely: Sequence[LikelyCompanies]) -> LikelyCompanies:
    """Those of several challenges, in a row."""
    return LikelyCompanies(
        np.concatenate([each.places for each in likely]),
        np.concatenate([each.technology for each in likely]),
        np.concatenate([each.maturity for each in likely]),
        np.concatenate([each.region for each in likely]),
        np.concatenate([each.experience for each in likely]),
        sum(each.number for each in likely),
    )


def find_best_companies(
    wanted: ChallengeTable,
    offered: CompanyTable,
    model: MatchingModel,
    sizes: tuple[int, int],
    among: NDArray[np.bool_] | None = None,
) -> tuple[BestEntries, BestEntries]:
    """Of each challenge who qualifies and who nearly does, so many of both, and how many there are."""
    asked, columns = build_challenge_factors(wanted, offered, model), ScoreColumns(offered.facts, model.points)
    quick = CandidateSearch(wanted, offered, model, asked, columns, sizes, among)
    starts = range(0, len(wanted), AT_ONCE)
    if len(wanted) * len(offered) < WORTH_THREADS:
        found = list(map(quick.lists, starts))
    else:
        with ThreadPoolExecutor(_count_threads()) as threads:
            found = list(threads.map(quick.lists, starts))
    return (
        BestEntries.stacked([matches for matches, _near in found], sizes[0]),
        BestEntries.stacked([near for _matches, near in found], sizes[1]),
    )


def _count_threads() -> int:
    """As many as the products of matrices may use."""
    told = os.environ.get("OPENBLAS_NUM_THREADS") or os.environ.get("OMP_NUM_THREADS") or ""
    return int(told) if told.isdecimal() and int(told) else os.cpu_count() or 1


def find_likely_places(
    rough: NDArray[np.float32], takes_part: NDArray[np.bool_], number: int, n: int, margin: float
) -> NDArray[np.int64]:
    """Who may be among the best n of the `number` that take part: not lower than the n-th by more than the margin."""
    if not n:
        return np.zeros(0, np.int64)
    if number <= n:
        return np.flatnonzero(takes_part)
    return find_highest(np.where(takes_part, rough, -np.inf), n, margin)


def find_highest(values: NDArray[np.float32], n: int, margin: float) -> NDArray[np.int64]:
    """Where the values are that are at least the n-th highest less the margin; n from 1 to their number."""
    sample = values[::SAMPLED]
    rank = min(len(sample), 3 + 2 * n // SAMPLED)
    floor = np.partition(sample, len(sample) - rank)[len(sample) - rank] - margin
    found = np.flatnonzero(values >= floor)
    if len(found) < n:
        found, floor = np.arange(len(values)), -np.inf
    some = values[found]
    lowest = np.partition(some, len(some) - n)[len(some) - n] - margin
    return found[some >= lowest] if lowest >= floor else np.flatnonzero(values >= lowest)
