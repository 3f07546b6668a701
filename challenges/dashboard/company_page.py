"""A company's own start: the challenges that fit, those that nearly do, and those to ask about."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.matching.match_list import SETTLING
from challenges.matching.match_texts import RuleText, describe_failure, describe_own_reason
from challenges.matching.models import Match
from challenges.posting.display_status import ChallengePhase, get_phase
from challenges.posting.models import Challenge
from challenges.posting.requirement_models import Requirement
from challenges.posting.status_chips import StatusChip, get_status_chip
from companies.profiles.models import Company
from companies.profiles.wizard import PUBLISH, get_step_url
from portal.accounts.models import User
from portal.technologies.vocabulary import Vocabulary

CHOICES = 100  # of which one can still be found in a list to choose from


@dataclass(frozen=True)
class OwnMatchRow:
    rank: int
    match: Match
    reason: str
    chip: StatusChip | None


@dataclass(frozen=True)
class OwnNearMissRow:
    match: Match
    rule: RuleText


def list_own_matches(company: Company, user: User) -> list[Match]:
    """Those with challenges that the reader may see, ranked ones and nearly ones, best first; two queries."""
    asked = Prefetch("challenge__requirements", Requirement.objects.counting(), to_attr="asked")
    visible = Match.objects.of_company(company).filter(challenge__in=Challenge.objects.visible_to(user))
    visible = visible.annotate(is_settling=SETTLING)
    return list(visible.select_related("challenge__rom").prefetch_related(asked))


def build_own_match_rows(
    ranked: Sequence[tuple[int, Match]], offered: Iterable[int], vocabulary: Vocabulary, now: datetime
) -> list[OwnMatchRow]:
    mine = set(offered)
    return [
        OwnMatchRow(
            rank,
            match,
            describe_own_reason(match, match.challenge.asked, mine, vocabulary),
            get_status_chip(match.challenge, now),
        )
        for rank, match in ranked
    ]


def build_near_miss_rows(
    matches: Iterable[Match], company: Company, vocabulary: Vocabulary, now: datetime
) -> list[OwnNearMissRow]:
    """Challenges that can still be answered and ask for one thing that is not there."""
    return [
        OwnNearMissRow(
            match, describe_failure(match.failed_rule, match.failed_technology_id, match.challenge, company, vocabulary)
        )
        for match in matches
        if match.failed_rule and get_phase(match.challenge, now) in {ChallengePhase.OPEN, ChallengePhase.UPCOMING}
    ]


def suggest_next_steps(company: Company, nearly: Sequence[OwnNearMissRow]) -> list[dict[str, str]]:
    """For who fits nothing yet."""
    count = ngettext("%(number)d challenge", "%(number)d challenges", len(nearly)) % {"number": len(nearly)}
    near = {"label": _("See where you miss exactly one must"), "url": "#nearly", "count": count}
    return [
        *([near] if nearly else []),
        {
            "label": _("See what your profile could still say, and what it would bring"),
            "url": get_step_url(company, PUBLISH),
        },
        {"label": _("Read the challenges; each says why not you"), "url": reverse("challenges:challenge_list")},
    ]


def list_unlisted_challenges(user: User, ranked: Iterable[Match], now: datetime) -> list[Challenge]:
    """The challenges to ask "why not me?" about: open, visible, and not among the own matches; closing first."""
    listed = [match.challenge_id for match in ranked]
    found = Challenge.objects.visible_to(user).open_at(now).exclude(pk__in=listed).order_by("closes_at", "id")
    return list(found.only("slug", "title_nl", "title_en")[:CHOICES])
