"""Matching a few changes: the lists of what changed whole, and those of the others where a change touches them."""

from collections.abc import Collection

from challenges.matching.engine.model import Model
from challenges.matching.engine.ranking import best_of
from challenges.matching.engine.results import NO_ENTRIES, Entries, best_of_each, entries_of, together
from challenges.matching.engine.tables import offer_table
from challenges.matching.refresh.company_matrix import all_wanted, among_all
from challenges.matching.refresh.due_rows import Due
from challenges.matching.refresh.persistence import CHALLENGE, COMPANY, forget, put, remember, sizes, staged_of
from challenges.matching.refresh.snapshot import Stock
from challenges.matching.refresh.topn_maintenance import enter, may_enter


def match_touched(fit: int, model: Model, challenges: Due, companies: Due) -> None:
    """Match these, at the revisions at which they were found due, and store what moved."""
    stock = Stock.known(challenges, companies)
    own_challenges, told = _of_challenges(stock, fit, model, challenges, told=True)
    own_companies, shown = _of_companies(stock, fit, model, companies)
    unsure_challenges = enter(CHALLENGE, shown, stock.versions_of(shown), companies) - challenges.keys()
    unsure_companies = enter(COMPANY, told, stock.versions_of(told), challenges) - companies.keys()
    own_challenges = together([own_challenges, _of_challenges(stock, fit, model, unsure_challenges)[0]])
    own_companies = together([own_companies, _of_companies(stock, fit, model, unsure_companies)[0]])
    _replace(stock, CHALLENGE, fit, challenges.keys() | unsure_challenges, own_challenges)
    _replace(stock, COMPANY, fit, companies.keys() | unsure_companies, own_companies)
    for owner, due in ((CHALLENGE, challenges), (COMPANY, companies)):
        forget(owner, [id_ for id_, version in due.items() if version is None])


def _of_challenges(
    stock: Stock, fit: int, model: Model, ids: Collection[int], *, told: bool = False
) -> tuple[Entries, Entries]:
    """The lists of these challenges among all companies, and on request where they may enter a company's list."""
    size = sizes(CHALLENGE)
    own, entering = [NO_ENTRIES], [NO_ENTRIES]
    ranked = among_all(stock, fit, model, ids, per_challenge=size.ranked, nearly=size.nearly, all_companies=told)
    for of_challenges, of_companies in ranked:
        own.append(of_challenges)
        entering.append(of_companies.some(may_enter(COMPANY, of_companies)))
    return best_of_each(together(own), *size, of_wants=True), together(entering)


def _of_companies(stock: Stock, fit: int, model: Model, ids: Collection[int]) -> tuple[Entries, Entries]:
    """The lists of these companies among all challenges, and where they may enter a challenge's list."""
    if not ids:
        return NO_ENTRIES, NO_ENTRIES
    size = sizes(COMPANY)
    wanted, offered = all_wanted(stock, fit, model), offer_table(stock.offers(ids), model)
    most = max(size.nearly, len(ids))
    of_wants, of_offers = best_of(wanted, offered, model, per_want=len(ids), per_offer=size.ranked, nearly=most)
    shown = entries_of(of_wants, wanted, offered, is_of_wants=True)
    own = best_of_each(entries_of(of_offers, wanted, offered, is_of_wants=False), *size, of_wants=False)
    return own, shown.some(may_enter(CHALLENGE, shown))


def _replace(stock: Stock, owner: str, fit: int, ids: Collection[int], lists: Entries) -> None:
    """These owners' lists, whole; empty for those that are gone."""
    with staged_of(owner, lists, stock.versions_of(lists)) as cursor:
        put(cursor, owner, owner, ids)
        remember(cursor, owner, fit, stock.read_challenges(ids) if owner == CHALLENGE else stock.read_companies(ids))
