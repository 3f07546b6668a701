import pytest

from portal.technologies.tagger.tagger import Tagger, VocabularyTerm

TAGGER = Tagger(
    [
        VocabularyTerm("radar", "radar"),
        VocabularyTerm("batteries", "battery"),
        VocabularyTerm("drones", "drone"),
        VocabularyTerm("robots", "robot"),
    ]
)


def found(text):
    return [mention.phrase for mention in TAGGER.mentions(text)]


@pytest.mark.parametrize(
    "text",
    [
        "A tank of goldfish, a battery of cooks and a well-trained waiter await you.",
        "Bij deze winkel krijg je elke week een battery vol grappen, en een kop thee.",
    ],
)
def test_an_everyday_word_in_no_technical_company_is_not_proposed(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("For our guests we keep a battery in each drone that goes up.", ["battery", "drone"]),
        ("For our guests we keep a battery that delivers ten watt for hours.", ["battery"]),
        ("Het radarhuis van de buren staat al jaren aan het water.", ["radarhuis"]),
        ("A robot greets the guests at the door of the hotel.", ["robot"]),
        ("battery", ["battery"]),
    ],
)
def test_an_everyday_word_counts_beside_a_technology_or_words_of_engineers(text, expected):
    assert found(text) == expected
