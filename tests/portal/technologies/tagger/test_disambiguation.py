import pytest

from portal.technologies.tagger.tagger import Tagger, VocabularyTerm

TAGGER = Tagger(
    [
        VocabularyTerm("radar", "radar"),
        VocabularyTerm("network-security", "firewall"),
        VocabularyTerm("batteries", "batterij", "nl"),
    ]
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Haar bedrijf stond al lang op onze radar.", []),
        ("Er staat een schip op het scherm van de radar.", ["radar"]),
        ("Wij kregen een batterij aan vragen van de gemeente.", []),
        ("De batterij van het voertuig is na een uur vol.", ["batterij"]),
        ("The firewall was laid in brick by the owner.", []),
        ("The firewall was set up by the owner.", ["firewall"]),
    ],
)
def test_another_sense_of_a_word_is_not_proposed(text, expected):
    assert [mention.phrase for mention in TAGGER.mentions(text)] == expected
