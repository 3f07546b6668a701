import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.technologies.tagger.tagger import Tagger, VocabularyTerm

TAGGER = Tagger(
    [
        VocabularyTerm("drones", "drone"),
        VocabularyTerm("drones", "onbemand luchtvaartuig", "nl"),
        VocabularyTerm("drones", "unmanned aerial vehicle", "en"),
        VocabularyTerm("drones", "UAV"),
        VocabularyTerm("swarms", "dronezwerm", "nl"),
        VocabularyTerm("swarms", "zwerm drones", "nl"),
        VocabularyTerm("swarms", "drone swarm", "en"),
        VocabularyTerm("counter-drone", "dronedetectie", "nl"),
        VocabularyTerm("ai", "AI"),
        VocabularyTerm("ai", "kunstmatige intelligentie", "nl"),
        VocabularyTerm("ew", "EW"),
        VocabularyTerm("thermal", "IR"),
        VocabularyTerm("infrared", "infrarood", "nl"),
        VocabularyTerm("vpn", "VPN"),
        VocabularyTerm("5g", "5G"),
        VocabularyTerm("cyber", "cyber security", "en"),
        VocabularyTerm("cyber", "cyberbeveiliging", "nl"),
        VocabularyTerm("sensors", "sensor"),
        VocabularyTerm("networks", "netwerk", "nl"),
        VocabularyTerm("networks", "network", "en"),
        VocabularyTerm("radar", "radar"),
        VocabularyTerm("sonar", "sonar"),
        VocabularyTerm("lidar", "LiDAR"),
        VocabularyTerm("autonomy", "autonoom systeem", "nl"),
        VocabularyTerm("autonomy", "autonomous system", "en"),
        VocabularyTerm("lasers", "laser"),
        VocabularyTerm("robotics", "robot"),
        VocabularyTerm("boats", "boot", "nl"),
        VocabularyTerm("quantum", "kwantum", "nl"),
        VocabularyTerm("coordination", "coördinatie", "nl"),
        VocabularyTerm("software", "software"),
        VocabularyTerm("software-engineering", "software"),
    ]
)


def found(text: str) -> list[tuple[str, str]]:
    return [(mention.technology_id, mention.phrase) for mention in TAGGER.mentions(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # singular, plural, endings, in both languages
        ("Wij maken een drone.", [("drones", "drone")]),
        ("De drones en de sensoren", [("drones", "drones"), ("sensors", "sensoren")]),
        ("two sensors and a network", [("sensors", "sensors"), ("networks", "network")]),
        ("Netwerken en networks", [("networks", "Netwerken"), ("networks", "networks")]),
        ("onbemande luchtvaartuigen", [("drones", "onbemande luchtvaartuigen")]),
        ("Unmanned Aerial Vehicles", [("drones", "Unmanned Aerial Vehicles")]),
        ("autonome systemen, autonoom systeem", [("autonomy", "autonome systemen"), ("autonomy", "autonoom systeem")]),
        ("autonomous systems", [("autonomy", "autonomous systems")]),
        # case and accents
        ("DRONE Dröne", [("drones", "DRONE"), ("drones", "Dröne")]),
        ("Coordinatie en COÖRDINATIE", [("coordination", "Coordinatie"), ("coordination", "COÖRDINATIE")]),
        # hyphen, space, nothing
        (
            "cyber-security, cyber security, cybersecurity",
            [("cyber", "cyber-security"), ("cyber", "cyber security"), ("cyber", "cybersecurity")],
        ),
        ("een drone-zwerm of drone zwerm", [("swarms", "drone-zwerm"), ("swarms", "drone zwerm")]),
        ("zwerm\ndrones", [("swarms", "zwerm\ndrones")]),
        # Dutch compounds
        ("dronezwermen", [("swarms", "dronezwermen")]),
        ("dronedetectiesysteem", [("counter-drone", "dronedetectiesysteem")]),
        ("het laserstelsel", [("lasers", "laserstelsel")]),
        ("De dronebouwer en het radarsysteem", [("drones", "dronebouwer"), ("radar", "radarsysteem")]),
        (
            "De kamikazedrones en het sensornetwerk",
            [("drones", "kamikazedrones"), ("sensors", "sensornetwerk"), ("networks", "sensornetwerk")],
        ),
        ("Het antidronesysteem van de marine", [("drones", "antidronesysteem")]),
        (
            "de kwantumsensor en de kwantumtechnologie",
            [("quantum", "kwantumsensor"), ("sensors", "kwantumsensor"), ("quantum", "kwantumtechnologie")],
        ),
        ("microdrones are used by the navy", [("drones", "microdrones")]),
        ("De infraroodsensorfabrikant", [("infrared", "infraroodsensorfabrikant")]),
        # abbreviations
        ("AI en UAVs, UAV's", [("ai", "AI"), ("drones", "UAVs"), ("drones", "UAV's")]),
        ("AI-gedreven EW", [("ai", "AI"), ("ew", "EW")]),
        ("een VPN of vpn over 5G", [("vpn", "VPN"), ("vpn", "vpn"), ("5g", "5G")]),
        ("lidar en LIDAR", [("lidar", "lidar"), ("lidar", "LIDAR")]),
        # one term of two technologies proposes both
        ("software", [("software", "software"), ("software-engineering", "software")]),
    ],
)
def test_terms_are_found_in_all_their_spellings(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "De mail van Tai is laid in mainstream.",  # AI inside words
        "ai, ew en ir in kleine letters",
        "een nieuw idee van hier",
        "5 g suiker of 5g",
        "solidariteit",  # lidar inside a word
        "personarchief",  # sonar neither first nor last
        "De blaser en het radioactieve afval",
        "zwerm. Luchtvaartuig, onbemand",
        "kunstmatige. Intelligentie",
        "the leather boot of the soldier was not made by us",  # a Dutch term in English text
        "battleships and dronemakers were there in the end",  # English does not join words
    ],
)
def test_what_only_looks_like_a_term_is_not_found(text):
    assert found(text) == []


