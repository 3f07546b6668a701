"""Reads for pages of other subjects: challenges that a company fits, companies to invite, and exported rankings."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Prefetch

from challenges.exposure.top_tens import load_shown_moves
from challenges.introductions.models import Introduction
from challenges.matching.match_list import annotate_introductions, get_running_introduction
from challenges.matching.models import Match
from challenges.posting.invitations import SUGGESTED, _filter_uninvited_companies
from challenges.posting.models import Challenge
from challenges.posting.requirement_models import Requirement
from companies.profiles.models import Company
from portal.accounts.models import User
from portal.technologies.vocabulary import Vocabulary


@dataclass(frozen=True)
class FittingChallenge:
    """`shared`: what the challenge asks and the company offers; `state`: of the introduction that runs, if any."""

    challenge: Challenge
    shared: str
    introduction: int | None
    state: str


def list_fitting_challenges(
    company: Company, user: User, offered: Iterable[int], vocabulary: Vocabulary, now: datetime
) -> list[FittingChallenge]:
    """Of those that can still be answered and that this person sees, best first. Without points: the match itself is
    for the challenge's ROM and the company. Two queries."""
    seen = Challenge.objects.visible_to(user).open_at(now)
    matches = Match.objects.of_company(company).ranked().filter(challenge__in=seen)
    asked = Prefetch("challenge__requirements", Requirement.objects.counting(), to_attr="asked")
    rows = annotate_introductions(matches, Introduction.objects.visible_to(user))
    rows = rows.select_related("challenge__rom")
    mine = set(offered)
    return [
        FittingChallenge(
            match.challenge,
            ", ".join(vocabulary.labels(sorted(mine & {each.technology_id for each in match.challenge.asked}))),
            *get_running_introduction(match),
        )
        for match in rows.prefetch_related(asked)
    ]


def suggest_invitations(challenge: Challenge, user: User) -> list[Company]:
    """The best of its match list that are not invited: those that miss nothing else."""
    matches = Match.objects.visible_to(user).of_challenge(challenge).filter(failed_rule__in=["", Match.Rule.INVITED])
    best = matches.filter(company__in=_filter_uninvited_companies(challenge, user).values("pk")).select_related(
        "company__province"
    )
    return [match.company for match in best.defer(*(f"company__{name}" for name in Company.LONG_FIELDS))[:SUGGESTED]]


def export_rankings(top: int) -> Iterator[dict[str, Any]]:
    """Per open challenge its best `top` companies, by the ids of the imported files, or slugs where there are none.

    By points, whatever the floor on exposure shows: whom that brings into the ten stands under `by_floor` as well,
    where it does. Scores are points out of 100. A challenge that is not matched yet, or that nobody fits, has an empty
    ranking. One short query per challenge, so that no list is ever held whole.
    """
    moves = load_shown_moves(Challenge.objects.matchable())
    for challenge in Challenge.objects.matchable().order_by("pk").only("external_id", "slug").iterator():
        matches = Match.objects.of_challenge(challenge).ranked()
        rows = list(matches.values_list("company__external_id", "company__slug", "total", "company_id")[:top])
        moved = moves.get(challenge.pk, {})
        came = [external_id or slug for external_id, slug, _, company in rows if company in moved]
        yield {
            "challenge_id": challenge.external_id or challenge.slug,
            "ranking": [external_id or slug for external_id, slug, *_ in rows],
            "scores": [total / 10 for *_, total, _company in rows],
            **({"by_floor": came} if came else {}),
        }


def get_match_limit() -> int:
    """How many companies per challenge matching keeps."""
    return int(settings.MATCHES_PER_CHALLENGE)


def count_challenges() -> tuple[int, int]:
    """Count the challenges that have a list of companies, and the drafts, which have none."""
    drafts = Challenge.objects.filter(state=Challenge.State.DRAFT)
    return Challenge.objects.matchable().count(), drafts.count()


def count_unmatched_challenges() -> int:
    """How many open challenges have never been matched."""
    return Challenge.objects.matchable().filter(matched=None).count()
