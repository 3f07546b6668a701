"""Matching a few changes: the lists of what changed whole, and those of the others where a change touches them."""

from collections.abc import Collection, Mapping

from challenges.matching import Model, offer_table
from challenges.matching.listing import NO_ENTRIES, Entries, entries_of, together
from challenges.matching.ranking import best_of
from challenges.services.matching.everyone import all_wanted, among_all
from challenges.services.matching.finding import Due
from challenges.services.matching.lists import NOTHING, Lists, ends_of, lists_from
from challenges.services.matching.repair import entering, repaired
from challenges.services.matching.standing import forget, move_ends, remember
from challenges.services.matching.stock import SideLists, Stock
from challenges.services.matching.storing import CHALLENGE, COMPANY, Sizes, replace_lists, sizes


def match_touched(fit: int, model: Model, challenges: Due, companies: Due) -> None:
    """Match these, at the revisions at which they were found due, and store what moved."""
    stock = Stock.known(challenges, companies)
    own_challenges, told = _of_challenges(stock, fit, model, challenges, also_told=True)
    own_companies, shown = _of_companies(stock, fit, model, companies)
    of_challenges, unsure = repaired(CHALLENGE, shown, companies, without=challenges)
    of_challenges |= own_challenges | _of_challenges(stock, fit, model, unsure)[0]
    of_companies, unsure = repaired(COMPANY, told, challenges, without=companies)
    of_companies |= own_companies | _of_companies(stock, fit, model, unsure)[0]
    named = {id_ for lists in of_companies.values() for id_ in _others(lists, COMPANY)} | of_challenges.keys()
    met = {id_ for lists in of_challenges.values() for id_ in _others(lists, CHALLENGE)} | of_companies.keys()
    replace_lists(of_challenges, of_companies, stock.read_challenges(named), stock.read_companies(met))
    _remember(CHALLENGE, fit, challenges, of_challenges)
    _remember(COMPANY, fit, companies, of_companies)


def _of_challenges(
    stock: Stock, fit: int, model: Model, ids: Collection[int], *, also_told: bool = False
) -> tuple[SideLists, Entries]:
    """The lists of these challenges among all companies, and on request where they may enter a company's list."""
    size = sizes(CHALLENGE)
    own, told = [NO_ENTRIES], [NO_ENTRIES]
    ranked = among_all(stock, fit, model, ids, per_challenge=size.ranked, nearly=size.nearly, all_companies=also_told)
    for of_challenges, of_companies in ranked:
        own.append(of_challenges)
        told.append(entering(COMPANY, of_companies))
    return _whole(ids, lists_from(together(own), of_challenges=True), size), together(told)


def _of_companies(stock: Stock, fit: int, model: Model, ids: Collection[int]) -> tuple[SideLists, Entries]:
    """The lists of these companies among all challenges, and where they may enter a challenge's list."""
    if not ids:
        return {}, NO_ENTRIES
    size = sizes(COMPANY)
    wanted, offered = all_wanted(stock, fit, model), offer_table(stock.offers(ids), model)
    most = max(size.nearly, len(ids))
    of_wants, of_offers = best_of(wanted, offered, model, per_want=len(ids), per_offer=size.ranked, nearly=most)
    own = lists_from(entries_of(of_offers, wanted, offered, is_of_wants=False), of_challenges=False)
    return _whole(ids, own, size), entering(CHALLENGE, entries_of(of_wants, wanted, offered, is_of_wants=True))


def _whole(ids: Collection[int], found: Mapping[int, Lists], size: Sizes) -> SideLists:
    """A list for each of the ids, empty for those that are gone."""
    return {id_: found.get(id_, NOTHING).top(*size) for id_ in ids}


def _others(lists: Lists, owner: str) -> list[int]:
    """Who stands in an owner's lists."""
    entries = (*lists.ranked, *lists.nearly)
    return [entry.company if owner == CHALLENGE else entry.challenge for entry in entries]


def _remember(owner: str, fit: int, due: Due, lists: SideLists) -> None:
    ends = {id_: ends_of(each, *sizes(owner)) for id_, each in lists.items()}
    forget(owner, [id_ for id_, version in due.items() if version is None])
    remember(owner, fit, {id_: version for id_, version in due.items() if version is not None}, ends)
    move_ends(owner, {id_: each for id_, each in ends.items() if id_ not in due})
