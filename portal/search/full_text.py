"""Full-text search: both languages, small typing errors, and technologies that the words name."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.contrib.postgres.search import SearchQuery, SearchRank, TrigramWordSimilarity
from django.db.models import F, FloatField, Q, QuerySet, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Greatest
from rapidfuzz.distance import OSA

from portal.technologies.suggestions import proposals_in, tagger_from_database, terms_from_database
from portal.technologies.tagger.language import Language
from portal.technologies.tagger.tagger import Tagger
from portal.technologies.tagger.words import fold, stem, words
from portal.technologies.vocabulary import Vocabulary

CONFIGURATIONS = ("dutch", "english")
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

    def find(self, text: str, things: QuerySet, vocabulary: Vocabulary) -> list[int]:
        """The ids of those that have the words in their text, or a technology that the words name.

        Where nothing has, the words may be mistyped: those with a name alike, or a technology with a term alike.
        """
        tagger = tagger_from_database()
        written = _all(things).filter(search=query_for(text)).values("pk")
        named = self.having(technologies_in(text, tagger, vocabulary))
        found = _ids(things.filter(pk__in=written.union(named)))  # in one condition, neither would use its index
        if found or len(text) < SHORTEST_TEXT:
            return found
        alike = (_all(things).filter(**{f"{name}__trigram_word_similar": text}).values("pk") for name in self.names)
        named = self.having(technologies_like(text, tagger, vocabulary))
        return _ids(things.filter(pk__in=named.union(*alike)))

    def having(self, technologies: Iterable[int]) -> QuerySet:
        """The ids of what has any of these."""
        return self.links().filter(technology__in=technologies).order_by().values(self.owner)

    def has_technology(self, technologies: Iterable[int]) -> Q:
        return Q(pk__in=self.having(technologies))

    def closest_first(self, queryset: QuerySet, text: str) -> QuerySet:
        """By the rank of the words found, then by the likeness of the name."""
        likeness = self.likeness_to(text) * Value(0.1, output_field=FloatField())
        return queryset.alias(relevance=SearchRank(F("search"), query_for(text)) + likeness).order_by(
            "-relevance", "id"
        )

    def likeness_to(self, text: str) -> Greatest:
        """From 0 to 1: the share of letter triples in common with the most alike stretch of any name."""
        return Greatest(*(TrigramWordSimilarity(text, name) for name in self.names))


def among(ids: list[int]) -> Q:
    """Of these ids alone, however many: they are one parameter."""
    return Q(pk__in=RawSQL("SELECT unnest(%s::bigint[])", (ids,)))


def _all(things: QuerySet) -> QuerySet:
    """Of the same kind, whoever may see them."""
    return things.model._default_manager.order_by()


def _ids(things: QuerySet) -> list[int]:
    return list(things.order_by().values_list("pk", flat=True))


def query_for(text: str) -> SearchQuery:
    dutch, english = (SearchQuery(text, config=name, search_type="websearch") for name in CONFIGURATIONS)
    return dutch | english


def technologies_in(text: str, tagger: Tagger, vocabulary: Vocabulary) -> set[int]:
    """The technologies that the words name, in either language, with the more specific ones."""
    named = {proposal.technology_id for proposal in proposals_in(tagger, (("nl", text), ("en", text)))}
    return _with_narrower(named, vocabulary)


def technologies_like(text: str, tagger: Tagger, vocabulary: Vocabulary) -> set[int]:
    """Those with a term that the words, or one of them, would be but for a typing error.

    Any two forms start alike and differ by one letter wrong, missing, too many or swapped; by two in long words.
    """
    written = _terms_by_initial(tagger)
    typed = {form for word in {fold(text), *words(text)} for form in _forms(word, ("nl", "en"))}
    named = {
        technology
        for form in typed
        for term, technology in written.get(form[0], ())
        if OSA.distance(form, term, score_cutoff=2) <= 1 + (min(len(form), len(term)) >= LONG_WORD)
    }
    return _with_narrower(named, vocabulary)


@lru_cache(maxsize=1)
def _terms_by_initial(tagger: Tagger) -> dict[str, list[tuple[str, int]]]:
    """Every form of every term with its technology, by its first letter; read once for each vocabulary."""
    found: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for term in terms_from_database():
        for form in _forms(fold(term.text), (term.language or "nl",)):
            found[form[0]].append((form, int(term.technology_id)))
    return found


def _forms(word: str, languages: Iterable[Language]) -> set[str]:
    """A word as it is and as its stems, as far as they are long enough to be mistyped and still known."""
    return {form for form in (word, *(stem(word, code) for code in languages)) if len(form) >= SHORTEST_WORD}


def _with_narrower(named: set[int], vocabulary: Vocabulary) -> set[int]:
    return {technology for name in named for technology in vocabulary.below(name)}
