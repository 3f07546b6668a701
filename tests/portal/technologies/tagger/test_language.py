import pytest

from portal.technologies.tagger.language import detect_language, guess_language


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
    assert detect_language(text, default="en") == "nl"


@pytest.mark.parametrize(
    "text",
    [
        "We build drones for the coast guard.",
        "This technology was developed with TNO and is used by the Koninklijke Marine.",
        "THE SYSTEM SHALL BE ABLE TO DETECT DRONES",
    ],
)
def test_english_is_english(text):
    assert detect_language(text, default="nl") == "en"


@pytest.mark.parametrize(
    "text", ["", "Radar", "Robin Radar", "the drone", "\x00", "1234 !!", "de the", "de en the of by"]
)
def test_too_little_evidence_leaves_the_default(text):
    assert guess_language(text) is None
    assert detect_language(text) == "nl"
    assert detect_language(text, default="en") == "en"
