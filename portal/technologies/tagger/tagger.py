"""Find the technologies that a Dutch or English text names, each with its phrase. A person confirms them later.

A term is found in capitals or not, with or without accents, in singular and plural, with Dutch endings, and with a
hyphen, a space or nothing between its words. Short abbreviations (AI, EW) need their capitals. In a Dutch text, a term
of five letters or more is also found as the first or last part of a longer word (dronezwerm, kamikazedrone). A long
word may have one misspelling. Of overlapping finds the longest counts; what the text denies ("geen drones") and figures
of speech ("on our radar") are left out.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import ahocorasick

from portal.technologies.tagger.attribution import (
    is_after_customers,
    is_before_usage,
    is_before_users,
    is_counter_target,
)
from portal.technologies.tagger.context_roles import is_side_mention
from portal.technologies.tagger.disambiguation import TURNS_OF_PHRASE, has_other_sense
from portal.technologies.tagger.discontinuous_terms import CARRIERS, GAP, DiscontinuousTerms
from portal.technologies.tagger.endings import normalise_word
from portal.technologies.tagger.everyday_words import has_technical_context, is_everyday_word
from portal.technologies.tagger.language import DUTCH, ENGLISH, Language, guess_language
from portal.technologies.tagger.negation import is_before_or, is_linked_by_conjunction, is_negated
from portal.technologies.tagger.sentences import TextSentence, split_sentences
from portal.technologies.tagger.spelling import SpellingCorrector
from portal.technologies.tagger.term_forms import CUT, WordStream, build_word_stream
from portal.technologies.tagger.words import fold_text
from portal.technologies.tagger.words import split_words as words_of

TechnologyId = int | str

PART = 5  # letters of a term inside a longer word
SHORTEST_PART = PART - 1  # letters that may remain of it without its ending
REST = 3  # letters of the other part, at least
SHORT = 4  # letters up to which an abbreviation must be written in capitals
# In both languages a term may follow these within one word; in Dutch it may follow anything.
PREFIXES = frozenset(
    """
    aero anti bio counter cyber electro elektro geo hydro hyper mega micro mini multi nano opto photo super
    tele thermo ultra
    """.split()
)
SMALL = DUTCH | ENGLISH  # words that are no part of a longer word
_LONG = "xxxxxx"  # makes a word long, because normalise_word removes more endings of long words
# Words that start like a technology but are something else.
OTHER_WORDS = (
    "cameram", "eskadron", "fantase", "granaatap", "jammerg", "jammerl", "motorfiets", "opticien", "radioact",
    "radiolog", "radiother", "schoonma", "squadron", "telegra", "televis", "verbrandingsov", "verwaarlo",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class VocabularyTerm:
    """A word or phrase for a technology; language: None for both languages."""

    technology_id: TechnologyId
    text: str
    language: Language | None = None


NOTHING = ""  # the id that stands for no technology, for figures of speech
OTHER_SENSES = tuple(
    VocabularyTerm(NOTHING, text, language) for language, texts in TURNS_OF_PHRASE.items() for text in texts
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in a text that names a technology; phrase: `text[start:end]`; term: the term that was found."""

    technology_id: TechnologyId
    start: int
    end: int
    phrase: str
    term: str
    sentence: TextSentence


@dataclass(frozen=True, slots=True)
class _TermPattern:
    """A string to search for; is_tail: it counts at the end of a longer word only."""

    string: str
    term: VocabularyTerm
    is_one_word: bool
    is_tail: bool = False


class _TermMatch(NamedTuple):
    """A term in a stream: the words `first` to `last`, and the characters `place` to `stop` of the string."""

    first: int
    last: int
    place: int
    stop: int
    term: VocabularyTerm


