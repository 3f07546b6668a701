"""Challenges ranked among all companies, without stacking all of them anew for each change.

The table of the companies is kept in the process. Those that changed since stand in a small table beside it and no
longer take part in the large one: the best of both are the best of all. The challenges' table is kept as it is.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from challenges.matching.engine.model import Model
from challenges.matching.engine.ranking import best_of
from challenges.matching.engine.results import Entries, entries_of
from challenges.matching.engine.tables import OfferTable, WantTable, offer_table, want_table
from challenges.matching.loading import WANTS
from challenges.matching.refresh.snapshot import Stock

CHANGED_SHARE, FEWEST_CHANGED = 0.05, 100  # from so many changed on, stacking all anew is the shorter way
CHALLENGES = 20  # at a time: of each, every company is told


@dataclass(frozen=True)
class Kept:
    """versions: of the companies in the table, by id."""

    fit: int
    versions: dict[int, int]
    table: OfferTable


_kept: list[Kept] = []
_wanted: list[tuple[object, WantTable]] = []


def all_wanted(stock: Stock, fit: int, model: Model, versions: Mapping[int, int] | None = None) -> WantTable:
    """Every challenge of the stock, or these at these versions. fit: the number of the model."""
    versions = stock.challenges if versions is None else versions
    stamp = fit, frozenset(versions.items())
    for known, table in _wanted[:]:
        if known == stamp:
            return table
    table = want_table(WANTS.of(dict(versions), stock.tree), model)
    _wanted[:] = [(stamp, table)]
    return table


def among_all(
    stock: Stock,
    fit: int,
    model: Model,
    challenges: Collection[int],
    *,
    per_challenge: int,
    nearly: int,
    all_companies: bool = False,
) -> Iterator[tuple[Entries, Entries]]:
    """Some challenges at a time: the places in their lists among all companies, where those that are beyond the list's
    end may be told too; and the same pairs and all others for the companies, if asked for."""
    if not challenges:
        return
    tables = _tables(stock, fit, model)
    ids = sorted(challenges)
    for start in range(0, len(ids), CHALLENGES):
        wanted = want_table(stock.wants(ids[start : start + CHALLENGES]), model)
        every = len(wanted) if all_companies else None
        most = max(nearly, len(wanted)) if all_companies else nearly
        for table, among in tables:
            of_wants, of_offers = best_of(
                wanted, table, model, per_want=per_challenge, per_offer=every, nearly=most, among=among
            )
            yield (
                entries_of(of_wants, wanted, table, is_of_wants=True),
                entries_of(of_offers, wanted, table, is_of_wants=False),
            )


def _tables(stock: Stock, fit: int, model: Model) -> list[tuple[OfferTable, NDArray[np.bool_] | None]]:
    """The kept table with who still takes part in it, and the table beside it."""
    kept = _stacked(stock, fit, model)
    changed = _changed(kept, stock)
    if not changed:
        return [(kept.table, None)]
    beside = offer_table(stock.offers(changed & stock.companies.keys()), model)
    return [(kept.table, ~np.isin(np.array(kept.table.ids, np.int64), list(changed))), (beside, None)]


def _stacked(stock: Stock, fit: int, model: Model) -> Kept:
    most = max(FEWEST_CHANGED, CHANGED_SHARE * len(stock.companies))
    for kept in _kept[:]:
        if kept.fit == fit and len(_changed(kept, stock)) <= most:
            return kept
    _kept.clear()  # never two of them at once
    kept = Kept(fit, dict(stock.companies), offer_table(stock.offers(), model))
    _kept[:] = [kept]
    return kept


def _changed(kept: Kept, stock: Stock) -> set[int]:
    """The ids that are new, gone, or at another version."""
    return {id_ for id_, _version in kept.versions.items() ^ stock.companies.items()}
