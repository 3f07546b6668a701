import pytest

from portal.technologies.tagger.spelling import SpellingCorrector

SPELLING = SpellingCorrector(["intelligentie", "manufacturing", "language", "protection", "sensoren", "printing"])


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("inteligentie", "intelligentie"),  # a letter too few
        ("manufacturring", "manufacturing"),  # a letter too many
        ("intellugentie", "intelligentie"),  # a wrong letter in a long word
        ("langauge", "language"),  # two letters swapped
    ],
)
def test_slip_of_the_pen_is_read_as_the_word_that_is_meant(written, meant):
    assert SPELLING.read(written) == meant


@pytest.mark.parametrize(
    "word",
    [
        "projection",  # a real word one letter off
        "printong",  # too short for a wrong letter
        "manufactured",  # another ending
        "anufacturing",  # another first letter
        "intligentie",  # two letters too few
        "sensoren",
    ],
)
def test_word_of_its_own_stays(word):
    assert SPELLING.read(word) == word
