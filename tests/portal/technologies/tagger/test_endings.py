import pytest

from portal.technologies.tagger.endings import normalise_word


@pytest.mark.parametrize(
    "family",
    [
        ["drone", "drones", "drone's"],
        ["sensor", "sensors", "sensoren"],
        ["systeem", "systemen", "system", "systems"],
        ["netwerk", "netwerken"],
        ["network", "networks"],
        ["onbemand", "onbemande"],
        ["autonoom", "autonome"],
        ["draadloos", "draadloze"],
        ["actief", "actieve"],
        ["slim", "slimme"],
        ["stof", "stoffen"],
        ["signaal", "signalen"],
        ["battery", "batteries"],
        ["batterij", "batterijen"],
        ["technologie", "technologieen"],
        ["voertuig", "voertuigen"],
        ["uav", "uavs", "uav's"],
    ],
)
def test_spellings_of_one_word_share_a_form(family):
    assert len({normalise_word(word) for word in family}) == 1


@pytest.mark.parametrize(
    "words",
    [
        ["detect", "detector"],
        ["stel", "steel"],
        ["plan", "plane"],
        ["gas", "ga"],
        ["analysis", "analysi"],
        ["bus", "bu"],
        ["robot", "robotica"],
    ],
)
def test_different_words_stay_apart(words):
    assert len({normalise_word(word) for word in words}) == len(words)


@pytest.mark.parametrize("word", ["5g", "ai", "c4isr", "x", "s", "en", "2.0", "ßss"])
def test_short_words_and_codes_stay_as_they_are(word):
    assert normalise_word(word) == word
