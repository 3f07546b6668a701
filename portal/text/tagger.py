"""Find the technologies that a Dutch or English text names, each with the phrase that says so. A person
confirms them."""

from collections.abc import Iterable
from dataclasses import dataclass

import ahocorasick

from portal.text.language import Language
from portal.text.sentences import Sentence, sentences
from portal.text.words import fold


@dataclass(frozen=True, slots=True)
class Term:
    """A way to write a technology. `language`: None where it is the same in both."""

    technology_id: int | str
    text: str
    language: Language | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A place that names a technology: `phrase` is `text[start:end]`, `term` the term it was found by."""

    technology_id: int | str
    start: int
    end: int
    phrase: str
    term: str
    sentence: Sentence


class Tagger:
    """Built once per version of the vocabulary (some milliseconds per 1,000 terms); finds all terms in one
    pass over a text."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._automaton = ahocorasick.Automaton()
        for term in terms:
            folded = fold(term.text).strip()
            if folded:
                self._automaton.add_word(folded, term)
        if len(self._automaton):
            self._automaton.make_automaton()

    def mentions(self, text: str) -> list[Mention]:
        """All mentions in order of place, none inside another; no text, however odd, is an error."""
        if not len(self._automaton):
            return []
        folded = fold(text)
        found = []
        for last, term in self._automaton.iter(folded):
            start, end = last + 1 - len(term.text.strip()), last + 1
            if (start and folded[start - 1].isalnum()) or folded[end : end + 1].isalnum():
                continue
            sentence = next(
                (s for s in sentences(text) if s.start <= start < s.end),
                Sentence(start, end, text[start:end]),
            )
            found.append(Mention(term.technology_id, start, end, text[start:end], term.text, sentence))
        return found

    def technologies(self, text: str) -> dict[int | str, list[Mention]]:
        """The mentions by technology, the technology named most often first; then by place."""
        grouped: dict[int | str, list[Mention]] = {}
        for mention in self.mentions(text):
            grouped.setdefault(mention.technology_id, []).append(mention)
        return dict(sorted(grouped.items(), key=lambda item: (-len(item[1]), item[1][0].start)))
