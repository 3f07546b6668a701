"""Translate Dutch words to English, so that a Dutch challenge and an English profile have words in common.

Our own list (dutch_english.txt) has the words that engineers use most; compounds are split into words of the list; and
words from Latin or Greek differ in their ending only. A word without a translation stays the same.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from portal.technologies.tagger.endings import normalise_word
from portal.technologies.tagger.language import Language
from portal.technologies.tagger.words import LONGEST, WORD, fold_text, stem_word

LIST = Path(__file__).with_name("dutch_english.txt")
CACHED_WORDS = 200_000
MOST_PARTS = 3
SHORTEST_PART, SHORTEST_COMPOUND = 3, 7
BETWEEN = ("", "s", "e", "en", "n")  # letters that Dutch puts between the parts of a compound
SHORTEST_COGNATE = 6
ENDINGS = (
    ("isatie", "ization"),
    ("isaties", "ization"),
    ("atie", "ation"),
    ("aties", "ation"),
    ("itie", "ition"),
    ("ctie", "ction"),
    ("cties", "ction"),
    ("sie", "sion"),
    ("tie", "tion"),
    ("iteit", "ity"),
    ("iteiten", "ity"),
    ("ische", "ic"),
    ("isch", "ic"),
    ("logie", "logy"),
    ("grafie", "graphy"),
    ("metrie", "metry"),
    ("nomie", "nomy"),
    ("ieve", "ive"),
    ("ief", "ive"),
    ("ele", "al"),
    ("eel", "al"),
    ("ale", "al"),
    ("aal", "al"),
    ("iseren", "ize"),
    ("cteren", "ct"),
    ("pteren", "pt"),
    ("nteren", "nt"),
    ("leren", "late"),
)
SPELLINGS = (("elektr", "electr"), ("kwant", "quant"), ("foto", "photo"), ("fys", "phys"), ("sfeer", "sphere"))


@lru_cache(maxsize=CACHED_WORDS)
def get_word_meanings(word: str, language: Language) -> tuple[str, ...]:
    """Return the English stems of a folded word: none for a stop word, several for a Dutch compound."""
    own = stem_word(word, language)
    if not own or language != "nl":
        return (own,) if own else ()
    found = _translate_compound(word[:LONGEST]) or _translate_cognate(word[:LONGEST]) or (_anglicise_spelling(word),)
    if found == (word,):
        return (own,)
    return tuple(dict.fromkeys(each for each in (stem_word(english, "en") for english in found) if each)) or (own,)


def locate_meanings(text: str, language: Language) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, stem) of the meanings of each word; the parts of a compound have the place of the whole."""
    for match in WORD.finditer(fold_text(text)):
        for found in get_word_meanings(match.group(), language):
            yield match.start(), match.end(), found


def _look_up_word(word: str) -> tuple[str, ...]:
    known = _load_word_list()
    return known.get(word) or known.get(normalise_word(word)) or ()


def _translate_compound(word: str, most: int = MOST_PARTS) -> tuple[str, ...]:
    """Translate a word of the list, or the parts of a compound, with the longest last part that is known."""
    if found := _look_up_word(word):
        return found
    if most == 1 or len(word) < SHORTEST_COMPOUND:
        return ()
    for at in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
        last = _look_up_word(word[at:]) or _translate_cognate(word[at:])
        for between in BETWEEN if last else ():
            part = word[:at].removesuffix(between)
            is_part = word[:at].endswith(between) and len(part) >= SHORTEST_PART
            if is_part and (first := _translate_compound(part, most - 1)):
                return (*first, *last)
    return ()


def _translate_cognate(word: str) -> tuple[str, ...]:
    """Translate a word by its ending: "detectie" -> "detection"."""
    if len(word) < SHORTEST_COGNATE:
        return ()
    for dutch, english in ENDINGS:
        if word.endswith(dutch):
            return (_anglicise_spelling(word.removesuffix(dutch) + english),)
    return ()


def _anglicise_spelling(word: str) -> str:
    for dutch, english in SPELLINGS:
        word = word.replace(dutch, english)
    return word


@lru_cache(maxsize=1)
def _load_word_list() -> dict[str, tuple[str, ...]]:
    text = re.sub(r"(?m)^#.*$", "", LIST.read_text("utf-8"))
    pairs = (pair.partition("=") for pair in text.split())
    return {fold_text(dutch): tuple(english.split("+")) for dutch, _equals, english in pairs}
