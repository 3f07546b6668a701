from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from challenges.introductions.models import Introduction, IntroductionStep
from portal.privacy.erasure import erase_company
from tests.factories import (
    ChallengeContactFactory,
    IntroductionFactory,
    IntroductionStepFactory,
    ROMFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"state": "nonsense"}, "state_is_known"),
        ({"begun_by": "clock"}, "begun_by_a_side"),
        ({"state": "introduced"}, "only_when_all_said_yes"),
        ({"owner_accepted_at": timezone.now()}, "asked_while_one_is_missing"),
        ({"company_rom_accepted_at": timezone.now()}, "yes_of_a_rom_that_is_asked"),
        ({"lapses_at": timezone.now() - timedelta(days=9)}, "lapses_after_it_was_asked"),
    ],
)
def test_introduction_that_cannot_be_is_refused(fields, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        IntroductionFactory(**fields)


def test_a_pair_has_one_living_introduction():
    first = IntroductionFactory()
    pair = {"challenge": first.challenge, "company": first.company}
    with pytest.raises(IntegrityError, match="living_once"), transaction.atomic():
        IntroductionFactory(**pair)
    first.state = "withdrawn"
    first.save()
    assert IntroductionFactory(**pair).pk


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"what": "nonsense"}, "step_is_known"),
        ({"what": "decline"}, "reason_where_one_is_due"),
        ({"reason": "no_fit"}, "reason_where_one_is_due"),
        ({"what": "lapse"}, "of_the_clock"),
        ({"side": "clock"}, "of_the_clock"),
        ({"what": "meet"}, "on_a_day"),
        ({"happened_on": timezone.now().date()}, "on_a_day"),
    ],
)
def test_step_that_cannot_be_is_refused(fields, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        IntroductionStepFactory(**fields)


def test_each_side_says_yes_once():
    step = IntroductionStepFactory()
    with pytest.raises(IntegrityError, match="one_yes_of_a_side"):
        IntroductionStepFactory(introduction=step.introduction, what="accept")


def test_step_is_neither_changed_nor_removed():
    step = IntroductionStepFactory()
    for change in ({"note": "anders"}, {"at": timezone.now()}, {"by": UserFactory()}):
        with pytest.raises(DatabaseError), transaction.atomic():
            IntroductionStep.objects.filter(pk=step.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        IntroductionStep.objects.filter(pk=step.pk).delete()
    IntroductionStep.objects.filter(pk=step.pk).update(by=None)


def test_erasing_a_company_takes_its_introductions_along():
    step = IntroductionStepFactory(introduction=IntroductionFactory(company_rom=ROMFactory()))
    company = step.introduction.company
    erase_company(company.pk, f"/companies/{company.slug}/")
    assert not Introduction.objects.exists()
    assert not IntroductionStep.objects.exists()


def test_days_to_answer_have_a_measure():
    with pytest.raises(IntegrityError, match="answer_days"):
        ChallengeContactFactory(answer_days=1)
