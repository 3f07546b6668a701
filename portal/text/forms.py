"""One form for the many ways to write a term: case, accents, plurals, Dutch endings, and hyphen, space or
nothing between.

A text becomes one string of its words' forms without spaces ("Cyber-security systems" ->
"cybersecuritysystem"), cut by a line end where punctuation keeps words apart; a term becomes the same kind of
string, so finding it is plain search.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

from portal.text.words import fold

CUT = "\n"

_TOKEN = re.compile(r"[^\W_]+(?:['’]s(?![^\W_]))?")
# Between two words of one term: white space with at most one line end, or one joining mark without space
# around it.
_JOINS = re.compile(r"[^\S\n]*\n?[^\S\n]*|[-‐‑–/_'’.&+]")
_DOUBLE_VOWEL = re.compile(r"(aa|ee|oo|uu)(?=[^aeiou]$)")
_DOUBLE_CONSONANT = re.compile(r"([bdfgklmnprst])\1$")
_VOICED = {"v": "f", "z": "s"}


@lru_cache(maxsize=200_000)
def form(word: str) -> str:
    """A folded word without plural and Dutch adjective ending, the same for all of "systeem", "systemen" and
    "system".

    Lighter than a stem on purpose: "detect" and "detector", "stel" and "steel" stay apart. The endings: 's,
    (e)s, ies; -en and -e of words of six letters or more, the spelling mended (stoffen: stof, actieve:
    actief, draadloze: draadloos); double vowels before a last consonant count once there (autonoom, autonome;
    signaal, signalen).
    """
    word = re.sub(r"['’]s$", "", word)
    if len(word) < 4 or not word.isalpha():
        return word
    word = _singular(word)
    if len(word) >= 6:
        for ending in ("en", "e"):
            if word.endswith(ending) and word[-len(ending) - 1] not in "aeiou":
                word = _mended(word[: -len(ending)])
                break
    return _DOUBLE_VOWEL.sub(lambda double: double.group()[0], word) if len(word) >= 6 else word


def _singular(word: str) -> str:
    if word.endswith("ieen"):  # the folded Dutch -ieën
        return word[:-2]
    if word.endswith("ies") and len(word) > 5:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    if word.endswith("s") and word[-2] not in "sui":
        return word[:-1]
    return word


def _mended(word: str) -> str:
    word = _DOUBLE_CONSONANT.sub(r"\1", word)
    return word[:-1] + _VOICED.get(word[-1], word[-1])


@dataclass(frozen=True, slots=True)
class Stream:
    """A text as one string of forms. Word i is `text[starts[i]:ends[i]]` and `string[places[i]:places[i] +
    its length]`."""

    string: str
    places: list[int]
    starts: list[int]
    ends: list[int]
    words: list[str]
    cut_before: list[bool]

    def word_at(self, place: int) -> int:
        """The word that the character of `string` at `place` belongs to."""
        return bisect_right(self.places, place) - 1

    def end_place(self, word: int) -> int:
        return self.places[word] + len(form(self.words[word]))


def stream(text: str) -> Stream:
    """The words of a text as one string of forms."""
    places: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    words: list[str] = []
    cuts: list[bool] = []
    pieces: list[str] = []
    place = end = 0
    for token in _TOKEN.finditer(fold(text)):
        cut = bool(places) and not _JOINS.fullmatch(text, end, token.start())
        if cut:
            pieces.append(CUT)
            place += 1
        end = token.end()
        found = form(token.group())
        pieces.append(found)
        places.append(place)
        starts.append(token.start())
        ends.append(end)
        words.append(token.group())
        cuts.append(cut)
        place += len(found)
    return Stream("".join(pieces), places, starts, ends, words, cuts)