class Tagger:
    """A tagger for one version of the vocabulary. Building it takes 10 ms per 1,000 terms; it finds all terms in one
    pass over a text."""

    def __init__(self, terms: Iterable[VocabularyTerm]) -> None:
        every = list(terms)
        terms = [term for term in every if GAP not in term.text]
        gapped = {(term.technology_id, term.text): term for term in every if GAP in term.text}
        self._gapped_terms = list(gapped.values())  # each once, also when it is there for both languages
        self._gapped = DiscontinuousTerms(term.text for term in self._gapped_terms)
        spelling = SpellingCorrector(word for term in terms for word in _split_term_words(term.text))
        self._read = spelling.read
        patterns: dict[str, list[_TermPattern]] = {}
        for term in (*terms, *OTHER_SENSES):
            for pattern in _build_patterns(term):
                patterns.setdefault(pattern.string, []).append(pattern)
        self._automaton = ahocorasick.Automaton()
        for string, same in patterns.items():
            self._automaton.add_word(string, (len(string), same))
        self._automaton.make_automaton()
        self._has_terms = bool(every)

    def mentions(self, text: str) -> list[Mention]:
        """Return all mentions in order. They share no words, except those of terms of two parts."""
        if not self._has_terms:
            return []
        words = build_word_stream(text, self._read)
        found = _add_discontinuous_finds(
            _keep_longest_finds(self._find_terms(text, words)), self._find_discontinuous_terms(text, words), words
        )
        finds = _drop_negated_finds(_drop_other_senses(found, words, text), words, text)
        if not finds:
            return []
        whole = split_sentences(text)
        places = [sentence.start for sentence in whole]
        mentions = []
        for find in finds:
            start, end = words.starts[find.first], words.ends[find.last]
            sentence = whole[max(0, bisect_right(places, start) - 1)]
            mentions.append(Mention(find.term.technology_id, start, end, text[start:end], find.term.text, sentence))
        return mentions

    def technologies(self, text: str) -> dict[TechnologyId, list[Mention]]:
        """Return the mentions by technology, the technology with most mentions first, and then by place."""
        grouped: dict[TechnologyId, list[Mention]] = {}
        for mention in self.mentions(text):
            grouped.setdefault(mention.technology_id, []).append(mention)
        return dict(sorted(grouped.items(), key=lambda item: (-len(item[1]), item[1][0].start)))

    def _find_terms(self, text: str, words: WordStream) -> Iterator[_TermMatch]:
        language = guess_language(text)
        starts = {place: word for word, place in enumerate(words.places)}
        stops = {stop: word for word, stop in enumerate(words.stops)}
        for end, (length, patterns) in self._automaton.iter(words.string):
            stop = end + 1
            place = stop - length
            first, last = starts.get(place), stops.get(stop)
            if (first is None or last is None) and (length < SHORTEST_PART or (last is None and language == "en")):
                continue  # by far the most finds, such as "ai" in "maintain"
            first = words.word_at(place) if first is None else first
            last = words.word_at(stop - 1) if last is None else last
            is_split = first != last and not SMALL.isdisjoint((words.words[first], words.words[last]))
            for pattern in patterns:
                if is_split and pattern.is_one_word:
                    continue  # "tablet op" is not "tabletop", and "windpark en" is not "windparken"
                find = _TermMatch(first, last, place, stop, pattern.term)
                if (
                    not (pattern.term.language == "nl" and language == "en")
                    and _is_whole_word(words, find, language, pattern.is_tail)
                    and _has_matching_capitals(
                        pattern.term.text, text[words.starts[find.first] : words.ends[find.last]]
                    )
                ):
                    yield find

    def _find_discontinuous_terms(self, text: str, words: WordStream) -> Iterator[_TermMatch]:
        for place, first, last in self._gapped.find(text, words):
            yield _TermMatch(first, last, words.places[first], words.stops[last], self._gapped_terms[place])


def _split_term_words(text: str) -> list[str]:
    """Return the words of a term, and all of them written as one word."""
    words = words_of(text)
    return [*words, "".join(words)] if len(words) > 1 else words


