"""What is seen of one challenge at hand is what `visible_to` gives of it: for every kind of reader and challenge."""

import pytest

from challenges.introductions.models import Introduction
from challenges.matching.models import Decision, Match
from challenges.posting.models import Challenge
from tests.factories import (
    ChallengeFactory,
    CompanyFactory,
    DecisionFactory,
    IntroductionFactory,
    MatchFactory,
    MembershipFactory,
    ProvinceFactory,
    ROMFactory,
)
from tests.personas import PERSONAS, persona

pytestmark = pytest.mark.django_db
VISIBILITIES = ("public", "registered", "vetted", "invited")


@pytest.mark.parametrize("name", PERSONAS)
def test_what_is_seen_in_a_challenge_is_what_visible_to_gives_of_it(name: str):
    province = ProvinceFactory(rom=ROMFactory())
    reader = persona(name, province.rom)
    companies = [
        CompanyFactory(claimed=True),
        CompanyFactory(state="draft"),
        CompanyFactory(state="draft", province=province),
        *([MembershipFactory(user=reader, company__state="draft").company] if reader.is_authenticated else []),
    ]
    posted = [ChallengeFactory(rom=province.rom, visibility=each) for each in VISIBILITIES]
    shared = ChallengeFactory(visibility="invited")
    shared.co_owners.add(province.rom)
    for challenge in (*posted, shared, ChallengeFactory(rom=province.rom, draft=True), ChallengeFactory()):
        for company in companies:
            MatchFactory(challenge=challenge, company=company)
            DecisionFactory(challenge=challenge, company=company)
            IntroductionFactory(challenge=challenge, company=company)
    for challenge in (*Challenge.objects.all(), *Challenge.objects.with_ids()):
        for model in (Match, Decision, Introduction):
            seen = set(model.objects.visible_to(reader).filter(challenge=challenge))
            assert set(model.objects.visible_in(challenge, reader)) == seen
