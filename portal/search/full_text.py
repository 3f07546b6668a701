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

from portal.technologies.suggestions import find_suggestions, load_tagger, load_terms
from portal.technologies.tagger.language import Language
from portal.technologies.tagger.tagger import Tagger
from portal.technologies.tagger.words import fold_text, split_words, stem_word
from portal.technologies.vocabulary import Vocabulary

CONFIGURATIONS = ("dutch", "english")
SHORTEST_TEXT = 3
SHORTEST_WORD, LONG_WORD = 4, 8


@dataclass(frozen=True)
class TextSearch:
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
        tagger = load_tagger()
        written = _select_all_rows(things).filter(search=build_search_query(text)).values("pk")
        named = self.having(find_named_technologies(text, tagger, vocabulary))
        found = _list_ids(things.filter(pk__in=written.union(named)))  # in one condition, neither would use its index
        if found or len(text) < SHORTEST_TEXT:
            return found
        alike = (
            _select_all_rows(things).filter(**{f"{name}__trigram_word_similar": text}).values("pk")
            for name in self.names
        )
        named = self.having(find_similar_technologies(text, tagger, vocabulary))
        return _list_ids(things.filter(pk__in=named.union(*alike)))

    def having(self, technologies: Iterable[int]) -> QuerySet:
        """The ids of what has any of these."""
        return self.links().filter(technology__in=technologies).order_by().values(self.owner)

    def has_technology(self, technologies: Iterable[int]) -> Q:
        return Q(pk__in=self.having(technologies))

    def closest_first(self, queryset: QuerySet, text: str) -> QuerySet:
        """By the rank of the words found, then by the likeness of the name."""
        likeness = self.likeness_to(text) * Value(0.1, output_field=FloatField())
        return queryset.alias(relevance=SearchRank(F("search"), build_search_query(text)) + likeness).order_by(
            "-relevance", "id"
        )

    def likeness_to(self, text: str) -> Greatest:
        """From 0 to 1: the share of letter triples in common with the most alike stretch of any name."""
        return Greatest(*(TrigramWordSimilarity(text, name) for name in self.names))


def build_ids_condition(ids: list[int]) -> Q:
    """Of these ids alone, however many: they are one parameter."""
    return Q(pk__in=RawSQL("SELECT unnest(%s::bigint[])", (ids,)))


def _select_all_rows(things: QuerySet) -> QuerySet:
    """Of the same kind, whoever may see them."""
    return things.model._default_manager.order_by()


def _list_ids(things: QuerySet) -> list[int]:
    return list(things.order_by().values_list("pk", flat=True))


def build_search_query(text: str) -> SearchQuery:
    dutch, english = (SearchQuery(text, config=name, search_type="websearch") for name in CONFIGURATIONS)
    return dutch | english


def find_named_technologies(text: str, tagger: Tagger, vocabulary: Vocabulary) -> set[int]:
    """The technologies that the words name, in either language, with the more specific ones."""
    named = {proposal.technology_id for proposal in find_suggestions(tagger, (("nl", text), ("en", text)))}
    return _add_narrower_technologies(named, vocabulary)


def find_similar_technologies(text: str, tagger: Tagger, vocabulary: Vocabulary) -> set[int]:
    """Those with a term that the words, or one of them, would be but for a typing error.

    Any two forms start alike and differ by one letter wrong, missing, too many or swapped; by two in long words.
    """
    written = _index_terms_by_initial(tagger)
    typed = {form for word in {fold_text(text), *split_words(text)} for form in _list_word_forms(word, ("nl", "en"))}
    named = {
        technology
        for form in typed
        for term, technology in written.get(form[0], ())
        if OSA.distance(form, term, score_cutoff=2) <= 1 + (min(len(form), len(term)) >= LONG_WORD)
    }
    return _add_narrower_technologies(named, vocabulary)


@lru_cache(maxsize=1)
def _index_terms_by_initial(tagger: Tagger) -> dict[str, list[tuple[str, int]]]:
    """Every form of every term with its technology, by its first letter; read once for each vocabulary."""
    found: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for term in load_terms():
        for form in _list_word_forms(fold_text(term.text), (term.language or "nl",)):
            found[form[0]].append((form, int(term.technology_id)))
    return found


def _list_word_forms(word: str, languages: Iterable[Language]) -> set[str]:
    """A word as it is and as its stems, as far as they are long enough to be mistyped and still known."""
    return {form for form in (word, *(stem_word(word, code) for code in languages)) if len(form) >= SHORTEST_WORD}


def _add_narrower_technologies(named: set[int], vocabulary: Vocabulary) -> set[int]:
    return {technology for name in named for technology in vocabulary.below(name)}
