"""Quote phrases and first sentences of texts on pages."""

import re
from dataclasses import dataclass
from typing import Self

from portal.technologies.evidence import TechnologyEvidence
from portal.technologies.tagger.sentences import TextSentence, split_sentences

SIDE_LENGTH = 90  # characters shown before and after the phrase
LONGEST_SENTENCE = 180


@dataclass(frozen=True)
class QuotedPhrase:
    """A phrase with the text before and after it, shortened to whole words."""

    before: str
    mark: str
    after: str
    lang: str

    @classmethod
    def of(cls, evidence: TechnologyEvidence | None, side: int = SIDE_LENGTH) -> Self | None:
        """Quote the phrase of a link; return None without one, such as where a person stated the technology."""
        if evidence is None or not evidence.phrase:
            return None
        place = find_phrase(evidence.phrase, evidence.sentence)
        if place is None:
            return cls("", evidence.phrase, "", evidence.language)
        before, after = evidence.sentence[: place.start()], evidence.sentence[place.end() :]
        return cls(_keep_last_words(before, side), evidence.phrase, _keep_first_words(after, side), evidence.language)


def get_opening_sentences(text: str, length: int = 150) -> str:
    """Return as many sentences as fit into the length; a first one that is too long is cut at a word."""
    first, *others = split_sentences(text) or [TextSentence(0, 0, "")]
    end = first.end
    for other in others:
        if other.end - first.start > length:
            break
        end = other.end
    return _keep_first_words(text[first.start : end], max(length, LONGEST_SENTENCE))


def find_phrase(phrase: str, text: str) -> re.Match[str] | None:
    """Find the phrase as whole words, else anywhere: "zon" rather as a word than in "zonder"."""
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