def _build_patterns(term: VocabularyTerm) -> list[_TermPattern]:
    """Return the patterns of a term: its string of forms, that of its words written as one, and its form at the end of
    a longer word."""
    apart = build_word_stream(term.text)
    strings = {apart.string}
    if len(apart.words) > 1 and CUT not in apart.string:
        together = normalise_word("".join(apart.words))
        # Leave out a joined form that lost more than the ending of its last word.
        if together.startswith(apart.string[: apart.places[-1] + 1]):
            strings.add(together)
    strings |= _reverse_word_order(term, apart)
    is_one = len(apart.words) == 1
    patterns = [_TermPattern(string, term, is_one) for string in sorted(strings - {""})]
    if is_one and apart.words[0] not in strings:
        # The first part of a longer word keeps its ending: infraroodsensor.
        patterns.append(_TermPattern(apart.words[0], term, is_one))
    if is_one and (tail := normalise_word(_LONG + apart.words[0])[len(_LONG) :]) not in strings:
        patterns.append(_TermPattern(tail, term, is_one, is_tail=True))
    return patterns


def _reverse_word_order(term: VocabularyTerm, apart: WordStream) -> set[str]:
    """Return the forms of two words in the other order: "drones detecteren" is also "detecteren drones", and "image
    analysis" also "analysis of images". Terms with a function word have none: "zonder gps"."""
    if len(apart.words) != 2 or any(apart.cut_before) or not (DUTCH | ENGLISH).isdisjoint(apart.words):
        return set()
    first, second = (normalise_word(word) for word in apart.words)
    if min(len(first), len(second)) < SHORTEST_PART:
        return set()
    return {second + first} if term.language == "nl" else {second + "of" + first, second + "ofthe" + first}


def _is_whole_word(words: WordStream, find: _TermMatch, language: Language | None, is_tail: bool) -> bool:
    """Return whether a find consists of whole words, or of whole parts of compounds in a language that has them."""
    before = words.string[words.places[find.first] : find.place]
    after = words.string[find.stop : words.stops[find.last]]
    if not before and not after:
        return not is_tail
    if words.words[find.first].startswith(OTHER_WORDS) or words.words[find.last].startswith(OTHER_WORDS):
        return False
    return _can_follow(words, find, before, after, language, is_tail) and _can_precede(words, find, after, language)


def _can_follow(
    words: WordStream, find: _TermMatch, before: str, after: str, language: Language | None, is_tail: bool
) -> bool:
    """Return whether the term may come after `before` within one word."""
    if not before:
        return not is_tail
    if min(find.stop, words.stops[find.first]) - find.place + is_tail < PART:
        return False
    return before in PREFIXES or (language != "en" and not after and len(before) >= REST)


def _can_precede(words: WordStream, find: _TermMatch, after: str, language: Language | None) -> bool:
    """Return whether `after` may come after the term within one word."""
    part = find.stop - max(find.place, words.places[find.last])
    return not after or (language != "en" and part >= PART and len(after) >= REST)


def _has_matching_capitals(term: str, phrase: str) -> bool:
    """Return whether a short abbreviation is in capitals, which it needs unless it has no vowel (vpn)."""
    spellings = _list_abbreviation_spellings(term)
    return spellings is None or "".join(char for char in phrase if char.isalnum()) in spellings


@lru_cache(maxsize=100_000)
def _list_abbreviation_spellings(term: str) -> frozenset[str] | None:
    """Return the spellings of a short abbreviation; None for any other term."""
    letters = "".join(char for char in term if char.isalnum())
    is_abbreviation = len(letters) <= SHORT and sum(not char.islower() for char in letters) >= 2
    if not is_abbreviation or (len(letters) > 2 and not set(fold_text(term)) & set("aeiouy0123456789")):
        return None
    return frozenset((letters, letters + "s", letters.upper(), letters.upper() + "s"))


def _keep_longest_finds(finds: Iterable[_TermMatch]) -> list[_TermMatch]:
    """Drop overlapping finds: the longest stays, or else the first. Terms of several technologies may share a place."""
    ranked = sorted(finds, key=lambda find: (find.place - find.stop, find.place, find.first))
    taken = bytearray(max((find.stop for find in ranked), default=0))
    spans = set()
    kept = []
    for find in ranked:
        span = find.place, find.stop
        if span in spans or 1 not in taken[find.place : find.stop]:
            taken[find.place : find.stop] = b"\1" * (find.stop - find.place)
            spans.add(span)
            kept.append(find)
    once = {(find.place, find.term.technology_id): find for find in reversed(kept)}
    return sorted(once.values(), key=lambda find: (find.place, str(find.term.technology_id)))


