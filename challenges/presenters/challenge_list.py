"""The rows of a list of challenges, with the reader's own match where they act for a company."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.utils.translation import gettext as _

from challenges.models import Challenge, Match, Requirement
from challenges.phases import Phase, phase_of
from challenges.presenters.rules import failed
from companies.models import Company
from portal.face.dates import day, days_until, in_days
from portal.vocabulary import Vocabulary

NOT_YET = frozenset({Phase.UPCOMING, Phase.SCHEDULED, Phase.IN_REVIEW, Phase.DRAFT})  # its shape: dashed
SOON = timedelta(days=14)
TECHNOLOGIES_SHOWN = 4


@dataclass(frozen=True)
class Chip:
    """A state worth telling in a list: the shape's name and the words."""

    state: str
    label: str


@dataclass(frozen=True)
class Row:
    challenge: Challenge
    chip: Chip | None
    technologies: list[str]
    match: Match | None
    fails: str


def with_technologies(queryset: QuerySet[Challenge]) -> QuerySet[Challenge]:
    """Adds `asked`: the ids of the technologies asked for, musts first."""
    asked = Requirement.objects.counting().filter(challenge=OuterRef("pk")).order_by("necessity", "-weight", "id")
    return queryset.annotate(asked=ArraySubquery(asked.values("technology")))


def rows_of(
    challenges: Iterable[Challenge], company: Company | None, vocabulary: Vocabulary, now: datetime
) -> list[Row]:
    """One query, for the company's own matches."""
    challenges = list(challenges)
    own = Match.objects.filter(company=company, challenge__in=challenges) if company else Match.objects.none()
    matches = {match.challenge_id: match for match in own}
    return [_row(challenge, matches.get(challenge.pk), company, vocabulary, now) for challenge in challenges]


def _row(
    challenge: Challenge, match: Match | None, company: Company | None, vocabulary: Vocabulary, now: datetime
) -> Row:
    fails = ""
    if match and company and match.failed_rule:
        rule = failed(match.failed_rule, match.failed_technology_id, challenge, company, vocabulary)
        fails = rule.to_you
    technologies = vocabulary.labels(challenge.asked)[:TECHNOLOGIES_SHOWN]
    return Row(challenge, chip(challenge, now), technologies, match, fails)


def chip(challenge: Challenge, now: datetime) -> Chip | None:
    """None for what goes without saying: open, with time left."""
    phase = phase_of(challenge, now)
    if phase == Phase.OPEN:
        return closing_chip(challenge, now)
    shape = "draft" if phase in NOT_YET else "closed"
    if phase == Phase.UPCOMING:
        return Chip(shape, _("Opens on %(day)s") % {"day": day(challenge.opens_at)})
    return Chip(shape, str(phase.label))


def closing_chip(challenge: Challenge, now: datetime) -> Chip | None:
    if not challenge.closes_at or challenge.closes_at - now > SOON:
        return None
    if not days_until(challenge.closes_at):
        return Chip("soon", _("Closes today"))
    when = {"day": day(challenge.closes_at), "in_days": in_days(challenge.closes_at)}
    return Chip("soon", _("Closes on %(day)s, %(in_days)s") % when)
