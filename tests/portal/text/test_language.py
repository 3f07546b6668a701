import pytest

from portal.technologies.tagger.language import language_of, leaning


@pytest.mark.parametrize(
    "text",
    [
        "Wij bouwen drones voor de kustwacht.",
        "Ons bedrijf maakt software die het verschil ziet tussen een vogel en een drone.",
        "Zelfvarende boot zoekt partner met een AI-based perception system",
        "DRONES DIE DE KUST BEWAKEN",
    ],
)
def test_dutch_is_dutch(text):
    assert language_of(text, default="en") == "nl"


@pytest.mark.parametrize(
    "text",
    [
        "We build drones for the coast guard.",
        "This technology was developed with TNO and is used by the Koninklijke Marine.",
        "THE SYSTEM SHALL BE ABLE TO DETECT DRONES",
    ],
)
def test_english_is_english(text):
    assert language_of(text, default="nl") == "en"


@pytest.mark.parametrize(
    "text", ["", "Radar", "Robin Radar", "the drone", "\x00", "1234 !!", "de the", "de en the of by"]
)
def test_too_little_evidence_leaves_the_default(text):
    assert leaning(text) is None
    assert language_of(text) == "nl"
    assert language_of(text, default="en") == "en"
