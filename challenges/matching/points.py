"""Points: what each part can bring, and how whole points are shared out.

All points are whole tenths: 1000 is a full score of 100. A part is rounded once, the total is the sum of the
parts.
"""

from collections.abc import Sequence

TECHNOLOGY, TEXT, MATURITY, REGION = 400, 250, 200, 150
TOTAL = TECHNOLOGY + TEXT + MATURITY + REGION

PERMILLE = 1000  # closeness and confidence are whole thousandths, so that sums are exact in any order
PROPOSED = 0.4  # confidence in what a tagger proposed and nobody confirmed; docs/matching.md tells how it was chosen
CLOSENESS = {"exact": 1000, "more specific": 900, "broader": 500, "related": 300}

MATURITY_NOT_ASKED = 100  # the challenge asks for no range: the same for every company
MATURITY_UNKNOWN = 80  # the company states no TRL
MATURITY_PER_LEVEL_BELOW = 50
MATURITY_PER_LEVEL_ABOVE = 25  # too ripe is a smaller worry than not ripe enough

REGION_NOT_ASKED = 75  # the challenge belongs to no area: the same for every company
REGION_ELSEWHERE = 60  # in the Netherlands, in another ROM's area
REGION_UNKNOWN = 30  # abroad, or not stated


def maturity(trl: int | None, trl_min: int | None, trl_max: int | None) -> int:
    """Full points inside the range asked for; 5 points less per level below it, 2.5 per level above, never
    under 0.

    An open end of the range is no limit there. TRL unknown: 8 points; no range asked: 10 points for
    everybody.
    """
    if trl_min is None and trl_max is None:
        return MATURITY_NOT_ASKED
    if trl is None:
        return MATURITY_UNKNOWN
    below = max(0, (trl_min or trl) - trl)
    above = max(0, trl - (trl_max or trl))
    return max(
        0,
        MATURITY - MATURITY_PER_LEVEL_BELOW * below - MATURITY_PER_LEVEL_ABOVE * above,
    )


def region(province: object, area: frozenset) -> int:
    """Full points in the area of the challenge's ROM, 6 elsewhere in the Netherlands, 3 abroad or unknown;
    7.5 where no area is asked."""
    if not area:
        return REGION_NOT_ASKED
    if province is None:
        return REGION_UNKNOWN
    return REGION if province in area else REGION_ELSEWHERE


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
