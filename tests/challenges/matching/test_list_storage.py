"""What the modules of a refresh decide about entries of lists, without a database."""

import numpy as np

from challenges.matching.engine.ranking import NONE, ListEntries, concatenate_entries
from challenges.matching.engine.scoring import PairScore
from challenges.matching.engine.selection import compute_rank_keys
from challenges.matching.models import CHALLENGE, COMPANY
from challenges.matching.refresh.computation import BestSoFar
from challenges.matching.refresh.storage import ListEnds, ListSizes, get_owner_ids


def entries(*rows: tuple[int, int, int], near: bool = False) -> ListEntries:
    """Rows of (challenge, company, total)."""
    challenges, companies, totals = np.array(rows, np.int64).reshape(-1, 3).T
    nothing = np.zeros(len(rows), np.int64)
    score = dict.fromkeys(PairScore._fields, nothing) | {"technology": totals}
    return ListEntries(challenges, companies, score, np.full(len(rows), 0 if near else NONE), np.full(len(rows), NONE))


def pairs(found: ListEntries) -> list[tuple[int, int]]:
    return sorted(zip(found.challenge_ids.tolist(), found.company_ids.tolist(), strict=True))


def test_keep_best_keeps_so_many_per_owner_and_the_lower_id_of_a_tie():
    found = entries((1, 12, 500), (1, 11, 500), (1, 10, 400), (2, 10, 100))
    assert pairs(found.keep_best(found.challenge_ids, 1, 1)) == [(1, 11), (2, 10)]
    assert pairs(found.keep_best(found.company_ids, 1, 1)) == [(1, 10), (1, 11), (1, 12)]


def test_keep_best_counts_near_misses_apart():
    found = concatenate_entries([entries((1, 10, 100)), entries((1, 11, 900), (1, 12, 800), near=True)])
    assert pairs(found.keep_best(found.challenge_ids, 1, 1)) == [(1, 10), (1, 11)]


def test_nothing_is_hopeless_until_a_list_is_full():
    best = BestSoFar(1, ListSizes(2, 2))
    best.add(entries((1, 10, 500)))
    assert pairs(best.drop_hopeless(entries((1, 11, 1), (2, 11, 1)))) == [(1, 11), (2, 11)]


def test_what_ranks_below_a_full_list_is_hopeless_and_a_tie_is_not():
    best = BestSoFar(1, ListSizes(2, 2))
    best.add(entries((1, 10, 500), (1, 11, 300)))
    best.add(entries((1, 12, 400)))
    assert pairs(best.drop_hopeless(entries((1, 13, 399), (1, 14, 400), (2, 13, 1)))) == [(1, 14), (2, 13)]
    assert pairs(best.drop_hopeless(entries((1, 13, 1), near=True))) == [(1, 13)]


def test_only_entries_that_find_a_place_are_possible():
    key = int(compute_rank_keys(300, 0))
    ends = ListEnds(CHALLENGE, np.array([1, 2]), np.array([key, -1]), np.array([-5, key]))
    found = entries((1, 10, 299), (1, 11, 300), (2, 10, 1), (3, 10, 900))
    assert pairs(ends.select_possible(found)) == [(1, 11), (2, 10)]  # challenge 3 has not been matched yet
    near = entries((1, 10, 1), (2, 10, 299), (2, 11, 301), near=True)
    assert pairs(ends.select_possible(near)) == [(1, 10), (2, 11)]


def test_the_owner_of_an_entry_depends_on_the_side():
    found = entries((1, 10, 500))
    assert (get_owner_ids(CHALLENGE, found).tolist(), get_owner_ids(COMPANY, found).tolist()) == ([1], [10])
