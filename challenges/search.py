"""Full-text search in challenges: both languages, small typing errors, and technologies that the words name."""

from django.contrib.postgres.search import SearchQuery, SearchRank, TrigramWordSimilarity
from django.db.models import F, FloatField, Q, QuerySet, Value
from django.db.models.functions import Greatest
from django.db.models.lookups import GreaterThan

from challenges.models import Challenge, Requirement
from portal.services.tagging import propose
from portal.vocabulary import Vocabulary

CONFIGURATIONS = ("dutch", "english")
ALIKE = 0.4  # two letters that changed places in a word of eight


def condition_for(text: str, among: QuerySet[Challenge], vocabulary: Vocabulary) -> Q:
    """Holds for challenges whose text has the words, or that ask for a technology that the words name.

    Where nothing among them does, the words may be mistyped: it then holds for those with a title alike. Two queries.
    """
    asking = Requirement.objects.counting().filter(technology__in=technologies_in(text, vocabulary))
    found = Q(search=query_for(text)) | Q(pk__in=asking.values("challenge"))
    if among.filter(found).exists():
        return found
    return Q(GreaterThan(likeness_to(text), Value(ALIKE)))


def closest_first(queryset: QuerySet[Challenge], text: str) -> QuerySet[Challenge]:
    """By the rank of the words found, then by the likeness of the title."""
    relevance = SearchRank(F("search"), query_for(text)) + likeness_to(text) * Value(0.1, output_field=FloatField())
    return queryset.alias(relevance=relevance).order_by("-relevance", "id")


def likeness_to(text: str) -> Greatest:
    """From 0 to 1: the share of letter triples in common with the most alike stretch of either title."""
    return Greatest(TrigramWordSimilarity(text, "title_nl"), TrigramWordSimilarity(text, "title_en"))


def query_for(text: str) -> SearchQuery:
    dutch, english = (SearchQuery(text, config=name, search_type="websearch") for name in CONFIGURATIONS)
    return dutch | english


def technologies_in(text: str, vocabulary: Vocabulary) -> set[int]:
    """The technologies that the words name, in either language, with the more specific ones."""
    named = {proposal.technology_id for proposal in propose({"nl": text, "en": text})}
    return {technology for name in named for technology in vocabulary.below(name)}
