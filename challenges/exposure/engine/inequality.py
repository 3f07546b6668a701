"""How evenly places are spread over companies, in two figures. docs/matching.md tells what they are used for."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np


def compute_gini(counts: Iterable[int]) -> float:
    """From 0, everyone has as many, to just under 1, one has all: (n - 1) / n then. 0 where there is nothing to share.

    counts: of each company, zeros too. G = sum((2 i - n - 1) x_i) / (n sum(x)), with x in rising order and i from 1.
    Source: Gini (1912), Variabilità e mutabilità; in this form by Sen (1973), On Economic Inequality.
    """
    ordered = np.sort(np.fromiter(counts, np.int64))
    n, whole = len(ordered), int(ordered.sum())
    if not whole:
        return 0.0
    return float(((2 * np.arange(1, n + 1) - n - 1) * ordered).sum()) / (n * whole)


def distribute_evenly(places: int, companies: int) -> list[int]:
    """The counts of so many places dealt out as evenly as they can be: with fewer places than companies some have
    none, so that no list can reach a Gini of 0."""
    if not companies:
        return []
    each, more = divmod(places, companies)
    return [each] * (companies - more) + [each + 1] * more


class LorenzPoint(NamedTuple):
    """So many companies, those with fewest first, have so many of the places."""

    companies: int
    places: int


def compute_lorenz_curve(counts: Sequence[int]) -> list[LorenzPoint]:
    """The corners of the curve, from (0, 0) to (all, all): between two of them everyone has as many.

    Source: Lorenz (1905), Publications of the American Statistical Association 9(70), 209-219.
    """
    points, companies, places = [LorenzPoint(0, 0)], 0, 0
    values, numbers = np.unique(np.asarray(counts, np.int64), return_counts=True)
    for value, number in zip(values.tolist(), numbers.tolist(), strict=True):
        companies, places = companies + number, places + number * value
        points.append(LorenzPoint(companies, places))
    return points


def compute_lowest_share(points: Sequence[LorenzPoint], share: float) -> float:
    """Which share of the places the companies with fewest have, so large a share of all; read off the curve."""
    whole = points[-1]
    if not whole.places:
        return 0.0
    across, up = ([point[axis] for point in points] for axis in (0, 1))
    return float(np.interp(share * whole.companies, across, up)) / whole.places
