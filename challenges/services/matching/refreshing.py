"""Matching everything, in two rounds: companies with all challenges, then the best of each challenge from what these
found. Each round may be done in pieces, in any order and by several processes; docs/adr/0033 tells why that is exact.
"""

from collections.abc import Collection, Mapping

import numpy as np
from django.db import connection, transaction
from numpy.typing import NDArray

from challenges.matching import Model, offer_table
from challenges.matching.listing import Entries, entries_of, together
from challenges.matching.ranking import best_of
from challenges.models import Challenge
from challenges.services.matching.copying import copy_entries
from challenges.services.matching.everyone import all_wanted
from challenges.services.matching.floors import Seen
from challenges.services.matching.loading import OFFERS, challenge_versions, company_versions, load_tree
from challenges.services.matching.standing import Ends, ends_in, remember
from challenges.services.matching.stock import Stock
from challenges.services.matching.storing import CHALLENGE, CHOOSE, COMPANY, FRESH, STORE, Sizes, sizes

_seen: list[Seen] = []


def match_companies(ids: Collection[int], asked: Mapping[int, int], fit: int, model: Model, refresh: int = 0) -> None:
    """Match these companies with the challenges that are still at the revision asked for: their own lists whole, and
    the challenges' candidates among them. A challenge that moved on is due afterwards, so nobody misses it here.

    refresh: a number of its own for each refresh in pieces.
    """
    current = challenge_versions()
    wants = {id_: version for id_, version in asked.items() if current.get(id_) == version}
    stock, offers = Stock(load_tree()), company_versions(ids)
    wanted = all_wanted(stock, fit, model, wants)
    offered = offer_table(OFFERS.of(offers, stock.tree), model)
    n, m = sizes(CHALLENGE), sizes(COMPANY)
    of_wants, of_offers = best_of(wanted, offered, model, per_want=n.ranked, per_offer=m.ranked, nearly=n.nearly)
    seen = _seen_of(refresh, asked, n)
    candidates = seen.hopeful(entries_of(of_wants, wanted, offered, is_of_wants=True))
    _store(ids, entries_of(of_offers, wanted, offered, is_of_wants=False), candidates, wants, offers)
    remember(COMPANY, fit, offers, ends_in(of_offers, map(int, offered.ids)))
    transaction.on_commit(lambda: seen.add(np.array(wanted.ids, np.int64), of_wants))


def choose(asked: Mapping[int, int], fit: int) -> None:
    """Make the lists of these challenges from their candidates, and note that they were matched at this revision."""
    given = {"ids": list(asked), **sizes(CHALLENGE)._asdict()}
    with connection.cursor() as cursor:
        cursor.execute(CHOOSE, given)
        cursor.execute("SELECT challenge_id, ranked_end, nearly_end FROM chosen_ends")
        ends = {id_: Ends(*each) for id_, *each in cursor.fetchall()}
        cursor.execute("DROP TABLE chosen, chosen_ends")
    existing = set(Challenge.objects.filter(pk__in=asked).values_list("pk", flat=True))
    remember(CHALLENGE, fit, {id_: version for id_, version in asked.items() if id_ in existing}, ends)


def _seen_of(refresh: int, asked: Mapping[int, int], size: Sizes) -> Seen:
    for seen in _seen[:]:
        if refresh and seen.refresh == refresh:
            return seen
    seen = Seen.nothing(refresh, np.sort(np.fromiter(asked, np.int64, len(asked))), *size)
    _seen[:] = [seen]
    return seen


def _store(
    ids: Collection[int], own: Entries, candidates: Entries, wants: Mapping[int, int], offers: Mapping[int, int]
) -> None:
    own_pairs, candidate_pairs = _pairs(own), _pairs(candidates)
    fresh = together([own, candidates.some(~np.isin(candidate_pairs, own_pairs))])
    is_own = np.arange(len(fresh)) < len(own)
    flags = {
        "in_challenge_top": np.zeros(len(fresh), bool),
        "in_company_top": is_own,
        "is_candidate": ~is_own | np.isin(_pairs(fresh), candidate_pairs),
    }
    versions = {
        "challenge_version": _looked_up(fresh.want, wants),
        "company_version": _looked_up(fresh.offer, offers),
    }
    with connection.cursor() as cursor:
        cursor.execute(FRESH)
        copy_entries(cursor, "fresh", fresh, flags, versions)
        cursor.execute("ANALYZE fresh")
        cursor.execute(STORE, {"ids": list(ids)})
        cursor.execute("DROP TABLE fresh")


def _pairs(entries: Entries) -> NDArray[np.int64]:
    return entries.want << 32 | entries.offer


def _looked_up(ids: NDArray[np.int64], versions: Mapping[int, int]) -> NDArray[np.int64]:
    known = np.array(sorted(versions.items()), np.int64).reshape(-1, 2)
    return known[np.searchsorted(known[:, 0], ids), 1] if len(ids) else ids
