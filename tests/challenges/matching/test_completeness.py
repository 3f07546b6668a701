"""What a profile does not say: the figures foretold are those of matching before and after the answer."""

from datetime import timedelta

import pytest
from django.utils import timezone

from challenges.matching.completeness import CompletenessResult, compute_completeness
from challenges.matching.inputs import CHALLENGE_ROWS
from challenges.matching.models import Match
from challenges.matching.refresh.runner import run_due_matching
from companies.profiles.models import Company
from portal.accounts.models import User
from tests.factories import (
    ChallengeFactory,
    CompanyTechnologyFactory,
    MembershipFactory,
    ProvinceFactory,
    RequirementFactory,
    TechnologyFactory,
)

pytestmark = pytest.mark.django_db
ENGLISH = {"teaser_nl": "", "teaser_en": "We look for devices."}


@pytest.fixture
def own() -> Company:
    """Says nothing but a text; its one technology was proposed. Challenges of every kind are open."""
    company = MembershipFactory(company__province=None, company__text_nl="Wij maken toestellen.").company
    province, radar, sonar = ProvinceFactory(), TechnologyFactory(), TechnologyFactory()
    CompanyTechnologyFactory(company=company, technology=radar, known_as="proposed")
    for number in range(3):
        asked = ChallengeFactory(rom=province.rom, trl_min=3 + number, trl_max=7)
        RequirementFactory(challenge=asked, technology=radar)
    RequirementFactory(challenge=ChallengeFactory(trl_max=6), technology=sonar)
    ChallengeFactory(rom=province.rom, only_region=True, **ENGLISH)
    RequirementFactory(challenge=ChallengeFactory(), technology=radar, necessity="must")
    return company


def user_of(company: Company) -> User:
    return User.objects.get(memberships__company=company)


def asked(company: Company) -> CompletenessResult:
    return compute_completeness(Company.objects.get(pk=company.pk), user_of(company), timezone.now())


def matched() -> dict[int, int]:
    """The total in each challenge of which all musts are met."""
    run_due_matching()
    return dict(Match.objects.filter(failed_rule="").values_list("challenge_id", "total"))


def figures(before: dict[int, int], after: dict[int, int]) -> tuple[int, int, int]:
    gains = [after[each] - before[each] for each in before.keys() & after.keys()]
    rises = [gain for gain in gains if gain > 0]
    return len(after.keys() - before.keys()), len(rises), max(rises, default=0)


@pytest.mark.parametrize("kind", ["trl", "province", "confirm"])
def test_the_figure_is_that_of_matching_before_and_after(own, kind):
    before = matched()
    found = asked(own).completeness
    assert (found.challenges, found.qualified) == (6, len(before))
    [question] = [each for each in found.questions if each.kind == kind]
    for answer in question.answers:
        Company.objects.update(trl=None, province=None)
        for change in answer.changes:
            if kind == "confirm":
                own.technology_links.update(known_as="confirmed")
            elif change.value != "elsewhere":
                Company.objects.filter(pk=own.pk).update(**{"trl" if kind == "trl" else "province_id": change.value})
            else:
                Company.objects.filter(pk=own.pk).update(province=ProvinceFactory())
        assert figures(before, matched()) == (answer.entered, answer.raised, answer.most)


def test_what_brings_most_stands_first_and_what_was_said_is_not_asked(own):
    kinds = [question.kind for question in asked(own).completeness.questions]
    assert kinds[0] == "trl"
    assert {"province", "confirm"} <= set(kinds)
    Company.objects.update(trl=5, province=ProvinceFactory())
    own.technology_links.update(known_as="confirmed")
    assert not {"trl", "province", "confirm"} & {question.kind for question in asked(own).completeness.questions}


def test_a_text_is_counted_by_what_it_could_bring_at_the_utmost(own):
    [left] = asked(own).texts
    assert (left.language, left.challenges) == ("en", 1)
    assert 0 < left.most <= 280
    Company.objects.update(text_nl="")
    [left] = asked(own).texts
    assert (left.language, left.challenges, left.most) == ("", 6, 280)
    Company.objects.update(text_nl="Wij maken toestellen.", text_en="We make devices.")
    assert asked(own).texts == []


def test_only_open_challenges_that_its_people_may_see_are_counted(own):
    ChallengeFactory(visibility="vetted", trl_min=5)
    ChallengeFactory(visibility="invited", trl_min=5)
    ChallengeFactory(state="draft", trl_min=5)
    ChallengeFactory(opens_at=timezone.now() + timedelta(days=1), trl_min=5)
    assert asked(own).completeness.challenges == 6


def test_a_draft_is_told_the_same(own):
    published = asked(own)
    Company.objects.update(state="draft")
    assert asked(own) == published


def test_no_open_challenge_is_no_error():
    found = asked(MembershipFactory().company)
    assert (found.completeness.challenges, found.completeness.questions) == (0, [])


@pytest.mark.parametrize("number", [1, 40])
def test_queries_do_not_grow(own, number, django_assert_max_num_queries):
    for _ in range(number):
        RequirementFactory(challenge=ChallengeFactory(trl_min=4))
        CompanyTechnologyFactory(company=own)
    run_due_matching()
    company, user = Company.objects.get(pk=own.pk), user_of(own)
    CHALLENGE_ROWS.kept.clear()
    with django_assert_max_num_queries(12):
        compute_completeness(company, user, timezone.now())
    with django_assert_max_num_queries(8):
        compute_completeness(company, user, timezone.now())
