import pytest

from portal.text import Tagger, Term

TAGGER = Tagger(
    [
        Term("missiles", "missile", "en"),
        Term("maritime", "maritime", "en"),
        Term("submarines", "submarine", "en"),
        Term("lasers", "laser"),
        Term("radar", "radar"),
    ]
)


def found(text):
    return [mention.phrase for mention in TAGGER.mentions(text)]


@pytest.mark.parametrize(
    "text",
    [
        "The lamp was tested in nurseries, submarines and one very patient choir.",
        "Our consultants have worked with the tax office in the maritime sector.",
        "Accountants for the maritime industry since nineteen eighty.",
        "Our agency finds laser specialists and welders.",
    ],
)
def test_a_target_customer_or_place_is_not_proposed(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("With forty people we build missiles that cost less.", ["missiles"]),
        ("New seals for submarines, made in one night.", ["submarines"]),
        ("Missile tests are our daily work.", ["Missile"]),
        ("The radar sees a missile early and tells where the missile will land.", ["radar", "missile", "missile"]),
    ],
)
def test_what_is_made_or_what_it_is_made_for_is_proposed(text, expected):
    assert found(text) == expected
