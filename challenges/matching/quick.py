"""The best companies of a challenge without working out every pair: a rough total of all companies, known to be near
enough, leaves a few hundred that may be among the best, and only those are scored. The lists are the same.

The rough total is made in float32, a challenge at a time, so that a row stays in the processor's cache.
"""

import os
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

from challenges.matching.closeness import AT_MOST, closeness
from challenges.matching.columns import Columns
from challenges.matching.eligibility import failed_counts
from challenges.matching.model import Model
from challenges.matching.points import STALE
from challenges.matching.products import Products, asked_of, products_of
from challenges.matching.scoring import FINE, Block, freshness_points, technology_points, text_points
from challenges.matching.selection import Best, order_keys, packed_parts
from challenges.matching.tables import OfferTable, WantTable

AT_ONCE = 100  # challenges multiplied at a time: fewer read the vectors of all companies more often
UNSURE = (
    1 << 16
)  # a resemblance in float32 is off by less: some hundred roundings of numbers that add up to 2**33 at most
ROUNDINGS = 1.05  # tenths that the technology and the text part gain or lose by rounding, and what float32 adds
WORTH_THREADS = 4_000_000  # pairs; with fewer, starting threads takes longer
SAMPLED = 32  # one in so many is looked at to guess where the best begin


def quick_lists(
    wanted: WantTable,
    offered: OfferTable,
    model: Model,
    sizes: tuple[int, int],
    among: NDArray[np.bool_] | None = None,
) -> list[tuple[Best, Best]]:
    """Of each challenge who qualifies and who nearly does, so many of both, and how many there are."""
    columns = Columns(offered.facts, model.points)
    asked = asked_of(wanted, offered)

    def some(start: int) -> list[tuple[Best, Best]]:
        return [
            _lists(products, wanted, offered, model, sizes, columns, among)
            for products in products_of(slice(start, start + AT_ONCE), asked, wanted, offered)
        ]

    starts = range(0, len(wanted), AT_ONCE)
    if len(wanted) * len(offered) < WORTH_THREADS:
        return [each for start in starts for each in some(start)]
    with ThreadPoolExecutor(_threads()) as threads:
        return [each for found in threads.map(some, starts) for each in found]


def _threads() -> int:
    """As many as the products of matrices may use."""
    told = os.environ.get("OPENBLAS_NUM_THREADS") or os.environ.get("OMP_NUM_THREADS") or ""
    return int(told) if told.isdecimal() and int(told) else os.cpu_count() or 1


def _lists(
    products: Products,
    wanted: WantTable,
    offered: OfferTable,
    model: Model,
    sizes: tuple[int, int],
    columns: Columns,
    among: NDArray[np.bool_] | None,
) -> tuple[Best, Best]:
    row = wanted.rows[products.place]
    rest = columns.maturity(row), columns.region(row), columns.experience(row)
    failed = failed_counts(row, offered.facts)
    rough, off = _rough(products, wanted, offered, model, columns.together(row))
    takes_part = [failed == number if among is None else (failed == number) & among for number in (0, 1)]
    likely = [_likely(rough, mask, n, 2 * off) for mask, n in zip(takes_part, sizes, strict=True)]
    keys, parts = _exact(products, wanted, offered, model, rest, np.concatenate(likely))
    split = len(likely[0])
    matches, near = (
        _best(keys[:, some], parts[:, some], n, int(np.count_nonzero(mask)), len(offered))
        for some, n, mask in zip((slice(split), slice(split, None)), sizes, takes_part, strict=True)
    )
    return matches, near


def _rough(
    products: Products, wanted: WantTable, offered: OfferTable, model: Model, rest: NDArray[np.int16]
) -> tuple[NDArray[np.float32], float]:
    """The totals, and by how much they may be off. rest: what the other parts bring."""
    full, most = int(wanted.full[products.place]), model.points.text
    found = products.words
    part = np.empty_like(found)
    for meaning, weight in zip(products.meanings, model.related_weights, strict=True):
        if weight:
            found += np.multiply(meaning, np.float32(weight), out=part)
    np.subtract(found, offered.rough_generality, out=part)
    part -= np.float32(wanted.usual[products.place])
    found *= np.float32(AT_MOST)
    np.minimum(found, part, out=found)
    found *= np.float32(most / full)
    np.clip(found, 0, most, out=found)
    found += np.multiply(products.technology, np.float32(1 / FINE), out=part, casting="unsafe")
    found += rest
    stale = offered.facts.stale_places
    found[stale] -= np.minimum(STALE, found[stale])
    return found, ROUNDINGS + most * UNSURE / full


def _likely(rough: NDArray[np.float32], mask: NDArray[np.bool_], n: int, margin: float) -> NDArray[np.int64]:
    """The places of all that may be among the best n: not lower than the n-th by more than the margin."""
    places = np.flatnonzero(mask)
    if len(places) <= n or not n:
        return places if n else places[:0]
    values = rough if len(places) == len(rough) else rough[places]
    return places[high(values, n, margin)]


def high(values: NDArray[np.float32], n: int, margin: float) -> NDArray[np.int64]:
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


def _exact(
    products: Products,
    wanted: WantTable,
    offered: OfferTable,
    model: Model,
    rest: tuple[NDArray, ...],
    at: NDArray[np.int64],
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The numbers of these places that decide the order, and their parts (selection.py)."""
    one = slice(products.place, products.place + 1)
    similarity = closeness(
        products.alike(at, offered, model)[None, :], offered.generality[at], wanted.usual[one], wanted.full[one]
    )
    technology = technology_points(products.technology[at])[None, :]
    text = text_points(similarity, model)
    maturity, region, experience = (column[at][None, :].astype(np.int32) for column in rest)
    block = Block(
        products.place,
        technology=technology,
        text=text,
        maturity=maturity,
        region=region,
        experience=experience,
        freshness=freshness_points(technology + text + maturity + region + experience, offered.facts.stale[at]),
        similarity=similarity,
        failed=np.zeros(similarity.shape, np.int16),
    )
    return order_keys(block, at[None, :]), packed_parts(block)


def _best(keys: NDArray[np.int64], parts: NDArray[np.int64], n: int, count: int, of: int) -> Best:
    """The best n of those that are likely; count: of how many."""
    best = Best.none_yet(1, n)
    best.add(keys, parts)
    return best.widened(min(n, of), count)
