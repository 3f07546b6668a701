"""The lists that are kept exact, against a plain sort of everything."""

import random

from hypothesis import given
from hypothesis import strategies as st

from challenges.matching import Score
from challenges.services.matching.lists import Entry, key, merged


def entry(company: int, points: int, similarity: int = 0) -> Entry:
    return Entry(1, company, Score(points, 0, 0, 0, 0, 0, similarity))


def test_merged_puts_a_better_newcomer_in_its_place():
    kept = [entry(1, 30), entry(2, 20)]
    assert merged(kept, [entry(3, 25)], {(1, 3)}, 2) == [entry(1, 30), entry(3, 25)]


def test_merged_cannot_tell_when_an_entry_falls_out_of_a_full_list():
    kept = [entry(1, 30), entry(2, 20)]
    assert merged(kept, [entry(2, 5)], {(1, 2)}, 2) is None


def test_merged_knows_all_of_a_list_with_room():
    assert merged([entry(1, 30)], [entry(2, 5)], {(1, 2)}, 2) == [entry(1, 30), entry(2, 5)]


def test_merged_settles_equal_totals_by_similarity_and_then_by_id():
    kept = [entry(4, 30, 1), entry(5, 30, 1)]
    assert merged(kept, [entry(3, 30, 2), entry(2, 30, 1)], {(1, 3), (1, 2)}, 3) == [
        entry(3, 30, 2),
        entry(2, 30, 1),
        entry(4, 30, 1),
    ]


@given(st.integers(1, 6), st.integers(0, 12), st.integers(0, 2**32))
def test_merged_equals_a_plain_sort_or_cannot_tell(size, companies, seed):
    rng = random.Random(seed)
    before = {company: entry(company, rng.randrange(5)) for company in range(companies)}
    kept = sorted(before.values(), key=key)[:size]
    changed = {company for company in range(companies + 2) if rng.random() < 0.3}
    fresh = [entry(company, rng.randrange(5)) for company in changed if rng.random() < 0.8]
    after = {company: each for company, each in before.items() if company not in changed}
    after |= {each.company: each for each in fresh}
    found = merged(kept, fresh, {(1, company) for company in changed}, size)
    assert found in (None, sorted(after.values(), key=key)[:size])
    assert found is not None or len(kept) == size
