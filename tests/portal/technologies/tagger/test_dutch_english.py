"""Dutch words by their English: listed, compound, of one origin, or as they are."""

import re

import pytest

from portal.technologies.tagger.dutch_english import LIST, get_word_meanings, locate_meanings
from portal.technologies.tagger.words import stem_word


@pytest.mark.parametrize(
    ("dutch", "english"),
    [
        ("geluid", ["sound"]),
        ("vliegtuigen", ["aircraft"]),
        ("onbemande", ["unmanned"]),
        ("geluidssensor", ["sound", "sensor"]),
        ("koolstofvezel", ["carbon", "fiber"]),
        ("warmtebeeldcamera", ["thermal", "image", "camera"]),
        ("waterstofopslag", ["hydrogen", "storage"]),
        ("detectie", ["detection"]),
        ("kosteneffectief", ["cost", "effective"]),
        ("elektrolyse", ["electrolyse"]),
    ],
)
def test_dutch_word_means_its_english(dutch, english):
    assert get_word_meanings(dutch, "nl") == tuple(stem_word(each, "en") for each in english)


@pytest.mark.parametrize("word", ["versterkte", "fietsbel", "zwerver", "flevoland"])
def test_word_that_is_not_known_stays_as_it_is(word):
    assert get_word_meanings(word, "nl") == (stem_word(word, "nl"),)


def test_stop_words_mean_nothing_and_english_only_itself():
    assert get_word_meanings("het", "nl") == get_word_meanings("the", "en") == ()
    assert get_word_meanings("storing", "en") == (
        stem_word("storing", "en"),
    )  # a false friend: "interference" in Dutch alone


def test_parts_of_a_compound_stand_at_the_place_of_the_whole():
    text = "Een geluidssensor."
    found = list(locate_meanings(text, "nl"))
    assert [(text[start:end], each) for start, end, each in found] == [
        ("geluidssensor", "sound"),
        ("geluidssensor", "sensor"),
    ]


def test_list_names_each_word_once_and_keeps_no_stop_word():
    dutch = re.findall(r"(\S+)=", re.sub(r"(?m)^#.*$", "", LIST.read_text("utf-8")))
    assert len(dutch) == len(set(dutch)) >= 1_000
    assert [word for word in dutch if not get_word_meanings(word, "nl")] == []
