"""Full-text search: both languages, small typing errors, and technologies that the words name."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.contrib.postgres.search import SearchQuery, SearchRank, TrigramWordSimilarity
from django.db.models import F, FloatField, Q, QuerySet, Value
from django.db.models.functions import Greatest
from django.db.models.lookups import GreaterThan
from rapidfuzz.distance import OSA

from portal.services.tagging import propose, terms_from_database
from portal.text import Language, fold, stem, words
from portal.vocabulary import Vocabulary

CONFIGURATIONS = ("dutch", "english")
ALIKE = 0.4  # of a name's letter triples: two letters that changed places in a word of eight
SHORTEST_TEXT = 3
SHORTEST_WORD, LONG_WORD = 4, 8


@dataclass(frozen=True)
class Search:
    """How one kind of thing is searched.

    names: two or more fields that mistyped words are compared with. links: those of its technologies that count.
    owner: the field of a link that leads to the thing.
    """

    names: tuple[str, ...]
    links: Callable[[], QuerySet]
    owner: str

    def condition_for(self, text: str, among: QuerySet, vocabulary: Vocabulary) -> Q:
        """Holds for what has the words in its text, or a technology that the words name.

        Where nothing among them does, the words may be mistyped: it then holds for what has a name alike, or a
        technology with a term alike. Two queries, then two more.
        """
        found = Q(search=query_for(text)) | self.has_technology(technologies_in(text, vocabulary))
        if len(text) < SHORTEST_TEXT or among.filter(found).exists():
            return found
        alike = Q(GreaterThan(self.likeness_to(text), Value(ALIKE)))
        return alike | self.has_technology(technologies_like(text, vocabulary))

    def has_technology(self, technologies: Iterable[int]) -> Q:
        return Q(pk__in=self.links().filter(technology__in=technologies).values(self.owner))

    def closest_first(self, queryset: QuerySet, text: str) -> QuerySet:
        """By the rank of the words found, then by the likeness of the name."""
        likeness = self.likeness_to(text) * Value(0.1, output_field=FloatField())
        return queryset.alias(relevance=SearchRank(F("search"), query_for(text)) + likeness).order_by(
            "-relevance", "id"
        )

    def likeness_to(self, text: str) -> Greatest:
        """From 0 to 1: the share of letter triples in common with the most alike stretch of any name."""
        return Greatest(*(TrigramWordSimilarity(text, name) for name in self.names))


def query_for(text: str) -> SearchQuery:
    dutch, english = (SearchQuery(text, config=name, search_type="websearch") for name in CONFIGURATIONS)
    return dutch | english


def technologies_in(text: str, vocabulary: Vocabulary) -> set[int]:
    """The technologies that the words name, in either language, with the more specific ones."""
    return _with_narrower({proposal.technology_id for proposal in propose({"nl": text, "en": text})}, vocabulary)


def technologies_like(text: str, vocabulary: Vocabulary) -> set[int]:
    """Those with a term that the words, or one of them, would be but for a typing error."""
    typed = [forms for word in {fold(text), *words(text)} if (forms := _forms(word, ("nl", "en")))]
    named = {
        int(term.technology_id)
        for term in terms_from_database()
        if any(_alike(forms, _forms(fold(term.text), (term.language or "nl",))) for forms in typed)
    }
    return _with_narrower(named, vocabulary)


def _forms(word: str, languages: Iterable[Language]) -> set[str]:
    """A word as it is and as its stems, as far as they are long enough to be mistyped and still known."""
    return {form for form in (word, *(stem(word, code) for code in languages)) if len(form) >= SHORTEST_WORD}


def _alike(some: set[str], others: set[str]) -> bool:
    """Whether any two start alike and differ by one letter wrong, missing, too many or swapped; two in long words."""
    return any(
        one[0] == other[0] and OSA.distance(one, other) <= 1 + (min(len(one), len(other)) >= LONG_WORD)
        for one in some
        for other in others
    )


def _with_narrower(named: set[int], vocabulary: Vocabulary) -> set[int]:
    return {technology for name in named for technology in vocabulary.below(name)}
