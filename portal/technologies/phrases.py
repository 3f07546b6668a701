"""A phrase within its sentence, as the evidence pair shows it."""

import re
from dataclasses import dataclass
from typing import Self

from portal.technologies.evidence import Evidence
from portal.technologies.tagger.sentences import Sentence, sentences

SIDE_LENGTH = 90  # characters shown before and after the phrase
MOST_OF_A_SENTENCE = 180


@dataclass(frozen=True)
class Phrase:
    before: str
    mark: str
    after: str
    lang: str

    @classmethod
    def of(cls, evidence: Evidence | None, side: int = SIDE_LENGTH) -> Self | None:
        """None where no words prove it: a person stated it, or nothing is there."""
        if evidence is None or not evidence.phrase:
            return None
        place = place_of(evidence.phrase, evidence.sentence)
        if place is None:
            return cls("", evidence.phrase, "", evidence.language)
        before, after = evidence.sentence[: place.start()], evidence.sentence[place.end() :]
        return cls(_last_words(before, side), evidence.phrase, _first_words(after, side), evidence.language)


def opening(text: str, length: int = 150) -> str:
    """The first sentences, as many as fit; a first one that is too long is cut at a word."""
    first, *others = sentences(text) or [Sentence(0, 0, "")]
    kept = first.end
    for other in others:
        if other.end - first.start > length:
            break
        kept = other.end
    return _first_words(text[first.start : kept], max(length, MOST_OF_A_SENTENCE))


def place_of(phrase: str, text: str) -> re.Match[str] | None:
    """Where the phrase stands, as whole words if it does: "zon" is not the start of "zonder"."""
    words = re.escape(phrase)
    return re.search(rf"(?<!\w){words}(?!\w)", text) or re.search(words, text)


def _first_words(text: str, length: int) -> str:
    if len(text) <= length:
        return text
    return text[:length].rpartition(" ")[0] + "…"


def _last_words(text: str, length: int) -> str:
    if len(text) <= length:
        return text
    return "…" + text[-length:].partition(" ")[2]
