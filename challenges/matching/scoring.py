"""Points of challenges x companies, part by part, in whole tenths.

technology   sum over requirements of what it can bring x how close the company comes, rounded once
text         TEXT x similarity / the similarity that earns it all, rounded once, never more than TEXT
maturity     points.maturity
region       points.region
freshness    zero; for a stale profile minus STALE, and never more than the other four are together
total        the sum of the five
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from challenges.matching import points
from challenges.matching.eligibility import failed_counts
from challenges.matching.facts import Facts
from challenges.matching.features import OfferRow, WantRow
from challenges.matching.model import Model
from challenges.matching.tables import OfferTable, WantTable, offer_table, want_table, words_between

CELLS = 4_000_000  # challenge-company pairs in one block: about 100 MB
FINE = points.PERMILLE * points.PERMILLE  # worth and closeness are thousandths both


class Score(NamedTuple):
    """One pair, in tenths. `similarity` settles ties: whole units, never rounded."""

    technology: int
    text: int
    maturity: int
    region: int
    freshness: int
    similarity: int

    @property
    def total(self) -> int:
        return self.technology + self.text + self.maturity + self.region + self.freshness


@dataclass(frozen=True, eq=False)
class Block:
    """Scores of the challenges from `start` on against all companies, each array `(n_wants, n_offers)`;
    `failed`: rules failed."""

    start: int
    technology: NDArray[np.int32]
    text: NDArray[np.int32]
    maturity: NDArray[np.int32]
    region: NDArray[np.int32]
    freshness: NDArray[np.int32]
    similarity: NDArray[np.int64]
    failed: NDArray[np.int16]

    @property
    def total(self) -> NDArray[np.int32]:
        return self.technology + self.text + self.maturity + self.region + self.freshness

    def score(self, want: int, offer: int) -> Score:
        at = want, offer
        parts = self.technology, self.text, self.maturity, self.region, self.freshness, self.similarity
        return Score(*(int(part[at]) for part in parts))


def blocks(wanted: WantTable, offered: OfferTable, model: Model) -> Iterator[Block]:
    """All pairs, a few challenges at a time, so that memory stays small."""
    words = words_between(wanted.words, offered)
    worth = _worth(wanted, offered)
    step = max(1, CELLS // max(1, len(offered)))
    for start in range(0, len(wanted), step):
        rows = wanted.rows[start : start + step]
        similarity = _similarity(words[start : start + step], wanted.meaning[:, start : start + step], offered, model)
        technology = technology_points((worth[start : start + step] @ offered.closeness).toarray())
        text = text_points(similarity, model)
        maturity = _stacked([maturity_column(row, offered.facts) for row in rows], offered)
        region = _stacked([region_column(row, offered.facts) for row in rows], offered)
        yield Block(
            start,
            technology=technology,
            text=text,
            maturity=maturity,
            region=region,
            freshness=freshness_points(technology + text + maturity + region, offered.facts),
            similarity=similarity,
            failed=_stacked([failed_counts(row, offered.facts) for row in rows], offered),
        )


def score_pair(want: WantRow, offer: OfferRow, model: Model) -> Score:
    """One pair: a block of one by one, so it is the same number by construction."""
    return next(blocks(want_table([want], model), offer_table([offer], model), model)).score(0, 0)


def technology_points(fine: NDArray[np.int32]) -> NDArray[np.int32]:
    """Millionths of a tenth rounded once, as in points.rounded."""
    return (fine + FINE // 2) // FINE


def _similarity(words: csr_array, meaning: NDArray[np.float32], offered: OfferTable, model: Model) -> NDArray[np.int64]:
    """The cosine of the words in common (UNIT squared is 1) plus those of the vectors, weighed; never below 0."""
    found = (words @ offered.words).toarray().astype(np.int64)
    for asked, told, weight in zip(meaning, offered.meaning, model.related_weights, strict=True):
        if weight:
            found += (asked @ told).astype(np.int64) * weight
    return np.asarray(np.maximum(0, found))


def text_points(similarity: NDArray[np.int64], model: Model) -> NDArray[np.int32]:
    full = model.full_similarity
    return np.minimum(points.TEXT, (similarity * points.TEXT + full // 2) // full).astype(np.int32)


def maturity_column(row: WantRow, facts: Facts) -> NDArray[np.int32]:
    """Maturity of every company for one challenge: a look-up of ten levels, unknown last."""
    want = row.want
    table = [points.maturity(trl, want.trl_min, want.trl_max) for trl in (*range(10), None)]
    return np.array(table, np.int32)[facts.trl_for(want.provinces)]


def region_column(row: WantRow, facts: Facts) -> NDArray[np.int32]:
    table = [points.region(province, row.want.provinces) for province in facts.provinces]
    return np.array(table, np.int32)[facts.province]


def freshness_points(earned: NDArray[np.int32], facts: Facts) -> NDArray[np.int32]:
    """What each pair loses; `earned`: the sum of its other parts."""
    return np.where(facts.stale, -np.minimum(points.STALE, earned), 0).astype(np.int32)


def _worth(wanted: WantTable, offered: OfferTable) -> csr_array:
    """What each requirement can bring, in the technology columns of the companies' table."""
    entries = [
        (worth, row, offered.technologies[each.technology_id])
        for row, (want, worths) in enumerate(zip(wanted.rows, wanted.worth, strict=True))
        for each, worth in zip(want.requirements, worths, strict=True)
        if each.technology_id in offered.technologies
    ]
    data, rows, columns = np.array(entries, np.int32).reshape(-1, 3).T
    return csr_array((data, (rows, columns)), shape=(len(wanted), len(offered.technologies)), dtype=np.int32)


def _stacked(columns: list, offered: OfferTable) -> NDArray:
    return np.stack(columns) if columns else np.zeros((0, len(offered)), np.int32)
