"""Define what each part of a score can bring or cost, and distribute whole points.

All points are whole tenths: 1000 is a full score of 100. A part is rounded once; the total is the sum of the parts.
"""

from collections.abc import Sequence
from math import exp, log
from typing import NamedTuple

from challenges.matching.engine.inputs import ProvinceId

TOTAL = 1000


class MaximumPoints(NamedTuple):
    """The most that each part brings, in tenths; together TOTAL. Each model has its own (model.py)."""

    technology: int = 340
    text: int = 280
    maturity: int = 150
    region: int = 120
    experience: int = 110


PERMILLE = 1000  # shares, closeness and confidence are whole thousandths, so that sums are exact in any order
PROPOSED = 0.27  # confidence in a technology that the tagger proposed and nobody confirmed: see docs/matching.md
CLOSENESS = {"exact": 1000, "more specific": 900, "broader": 500, "related": 300}

# Shares of a part, in thousandths.
NOT_ASKED = 500  # the challenge does not ask for it: the same for every company
MATURITY_UNKNOWN = 400  # the company states no TRL
MATURITY_PER_LEVEL_BELOW = 250
MATURITY_PER_LEVEL_ABOVE = 125  # too mature is a smaller problem than not mature enough
REGION_SHARES = {"inside": PERMILLE, "elsewhere": 400, "not stated": 200, "not asked": NOT_ASKED}
RECENT = 333  # of experience, for a project in the year of the challenge; the rest is for many projects
YEARS = 6  # without a project after which the share for a recent one has decreased to 1/e of it
FEW, MANY = 10, 100  # numbers of projects up to which they bring nothing, and from which on they bring the most

STALE = 100  # lost by a profile that nobody has confirmed for long; never more than it has


def round_part_points(most: int, permille: int) -> int:
    """Return a share of a part, in whole tenths, with halves rounded up."""
    return round_to_unit(most * permille, PERMILLE)


def compute_maturity_share(trl: int | None, trl_min: int | None, trl_max: int | None) -> int:
    """Return the share: all inside the range; per level, a quarter less below and an eighth less above it, 0 at least.

    An open end of the range is no limit. An unknown TRL gets two fifths; without a range everyone gets half.
    """
    case, levels = classify_maturity(trl, trl_min, trl_max)
    if case == "not asked":
        return NOT_ASKED
    if case == "not stated":
        return MATURITY_UNKNOWN
    per_level = {"inside": 0, "below": MATURITY_PER_LEVEL_BELOW, "above": MATURITY_PER_LEVEL_ABOVE}[case]
    return max(0, PERMILLE - per_level * levels)


def classify_maturity(trl: int | None, trl_min: int | None, trl_max: int | None) -> tuple[str, int]:
    """Return ("not asked" | "not stated" | "inside" | "below" | "above", levels outside the range)."""
    if trl_min is None and trl_max is None:
        return "not asked", 0
    if trl is None:
        return "not stated", 0
    if trl_min is not None and trl < trl_min:
        return "below", trl_min - trl
    if trl_max is not None and trl > trl_max:
        return "above", trl - trl_max
    return "inside", 0


def compute_region_share(province: ProvinceId | None, area: frozenset[ProvinceId]) -> int:
    """Return the share: all in the area of the challenge's ROM, two fifths elsewhere, a fifth abroad or unknown.

    Everyone gets half when the challenge belongs to no area.
    """
    return REGION_SHARES[classify_region(province, area)]


def classify_region(province: ProvinceId | None, area: frozenset[ProvinceId]) -> str:
    """Return "not asked", "not stated" (or abroad), "inside" or "elsewhere"."""
    if not area:
        return "not asked"
    if province is None:
        return "not stated"
    return "inside" if province in area else "elsewhere"


def compute_experience_share(gap: int, projects: int) -> int:
    """Return the share: a third for how recent the last project is, the rest for their number; 0 without projects.

    `gap`: years from the last project to the challenge, 0 or more. Recent counts by exp(-gap / YEARS), the number from
    FEW projects on by its logarithm, in full at MANY.
    """
    if not projects:
        return 0
    many = min(1.0, max(0.0, log(projects / FEW) / log(MANY / FEW)))
    return round(RECENT * exp(-gap / YEARS) + (PERMILLE - RECENT) * many)


def distribute_points(total: int, weights: Sequence[int]) -> list[int]:
    """Return whole points in proportion to whole weights, which add up to `total`, by largest remainder.

    Of equal remainders, the earlier one gets the point. If all weights are zero, so are all points.
    Source: Hamilton's method (Balinski and Young 1982, Fair Representation).
    """
    whole = sum(weights)
    if not whole:
        return [0] * len(weights)
    shares = [total * weight // whole for weight in weights]
    remainders = [total * weight % whole for weight in weights]
    first = sorted(range(len(weights)), key=lambda i: -remainders[i])[: total - sum(shares)]
    for i in first:
        shares[i] += 1
    return shares


def round_to_unit(fine: int, unit: int) -> int:
    """Return `fine` in whole units, with halves rounded up."""
    return (fine + unit // 2) // unit


def round_with_sum(fine: Sequence[int], unit: int) -> list[int]:
    """Return whole units that add up to the rounded sum: all rounded down, and one more for the largest remainders.

    None is more than its own value rounded up. Of equal remainders, the earlier one gets the unit.
    """
    whole = [each // unit for each in fine]
    left = round_to_unit(sum(fine), unit) - sum(whole)
    for i in sorted(range(len(fine)), key=lambda i: -(fine[i] % unit))[:left]:
        whole[i] += 1
    return whole
