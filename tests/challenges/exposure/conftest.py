"""A list of twelve, whose last two stand outside the ten."""

from collections.abc import Sequence

from challenges.matching.models import Match
from challenges.posting.models import Challenge
from companies.profiles.models import Company
from tests.factories import ChallengeFactory, CompanyFactory, MatchFactory


def listed(companies: Sequence[Company], *, first: int = 390, step: int = 10, **of_challenge: object) -> Challenge:
    """A challenge with these companies, best first, each `step` tenths below the one before."""
    challenge = ChallengeFactory(**of_challenge)
    Match.objects.bulk_create(
        MatchFactory.build(
            challenge=challenge,
            company=company,
            technology=first - step * place,
            text=0,
            maturity=0,
            region=0,
            experience=0,
        )
        for place, company in enumerate(companies)
    )
    return challenge


def twelve() -> list[Company]:
    return CompanyFactory.create_batch(12)
