"""Words of one text that stand in another in the same order: what was meant for few, repeated where many read."""

import re
import unicodedata
from collections.abc import Iterator

FEWEST_WORDS = 5  # that make a phrase; fewer in a row come together by chance
# A word, with what is written into it and not seen: loose accents, soft hyphens, characters of no width.
_WORD = re.compile("[^\\W_](?:[^\\W_]|[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff])*")


def find_shared_passages(shown: str, kept: str, fewest: int = FEWEST_WORDS) -> list[tuple[int, int]]:
    """(start, end) of each stretch of `shown` whose every word is of `fewest` or more that stand in a row in `kept`.

    Words are compared without case, accents and punctuation. In order, apart from each other; linear in both texts.
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
    for match in _WORD.finditer(text):
        yield match.start(), match.end(), _normalise_passage_word(match.group())


def _normalise_passage_word(word: str) -> str:
    """As letters and digits alone, whichever way they were written."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKD", word.casefold()))).casefold()


def _iter_word_windows(words: list[str], length: int) -> Iterator[tuple[str, ...]]:
    return (tuple(words[place : place + length]) for place in range(len(words) - length + 1))