def test_words_with_a_small_one_are_no_term_of_one_word():
    tagger = Tagger(
        [
            VocabularyTerm("tables", "tabletop", "en"),
            VocabularyTerm("wind", "windparken", "nl"),
            VocabularyTerm("cloud", "cloud-native"),
        ]
    )
    assert tagger.mentions("De tablet op tafel is van ons.") == []
    assert [each.phrase for each in tagger.mentions("Een windpark en een molen.")] == ["windpark"]
    assert [each.phrase for each in tagger.mentions("Our tabletop is cloud native.")] == ["tabletop", "cloud native"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wij maken geen drones.", []),
        ("geen eigen drones", []),
        ("Wij doen niet aan drones", []),
        ("We are not a drone maker.", []),
        ("no radar", []),
        ("without radar or sonar", []),
        ("geen drones, radars", ["radars"]),
        ("geen drones of robots", []),
        ("Geen drones. Wel radar.", ["radar"]),
        ("geen drones, radars of robots", []),
        ("Wij werken niet met wapens, drones of radars.", []),
        ("geen drones, radars of robots. Sonar of lidar wel", ["Sonar", "lidar"]),
        ("Wij hebben niets met drones.", []),
        ("instead of radar we use sonar", ["sonar"]),
        ("niet alleen drones maar ook radar", ["drones", "radar"]),
        ("not only drones", ["drones"]),
        ("niet zichtbaar voor de radar van een schip met sensoren", ["radar", "sensoren"]),
        ("Drones die niet vliegen", ["Drones"]),
        ("no longer tied to one supplier of radar systems", ["radar"]),
        ("None of our products contains radar.", []),
        ("Nobody here knows anything about radar.", []),
        ("We do not develop or sell any radar.", []),
        ("Radars maken wij niet, sonar wel.", ["sonar"]),
        ("Drones of radars verkopen wij niet.", []),
        ("Zelf radars bouwen doen jullie niet.", []),
        ("In tegenstelling tot een radar ziet sonar onder water.", ["sonar"]),
        ("It is smaller than the drone it follows.", []),
        ("It rises like a drone.", []),
        ("Wij zijn gestopt met drones.", []),
    ],
)
def test_what_is_denied_is_not_proposed(text, expected):
    assert [phrase for _, phrase in found(text)] == expected


def test_two_words_are_found_the_other_way_round():
    tagger = Tagger(
        [
            VocabularyTerm(1, "drones detecteren", "nl"),
            VocabularyTerm(2, "image analysis", "en"),
            VocabularyTerm(3, "zonder gps", "nl"),
        ]
    )
    assert [each.technology_id for each in tagger.mentions("detecteren drones, analysis of images, gps zonder")] == [
        1,
        2,
    ]


def test_the_longest_term_holds():
    assert found("een zwerm drones") == [("swarms", "zwerm drones")]
    assert found("unmanned aerial vehicle network") == [("drones", "unmanned aerial vehicle"), ("networks", "network")]


def test_a_mention_tells_term_place_and_sentence():
    text = "Wij zijn klein. Onze Drones vliegen ver! Altijd."
    [mention] = TAGGER.mentions(text)
    assert (mention.term, mention.phrase) == ("drone", "Drones")
    assert text[mention.start : mention.end] == "Drones"
    assert mention.sentence.text == "Onze Drones vliegen ver!"
    assert text[mention.sentence.start : mention.sentence.end] == mention.sentence.text


def test_technologies_come_most_named_first_then_by_place():
    tags = TAGGER.technologies("Radar, sonar en een drone. De drones en sonar.")
    assert {technology: len(mentions) for technology, mentions in tags.items()} == {"sonar": 2, "drones": 2, "radar": 1}
    assert list(tags) == ["sonar", "drones", "radar"]


def test_a_tagger_without_terms_finds_nothing():
    assert Tagger([]).mentions("drone") == []
    assert Tagger([VocabularyTerm(1, ""), VocabularyTerm(1, " - ")]).mentions("drone -") == []


def test_a_term_with_accents_or_endings_is_found_without():
    assert [
        each.phrase
        for each in Tagger([VocabularyTerm(1, "Geïmproviseerde explosieven")]).mentions("geimproviseerd explosief")
    ]


@given(st.text(alphabet=st.sampled_from("drones radar-AI.\n,!x0é'\x00\ud800"), max_size=80))
def test_any_text_gives_mentions_in_place_without_overlap(text):
    mentions = TAGGER.mentions(text)
    assert all(text[each.start : each.end] == each.phrase for each in mentions)
    assert all(each.sentence.start <= each.start < each.sentence.end for each in mentions)


@pytest.mark.parametrize(
    "text",
    [
        "\x00",
        "\ud800 drone",
        "...,,!",
        "a" * 100_000,
        "drone " * 16_000,
        "drone" * 20_000,
        "\u0301" * 999,
        "geen " * 20_000,
        "AI. " * 25_000,
    ],
)
def test_absurd_text_is_no_error_and_takes_no_ages(text):
    start = time.perf_counter()
    TAGGER.mentions(text)
    assert time.perf_counter() - start < 10
