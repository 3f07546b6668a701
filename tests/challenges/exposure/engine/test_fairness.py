"""The floor on exposure, held against trying every choice."""

from collections import Counter
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from challenges.exposure.engine.fairness import (
    FairnessRules,
    ListMove,
    MissReason,
    QualifyingEntry,
    rerank_lists,
)
from challenges.matching.engine.list_moves import apply_list_moves


@st.composite
def cases(draw):
    """Up to four lists of up to six companies, with tens of two or three."""
    shown = draw(st.integers(2, 3))
    rules = FairnessRules(draw(st.integers(1, 3)), draw(st.integers(1, shown)), draw(st.integers(0, 12)), shown)
    lists = {}
    for number in range(draw(st.integers(0, 4))):
        companies = draw(st.lists(st.integers(1, 6), unique=True, max_size=6))
        points = sorted((draw(st.integers(0, 20)) for _ in companies), reverse=True)
        lists[number] = [QualifyingEntry(*each) for each in zip(companies, points, strict=True)]
    listed = Counter(entry.company for entries in lists.values() for entry in entries)
    qualifies = {company: number + draw(st.integers(0, 1)) for company, number in listed.items()}
    had = {company: draw(st.integers(0, 1)) for company in draw(st.sets(st.sampled_from(range(1, 7))))}
    never = draw(st.sets(st.tuples(st.integers(0, 3), st.integers(1, 6)), max_size=3))
    return lists, rules, qualifies, had, never


def tens(entries, rules, never, number):
    """Every ten that the rules allow for a list."""
    kept, standing = entries[: rules.shown - rules.places], entries[rules.shown - rules.places : rules.shown]
    if len(entries) <= rules.shown:
        return [tuple(entries)]
    lowest = standing[0].points - rules.lost
    coming = [each for each in entries[rules.shown :] if each.points >= lowest and (number, each.company) not in never]
    return [(*kept, *chosen) for chosen in combinations((*standing, *coming), rules.places)]


def worth(chosen, rules, qualifies, had):
    """Unevenness of the shortages first, then points."""
    seen = Counter(had) + Counter(entry.company for ten in chosen for entry in ten)
    short = [max(rules.least - seen[company], 0) for company in qualifies]
    return sum(each**2 for each in short), -sum(entry.points for ten in chosen for entry in ten), sum(short)


def applied(lists, rules, moves):
    """The tens after the moves."""
    result = {}
    for number, entries in lists.items():
        of_list = {move.company: move.instead_of for move in moves if move.list == number}
        shown = apply_list_moves([each.company for each in entries], of_list, rules.shown)
        result[number] = [each for each in entries if each.company in shown]
    return result


@settings(max_examples=400, deadline=None)
@given(cases())
def test_reranked_is_the_best_of_every_choice(case):
    lists, rules, qualifies, had, never = case
    found = rerank_lists(lists, rules, qualifies, had, never)
    every = [tens(entries, rules, never, number) for number, entries in lists.items()]
    tried = [worth(chosen, rules, qualifies, had) for chosen in product(*every)]
    assert worth(applied(lists, rules, found.moves).values(), rules, qualifies, had)[:2] == min(tried)[:2]
    assert min(tried)[2] == min(short for *_, short in tried)  # as even as can be is as few as can be


@settings(max_examples=200, deadline=None)
@given(cases())
def test_reranked_keeps_to_its_bounds_and_counts_right(case):
    lists, rules, qualifies, had, never = case
    found = rerank_lists(lists, rules, qualifies, had, never)
    points = {(number, each.company): each.points for number, entries in lists.items() for each in entries}
    for move in found.moves:
        assert move.lost == points[move.list, move.instead_of] - points[move.list, move.company]
        assert 0 <= move.lost <= rules.lost
        assert (move.list, move.company) not in never
        kept = lists[move.list][: rules.shown - rules.places]
        assert move.instead_of not in [each.company for each in kept]
    for number in lists:
        assert sum(move.list == number for move in found.moves) <= rules.places
    assert found.most_lost <= rules.places * rules.lost
    after = Counter(entry.company for ten in applied(lists, rules, found.moves).values() for entry in ten)
    assert found.seen == {company: after[company] + had.get(company, 0) for company in qualifies}
    assert {miss.company for miss in found.misses} == {each for each, seen in found.seen.items() if seen < rules.least}


