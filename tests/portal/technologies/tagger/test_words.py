import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.technologies.tagger.words import fold_text, locate_stems, split_words, stem_text, stem_word


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Geïmproviseerd", "geimproviseerd"),
        ("COÖRDINATIE", "coordinatie"),
        ("Ångström", "angstrom"),
        ("İstanbul", "istanbul"),
        ("straße", "straße"),
        ("10 µm", "10 μm"),
        ("\ud800", "\ud800"),
    ],
)
def test_fold_takes_case_and_accents_away(text, folded):
    assert fold_text(text) == folded


@given(st.text())
def test_fold_keeps_every_character_in_its_place(text):
    assert len(fold_text(text)) == len(text)


def test_words_are_letters_and_digits():
    assert split_words("Cyber-security, 5G & e-mail: 3,5 m_2!") == [
        "cyber",
        "security",
        "5g",
        "e",
        "mail",
        "3",
        "5",
        "m",
        "2",
    ]


@pytest.mark.parametrize(
    "family",
    [["sensor", "sensoren"], ["systeem", "systemen", "system"], ["autonoom", "autonome"], ["netwerk", "netwerken"]],
)
def test_dutch_words_of_one_family_share_a_stem(family):
    assert len({stem_word(word, "nl") for word in family}) == 1


@pytest.mark.parametrize("word", ["drone", "radar", "sensor", "robot", "laser"])
def test_words_of_both_languages_share_a_stem(word):
    assert stem_word(word, "nl") == stem_word(word, "en")


@pytest.mark.parametrize("word", ["de", "the", "met", "with", "is", "in", "also", "ook", "x", "7", "2026", ""])
def test_words_of_every_text_have_no_stem(word):
    assert stem_word(word, "nl") == stem_word(word, "en") == ""


def test_part_numbers_have_a_stem():
    assert stem_word("85285", "en") == "85285"


def test_stems_come_in_order():
    assert stem_text("We are testing the drones of the navy", "en") == ["test", "drone", "navi"]


def test_stems_in_place_point_at_the_words_as_written():
    text = "Één Drone, geïmproviseerd"
    found = [(text[start:end], stem_) for start, end, stem_ in locate_stems(text, "nl")]
    assert found == [("Drone", "drone"), ("geïmproviseerd", stem_word("geimproviseerd", "nl"))]


@given(st.text())
def test_any_text_has_stems(text):
    assert all(stem_text(text, "nl"))
    assert all(stem_text(text, "en"))


@pytest.mark.parametrize("text", ["\x00", "\ud800\udfff", "!?!", "\u0301", "a" * 100_000])
def test_odd_text_is_no_error(text):
    assert len(stem_text(text, "nl")) <= 1
