import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.technologies.tagger.tagger import Tagger, VocabularyTerm

TAGGER = Tagger(
    [
        VocabularyTerm("detection", "detect*|herken* … drone*|uavs"),
        VocabularyTerm("drones", "drone"),
        VocabularyTerm("underwater", "underwater drone", "en"),
        VocabularyTerm("fusion", "combine* … lidar|camera*"),
        VocabularyTerm("lidar", "lidar"),
        VocabularyTerm("watching", "camera … drone*"),
    ]
)


def found(text):
    return [(mention.technology_id, mention.phrase) for mention in TAGGER.mentions(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We detect small drones.", [("detection", "detect small drones")]),
        ("detecteert, volgt en telt kleine drones", [("detection", "detecteert, volgt en telt kleine drones")]),
        ("drones op tijd herkennen", [("detection", "drones op tijd herkennen")]),
        ("the detection of UAVs", [("detection", "detection of UAVs")]),
    ],
)
def test_two_parts_are_found_in_any_order_with_words_between(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We detect leaks. Drones are a hobby.", [("drones", "Drones")]),
        ("detect leaks in old pipes before any drone", [("drones", "drone")]),
        ("detect no drone", []),
        ("wij herkennen geen drones", []),
        ("detect with an underwater drone", [("underwater", "underwater drone")]),
    ],
)
def test_two_parts_do_not_go_together_across_a_stop_far_apart_denied_or_in_a_longer_term(text, expected):
    assert found(text) == expected


def test_a_technology_in_a_pair_is_named_by_itself_unless_the_pair_is_about_it():
    assert found("combines lidar and radar") == [("fusion", "combines lidar"), ("lidar", "lidar")]
    assert found("detects drones") == [("detection", "detects drones")]


def test_pairs_that_share_a_word_are_both_found():
    assert found("combines a camera for drones") == [
        ("fusion", "combines a camera"),
        ("watching", "camera for drones"),
    ]


@given(st.text(alphabet=st.sampled_from("detecdronuavs .,\n*|…"), max_size=80))
def test_any_text_gives_mentions_in_place(text):
    assert all(text[each.start : each.end] == each.phrase for each in TAGGER.mentions(text))
