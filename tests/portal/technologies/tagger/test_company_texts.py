import pytest

from portal.technologies.tagger.tagger import Tagger, VocabularyTerm

TAGGER = Tagger(
    [
        VocabularyTerm("radar", "radar"),
        VocabularyTerm("drones", "drone"),
        VocabularyTerm("motors", "electric motor", "en"),
    ]
)


def found(text):
    return [mention.phrase for mention in TAGGER.mentions(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Klanten zijn een bierbrouwer en twee bouwers van radars.",
        "Our customers are bakers, nurseries and radar schools.",
        "Customers: two bakers, a radar school and a zoo.",
        "The lamp is used by bakers and by radar crews.",
        "We leveren aan bakkers, tuinders en een radarschool.",
        "Radar manufacturers and drone operators test our paint.",
        "Wij beschermen een feest tegen drones.",
        "A bell that replaces an expensive radar.",
        "Electric motors come from Slovenia.",
        "De radar kopen we in.",
        "Two radar schools in the north use them.",
        "Een radarschool en een bakker werken ermee.",
        "Our customers build radars and cages.",
        "Bellen voor radarbouwers en tuinders.",
        "Ink that withstands a radar.",
    ],
)
def test_what_is_of_customers_bought_in_or_held_against_is_not_proposed(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Our customers are bakers. We build radars.", ["radars"]),
        ("It is used by bakers for a radar over the oven.", ["radar"]),
        ("Onze klanten vragen een radar met een bel.", ["radar"]),
        ("We are a radar manufacturer.", ["radar"]),
        ("A radar against rust.", ["radar"]),
        ("Our radar is small and bakers use it.", ["radar"]),
        ("With this radar we bake, and you may use it.", ["radar"]),
        ("A radar hangs here. Bakers use it.", ["radar"]),
    ],
)
def test_what_is_offered_beside_customers_is_proposed(text, expected):
    assert found(text) == expected
