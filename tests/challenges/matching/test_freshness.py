"""A profile that sinks and rises again: in the lists that are kept, and in what is asked of its people."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from challenges.matching.explanation import explain_pair
from challenges.matching.models import Match
from challenges.matching.refresh.runner import is_matching_due, run_due_matching
from challenges.matching.why_not import compute_what_if
from companies.profiles.freshness_services import confirm_profile, mark_outdated_profiles
from companies.profiles.models import Company
from portal.technologies.vocabulary import Vocabulary
from tests.factories import ChallengeFactory, CompanyFactory, MatchFactory, ProvinceFactory

pytestmark = pytest.mark.django_db


def long_ago(**fields) -> Company:
    return CompanyFactory(confirmed_at=timezone.now() - timedelta(days=300), **fields)


def totals() -> dict[int, tuple[int, int]]:
    return {company: (freshness_, total) for company, freshness_, total in rows()}


def rows():
    return Match.objects.values_list("company_id", "freshness", "total")


def test_a_stale_profile_sinks_in_the_kept_lists_and_rises_when_it_is_confirmed():
    ChallengeFactory(trl_min=5)
    old, young = long_ago(trl=7), CompanyFactory(trl=6)
    run_due_matching()
    before = totals()
    assert before[old.pk][0] == before[young.pk][0] == 0
    mark_outdated_profiles(timezone.now())
    assert is_matching_due()
    run_due_matching()
    assert totals() == {old.pk: (-100, before[old.pk][1] - 100), young.pk: before[young.pk]}
    confirm_profile(old)
    run_due_matching()
    assert totals() == before


def test_a_profile_with_few_points_loses_no_more_than_it_has():
    ChallengeFactory(rom=ProvinceFactory().rom, trl_max=9, teaser_nl="", title_nl="", title_en="x")
    long_ago(trl=5, text_nl="", province=None)
    mark_outdated_profiles(timezone.now())
    run_due_matching()
    match = Match.objects.get()
    assert (match.maturity, match.region, match.experience) == (0, 24, 0)
    assert (match.freshness, match.total) == (-24, 0)


def test_what_is_explained_is_what_is_stored():
    challenge, company = ChallengeFactory(trl_min=5), long_ago(trl=7)
    mark_outdated_profiles(timezone.now())
    run_due_matching()
    company.refresh_from_db()
    score, match = explain_pair(challenge, company, Vocabulary.load()).explanation.score, Match.objects.get()
    assert (score.freshness, score.total) == (match.freshness, match.total) == (-100, match.total)


def test_saying_that_it_is_true_is_one_of_the_changes_and_brings_what_it_says():
    challenge, company = ChallengeFactory(trl_min=5), long_ago(trl=9, established=True)
    mark_outdated_profiles(timezone.now())
    run_due_matching()
    company.refresh_from_db()
    found = compute_what_if(challenge, company, Vocabulary.load()).what_if
    [step] = [step for step in found.steps if step.change.kind == "stale"]
    assert step.best.score.total == Match.objects.get().total + 100
    confirm_profile(company)
    run_due_matching()
    assert Match.objects.get().total == step.best.score.total


@pytest.mark.parametrize("points", [{"freshness": 1}, {"freshness": -101}])
def test_the_database_refuses_a_penalty_outside_its_bounds(points):
    match = MatchFactory()
    with pytest.raises(IntegrityError, match="match_parts_within_maxima"), transaction.atomic():
        Match.objects.filter(pk=match.pk).update(**points, total=match.total + points["freshness"])


def test_the_database_refuses_a_total_without_the_penalty():
    with pytest.raises(IntegrityError, match="match_parts_add_up"), transaction.atomic():
        MatchFactory(freshness=-100, total=870)
