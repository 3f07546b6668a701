"""Find passages of one text in another, such as text of a restricted annex in a public description."""

import re
import unicodedata
from collections.abc import Iterator

FEWEST_WORDS = 5  # in a passage; fewer words in a row are equal by chance
# A word, with invisible characters inside it: combining accents, soft hyphens, characters of no width.
_WORD = re.compile("[^\\W_](?:[^\\W_]|[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff])*")


def find_shared_passages(shown: str, kept: str, fewest: int = FEWEST_WORDS) -> list[tuple[int, int]]:
    """Return (start, end) of each passage of `shown` in which `fewest` or more words in a row are also in `kept`.

    Words are compared without case, accents and punctuation. The passages are in order and do not touch. The time is
    linear in both texts.
    """
    words = list(_iter_bare_words(shown))
    there = set(_iter_word_windows([word for _start, _end, word in _iter_bare_words(kept)], fewest))
    found: list[tuple[int, int]] = []
    for place, row in enumerate(_iter_word_windows([word for _start, _end, word in words], fewest)):
        if row in there:
            start, end = words[place][0], words[place + fewest - 1][1]
            joined = found and found[-1][1] >= (words[place - 1][1] if place else 0)
            found[-1:] = [(found[-1][0], end)] if joined else [*found[-1:], (start, end)]
    return found


def _iter_bare_words(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, word) with letters and digits only, in whatever way they were written."""
    for match in _WORD.finditer(text):
        letters = unicodedata.normalize("NFKD", match.group().casefold())
        yield match.start(), match.end(), "".join(filter(str.isalnum, letters)).casefold()


def _iter_word_windows(words: list[str], length: int) -> Iterator[tuple[str, ...]]:
    return (tuple(words[place : place + length]) for place in range(len(words) - length + 1))
