"""What the home page shows of real data: phrases of both sides about the same technology, and one example match."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, QuerySet, When
from django.db.models.functions import Length
from django.utils.translation import get_language

from challenges.matching.models import Match
from challenges.posting.models import Challenge
from challenges.posting.requirement_models import Requirement
from companies.profiles.models import Company, CompanyTechnology
from companies.profiles.visibility_models import Audience
from portal.technologies.evidence import TechnologyEvidence
from portal.technologies.phrases import QuotedPhrase
from portal.technologies.vocabulary import Vocabulary

PAIRS = 5
LENGTHS = 30, 90  # characters of a sentence that says something and fits beside the line
TELLING = 6  # characters from which a phrase says something by itself


@dataclass(frozen=True)
class HomePair:
    """A row of the evidence pair without points."""

    technology: str
    offer: QuotedPhrase | None
    want: QuotedPhrase | None
    points: None = None
    maximum: None = None
    how: str = ""


@dataclass(frozen=True)
class ExampleMatch:
    match: Match
    company: str
    challenge: str


def list_home_pairs(now: datetime) -> list[HomePair]:
    """Technologies that an open public challenge asks for and a published profile names; three queries."""
    public = Challenge.objects.open_at(now).filter(visibility=Challenge.Visibility.PUBLIC)
    wanted = {
        each.technology_id: each
        for each in list_quotable_evidence(Requirement.objects.counting().filter(challenge__in=public))
    }
    naming = CompanyTechnology.objects.counting().filter(company__in=Company.objects.published())
    offered = {each.technology_id: each for each in list_quotable_evidence(naming.filter(technology__in=wanted))}
    vocabulary = Vocabulary.load()
    found = [
        HomePair(vocabulary.label(technology), QuotedPhrase.of(offered[technology]), QuotedPhrase.of(want))
        for technology, want in wanted.items()
        if technology in offered and technology in vocabulary.by_id
    ]
    return drop_repeated_sentences(sorted(found, key=measure_pair_length))[:PAIRS]


def list_quotable_evidence(evidence: QuerySet) -> Iterable[TechnologyEvidence]:
    """Per technology the sentence to quote: a short one, in the reader's language where there is one."""
    foreign = Case(When(language=(get_language() or "nl")[:2], then=0), default=1)
    quotable = evidence.alias(length=Length("sentence"), telling=Length("phrase"), foreign=foreign)
    short = quotable.filter(length__range=LENGTHS, telling__gte=TELLING)
    return short.order_by("technology_id", "foreign", "length", "id").distinct("technology_id")


def measure_pair_length(pair: HomePair) -> int:
    """Short pairs read at a glance."""
    return sum(len(phrase.before + phrase.mark + phrase.after) for phrase in (pair.offer, pair.want) if phrase)


def drop_repeated_sentences(found: list[HomePair]) -> list[HomePair]:
    """No sentence twice: a page that quotes one profile five times says little."""
    seen: set[str] = set()
    kept = []
    for pair in found:
        sentences = {phrase.before + phrase.mark + phrase.after for phrase in (pair.offer, pair.want) if phrase}
        if seen.isdisjoint(sentences):
            kept.append(pair)
            seen |= sentences
    return kept


def find_example_match() -> ExampleMatch | None:
    """The best match of an invented company with an invented challenge: real scores are nobody else's business."""
    open_to_all = Challenge.objects.matchable().filter(visibility=Challenge.Visibility.PUBLIC, is_example=True)
    invented = Company.objects.published().filter(is_example=True, audience_maturity=Audience.EVERYONE)
    matches = Match.objects.ranked().filter(company__in=invented, challenge__in=open_to_all)
    found = matches.select_related("company", "challenge").order_by("-total", "id").first()
    return ExampleMatch(found, str(found.company), str(found.challenge)) if found else None
