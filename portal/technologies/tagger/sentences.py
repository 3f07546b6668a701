"""Split a text into sentences with their places, so that a page can quote and mark them."""

import re
from dataclasses import dataclass

# A full stop ends a sentence when white space and then a capital, digit, quote or bracket follow. An empty line or a
# list mark always ends it.
_BREAK = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+(?=[\"'“‘(]?[A-Z0-9À-ÖØ-Þ])|\s*\n\s*(?:[-*•]\s+|\n)\s*")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:bijv|d\.w\.z|e\.g|i\.e|o\.a|m\.b\.v|t\.o\.v|ca|dr|drs|ing|ir|mr|mrs|prof|nr|no|fig|vs|art|max|min|approx|st|[A-Z])\.$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class TextSentence:
    """A sentence, `text[start:end]` of the whole text, without white space at its ends."""

    start: int
    end: int
    text: str


def split_sentences(text: str) -> list[TextSentence]:
    """Return the sentences of a text in order; together they hold everything except white space and list marks."""
    found, start = [], 0
    for stop in _BREAK.finditer(text):
        if "\n" not in stop.group() and _ABBREVIATION.search(text, max(start, stop.start() - 12), stop.start()):
            continue
        found.append(_trim_sentence(text, start, stop.start()))
        start = stop.end()
    found.append(_trim_sentence(text, start, len(text)))
    return [sentence for sentence in found if sentence.text]


def _trim_sentence(text: str, start: int, end: int) -> TextSentence:
    piece = text[start:end]
    stripped = piece.strip()
    start += len(piece) - len(piece.lstrip())
    return TextSentence(start, start + len(stripped), stripped)
