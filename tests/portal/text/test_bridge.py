"""Dutch words by their English: listed, compound, of one origin, or as they are."""

import re

import pytest

from portal.technologies.tagger.dutch_english import LIST, meanings, meanings_in_place
from portal.technologies.tagger.words import stem


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
    assert meanings(dutch, "nl") == tuple(stem(each, "en") for each in english)


@pytest.mark.parametrize("word", ["versterkte", "fietsbel", "zwerver", "flevoland"])
def test_word_that_is_not_known_stays_as_it_is(word):
    assert meanings(word, "nl") == (stem(word, "nl"),)


def test_stop_words_mean_nothing_and_english_only_itself():
    assert meanings("het", "nl") == meanings("the", "en") == ()
    assert meanings("storing", "en") == (stem("storing", "en"),)  # a false friend: "interference" in Dutch alone


def test_parts_of_a_compound_stand_at_the_place_of_the_whole():
    text = "Een geluidssensor."
    found = list(meanings_in_place(text, "nl"))
    assert [(text[start:end], each) for start, end, each in found] == [
        ("geluidssensor", "sound"),
        ("geluidssensor", "sensor"),
    ]


def test_list_names_each_word_once_and_keeps_no_stop_word():
    dutch = re.findall(r"(\S+)=", re.sub(r"(?m)^#.*$", "", LIST.read_text("utf-8")))
    assert len(dutch) == len(set(dutch)) >= 1_000
    assert [word for word in dutch if not meanings(word, "nl")] == []
