"""What every company earns for maturity, region and experience with one challenge: the same for challenges that ask the
same, so kept while a few hundred are ranked."""

from collections.abc import Callable, Hashable

import numpy as np
from numpy.typing import NDArray

from challenges.matching.engine.eligibility_columns import EligibilityColumns
from challenges.matching.engine.features import ChallengeFeatures
from challenges.matching.engine.points import (
    NOT_ASKED,
    PERMILLE,
    MaximumPoints,
    compute_maturity_share,
    compute_region_share,
    round_part_points,
)

KEPT = 64  # columns of each part; of 100,000 companies 13 MB


class ScoreColumns:
    def __init__(self, facts: EligibilityColumns, most: MaximumPoints) -> None:
        self.facts = facts
        self.most = most
        self.kept: dict[Hashable, NDArray[np.int16]] = {}

    def together(self, row: ChallengeFeatures) -> NDArray[np.int16]:
        """The three of them added up."""
        want = row.want
        key = "together", want.trl_min, want.trl_max, want.provinces, want.year
        return self._once(key, lambda: self.maturity(row) + self.region(row) + self.experience(row))

    def maturity(self, row: ChallengeFeatures) -> NDArray[np.int16]:
        want = row.want
        key = "maturity", want.trl_min, want.trl_max, want.provinces
        return self._once(key, lambda: build_maturity_column(row, self.facts, self.most.maturity))

    def region(self, row: ChallengeFeatures) -> NDArray[np.int16]:
        return self._once(
            ("region", row.want.provinces), lambda: build_region_column(row, self.facts, self.most.region)
        )

    def experience(self, row: ChallengeFeatures) -> NDArray[np.int16]:
        key = "experience", row.want.year, row.want.provinces
        return self._once(key, lambda: build_experience_column(row, self.facts, self.most.experience))

    def _once(self, key: Hashable, column: Callable[[], NDArray]) -> NDArray[np.int16]:
        """Threads may ask at once; at worst a column is made twice."""
        found = self.kept.get(key)
        if found is None:
            if len(self.kept) >= 3 * KEPT:
                self.kept.clear()
            found = self.kept[key] = column().astype(np.int16)
        return found


def build_maturity_column(row: ChallengeFeatures, facts: EligibilityColumns, most: int) -> NDArray[np.int32]:
    """Maturity of every company for one challenge: a look-up of ten levels, unknown last."""
    want = row.want
    table = [
        round_part_points(most, compute_maturity_share(trl, want.trl_min, want.trl_max)) for trl in (*range(10), None)
    ]
    return np.array(table, np.int32)[facts.trl_for(want.provinces)]


def build_region_column(row: ChallengeFeatures, facts: EligibilityColumns, most: int) -> NDArray[np.int32]:
    area = row.want.provinces
    table = [round_part_points(most, compute_region_share(province, area)) for province in facts.provinces]
    return np.array(table, np.int32)[facts.province]


def build_experience_column(row: ChallengeFeatures, facts: EligibilityColumns, most: int) -> NDArray[np.int32]:
    want = row.want
    if want.year is None:
        return np.full(len(facts), round_part_points(most, NOT_ASKED), np.int32)
    shares = facts.experience_until(want.year, want.provinces)
    return ((most * shares + PERMILLE // 2) // PERMILLE).astype(np.int32)
