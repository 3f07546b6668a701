"""Split a text into words: fold them, remove stop words, and reduce words to their stem."""

import re
import threading
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import snowballstemmer

from portal.technologies.tagger.endings import normalise_word
from portal.technologies.tagger.language import DUTCH, ENGLISH, Language

WORD = re.compile(r"[^\W_]+")
LONGEST = 64  # characters of a word; the rest is ignored
CACHED_STEMS = 200_000  # the stemmer takes 20 microseconds for a word, the cache 0.1

_NAMES = {"nl": "dutch", "en": "english"}
# Stop words, in addition to those that distinguish the languages.
_EVERYWHERE = frozenset(
    """
    in al alle alleen allerlei altijd ander andere daarom daarbij dus echter eigen elk elke enkele erg etc goed graag
    hier huidige iets ieder iedere juist nieuw nieuwe nu onderdeel reeds steeds toch vaak verschillende verder weer zeer
    zou zulke about above across after again against all almost along already also although always among amongst any
    because before below beyond during either etc even every few further furthermore get however i including just
    less made make makes many me much my new now often one only other others out own per same several she he some
    still take taken therefore though thus too two up upon very via well whether whose yet
    """.split()
)
_STOP = DUTCH | ENGLISH | _EVERYWHERE
_local = threading.local()


def fold_text(text: str) -> str:
    """Return the text in lower case without accents; every character keeps its place in the text."""
    return text.lower() if text.isascii() else "".join(map(_fold_character, text))


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    base = unicodedata.normalize("NFKD", character)[0].lower()
    return base if len(base) == 1 else character


def split_words(text: str) -> list[str]:
    """Return the folded words of a text in order, stop words included."""
    return WORD.findall(fold_text(text))


def stem_text(text: str, language: Language) -> list[str]:
    """Return the stems of a text in order, without stop words and single characters."""
    return [found for word in split_words(text) if (found := stem_word(word, language))]


def locate_stems(text: str, language: Language) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, stem) of every word that carries meaning."""
    for match in WORD.finditer(fold_text(text)):
        if found := stem_word(match.group(), language):
            yield match.start(), match.end(), found


@lru_cache(maxsize=CACHED_STEMS)
def stem_word(word: str, language: Language) -> str:
    """Return the stem of a folded word; "" for a stop word, a single character and a number below 10,000.

    Source: Porter (2001), Snowball: a language for stemming algorithms; snowballstem.org.
    """
    if len(word) < 2 or word in _STOP or (len(word) < 5 and word.isdigit()):
        return ""
    word = word[:LONGEST]
    if language == "nl":
        word = normalise_word(word)  # the stemmer takes "sensoren" to "sensoor", and "systemen" away from "system"
    return _get_stemmer(language).stemWord(word) or word


def _get_stemmer(language: Language) -> Any:
    """Return the stemmer of this thread and language; stemmers store the word that they work on."""
    found = getattr(_local, language, None)
    if found is None:
        found = snowballstemmer.stemmer(_NAMES[language])
        setattr(_local, language, found)
    return found
