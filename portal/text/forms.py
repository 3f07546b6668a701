"""One form for the many ways to write a term: case, accents, plurals, Dutch endings, and hyphen, space or
nothing between.

A text becomes one string of its words' forms without spaces ("Cyber-security systems" ->
"cybersecuritysystem"), cut by a line end where punctuation keeps words apart; a term becomes the same kind of
string, so finding it is plain search.
"""

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass

from portal.text.endings import form
from portal.text.words import fold

CUT = "\n"

_TOKEN = re.compile(r"[^\W_]+(?:['’]s(?![^\W_]))?")
# Between two words of one term: white space with at most one line end, or one joining mark without space
# around it.
_JOINS = re.compile(r"[^\S\n]*\n?[^\S\n]*|[-‐‑–/_'’.&+]")


@dataclass(frozen=True, slots=True)
class Stream:
    """A text as one string of forms. Word i is `text[starts[i]:ends[i]]` and `string[places[i]:stops[i]]`."""

    string: str
    places: list[int]
    stops: list[int]
    starts: list[int]
    ends: list[int]
    words: list[str]
    cut_before: list[bool]

    def word_at(self, place: int) -> int:
        """The word that the character of `string` at `place` belongs to."""
        return bisect_right(self.places, place) - 1


def stream(text: str, read: Callable[[str], str] = str) -> Stream:
    """The words of a text as one string of forms; `read` makes of a folded word the one that is meant."""
    places: list[int] = []
    stops: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    words: list[str] = []
    cuts: list[bool] = []
    pieces: list[str] = []
    place = end = 0
    for token in _TOKEN.finditer(fold(text)):
        start = token.start()
        gap = text[end:start]
        cut = gap != " " and bool(places) and not _JOINS.fullmatch(gap)
        if cut:
            pieces.append(CUT)
            place += 1
        end = token.end()
        word = read(token.group())
        found = form(word)
        pieces.append(found)
        places.append(place)
        place += len(found)
        stops.append(place)
        starts.append(start)
        ends.append(end)
        words.append(word)
        cuts.append(cut)
    return Stream("".join(pieces), places, stops, starts, ends, words, cuts)
