"""The responses of example companies."""

import pytest
from django.core.management import call_command
from django.utils import timezone

from challenges.models import Question, Response, Submission
from challenges.services import demo
from portal.models import User

pytestmark = pytest.mark.django_db


def test_one_is_submitted_one_is_begun_and_both_come_once():
    call_command("load_reference", verbosity=0)
    demo.load_demo(timezone.now())
    assert sorted(Response.objects.values_list("state", flat=True)) == ["draft", "submitted"]
    assert Submission.objects.get().response.submitted_at is not None
    counts = Question.objects.count(), Response.objects.count()
    demo.load_demo(timezone.now())
    assert (Question.objects.count(), Response.objects.count()) == counts


def test_people_who_are_gone_answered_nothing():
    call_command("load_reference", verbosity=0)
    User.objects.create(email="founder@example.org", name="Iemand anders")
    demo.load_demo(timezone.now())
    assert Response.objects.count() == 1
