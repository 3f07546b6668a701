"""Find terms of two parts, in any order and with words between them: "detect*|herken* … drone*" is found in "detecteert
en volgt kleine drones" and in "drones op tijd herkennen". A bar separates alternatives; a star stands for any
ending."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from portal.technologies.tagger.endings import normalise_word
from portal.technologies.tagger.negation import NOT
from portal.technologies.tagger.term_forms import WordStream

GAP = " … "
BETWEEN = 4  # words that may be between the parts
REMEMBERED = 100_000  # words whose parts are cached
# A pair is about one of these, but does not offer it: "drones herkennen" offers no drone. Any other technology in a
# pair counts by itself too: "combines lidar and cameras".
CARRIERS = frozenset(
    normalise_word(word)
    for word in """
    drone uav uas robot robotic gps gnss galileo satelliet satellite radar munitie ammunition missile raket helikopter
    helicopter explosief explosives springstof quantum kwantum quantumcomputer kwantumcomputer
    """.split()
)
_START = 3  # first letters, by which the alternatives are indexed
_STOPS = frozenset(".;:!?()\n")


@dataclass(frozen=True, slots=True)
class TermPart:
    """One side of a term: its alternatives, and the `place` of the term in the list of terms."""

    place: int
    is_second: bool
    exact: frozenset[str]
    beginnings: tuple[str, ...]


class DiscontinuousTerms:
    """An index of the terms of two parts."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._by_start: dict[str, list[TermPart]] = {}
        for place, text in enumerate(texts):
            for is_second, side in enumerate(text.split(GAP)):
                alternatives = side.split("|")
                part = TermPart(
                    place,
                    bool(is_second),
                    frozenset(word for word in alternatives if not word.endswith("*")),
                    tuple(word[:-1] for word in alternatives if word.endswith("*")),
                )
                for start in {word[:_START].rstrip("*") for word in alternatives}:
                    self._by_start.setdefault(start, []).append(part)
        self._find_parts = lru_cache(maxsize=REMEMBERED)(self._search_parts)

    def _search_parts(self, word: str) -> list[TermPart]:
        return [
            part
            for part in self._by_start.get(word[:_START], ())
            if word in part.exact or word.startswith(part.beginnings)
        ]

    def find(self, text: str, words: WordStream) -> Iterator[tuple[int, int, int]]:
        """Yield (place of the term, first word, last word) of each find."""
        seen: dict[tuple[int, bool], int] = {}
        for at, parts in enumerate(map(self._find_parts, words.words)):
            for part in parts:
                other = seen.get((part.place, not part.is_second))
                if other is not None and _is_same_term(text, words, other, at):
                    yield part.place, other, at
                seen[part.place, part.is_second] = at


def _is_same_term(text: str, words: WordStream, first: int, last: int) -> bool:
    """Return whether the two words are close together in one sentence, without a negation between them."""
    return (
        last - first - 1 <= BETWEEN
        and NOT.isdisjoint(words.words[first:last])
        and not any(
            _STOPS.intersection(text[words.ends[word] : words.starts[word + 1]])
            for word in range(first, last)
            if words.cut_before[word + 1]
        )
    )
