"""The challenges that a company meets all musts of, for the ROM of its region: whom to bring it together with."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch

from challenges.introductions.models import Introduction
from challenges.matching.match_list import annotate_introductions, get_running_introduction
from challenges.matching.models import Match
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
