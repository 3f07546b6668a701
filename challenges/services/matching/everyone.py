"""Challenges ranked among all companies, without stacking all of them anew for each change.

The table of the companies is kept in the process. The few that changed since stand in a small table beside it: the
best of both, without the changed ones' old rows, are the best of all.
"""

from collections.abc import Collection
from dataclasses import dataclass

from challenges.matching import Model, OfferTable, offer_table, rank, want_table
from challenges.services.matching.lists import Lists, key
from challenges.services.matching.stock import SideLists, Stock, both_sides

MOST_CHANGED = 100  # from so many on, stacking all of them anew is the shorter way


@dataclass(frozen=True)
class Kept:
    """versions: of the companies in the table, by id."""

    fit: int
    versions: dict[int, int]
    table: OfferTable


_kept: list[Kept] = []


def among_all(
    stock: Stock, fit: int, model: Model, challenges: Collection[int], per_challenge: int, nearly: int
) -> SideLists:
    """The lists of these challenges among all companies of the stock. fit: the number of the model."""
    if not challenges:
        return {}
    kept = _stacked(stock, fit, model)
    changed = _changed(kept, stock)
    beside = offer_table(stock.offers(changed & stock.companies.keys()), model)
    wanted = want_table(stock.wants(challenges), model)
    more = len(changed)
    of_kept = rank(wanted, kept.table, model, per_want=per_challenge + more, per_offer=None, nearly=nearly + more)
    of_beside = rank(wanted, beside, model, per_want=per_challenge, per_offer=None, nearly=nearly)
    old, new = both_sides(of_kept)[0], both_sides(of_beside)[0]
    return {id_: _best_of(old[id_], new[id_], changed).top(per_challenge, nearly) for id_ in old}


def _stacked(stock: Stock, fit: int, model: Model) -> Kept:
    if not _kept or _kept[0].fit != fit or len(_changed(_kept[0], stock)) > MOST_CHANGED:
        _kept[:] = [Kept(fit, dict(stock.companies), offer_table(stock.offers(), model))]
    return _kept[0]


def _changed(kept: Kept, stock: Stock) -> set[int]:
    """The ids that are new, gone, or at another version."""
    return {id_ for id_, _version in kept.versions.items() ^ stock.companies.items()}


def _best_of(kept: Lists, beside: Lists, changed: Collection[int]) -> Lists:
    ranked, near = (
        sorted([*(entry for entry in old if entry.company not in changed), *new], key=key)
        for old, new in ((kept.ranked, beside.ranked), (kept.nearly, beside.nearly))
    )
    return Lists(ranked, near)