@settings(max_examples=100, deadline=None)
@given(cases())
def test_reranked_moves_nobody_without_need(case):
    lists, rules, qualifies, had, never = case
    found = rerank_lists(lists, rules, qualifies, had, never)
    reached = worth(applied(lists, rules, found.moves).values(), rules, qualifies, had)
    for move in found.moves:
        without = [each for each in found.moves if each != move]
        assert worth(applied(lists, rules, without).values(), rules, qualifies, had) > reached
    assert rerank_lists(lists, rules, qualifies, had, never) == found


def test_reranked_leaves_equal_companies_where_they_stand():
    """Both ways would be as good by points and shortages: company 2 has its place in the first list."""
    lists = {0: entries((1, 0), (2, 0), (6, 0)), 1: entries((6, 0), (1, 0), (2, 0))}
    assert rerank_lists(lists, FairnessRules(least=1, places=1, lost=0, shown=2), {1: 2, 2: 2, 6: 2}).moves == ()


def entries(*points):
    return [QualifyingEntry(company, each) for company, each in points]


def test_reranked_brings_in_who_is_seen_nowhere_where_it_costs_least():
    lists = {
        7: entries((1, 90), (2, 80), (3, 70)),
        8: entries((1, 90), (2, 80), (3, 78)),
    }
    found = rerank_lists(lists, FairnessRules(least=1, places=1, lost=20, shown=2), {1: 2, 2: 2, 3: 2})
    assert found.moves == (ListMove(8, 3, 2, 2),)
    assert (found.lost, found.most_lost, found.misses) == (2, 2, ())


def test_reranked_tells_why_somebody_is_not_reached():
    lists = {
        7: entries((1, 90), (2, 80), (3, 79), (4, 79), (5, 40)),
        8: entries((6, 50)),
    }
    found = rerank_lists(
        lists, FairnessRules(least=2, places=1, lost=5, shown=2), dict.fromkeys([1, 2, 3, 4], 3) | {5: 3, 6: 1}
    )
    reasons = {miss.company: (miss.seen, miss.within_reach, miss.reason) for miss in found.misses}
    assert reasons == {
        1: (1, 1, MissReason.TOO_FAR),
        2: (1, 1, MissReason.TOO_FAR),
        3: (0, 1, MissReason.NO_PLACE),
        4: (0, 1, MissReason.NO_PLACE),
        5: (0, 0, MissReason.TOO_FAR),
        6: (1, 1, MissReason.FEW_LISTS),
    }


def test_reranked_counts_places_had_in_lists_that_closed():
    lists = {7: entries((1, 90), (2, 80), (3, 79))}
    rules = FairnessRules(least=1, places=1, lost=20, shown=2)
    assert rerank_lists(lists, rules, {1: 1, 2: 1, 3: 1}, {3: 1}).moves == ()
    assert rerank_lists(lists, rules, {1: 1, 2: 1, 3: 1}, {2: 1}).moves == (ListMove(7, 3, 2, 1),)


def test_reranked_of_nothing_is_nothing():
    found = rerank_lists({}, FairnessRules(1, 2, 50), {})
    assert (found.moves, found.misses, found.lost, found.most_lost) == ((), (), 0, 0)


@pytest.mark.parametrize("wrong", [{"least": 0}, {"places": 0}, {"places": 11}, {"lost": -1}])
def test_rules_refuses_what_is_no_floor(wrong):
    with pytest.raises(ValueError, match="floor"):
        FairnessRules(**{"least": 1, "places": 2, "lost": 50} | wrong)


def test_shown_first_leaves_out_moves_that_the_list_has_no_room_for():
    ranked = [1, 2, 3, 4, 5]
    assert apply_list_moves(ranked, {4: 2}, 3) == [1, 3, 4]
    assert apply_list_moves(ranked, {4: 5}, 3) == [1, 2, 3]  # whose place it was left the ten
    assert apply_list_moves(ranked, {2: 3}, 3) == [1, 2, 3]  # in the ten by its points by now
    assert apply_list_moves(ranked, {9: 3}, 3) == [1, 2, 3]  # not listed any more
    assert apply_list_moves(ranked, {4: 3, 5: 3}, 3) == [1, 2, 4]
