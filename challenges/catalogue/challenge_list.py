"""The rows of a list of challenges, with the reader's own match where they act for a company."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet

from challenges.matching.match_texts import describe_failure
from challenges.matching.models import Match
from challenges.posting.models import Challenge
from challenges.posting.requirement_models import Requirement
from challenges.posting.status_chips import StatusChip, get_status_chip
from companies.profiles.models import Company
from portal.technologies.vocabulary import Vocabulary

TECHNOLOGIES_SHOWN = 4


@dataclass(frozen=True)
class ChallengeListRow:
    challenge: Challenge
    chip: StatusChip | None
    technologies: list[str]
    match: Match | None
    fails: str


def annotate_requirements(queryset: QuerySet[Challenge]) -> QuerySet[Challenge]:
    """Adds `asked`: the ids of the technologies asked for, musts first."""
    asked = Requirement.objects.counting().filter(challenge=OuterRef("pk")).order_by("necessity", "-weight", "id")
    return queryset.annotate(asked=ArraySubquery(asked.values("technology")))


def build_challenge_rows(
    challenges: Iterable[Challenge], company: Company | None, vocabulary: Vocabulary, now: datetime
) -> list[ChallengeListRow]:
    """One query, for the company's own matches."""
    challenges = list(challenges)
    own = Match.objects.filter(company=company, challenge__in=challenges) if company else Match.objects.none()
    matches = {match.challenge_id: match for match in own}
    return [
        _build_challenge_row(challenge, matches.get(challenge.pk), company, vocabulary, now) for challenge in challenges
    ]


def _build_challenge_row(
    challenge: Challenge, match: Match | None, company: Company | None, vocabulary: Vocabulary, now: datetime
) -> ChallengeListRow:
    fails = ""
    if match and company and match.failed_rule:
        rule = describe_failure(match.failed_rule, match.failed_technology_id, challenge, company, vocabulary)
        fails = rule.to_you
    technologies = vocabulary.labels(challenge.asked)[:TECHNOLOGIES_SHOWN]
    return ChallengeListRow(challenge, get_status_chip(challenge, now), technologies, match, fails)
