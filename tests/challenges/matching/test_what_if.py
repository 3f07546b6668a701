"""One pair asked about on real PostgreSQL: as the stored match has it, and as it would be after the change."""

import pytest
from django.utils import timezone

from challenges.matching.explanation import explain_pair
from challenges.matching.models import Match
from challenges.matching.refresh.runner import run_due_matching
from challenges.matching.why_not import WhatIfAnswer, compute_what_if
from challenges.posting.invitation_models import ChallengeInvitation
from companies.profiles.models import Company
from portal.technologies.vocabulary import Vocabulary
from tests.factories import (
    ChallengeFactory,
    CompanyFactory,
    CompanyTechnologyFactory,
    DeclarationFactory,
    ProvinceFactory,
    RequirementFactory,
    TechnologyFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair():
    """A challenge with a must, a wish and a level; a company that has the must and tells no level."""
    province = ProvinceFactory()
    challenge = ChallengeFactory(rom=province.rom, trl_min=5, trl_max=7, needs_established=True)
    company = CompanyFactory(province=province, claimed=True)
    DeclarationFactory(company=company, kind="established")
    must = RequirementFactory(challenge=challenge, necessity="must")
    RequirementFactory(challenge=challenge)
    CompanyTechnologyFactory(company=company, technology=must.technology)
    return challenge, company


def asked(challenge, company) -> WhatIfAnswer:
    return compute_what_if(challenge, Company.objects.get(pk=company.pk), Vocabulary.load())


def ways(found: WhatIfAnswer) -> list[list[tuple]]:
    return [[tuple(change) for change in way.changes] for way in found.what_if.ways]


def test_score_now_is_that_of_the_stored_match_and_of_the_explanation(pair):
    run_due_matching()
    found, match = asked(*pair), Match.objects.get()
    assert found.what_if.now.score.total == match.total
    assert found.explanation == explain_pair(*pair, Vocabulary.load()).explanation
    assert [failure.rule for failure in found.what_if.now.failures] == [match.failed_rule] == ["trl_floor"]


def test_making_the_change_brings_the_company_in_with_the_points_foretold(pair):
    run_due_matching()
    [way] = asked(*pair).what_if.ways
    assert [tuple(change) for change in way.changes] == [("trl", 5)]
    Company.objects.update(trl=5)
    run_due_matching()
    assert (Match.objects.get().failed_rule, Match.objects.get().total) == ("", way.score.total)


def test_stating_a_wish_brings_the_points_foretold(pair):
    company = pair[1]
    Company.objects.update(trl=7)
    run_due_matching()
    [step] = [step for step in asked(*pair).what_if.steps if step.change.kind == "state"]
    CompanyTechnologyFactory(company=company, technology_id=step.change.value)
    run_due_matching()
    assert Match.objects.get().total == step.best.score.total


def test_confirming_a_proposal_brings_the_points_foretold(pair):
    link = pair[1].technology_links.get()
    link.known_as = "proposed"
    link.save()
    Company.objects.update(trl=7)
    run_due_matching()
    step = next(step for step in asked(*pair).what_if.steps if step.change.kind == "confirm")
    link.known_as = "confirmed"
    link.save()
    run_due_matching()
    assert Match.objects.get().total == step.best.score.total


def test_what_a_person_refused_is_not_asked_again(pair):
    link = pair[1].technology_links.get()
    link.known_as = "refused"
    link.save()
    found = asked(*pair)
    assert found.refused == {link.technology_id}
    assert ("state", link.technology_id) not in [tuple(step.change) for step in found.what_if.steps]
    assert ways(found) == []


def test_vetting_and_an_invitation_are_for_others_to_give():
    vetted, invited = ChallengeFactory(visibility="vetted"), ChallengeFactory(visibility="invited")
    ChallengeInvitation.objects.create(challenge=invited, company=CompanyFactory())
    company = CompanyFactory()
    assert ways(asked(vetted, company)) == [[("vetted", True)]]
    assert ways(asked(invited, company)) == [[("invited", True)]]
    company.vetted_on = timezone.localdate()
    company.save()
    ChallengeInvitation.objects.create(challenge=invited, company=company)
    assert asked(vetted, company).what_if.qualifies
    assert asked(type(invited).objects.get(pk=invited.pk), company).what_if.qualifies


def test_only_the_region_of_the_rom_counts():
    province = ProvinceFactory()
    challenge = ChallengeFactory(rom=province.rom, only_region=True)
    assert ways(asked(challenge, CompanyFactory(province=None))) == [[("province", province.pk)]]
    assert ways(asked(challenge, CompanyFactory())) == []


def test_a_challenge_without_a_rom_or_a_fit_can_be_asked_about():
    found = asked(ChallengeFactory(rom=None), CompanyFactory(text_nl=""))
    assert found.what_if.qualifies


@pytest.mark.parametrize("number", [1, 30])
def test_queries_do_not_grow(pair, django_assert_num_queries, number):
    challenge, company = pair
    for _ in range(number):
        RequirementFactory(challenge=challenge, technology=TechnologyFactory(parent=TechnologyFactory()))
        CompanyTechnologyFactory(company=company)
        CompanyTechnologyFactory()
    run_due_matching()
    vocabulary, challenge = Vocabulary.load(), type(challenge).objects.get(pk=challenge.pk)
    company = Company.objects.get(pk=company.pk)
    with django_assert_num_queries(5):
        compute_what_if(challenge, company, vocabulary)
