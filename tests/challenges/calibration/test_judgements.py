"""What a score looked like is kept when people judge the pair, by the database itself."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from challenges.calibration.models import Judgement
from challenges.introductions.models import IntroductionStep
from challenges.introductions.services import start_introduction
from challenges.introductions.workflow import IntroductionAction, IntroductionParty
from challenges.matching.model_versions import Fit
from challenges.matching.models import Decision, MatchedCompany
from challenges.matching.services import save_match_decision
from portal.privacy.personal_data import collect_personal_data
from tests.challenges.calibration.scenario import NOW, matched
from tests.challenges.introductions.conftest import make_case
from tests.factories import (
    ChallengeFactory,
    CompanyFactory,
    DecisionFactory,
    FitFactory,
    IntroductionFactory,
    IntroductionStepFactory,
    MembershipFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
PARTS = (300, 100, 90, 120, 0)
LATER = (310, 110, 90, 120, 5)


@pytest.fixture
def pair():
    return {"challenge": ChallengeFactory(), "company": CompanyFactory()}


def kept():
    return list(Judgement.objects.values_list("points", "most"))


def test_a_decision_keeps_the_points_and_weights_of_its_moment(pair):
    matched(**pair, parts=PARTS)
    before = timezone.now()
    save_match_decision(UserFactory(admin=True), *pair.values(), kind="shortlisted")
    judgement = Judgement.objects.get()
    assert (judgement.points, judgement.most) == ([*PARTS], [*NOW])
    assert (judgement.challenge, judgement.company) == tuple(pair.values())
    assert abs(judgement.judged_at - before).total_seconds() < 60


def test_another_kind_or_reason_keeps_the_points_anew_and_another_note_does_not(pair):
    match = matched(**pair, parts=PARTS)
    decision = DecisionFactory(**pair)
    for field, value in zip(("technology", "text", "maturity", "region", "experience"), LATER, strict=True):
        setattr(match, field, value)
    match.total = sum(LATER)
    match.save()
    decision.note = "Rang aan de deur."
    decision.save()
    assert kept() == [([*PARTS], [*NOW])]
    decision.kind, decision.reason = "dismissed", "not_mature"
    decision.save()
    assert kept() == [([*LATER], [*NOW])]
    Judgement.objects.all().delete()
    decision.reason = "wrong_technology"
    decision.save()
    assert kept() == [([*LATER], [*NOW])]


def test_a_pair_without_a_match_keeps_nothing_and_an_earlier_judgement_of_it_stays(pair):
    decision = DecisionFactory(**pair)
    assert not kept()
    match = matched(**pair, parts=PARTS)
    decision.kind, decision.reason = "dismissed", "other"
    decision.save()
    match.delete()
    Decision.objects.update(kind="shortlisted", reason="")
    assert kept() == [([*PARTS], [*NOW])]


def test_a_pair_that_fails_a_rule_keeps_nothing(pair):
    matched(**pair, failed_rule="region")
    DecisionFactory(**pair)
    assert not kept()


def test_a_pair_of_which_one_side_is_matched_by_other_weights_already_keeps_nothing(pair):
    matched(**pair)
    other = FitFactory(points=[420, 230, 150, 120, 80])
    MatchedCompany.objects.update(fit=other)
    DecisionFactory(**pair)
    assert not kept()
    Fit.objects.filter(pk=other.pk).update(points=NOW)
    Decision.objects.update(kind="dismissed", reason="other")
    assert kept()


def test_points_beyond_the_weights_keep_nothing_and_stop_nobody(pair):
    matched(**pair, parts=(401, 0, 0, 0, 0))
    assert DecisionFactory(**pair).pk
    assert not kept()


def test_asking_for_an_introduction_and_each_step_keep_the_points():
    case = make_case()
    matched(case.challenge, case.company, PARTS)
    introduction = start_introduction(case.owner, case.challenge, case.company, IntroductionParty.OWNER)
    assert kept() == [([*PARTS], [*NOW])]
    Judgement.objects.all().delete()
    case.take(introduction, IntroductionParty.COMPANY, IntroductionAction.ACCEPT)
    assert kept() == [([*PARTS], [*NOW])]


@pytest.mark.parametrize(("what", "side"), [("remind", "clock"), ("lapse", "clock"), ("withdraw", "company")])
def test_the_clock_and_who_takes_a_question_back_judge_nothing(what, side):
    introduction = IntroductionFactory()
    matched(introduction.challenge, introduction.company)
    IntroductionStepFactory(introduction=introduction, what=what, side=side, by=None)
    assert not kept()


def test_forgetting_who_took_a_step_judges_nothing():
    step = IntroductionStepFactory()
    matched(step.introduction.challenge, step.introduction.company)
    IntroductionStep.objects.update(by=None)
    assert not kept()


def test_a_judgement_goes_with_its_company_and_its_challenge():
    for side in ("company", "challenge"):
        pair = {"challenge": ChallengeFactory(), "company": CompanyFactory()}
        matched(**pair)
        DecisionFactory(**pair)
        pair[side].delete()
        assert not kept()


def test_admins_alone_read_judgements(pair):
    matched(**pair)
    DecisionFactory(**pair)
    assert Judgement.objects.visible_to(UserFactory(admin=True)).count() == 1
    assert not Judgement.objects.visible_to(UserFactory(rom=pair["challenge"].rom, rom_role="manager")).exists()


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("judgement_once", {}),
        ("judgement_parts_within_weights", {"points": [1, 281, 1, 1, 1], "company": CompanyFactory}),
        ("judgement_parts_within_weights", {"points": [1, 1], "company": CompanyFactory}),
    ],
)
def test_database_refuses(pair, name, fields):
    fields = {field: value() if callable(value) else value for field, value in fields.items()}
    usual = {**pair, "points": [1, 2, 3, 4, 5], "most": NOW, "judged_at": timezone.now()}
    Judgement.objects.create(**usual)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Judgement.objects.create(**usual | fields)


def test_people_of_the_company_do_not_get_it_along_with_their_data():
    membership = MembershipFactory()
    challenge = ChallengeFactory()
    matched(challenge, membership.company)
    DecisionFactory(challenge=challenge, company=membership.company)
    assert kept()
    assert "challenges.Judgement" not in [section.label for section in collect_personal_data(membership.user).sections]
