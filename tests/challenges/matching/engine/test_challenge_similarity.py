"""How alike two challenges are by what they ask."""

from hypothesis import given
from hypothesis import strategies as st

from challenges.matching.engine.pool import find_most_similar

technologies = st.frozensets(st.integers(1, 6), max_size=4)
stocks = st.dictionaries(st.integers(1, 50), technologies, max_size=8)


@given(technologies, stocks)
def test_share_is_between_nothing_and_all(asked, others):
    for each in find_most_similar(asked, others, n=100):
        assert 0 < each.share <= 1
        assert (each.share > 0.999999) == (others[each.id] == asked)
        assert frozenset(each.shared) == asked & others[each.id]


@given(technologies, stocks)
def test_all_that_share_something_are_found_the_most_alike_first(asked, others):
    found = find_most_similar(asked, others, n=100)
    assert {each.id for each in found} == {id_ for id_, theirs in others.items() if theirs & asked}
    assert [each.share for each in found] == sorted((each.share for each in found), reverse=True)
    assert find_most_similar(asked, others, n=2) == found[:2]


def test_a_rare_technology_in_common_counts_more_than_a_common_one():
    others = {1: frozenset({1}), 2: frozenset({2}), 3: frozenset({1}), 4: frozenset({1})}
    [first, second] = find_most_similar(frozenset({1, 2}), others, n=2)
    assert (first.id, first.shared) == (2, [2])
    assert second.id == 1
