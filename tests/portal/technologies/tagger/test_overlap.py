"""Phrases of one text in another, against the slow and certain way."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.technologies.tagger.overlap import find_shared_passages

KEPT = "De proef is in loods zeven aan de Waalhaven, op dinsdag 3 maart."


def found_in(shown, kept=KEPT):
    return [shown[start:end] for start, end in find_shared_passages(shown, kept)]


@pytest.mark.parametrize(
    "shown",
    [
        "in loods zeven aan de",
        "IN LOODS ZEVEN AAN DE",
        "in loods (zeven): aan\n\n– de",
        "ín lóóds zéven àan dë",
        "in lo\u0301ods zeven aan de",
        "in lo\u00adods zeven aan d\u200be",
        "ｉｎ loods zeven aan de",
    ],
)
def test_phrase_is_found_whatever_its_case_accents_and_punctuation(shown):
    assert found_in(f"Kom kijken {shown} kade!") == [shown]


@pytest.mark.parametrize(
    "shown", ["", "in loods zeven aan", "in loods zeven en aan de Waalhaven", "de aan zeven loods in"]
)
def test_four_words_or_another_order_are_no_phrase(shown):
    assert found_in(shown) == []


def test_phrase_is_as_long_as_it_goes_and_two_stay_apart():
    shown = "Zie: de proef is in loods zeven. En daarna zeven aan de Waalhaven, op dinsdag; tot dan"
    assert found_in(shown) == ["de proef is in loods zeven", "zeven aan de Waalhaven, op dinsdag"]


def test_sharp_s_and_ligatures_are_their_letters():
    assert found_in("die straße hinter dem oﬃce", "Die Strasse hinter dem Office") == ["die straße hinter dem oﬃce"]


WORDS = st.lists(st.sampled_from("abc"), max_size=40)


def certain(shown, kept, fewest):
    """Every stretch of words that stands in the other text, word by word; then those that touch are one."""
    marked = [False] * len(shown)
    for start in range(len(shown)):
        for end in range(start + fewest, len(shown) + 1):
            if any(kept[at : at + end - start] == shown[start:end] for at in range(len(kept))):
                marked[start:end] = [True] * (end - start)
    return marked


@given(WORDS, WORDS, st.integers(min_value=1, max_value=7))
def test_passages_are_those_of_the_slow_way(shown, kept, fewest):
    spans = find_shared_passages(" ".join(shown), " ".join(kept), fewest)
    marked = [any(start <= 2 * place < end for start, end in spans) for place in range(len(shown))]
    assert marked == certain(shown, kept, fewest)
    assert all(first[1] < second[0] for first, second in pairwise(spans))


@given(st.text(), st.text())
def test_passages_are_places_in_the_text_in_order(shown, kept):
    places = [place for span in find_shared_passages(shown, kept, 1) for place in span]
    assert places == sorted(set(places))
    assert all(0 <= place <= len(shown) for place in places)


@given(st.text(alphabet=st.characters(categories=["Ll", "Lu", "Nd", "Zs", "Po"]), min_size=1))
def test_a_text_is_found_whole_in_itself(text):
    assert len(find_shared_passages(text, text, 1)) <= 1
