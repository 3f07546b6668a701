"""Give the spellings of a term one form: case, accents, plurals, Dutch endings, and a hyphen, a space or nothing
between its words.

A text becomes one string of the forms of its words, without spaces ("Cyber-security systems" -> "cybersecuritysystem")
and with a line end where punctuation separates words. A term becomes such a string too, so a plain search finds it.
"""

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from operator import add, sub

from portal.technologies.tagger.endings import normalise_word
from portal.technologies.tagger.words import fold_text

CUT = "\n"

_TOKEN = re.compile(r"([^\W_]+(?:['’]s(?![^\W_]))?)")
# Between two words of one term: white space with at most one line end, or one joining mark without white space.
_JOINS = re.compile(r"[^\S\n]*\n?[^\S\n]*|[-‐‑–/_'’.&+]")


@dataclass(frozen=True, slots=True)
class WordStream:
    """A text as one string of forms. Word i is `text[starts[i]:ends[i]]` and `string[places[i]:stops[i]]`;
    cut_before[i] tells whether punctuation separates it from the word before."""

    string: str
    places: list[int]
    stops: list[int]
    starts: list[int]
    ends: list[int]
    words: list[str]
    cut_before: list[bool]

    def word_at(self, place: int) -> int:
        """Return the word to which the character of `string` at `place` belongs."""
        return bisect_right(self.places, place) - 1


def build_word_stream(text: str, read: Callable[[str], str] = str) -> WordStream:
    """Build the stream of a text; read: a function that corrects the spelling of a folded word."""
    pieces = _TOKEN.split(fold_text(text))  # gap, word, gap, word, ..., gap
    bounds = list(accumulate(map(len, pieces)))
    starts, ends = bounds[:-1:2], bounds[1::2]
    words = list(map(read, pieces[1::2]))
    gaps = pieces[2:-1:2] if text.isascii() else map(text.__getitem__, map(slice, ends, starts[1:]))
    cuts = [False, *map(_is_word_break, gaps)] if words else []
    forms = list(map(normalise_word, words))
    lengths = list(map(len, forms))
    stops = list(accumulate(map(add, lengths, cuts)))
    places = list(map(sub, stops, lengths))
    string = "".join([CUT + found if cut else found for found, cut in zip(forms, cuts, strict=True)])
    return WordStream(string, places, stops, starts, ends, words, cuts)


@lru_cache(maxsize=10_000)
def _is_word_break(gap: str) -> bool:
    """Return whether the characters between two words separate them."""
    return gap != " " and not _JOINS.fullmatch(gap)
