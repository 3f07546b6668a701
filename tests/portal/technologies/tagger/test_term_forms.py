import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.technologies.tagger.term_forms import build_word_stream


@pytest.mark.parametrize(
    ("text", "string"),
    [
        ("Cyber-security systems", "cybersecuritysystem"),
        ("cyber security\nsystem", "cybersecuritysystem"),
        ("AI/ML", "aiml"),
        ("zwerm. drones", "zwerm\ndrone"),
        ("zwerm, drones", "zwerm\ndrone"),
        ("zwerm – drones", "zwerm\ndrone"),
        ("zwerm\n\ndrones", "zwerm\ndrone"),
        ("U.A.V.", "uav"),
        ("IED’s", "ied"),
        ("", ""),
        ("!?", ""),
    ],
)
def test_a_text_becomes_one_string_cut_where_punctuation_parts_words(text, string):
    assert build_word_stream(text).string == string


@given(st.text())
def test_every_word_knows_its_place_in_text_and_string(text):
    found = build_word_stream(text)
    for word, place in enumerate(found.places):
        assert found.word_at(place) == word
        assert found.starts[word] < found.ends[word] <= len(text)
        assert found.stops[word] <= len(found.string)
