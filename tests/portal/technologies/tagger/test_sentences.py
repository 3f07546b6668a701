from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.technologies.tagger.sentences import split_sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Een. Twee! Drie?", ["Een.", "Twee!", "Drie?"]),
        ("Geen punt", ["Geen punt"]),
        ("Wij maken drones, bijv. Voor de marine.", ["Wij maken drones, bijv. Voor de marine."]),
        ("See e.g. NATO rules. Then stop.", ["See e.g. NATO rules.", "Then stop."]),
        ("Het kost € 2.5 miljoen. Dat is veel.", ["Het kost € 2.5 miljoen.", "Dat is veel."]),
        ("Hij zei: 'Stop.' Toen ging hij.", ["Hij zei: 'Stop.", "Toen ging hij."]),
        ("Kop zonder punt\n\nDe tekst begint.", ["Kop zonder punt", "De tekst begint."]),
        ("Wij maken:\n- drones\n- radars", ["Wij maken:", "drones", "radars"]),
        ("Een regel\nen haar vervolg.", ["Een regel\nen haar vervolg."]),
        ("Versie 2. 3 drones.", ["Versie 2.", "3 drones."]),
        ("  ", []),
        ("", []),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text, expected):
    assert [sentence.text for sentence in split_sentences(text)] == expected


@given(st.text(alphabet="Aa. \n-!\"'", max_size=60))
def test_a_sentence_knows_its_place_and_none_overlap(text):
    found = split_sentences(text)
    assert all(text[each.start : each.end] == each.text == each.text.strip() for each in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@pytest.mark.parametrize("text", ["\x00", "\ud800. \udfff", "." * 50_000, ". " * 50_000, "A. " * 30_000, "\n" * 50_000])
def test_odd_text_is_no_error(text):
    assert all(each.text for each in split_sentences(text))
