import sys
import unicodedata

import pytest

from portal.technologies.tagger.word_count import RUN, count_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        (" \n\t ", 0),
        ("een", 1),
        ("een twee", 2),
        ("  een\n\n twee\tdrie ", 3),
        ("e-mail van foto’s, 3,5 kg en/of a.u.b.", 7),
        ("it's well-known", 2),
        ("een - twee — drie", 3),
        ("... ! ? – €", 0),
        ("TRL 6 (van 9)", 4),
        ("één ñandú Ωmega 日本語 ½ ² Ⅷ", 7),
        ("a\u00a0b\u202fc\u2009d\u3000e\u0085f\u2028g", 7),
        ("a\u200bb c\u00add e\u2060f", 3),
        ("\ufeffbegin", 1),
        ("👩‍🚀 🚀", 0),
        ("🚀1", 1),
        ("a\x1cb", 1),
    ],
)
def test_words_are_counted(text, words):
    assert count_words(text) == words


def test_white_space_is_what_unicode_calls_so():
    """Python's own idea of white space, less four control characters that Unicode does not count."""
    characters = map(chr, range(sys.maxunicode + 1))
    ours = {character for character in characters if not RUN.match(character)}
    assert ours == {chr(code) for code in range(sys.maxunicode + 1) if chr(code).isspace()} - set("\x1c\x1d\x1e\x1f")


def test_every_letter_and_digit_makes_a_word():
    wrong = [
        code
        for code in range(sys.maxunicode + 1)
        if count_words(chr(code)) != (unicodedata.category(chr(code))[0] in "LN")
    ]
    assert wrong == []
