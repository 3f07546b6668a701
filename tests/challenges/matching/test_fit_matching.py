import random
from io import StringIO

import pytest
from django.core.management import call_command

from challenges.matching.model_versions import Fit
from challenges.matching.models import MatchedCompany
from challenges.matching.refresh.runner import run_due_matching
from tests.challenges.matching.test_refresh import stock

pytestmark = pytest.mark.django_db


def run(*options):
    out = StringIO()
    call_command("fit_matching", *options, stdout=out)
    return out.getvalue()


@pytest.fixture
def small():
    stock(random.Random(2))


def test_first_version_is_active_at_once(small):
    told = run()
    made = Fit.objects.get()
    assert (made.is_active, made.made_as) == (True, Fit.Made.COMMAND)
    assert f"Version {made} is fitted on 12 companies and 6 challenges." in told
    assert "It is active now: 18 challenges and companies were due." in told


def test_another_version_waits_for_a_person_and_is_compared(small):
    run_due_matching()
    active = Fit.objects.get()
    told = run()
    assert Fit.objects.get(is_active=True) == active
    assert "It is not active." in told
    assert f"0 go to another company than by version {active}, which is active." in told


def test_activate_matches_everything_by_the_new_version(small):
    run_due_matching()
    told = run("--activate")
    made = Fit.objects.order_by("pk").last()
    assert (made.is_active, made.activated_by) == (True, None)
    assert set(MatchedCompany.objects.values_list("fit", flat=True)) == {made.pk}
    assert "It is active now: 18 challenges and companies were due." in told
