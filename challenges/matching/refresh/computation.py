"""Compute lists of matches: of everything, or of what changed and of the lists that a change touches.

Everything is matched in two rounds. Companies come first, in one batch or several: their own lists are then complete,
and the best of each challenge among them are marked as candidates. Then the best candidates become the lists of the
challenges. Batches of a round may run in any order and by several workers; docs/adr/0033 explains why that is exact.

A change is matched alone: the lists of what changed are computed whole. Other lists change only where such a company or
challenge enters or leaves them. Where that does not tell who moves up, the whole list is computed again.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
from django.db import transaction
from numpy.typing import NDArray

from challenges.matching.engine.ranking import (
    NO_ENTRIES,
    ListEntries,
    concatenate_entries,
    find_best_entries,
    number_places,
)
from challenges.matching.engine.tables import ChallengeTable, CompanyTable, build_challenge_table, build_company_table
from challenges.matching.inputs import (
    CHALLENGE_ROWS,
    COMPANY_ROWS,
    Stock,
    load_technology_tree,
    load_versions,
)
from challenges.matching.model_services import ActiveModel
from challenges.matching.models import CHALLENGE, COMPANY
from challenges.matching.refresh.storage import (
    SIDES,
    ListSizes,
    Versions,
    delete_matched,
    get_list_sizes,
    get_owner_ids,
    load_list_ends,
    replace_lists,
    store_company_batch,
    update_lists,
)

Due = Mapping[int, int | None]  # the revision by id; None for those that no longer take part in matching

CHALLENGES_AT_ONCE = 20  # while changed challenges are ranked: each has an entry for every company
CHANGED_SHARE, FEWEST_CHANGED = 0.05, 100  # companies; after more changes, building the whole table again is quicker


# Everything.


def match_company_batch(
    ids: Collection[int], planned: Mapping[int, int], active: ActiveModel, refresh: int = 0
) -> None:
    """Match these companies with all challenges: store their lists, and the challenges' candidates among them.

    `planned`: the challenges of the refresh by id, with the revisions at which they are matched. A challenge that has
    changed since takes no part; it is due after the refresh. `refresh`: a number that each refresh in batches has to
    itself, 0 for a refresh in one batch.
    """
    tree, current = load_technology_tree(), load_versions(CHALLENGE)
    challenges = {id_: version for id_, version in planned.items() if current.get(id_) == version}
    companies = load_versions(COMPANY, ids)
    wanted = get_challenge_table(Stock(tree), active, challenges)
    offered = build_company_table(COMPANY_ROWS.get_rows(companies, tree), active.model)
    sizes = get_list_sizes(CHALLENGE)
    of_challenges, of_companies = find_best_entries(
        wanted,
        offered,
        active.model,
        per_want=sizes.ranked,
        per_offer=get_list_sizes(COMPANY).ranked,
        nearly=sizes.nearly,
    )
    best = _get_best_so_far(refresh, sizes)
    store_company_batch(ids, best.drop_hopeless(of_challenges), of_companies, active.version, challenges, companies)
    # Only after the commit: candidates that were lost with the transaction must not stop others.
    transaction.on_commit(lambda: best.add(of_challenges))


@dataclass
class BestSoFar:
    """The best candidates of each challenge that this process has stored in one refresh; lower ones are hopeless.

    So the number of candidates grows with the logarithm of the number of batches. A list is a number: twice the id of
    its challenge, plus 1 for near misses. `lists` is sorted, and `keys` are the rank keys of each list, best first.
    `full`, `ends`: the lists that are full, and the rank keys at which they end.
    """

    refresh: int
    sizes: ListSizes
    lists: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))
    keys: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))
    full: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))
    ends: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))

    def drop_hopeless(self, entries: ListEntries) -> ListEntries:
        """Return the entries that may still be among the best of all companies."""
        if not len(self.full):
            return entries
        lists = entries.challenge_ids << 1 | entries.is_near_miss
        at = np.minimum(np.searchsorted(self.full, lists), len(self.full) - 1)
        return entries.select((self.full[at] != lists) | (entries.rank_keys >= self.ends[at]))

    def add(self, entries: ListEntries) -> None:
        lists = np.concatenate((self.lists, entries.challenge_ids << 1 | entries.is_near_miss))
        keys = np.concatenate((self.keys, entries.rank_keys))
        order = np.lexsort((-keys, lists))
        lists, keys = lists[order], keys[order]
        place, size = number_places(lists), np.where(lists & 1, self.sizes.nearly, self.sizes.ranked)
        self.lists, self.keys = lists[place < size], keys[place < size]
        self.full, self.ends = lists[place == size - 1], keys[place == size - 1]


_best_so_far: list[BestSoFar] = []  # of the last refresh that this process worked on


def _get_best_so_far(refresh: int, sizes: ListSizes) -> BestSoFar:
    for best in _best_so_far[:]:
        if refresh and best.refresh == refresh:
            return best
    _best_so_far[:] = [BestSoFar(refresh, sizes)]
    return _best_so_far[0]


# What changed.


def match_changes(stock: Stock, active: ActiveModel, challenges: Due, companies: Due) -> None:
    """Match these challenges and companies, at the revisions of the stock, and store what moved in all lists."""
    challenge_lists, entering_companies = rank_challenges(stock, active, challenges, find_entering=True)
    company_lists, entering_challenges = rank_companies(stock, active, companies)
    redo_challenges = _update_others(stock, CHALLENGE, entering_challenges, companies) - challenges.keys()
    redo_companies = _update_others(stock, COMPANY, entering_companies, challenges) - companies.keys()
    more_challenge_lists, _entering = rank_challenges(stock, active, redo_challenges)
    more_company_lists, _entering = rank_companies(stock, active, redo_companies)
    for side, ids, lists in (
        (CHALLENGE, challenges.keys() | redo_challenges, [challenge_lists, more_challenge_lists]),
        (COMPANY, companies.keys() | redo_companies, [company_lists, more_company_lists]),
    ):
        entries, owners = concatenate_entries(lists), stock.read_versions(side, ids)
        replace_lists(side, ids, entries, _read_versions(stock, entries), active.version, owners)
    for side, due in ((CHALLENGE, challenges), (COMPANY, companies)):
        delete_matched(side, [id_ for id_, version in due.items() if version is None])


def rank_challenges(
    stock: Stock, active: ActiveModel, ids: Collection[int], *, find_entering: bool = False
) -> tuple[ListEntries, ListEntries]:
    """Return the lists of these challenges, and on request the entries that may enter lists of companies."""
    sizes = get_list_sizes(CHALLENGE)
    ends = load_list_ends(COMPANY) if find_entering and ids else None
    lists, entering = [NO_ENTRIES], [NO_ENTRIES]
    for of_challenges, of_companies in _rank_among_all_companies(stock, active, ids, sizes, find_entering):
        lists.append(of_challenges)
        if ends is not None:
            entering.append(ends.select_possible(of_companies))
    found = concatenate_entries(lists)
    return found.keep_best(found.challenge_ids, *sizes), concatenate_entries(entering)


def rank_companies(stock: Stock, active: ActiveModel, ids: Collection[int]) -> tuple[ListEntries, ListEntries]:
    """Return the lists of these companies, and the entries that may enter lists of challenges."""
    if not ids:
        return NO_ENTRIES, NO_ENTRIES
    sizes = get_list_sizes(COMPANY)
    of_challenges, of_companies = find_best_entries(
        get_challenge_table(stock, active),
        build_company_table(stock.get_company_rows(ids), active.model),
        active.model,
        per_want=len(ids),  # every company, as far as it may enter
        per_offer=sizes.ranked,
        nearly=max(sizes.nearly, len(ids)),
    )
    lists = of_companies.keep_best(of_companies.company_ids, *sizes)
    return lists, load_list_ends(CHALLENGE).select_possible(of_challenges)


def _update_others(stock: Stock, side: str, entering: ListEntries, changed: Due) -> set[int]:
    """Let these changed others enter and leave the lists of a side; return the owners whose lists must be computed."""
    return update_lists(side, entering, _read_versions(stock, entering), changed) if changed else set()


def _read_versions(stock: Stock, entries: ListEntries) -> Versions:
    return {side: stock.read_versions(side, np.unique(get_owner_ids(side, entries)).tolist()) for side in SIDES}


# The tables of the whole stock. Building them takes most of the time of a change, so the process keeps both.


@dataclass(frozen=True)
class CachedCompanyTable:
    """The table of all companies, and the model version and revisions by id at which it was built."""

    model_version: int
    versions: dict[int, int]
    table: CompanyTable

    def find_changed(self, stock: Stock) -> set[int]:
        """Return the ids that are new, gone or at another revision in this stock."""
        return {id_ for id_, _version in self.versions.items() ^ stock.companies.items()}


_companies: list[CachedCompanyTable] = []
_challenges: list[tuple[object, ChallengeTable]] = []


def get_challenge_table(stock: Stock, active: ActiveModel, versions: Mapping[int, int] | None = None) -> ChallengeTable:
    """Return the table of all challenges of the stock, or of these ids at these revisions."""
    versions = stock.challenges if versions is None else versions
    stamp = active.version, frozenset(versions.items())
    for known, table in _challenges[:]:
        if known == stamp:
            return table
    table = build_challenge_table(CHALLENGE_ROWS.get_rows(versions, stock.tree), active.model)
    _challenges[:] = [(stamp, table)]
    return table


def _rank_among_all_companies(
    stock: Stock, active: ActiveModel, ids: Collection[int], sizes: ListSizes, all_companies: bool
) -> Iterator[tuple[ListEntries, ListEntries]]:
    """Yield, for some of these challenges at a time, entries of their lists, and all entries of companies on request.

    More entries of a list may come than it has places.
    """
    if not ids:
        return
    tables, ordered = _get_company_tables(stock, active), sorted(ids)
    for start in range(0, len(ordered), CHALLENGES_AT_ONCE):
        rows = stock.get_challenge_rows(ordered[start : start + CHALLENGES_AT_ONCE])
        wanted = build_challenge_table(rows, active.model)
        for table, among in tables:
            yield find_best_entries(
                wanted,
                table,
                active.model,
                per_want=sizes.ranked,
                per_offer=len(wanted) if all_companies else None,
                nearly=max(sizes.nearly, len(wanted)) if all_companies else sizes.nearly,
                among=among,
            )


def _get_company_tables(stock: Stock, active: ActiveModel) -> list[tuple[CompanyTable, NDArray[np.bool_] | None]]:
    """Return the kept table of all companies, and a small table of those that changed since it was built.

    With each comes a mask of the companies that take part; those that changed take no part in the kept table. The best
    of both tables are the best of all.
    """
    kept = _get_cached_companies(stock, active)
    changed = kept.find_changed(stock)
    if not changed:
        return [(kept.table, None)]
    small = build_company_table(stock.get_company_rows(changed & stock.companies.keys()), active.model)
    return [(kept.table, ~np.isin(np.array(kept.table.ids, np.int64), list(changed))), (small, None)]


def _get_cached_companies(stock: Stock, active: ActiveModel) -> CachedCompanyTable:
    most = max(FEWEST_CHANGED, CHANGED_SHARE * len(stock.companies))
    for kept in _companies[:]:
        if kept.model_version == active.version and len(kept.find_changed(stock)) <= most:
            return kept
    _companies.clear()  # first, so that memory never holds two of them
    table = build_company_table(stock.get_company_rows(), active.model)
    _companies[:] = [CachedCompanyTable(active.version, dict(stock.companies), table)]
    return _companies[0]
