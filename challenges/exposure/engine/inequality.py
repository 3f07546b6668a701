"""Measure how evenly places are distributed over companies. docs/matching.md explains how the figures are used."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np


def compute_gini(counts: Iterable[int]) -> float:
    """Return the Gini coefficient: from 0, all have the same, to (n - 1) / n, one has everything. 0 for no places.

    `counts`: the places of each company, zeros included. G = sum((2 i - n - 1) x_i) / (n sum(x)), with x in rising
    order and i from 1.
    Source: Gini (1912), Variabilità e mutabilità; in this form by Sen (1973), On Economic Inequality.
    """
    ordered = np.sort(np.fromiter(counts, np.int64))
    n, whole = len(ordered), int(ordered.sum())
    if not whole:
        return 0.0
    return float(((2 * np.arange(1, n + 1) - n - 1) * ordered).sum()) / (n * whole)


def distribute_evenly(places: int, companies: int) -> list[int]:
    """Return the places of each company when distributed as evenly as possible.

    With fewer places than companies some have none, so that a Gini coefficient of 0 cannot be reached.
    """
    if not companies:
        return []
    each, more = divmod(places, companies)
    return [each] * (companies - more) + [each + 1] * more


class LorenzPoint(NamedTuple):
    """A point of the Lorenz curve: this number of companies, those with the fewest first, have this many places."""

    companies: int
    places: int


def compute_lorenz_curve(counts: Sequence[int]) -> list[LorenzPoint]:
    """Return the corners of the curve, from (0, 0) to (all, all). Companies between two corners have the same number.

    Source: Lorenz (1905), Publications of the American Statistical Association 9(70), 209-219.
    """
    points, companies, places = [LorenzPoint(0, 0)], 0, 0
    values, numbers = np.unique(np.asarray(counts, np.int64), return_counts=True)
    for value, number in zip(values.tolist(), numbers.tolist(), strict=True):
        companies, places = companies + number, places + number * value
        points.append(LorenzPoint(companies, places))
    return points


def compute_lowest_share(points: Sequence[LorenzPoint], share: float) -> float:
    """Return the share of all places that this share of the companies has, those with the fewest first."""
    whole = points[-1]
    if not whole.places:
        return 0.0
    across, up = ([point[axis] for point in points] for axis in (0, 1))
    return float(np.interp(share * whole.companies, across, up)) / whole.places
