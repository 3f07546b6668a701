"""What rules and points look at, as columns over companies; without words, so that it can be had for one pair at no
cost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from challenges.matching.features import OfferRow
from challenges.matching.records import DECLARATIONS, Id, ProvinceId, TechnologyId

UNKNOWN = -1


@dataclass(frozen=True, eq=False)
class Facts:
    """Columns of `(n,)`; `trl` holds UNKNOWN where not stated, `declares` who says yes to each of DECLARATIONS,
    `provinces` maps a province to its code in `province`."""

    rows: Sequence[OfferRow]
    trl: NDArray[np.int8]
    declares: Mapping[str, NDArray[np.bool_]]
    trl_stays_home: NDArray[np.bool_]
    vetted: NDArray[np.bool_]
    stale: NDArray[np.bool_]
    province: NDArray[np.int16]
    provinces: dict[ProvinceId | None, int]
    position: dict[Id, int]
    meeting: dict[TechnologyId, NDArray[np.int32]]

    def __len__(self) -> int:
        return len(self.rows)

    def trl_for(self, area: frozenset[ProvinceId]) -> NDArray[np.int8]:
        """features.trl_for of every company, UNKNOWN for none."""
        codes = [self.provinces[each] for each in area if each in self.provinces]
        hidden = self.trl_stays_home & ~np.isin(self.province, codes)
        return np.where(hidden, np.int8(UNKNOWN), self.trl)


def facts_of(rows: Sequence[OfferRow]) -> Facts:
    provinces: dict[ProvinceId | None, int] = {None: 0}
    codes = [provinces.setdefault(row.province, len(provinces)) for row in rows]
    meeting: dict[TechnologyId, list[int]] = {}
    for position, row in enumerate(rows):
        for technology in row.meets:
            meeting.setdefault(technology, []).append(position)
    return Facts(
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
    )
