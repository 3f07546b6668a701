"""A phrase within its sentence, as the evidence pair shows it."""

from dataclasses import dataclass
from typing import Self

from portal.models.evidence import Evidence

SIDE_LENGTH = 90  # characters shown before and after the phrase


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
        before, found, after = evidence.sentence.partition(evidence.phrase)
        if not found:
            return cls("", evidence.phrase, "", evidence.language)
        return cls(_last_words(before, side), found, _first_words(after, side), evidence.language)


def _first_words(text: str, length: int) -> str:
    if len(text) <= length:
        return text
    return text[:length].rpartition(" ")[0] + "…"


def _last_words(text: str, length: int) -> str:
    if len(text) <= length:
        return text
    return "…" + text[-length:].partition(" ")[2]
