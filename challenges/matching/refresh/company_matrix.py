"""Challenges ranked among all companies, without stacking all of them anew for each change.

The table of the companies is kept in the process. Those that changed since stand in a small table beside it and no
longer take part in the large one: the best of both are the best of all. The challenges' table is kept as it is.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from challenges.matching.engine.model import MatchingModel
from challenges.matching.engine.ranking import find_best_lists
from challenges.matching.engine.results import ListEntries, build_side_entries
from challenges.matching.engine.tables import ChallengeTable, CompanyTable, build_challenge_table, build_company_table
from challenges.matching.loading import WANTS
from challenges.matching.refresh.snapshot import Stock

CHANGED_SHARE, FEWEST_CHANGED = 0.05, 100  # from so many changed on, stacking all anew is the shorter way
CHALLENGES = 20  # at a time: of each, every company is told


@dataclass(frozen=True)
class CachedCompanyTable:
    """versions: of the companies in the table, by id."""

    fit: int
    versions: dict[int, int]
    table: CompanyTable


_kept: list[CachedCompanyTable] = []
_wanted: list[tuple[object, ChallengeTable]] = []


def get_challenge_table(
    stock: Stock, fit: int, model: MatchingModel, versions: Mapping[int, int] | None = None
) -> ChallengeTable:
    """Every challenge of the stock, or these at these versions. fit: the number of the model."""
    versions = stock.challenges if versions is None else versions
    stamp = fit, frozenset(versions.items())
    for known, table in _wanted[:]:
        if known == stamp:
            return table
    table = build_challenge_table(WANTS.of(dict(versions), stock.tree), model)
    _wanted[:] = [(stamp, table)]
    return table


def rank_all_companies(
    stock: Stock,
    fit: int,
    model: MatchingModel,
    challenges: Collection[int],
    *,
    per_challenge: int,
    nearly: int,
    all_companies: bool = False,
) -> Iterator[tuple[ListEntries, ListEntries]]:
    """Some challenges at a time: the places in their lists among all companies, where those that are beyond the list's
    end may be told too; and the same pairs and all others for the companies, if asked for."""
    if not challenges:
        return
    tables = _get_company_tables(stock, fit, model)
    ids = sorted(challenges)
    for start in range(0, len(ids), CHALLENGES):
        wanted = build_challenge_table(stock.wants(ids[start : start + CHALLENGES]), model)
        every = len(wanted) if all_companies else None
        most = max(nearly, len(wanted)) if all_companies else nearly
        for table, among in tables:
            of_wants, of_offers = find_best_lists(
                wanted, table, model, per_want=per_challenge, per_offer=every, nearly=most, among=among
            )
            yield (
                build_side_entries(of_wants, wanted, table, is_of_wants=True),
                build_side_entries(of_offers, wanted, table, is_of_wants=False),
            )


def _get_company_tables(
    stock: Stock, fit: int, model: MatchingModel
) -> list[tuple[CompanyTable, NDArray[np.bool_] | None]]:
    """The kept table with who still takes part in it, and the table beside it."""
    kept = _get_cached_companies(stock, fit, model)
    changed = _find_changed_companies(kept, stock)
    if not changed:
        return [(kept.table, None)]
    beside = build_company_table(stock.offers(changed & stock.companies.keys()), model)
    return [(kept.table, ~np.isin(np.array(kept.table.ids, np.int64), list(changed))), (beside, None)]


def _get_cached_companies(stock: Stock, fit: int, model: MatchingModel) -> CachedCompanyTable:
    most = max(FEWEST_CHANGED, CHANGED_SHARE * len(stock.companies))
    for kept in _kept[:]:
        if kept.fit == fit and len(_find_changed_companies(kept, stock)) <= most:
            return kept
    _kept.clear()  # never two of them at once
    kept = CachedCompanyTable(fit, dict(stock.companies), build_company_table(stock.offers(), model))
    _kept[:] = [kept]
    return kept


def _find_changed_companies(kept: CachedCompanyTable, stock: Stock) -> set[int]:
    """The ids that are new, gone, or at another version."""
    return {id_ for id_, _version in kept.versions.items() ^ stock.companies.items()}
