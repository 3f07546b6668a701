"""Full-text search: both languages, small typing errors, and technologies that the words name."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.contrib.postgres.search import SearchQuery, SearchRank, TrigramWordSimilarity
from django.db.models import F, FloatField, Q, QuerySet, Value
from django.db.models.functions import Greatest
from django.db.models.lookups import GreaterThan

from portal.services.tagging import propose
from portal.vocabulary import Vocabulary

CONFIGURATIONS = ("dutch", "english")
ALIKE = 0.4  # two letters that changed places in a word of eight


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

        Where nothing among them does, the words may be mistyped: it then holds for what has a name alike. Two queries.
        """
        found = Q(search=query_for(text)) | self.has_technology(technologies_in(text, vocabulary))
        if among.filter(found).exists():
            return found
        return Q(GreaterThan(self.likeness_to(text), Value(ALIKE)))

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
    named = {proposal.technology_id for proposal in propose({"nl": text, "en": text})}
    return {technology for name in named for technology in vocabulary.below(name)}
