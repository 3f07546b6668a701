"""Matching a few changes: the lists of what changed whole, and those of the others where a change touches them."""

from collections.abc import Collection

from challenges.matching.engine.model import MatchingModel
from challenges.matching.engine.ranking import find_best_lists
from challenges.matching.engine.results import (
    NO_ENTRIES,
    ListEntries,
    build_side_entries,
    concatenate_entries,
    keep_best_entries,
)
from challenges.matching.engine.tables import build_company_table
from challenges.matching.refresh.company_matrix import get_challenge_table, rank_all_companies
from challenges.matching.refresh.due_rows import Due
from challenges.matching.refresh.persistence import (
    CHALLENGE,
    COMPANY,
    delete_matched,
    get_list_sizes,
    record_matched,
    replace_staged_rows,
    stage_side_entries,
)
from challenges.matching.refresh.snapshot import Stock
from challenges.matching.refresh.topn_maintenance import mask_possible_entries, update_top_lists


def match_changed_rows(fit: int, model: MatchingModel, challenges: Due, companies: Due) -> None:
    """Match these, at the revisions at which they were found due, and store what moved."""
    stock = Stock.known(challenges, companies)
    own_challenges, told = _rank_changed_challenges(stock, fit, model, challenges, told=True)
    own_companies, shown = _rank_changed_companies(stock, fit, model, companies)
    unsure_challenges = update_top_lists(CHALLENGE, shown, stock.versions_of(shown), companies) - challenges.keys()
    unsure_companies = update_top_lists(COMPANY, told, stock.versions_of(told), challenges) - companies.keys()
    own_challenges = concatenate_entries(
        [own_challenges, _rank_changed_challenges(stock, fit, model, unsure_challenges)[0]]
    )
    own_companies = concatenate_entries(
        [own_companies, _rank_changed_companies(stock, fit, model, unsure_companies)[0]]
    )
    _replace_lists(stock, CHALLENGE, fit, challenges.keys() | unsure_challenges, own_challenges)
    _replace_lists(stock, COMPANY, fit, companies.keys() | unsure_companies, own_companies)
    for owner, due in ((CHALLENGE, challenges), (COMPANY, companies)):
        delete_matched(owner, [id_ for id_, version in due.items() if version is None])


def _rank_changed_challenges(
    stock: Stock, fit: int, model: MatchingModel, ids: Collection[int], *, told: bool = False
) -> tuple[ListEntries, ListEntries]:
    """The lists of these challenges among all companies, and on request where they may enter a company's list."""
    size = get_list_sizes(CHALLENGE)
    own, entering = [NO_ENTRIES], [NO_ENTRIES]
    ranked = rank_all_companies(
        stock, fit, model, ids, per_challenge=size.ranked, nearly=size.nearly, all_companies=told
    )
    for of_challenges, of_companies in ranked:
        own.append(of_challenges)
        entering.append(of_companies.some(mask_possible_entries(COMPANY, of_companies)))
    return keep_best_entries(concatenate_entries(own), *size, of_wants=True), concatenate_entries(entering)


def _rank_changed_companies(
    stock: Stock, fit: int, model: MatchingModel, ids: Collection[int]
) -> tuple[ListEntries, ListEntries]:
    """The lists of these companies among all challenges, and where they may enter a challenge's list."""
    if not ids:
        return NO_ENTRIES, NO_ENTRIES
    size = get_list_sizes(COMPANY)
    wanted, offered = get_challenge_table(stock, fit, model), build_company_table(stock.offers(ids), model)
    most = max(size.nearly, len(ids))
    of_wants, of_offers = find_best_lists(wanted, offered, model, per_want=len(ids), per_offer=size.ranked, nearly=most)
    shown = build_side_entries(of_wants, wanted, offered, is_of_wants=True)
    own = keep_best_entries(build_side_entries(of_offers, wanted, offered, is_of_wants=False), *size, of_wants=False)
    return own, shown.some(mask_possible_entries(CHALLENGE, shown))


def _replace_lists(stock: Stock, owner: str, fit: int, ids: Collection[int], lists: ListEntries) -> None:
    """These owners' lists, whole; empty for those that are gone."""
    with stage_side_entries(owner, lists, stock.versions_of(lists)) as cursor:
        replace_staged_rows(cursor, owner, owner, ids)
        record_matched(
            cursor, owner, fit, stock.read_challenges(ids) if owner == CHALLENGE else stock.read_companies(ids)
        )
