import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from challenges.matching.engine.scoring import ScoreBlock
from challenges.matching.engine.selection import NOBODY, BestEntries, build_order_keys, pack_parts, unpack_columns


def block(*numbers: int) -> ScoreBlock:
    *parts, similarity = numbers
    parts = [np.array([[part]], np.int32) for part in parts]
    return ScoreBlock(0, *parts, similarity=np.array([[similarity]], np.int64), failed=np.zeros((1, 1), np.int16))


@given(
    st.integers(0, 400),
    st.integers(0, 250),
    st.integers(0, 150),
    st.integers(0, 120),
    st.integers(0, 80),
    st.integers(0, 100),
    st.integers(0, 2**32 - 1),
    st.integers(0, 2**21 - 1),
)
def test_a_key_holds_all_of_its_numbers(technology, text, maturity, region, experience, lost, similarity, place):
    freshness = -min(lost, technology + text + maturity + region + experience)
    parts = technology, text, maturity, region, experience, freshness, similarity
    one = block(*parts)
    keys = build_order_keys(one, np.array([[place]]))
    assert keys[0, 0] >= 0
    places, columns = unpack_columns(keys[0], pack_parts(one)[0])
    assert (places.tolist(), [column.tolist() for column in columns]) == ([place], [[part] for part in parts])


@given(st.lists(st.lists(st.integers(-1, 99), min_size=3, max_size=3), min_size=1, max_size=5), st.integers(0, 4))
def test_best_keeps_the_largest_over_all_blocks_and_counts_all(columns, n):
    keys = np.array(columns, np.int64)
    best = BestEntries.none_yet(3, n)
    for column in keys:
        best.add(column[:, None], np.zeros((3, 1), np.int64))
    for row in range(3):
        everyone = sorted((each for each in keys[:, row].tolist() if each != NOBODY), reverse=True)
        kept = sorted((each for each in best.keys[row].tolist() if each != NOBODY), reverse=True)
        assert kept == everyone[:n]
        assert best.counts[row] == len(everyone)
