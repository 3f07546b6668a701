"""Detect Dutch or English by the function words that every sentence needs."""

import re
from typing import Literal

Language = Literal["nl", "en"]

DEFAULT: Language = "nl"
ENOUGH = 2  # function words
BEGINNING = 4000  # characters that are examined

DUTCH = frozenset(
    """
    aan als bij binnen biedt dan dat de deze die dit door een en er geen haar heeft hebben het hoe hun ik
    ingezet is je kan kunnen maar meer met moet moeten naar naast nederland niet nog of om onder ons onze
    ook op over samen sinds te tegen tijdens tot tussen uit uw van vanuit veel via voor waar waarbij
    wanneer waarmee wat we welke werken wij wil willen worden wordt zelf zich zij zijn zo zoals zoekt
    zonder zowel zullen
    """.split()
)
ENGLISH = frozenset(
    """
    a an and are as at be been being between both but by can could developed does each for from had has
    have how if into is it its like may more most must need needs no not of on or our over should since
    so such than that the their them then there these they this those through to under until us used
    using was we were what when where which while who will with within without would you your
    """.split()
)
_WORD = re.compile(r"[a-z]+")


def detect_language(text: str, default: Language = DEFAULT) -> Language:
    """Return the language of a text, or `default` when it has too few function words."""
    return guess_language(text) or default


def guess_language(text: str) -> Language | None:
    """Return the language with more function words in the text; None when it has fewer than ENOUGH, or equally many.

    Words that are function words in both languages ("over", "we") make no difference.
    """
    words = _WORD.findall(text[:BEGINNING].lower())
    dutch, english = sum(map(DUTCH.__contains__, words)), sum(map(ENGLISH.__contains__, words))
    if max(dutch, english) < ENOUGH or dutch == english:
        return None
    return "nl" if dutch > english else "en"
