"""The responses of example companies."""

import pytest
from django.core.management import call_command
from django.utils import timezone

from challenges.demo.loader import load_demo
from challenges.posting.question_models import Question
from challenges.responses.models import Response, Submission
from portal.accounts.models import User

pytestmark = pytest.mark.django_db


def test_one_is_submitted_one_is_begun_and_both_come_once():
    call_command("load_reference", verbosity=0)
    load_demo(timezone.now())
    assert sorted(Response.objects.values_list("state", flat=True)) == ["draft", "submitted"]
    assert Submission.objects.get().response.submitted_at is not None
    counts = Question.objects.count(), Response.objects.count()
    load_demo(timezone.now())
    assert (Question.objects.count(), Response.objects.count()) == counts


def test_people_who_are_gone_answered_nothing():
    call_command("load_reference", verbosity=0)
    User.objects.create(email="founder@example.org", name="Iemand anders")
    load_demo(timezone.now())
    assert Response.objects.count() == 1
