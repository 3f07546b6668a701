"""A phrase within its sentence, as the evidence pair shows it."""

import re
from dataclasses import dataclass
from typing import Self

from portal.technologies.evidence import TechnologyEvidence
from portal.technologies.tagger.sentences import TextSentence, split_sentences

SIDE_LENGTH = 90  # characters shown before and after the phrase
MOST_OF_A_SENTENCE = 180


@dataclass(frozen=True)
class QuotedPhrase:
    before: str
    mark: str
    after: str
    lang: str

    @classmethod
    def of(cls, evidence: TechnologyEvidence | None, side: int = SIDE_LENGTH) -> Self | None:
        """None where no words prove it: a person stated it, or nothing is there."""
        if evidence is None or not evidence.phrase:
            return None
        place = find_phrase(evidence.phrase, evidence.sentence)
        if place is None:
            return cls("", evidence.phrase, "", evidence.language)
        before, after = evidence.sentence[: place.start()], evidence.sentence[place.end() :]
        return cls(_keep_last_words(before, side), evidence.phrase, _keep_first_words(after, side), evidence.language)


def get_opening_sentences(text: str, length: int = 150) -> str:
    """The first sentences, as many as fit; a first one that is too long is cut at a word."""
    first, *others = split_sentences(text) or [TextSentence(0, 0, "")]
    kept = first.end
    for other in others:
        if other.end - first.start > length:
            break
        kept = other.end
    return _keep_first_words(text[first.start : kept], max(length, MOST_OF_A_SENTENCE))


def find_phrase(phrase: str, text: str) -> re.Match[str] | None:
    """Where the phrase stands, as whole words if it does: "zon" is not the start of "zonder"."""
    words = re.escape(phrase)
    return re.search(rf"(?<!\w){words}(?!\w)", text) or re.search(words, text)


def _keep_first_words(text: str, length: int) -> str:
    if len(text) <= length:
        return text
    return text[:length].rpartition(" ")[0] + "…"


def _keep_last_words(text: str, length: int) -> str:
    if len(text) <= length:
        return text
    return "…" + text[-length:].partition(" ")[2]
