"""What rules and points look at, as columns over companies; without words, so that it can be had for one pair at no
cost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from challenges.matching.engine.features import CompanyFeatures
from challenges.matching.engine.inputs import DECLARATIONS, Id, ProvinceId, TechnologyId
from challenges.matching.engine.points import compute_experience_share

UNKNOWN = -1


@dataclass(frozen=True, eq=False)
class EligibilityColumns:
    """Columns of `(n,)`; `trl` holds UNKNOWN where not stated, `declares` who says yes to each of DECLARATIONS,
    `provinces` maps a province to its code in `province`. `years`: of all projects in a row, `years_of` the company of
    each; `shares`: of experience by year, once it was asked for; `levels`: likewise `trl_for` by area."""

    rows: Sequence[CompanyFeatures]
    trl: NDArray[np.int8]
    declares: Mapping[str, NDArray[np.bool_]]
    trl_stays_home: NDArray[np.bool_]
    vetted: NDArray[np.bool_]
    stale: NDArray[np.bool_]
    province: NDArray[np.int16]
    provinces: dict[ProvinceId | None, int]
    position: dict[Id, int]
    meeting: dict[TechnologyId, NDArray[np.int32]]
    years: NDArray[np.int64]
    years_of: NDArray[np.int32]
    projects: NDArray[np.int64]
    years_stay_home: NDArray[np.bool_]
    shares: dict[int, NDArray[np.int32]] = field(default_factory=dict)
    levels: dict[frozenset[ProvinceId], NDArray[np.int8]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.rows)

    @cached_property
    def stale_places(self) -> NDArray[np.int64]:
        return np.flatnonzero(self.stale)

    def trl_for(self, area: frozenset[ProvinceId]) -> NDArray[np.int8]:
        """features.trl_for of every company, UNKNOWN for none."""
        if area not in self.levels:
            self.levels[area] = np.where(self._kept_from(area, self.trl_stays_home), np.int8(UNKNOWN), self.trl)
        return self.levels[area]

    def experience_until(self, year: int, area: frozenset[ProvinceId]) -> NDArray[np.int32]:
        """points.experience_share of every company, of what features.last_project tells."""
        if year not in self.shares:
            self.shares[year] = self._shares_until(year)
        return np.where(self._kept_from(area, self.years_stay_home), 0, self.shares[year])

    def _shares_until(self, year: int) -> NDArray[np.int32]:
        known = self.years <= year
        companies = self.years_of[known]
        last = np.zeros(len(self), np.int64)
        np.maximum.at(last, companies, self.years[known])
        number = np.bincount(companies, minlength=len(self))
        number = np.where(number > 0, np.maximum(number, self.projects), 0)
        cases, case_of = np.unique(np.stack([year - last, number]), axis=1, return_inverse=True)
        return np.array([compute_experience_share(gap, projects) for gap, projects in cases.T.tolist()], np.int32)[
            case_of
        ]

    def _kept_from(self, area: frozenset[ProvinceId], stays_home: NDArray[np.bool_]) -> NDArray[np.bool_]:
        codes = [self.provinces[each] for each in area if each in self.provinces]
        inside = np.zeros(len(self.provinces), bool)
        inside[codes] = True
        return stays_home & ~inside[self.province]


def build_eligibility_columns(rows: Sequence[CompanyFeatures]) -> EligibilityColumns:
    provinces: dict[ProvinceId | None, int] = {None: 0}
    codes = [provinces.setdefault(row.province, len(provinces)) for row in rows]
    meeting: dict[TechnologyId, list[int]] = {}
    for position, row in enumerate(rows):
        for technology in row.meets:
            meeting.setdefault(technology, []).append(position)
    return EligibilityColumns(
        rows=rows,
        trl=np.array([UNKNOWN if row.trl is None else row.trl for row in rows], np.int8),
        declares={name: np.array([row.declared.get(name, False) for row in rows], bool) for name in DECLARATIONS},
        trl_stays_home=np.array([row.trl_stays_home for row in rows], bool),
        vetted=np.array([row.vetted for row in rows], bool),
        stale=np.array([row.stale for row in rows], bool),
        province=np.array(codes, np.int16),
        provinces=provinces,
        position={row.id: position for position, row in enumerate(rows)},
        meeting={technology: np.array(found, np.int32) for technology, found in meeting.items()},
        years=np.array([year for row in rows for year in row.years], np.int64),
        years_of=np.repeat(np.arange(len(rows), dtype=np.int32), [len(row.years) for row in rows]),
        projects=np.array([row.projects for row in rows], np.int64),
        years_stay_home=np.array([row.years_stay_home for row in rows], bool),
    )