def _add_discontinuous_finds(
    finds: list[_TermMatch], gapped: Iterable[_TermMatch], words: WordStream
) -> list[_TermMatch]:
    """Add the terms of two parts. They replace finds that are only their subject ("drones"), but no longer find
    ("underwater drones")."""
    alone = finds
    pairs: list[_TermMatch] = []
    for pair in gapped:
        same = pair.term.technology_id
        if any(each.term.technology_id == same and each.last >= pair.first for each in pairs):
            continue  # found before
        touched = [
            find for find in alone if find.first <= pair.first <= find.last or find.first <= pair.last <= find.last
        ]
        replaced = [find for find in touched if _is_part_of_pair(find, same, words)]
        if all(find.first == find.last or find in replaced for find in touched):
            finds = [find for find in finds if find not in replaced]
            pairs.append(pair)
    return sorted((*finds, *pairs), key=lambda find: (find.place, str(find.term.technology_id)))


def _is_part_of_pair(find: _TermMatch, technology_id: TechnologyId, words: WordStream) -> bool:
    """Return whether a find is only the subject of a term of two parts of that technology."""
    return find.term.technology_id in (technology_id, NOTHING) or words.string[find.place : find.stop] in CARRIERS


def _drop_other_senses(finds: list[_TermMatch], words: WordStream, text: str) -> list[_TermMatch]:
    """Drop figures of speech, technologies of somebody else, words with another sense, and everyday words without a
    technical context."""
    meant = [
        find
        for find in finds
        if find.term.technology_id != NOTHING
        and not _is_only_named(find, finds, words, text)
        and not has_other_sense(words, words.string[find.place : find.stop], find.first, find.last)
    ]
    everyday = [is_everyday_word(words, find.place, find.stop, find.first, find.last) for find in meant]
    return [
        find
        for find, doubtful in zip(meant, everyday, strict=True)
        if not doubtful
        or has_technical_context(
            words,
            find.first,
            (other.first for other in finds if other.term.technology_id not in (NOTHING, find.term.technology_id)),
        )
    ]


def _is_only_named(find: _TermMatch, finds: list[_TermMatch], words: WordStream, text: str) -> bool:
    """Return whether the text names the technology but neither offers nor seeks it: of a customer, a part, a target."""
    if (
        is_before_users(words, find.last)
        or is_before_usage(text, words, find.first)
        or is_after_customers(text, words, find.first)
        or is_counter_target(words, find.place, find.stop, find.first)
    ):
        return True
    return is_side_mention(text, words, find.first, find.last) and not any(
        other.term.technology_id == find.term.technology_id and not other.first <= find.last <= other.last
        for other in finds
    )


def _drop_negated_finds(finds: list[_TermMatch], words: WordStream, text: str) -> list[_TermMatch]:
    """Drop what the text denies, and what "and", "or" or a list that ends in "or" connects to it."""
    listed = _mark_list_items(finds, words, text)
    kept = []
    denied = -1
    for find, is_listed in zip(finds, listed, strict=True):
        before = find.first - 1
        if (
            is_negated(words, find.first, find.last)
            or (is_listed and (before == denied or is_negated(words, before, before)))
            or (denied >= 0 and is_linked_by_conjunction(words, denied, find.first))
        ):
            denied = find.last
        else:
            kept.append(find)
            denied = -1
    return kept


def _mark_list_items(finds: list[_TermMatch], words: WordStream, text: str) -> list[bool]:
    """Return for each find whether it follows a comma in a list that ends in "or": "radar, sonar or lidar"."""
    listed = [False] * len(finds)
    for at in reversed(range(len(finds))):
        find = finds[at]
        if find.first and text[words.ends[find.first - 1] : words.starts[find.first]].strip() == ",":
            goes_on = at + 1 < len(finds) and listed[at + 1] and finds[at + 1].first == find.last + 1
            listed[at] = goes_on or is_before_or(words, find.last)
    return listed
