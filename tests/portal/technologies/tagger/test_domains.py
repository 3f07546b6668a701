import pytest

from portal.technologies.tagger.tagger import Tagger, VocabularyTerm

TAGGER = Tagger(
    [
        VocabularyTerm("missiles", "missile", "en"),
        VocabularyTerm("maritime", "maritime", "en"),
        VocabularyTerm("submarines", "submarine", "en"),
        VocabularyTerm("lasers", "laser"),
        VocabularyTerm("radar", "radar"),
        VocabularyTerm("gears", "gearbox", "en"),
        VocabularyTerm("batteries", "energy density", "en"),
        VocabularyTerm("batteries", "battery", "en"),
        VocabularyTerm("drones", "drone"),
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


@pytest.mark.parametrize(
    "text",
    [
        "The robot has wheels and a quiet gearbox.",
        "Brushes for gearboxes, in every size.",
        "We build lamps with gearboxes.",
        "Our new glue has a high energy density.",
    ],
)
def test_a_component_or_property_is_not_proposed(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We design quiet gearboxes.", ["gearboxes"]),
        ("Lamps and gearboxes leave our hall every day.", ["gearboxes"]),
        ("The battery drives a pump and has a high energy density.", ["battery", "energy density"]),
    ],
)
def test_a_component_or_property_that_the_text_is_about_is_proposed(text, expected):
    assert found(text) == expected


LONG = " We are forty people in three old barns, bake on Fridays, and who comes in gets a slice and tells us a story."


@pytest.mark.parametrize(
    "text",
    [
        "The whistle weighs nine grams and runs a month on one battery.",
        "Nets of hemp that hang between the trees and catch a drone.",
        "Our whistle is heard above the hum of any radar.",
    ],
)
def test_a_thing_named_in_passing_is_proposed_in_few_words_alone(text):
    assert found(text) != []
    assert found(text + LONG) == []


@pytest.mark.parametrize(
    "text", ["We build radars.", "Drones, painted by hand.", "A drone calls. Another drone answers."]
)
def test_a_thing_that_the_text_is_about_is_proposed(text):
    assert found(text + LONG) != []


def test_a_sentence_before_the_one_that_asks_tells_a_problem():
    assert found("Missiles are loud and cost much. We seek a silent kite.") == []
    assert found("Missiles are loud and cost much. We seek a customer.") == ["Missiles"]
    assert found("We build missiles. We seek a silent kite.") == ["missiles"]
    assert found("Missiles we want.") == ["Missiles"]
