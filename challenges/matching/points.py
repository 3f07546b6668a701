"""Points: what each part can bring or cost, and how whole points are shared out.

All points are whole tenths: 1000 is a full score of 100. A part is rounded once, the total is the sum of the
parts.
"""

from collections.abc import Sequence

from challenges.matching.records import ProvinceId

TECHNOLOGY, TEXT, MATURITY, REGION = 400, 250, 200, 150
TOTAL = TECHNOLOGY + TEXT + MATURITY + REGION

PERMILLE = 1000  # closeness and confidence are whole thousandths, so that sums are exact in any order
PROPOSED = 0.3  # confidence in what a tagger proposed and nobody confirmed; docs/matching.md tells how it was chosen
CLOSENESS = {"exact": 1000, "more specific": 900, "broader": 500, "related": 300}

MATURITY_NOT_ASKED = 100  # the challenge asks for no range: the same for every company
MATURITY_UNKNOWN = 80  # the company states no TRL
MATURITY_PER_LEVEL_BELOW = 50
MATURITY_PER_LEVEL_ABOVE = 25  # too ripe is a smaller worry than not ripe enough

STALE = 100  # what a profile that nobody confirmed for long loses, and never more than it has

REGION_POINTS = {"inside": REGION, "elsewhere": 60, "not stated": 30, "not asked": 75}


def maturity(trl: int | None, trl_min: int | None, trl_max: int | None) -> int:
    """Full points inside the range asked for; 5 points less per level below it, 2.5 per level above, never under 0.

    An open end of the range is no limit there. TRL unknown: 8 points; no range asked: 10 points for everybody.
    """
    case, levels = maturity_case(trl, trl_min, trl_max)
    if case == "not asked":
        return MATURITY_NOT_ASKED
    if case == "not stated":
        return MATURITY_UNKNOWN
    per_level = {"inside": 0, "below": MATURITY_PER_LEVEL_BELOW, "above": MATURITY_PER_LEVEL_ABOVE}[case]
    return max(0, MATURITY - per_level * levels)


def maturity_case(trl: int | None, trl_min: int | None, trl_max: int | None) -> tuple[str, int]:
    """("not asked" | "not stated" | "inside" | "below" | "above", levels outside the range)."""
    if trl_min is None and trl_max is None:
        return "not asked", 0
    if trl is None:
        return "not stated", 0
    if trl_min is not None and trl < trl_min:
        return "below", trl_min - trl
    if trl_max is not None and trl > trl_max:
        return "above", trl - trl_max
    return "inside", 0


def region(province: ProvinceId | None, area: frozenset[ProvinceId]) -> int:
    """Full points in the area of the challenge's ROM, 6 elsewhere in the Netherlands, 3 abroad or unknown.

    Where the challenge belongs to no area: 7.5 for everybody.
    """
    return REGION_POINTS[region_case(province, area)]


def region_case(province: ProvinceId | None, area: frozenset[ProvinceId]) -> str:
    """ "not asked", "not stated" (or abroad), "inside" or "elsewhere"."""
    if not area:
        return "not asked"
    if province is None:
        return "not stated"
    return "inside" if province in area else "elsewhere"


def shared_out(total: int, weights: Sequence[int]) -> list[int]:
    """Whole points in proportion to whole weights, adding up to `total` exactly: largest remainder, the
    earlier one on a draw.

    No weight, no points: with only zero weights, all get zero.  Source: Hamilton's method (Balinski and Young
    1982, Fair Representation).
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


def rounded(fine: int, unit: int) -> int:
    """`fine` in whole units, halves up."""
    return (fine + unit // 2) // unit


def rounded_together(fine: Sequence[int], unit: int) -> list[int]:
    """Whole units that add up to the rounded sum: all rounded down, then one more for the largest remainders.

    None gets more than its own value rounded up; the earlier one wins a draw.
    """
    whole = [each // unit for each in fine]
    left = rounded(sum(fine), unit) - sum(whole)
    for i in sorted(range(len(fine)), key=lambda i: -(fine[i] % unit))[:left]:
        whole[i] += 1
    return whole
