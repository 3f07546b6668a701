from datetime import timedelta

import pytest
from django.utils.timezone import localtime

from challenges.introductions.funnel import compute_funnel
from challenges.introductions.models import Introduction
from challenges.introductions.workflow import IntroductionState
from portal.core.database_clock import database_now
from portal.ui.dates import to_local_day
from tests.factories import ChallengeFactory, IntroductionFactory, IntroductionStepFactory

pytestmark = pytest.mark.django_db
REACHED = {
    "meet": "met",
    "follow_up": "follow_up",
    "pilot": "pilot",
    "contract": "contract",
    "investment": "investment",
}


def made(challenge, state, asked, introduced=None, **steps):
    """Each number: so many days ago, at noon in Amsterdam, so that no change of the clock makes it another day."""
    now = localtime(database_now()).replace(hour=12)
    ago = {name: now - timedelta(days=days) for name, days in (("asked", asked), ("introduced", introduced or 0))}
    accepted = {"owner_accepted_at": ago["introduced"], "introduced_at": ago["introduced"]} if introduced else {}
    row = IntroductionFactory(
        challenge=challenge, state=state, asked_at=ago["asked"], state_since=now - timedelta(days=1), **accepted
    )
    for what, days in steps.items():
        at = now - timedelta(days=days)
        IntroductionStepFactory(
            introduction=row, what=what, at=at, happened_on=to_local_day(at), state=REACHED[what], note=""
        )
    return row


def test_funnel_counts_who_came_that_far_and_the_median_of_days():
    challenge = ChallengeFactory()
    made(
        challenge, IntroductionState.PILOT, 50, 40, meet=30, pilot=10
    )  # follow-up and test were skipped, and count as reached
    made(challenge, IntroductionState.MET, 30, 26, meet=20)
    made(challenge, IntroductionState.INVESTMENT, 60, 58, meet=50, contract=9, investment=8)
    made(challenge, IntroductionState.INTRODUCED, 20, 12)
    made(challenge, IntroductionState.DECLINED, 9)
    made(challenge, IntroductionState.ASKED, 5)
    IntroductionFactory()  # of another ROM
    found = compute_funnel(Introduction.objects.of_rom(challenge.rom))
    assert {stage.state: (stage.reached, stage.usual_days) for stage in found} == {
        "asked": (6, None),
        "introduced": (4, 6),  # 10, 4, 2, 8
        "met": (3, 8),  # 10, 6, 8
        "follow_up": (2, None),
        "test": (2, None),
        "pilot": (2, 20),
        "contract": (1, 41),
        "investment": (1, 1),
    }
    assert {stage.state: stage.here for stage in found if stage.here} == dict.fromkeys(
        ("asked", "introduced", "met", "pilot", "investment"), 1
    )
    assert {stage.oldest_days for stage in found if stage.here} == {1}


def test_funnel_of_nothing_is_all_zero():
    assert {stage.reached for stage in compute_funnel(Introduction.objects.none())} == {0}


def test_funnel_costs_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        compute_funnel(Introduction.objects.all())


def test_who_met_before_they_were_introduced_took_no_days_to_meet():
    """As after a session; what comes next is counted from the introduction."""
    challenge = ChallengeFactory()
    made(challenge, IntroductionState.PILOT, 10, 8, meet=15, pilot=3)
    found = {stage.state: stage.usual_days for stage in compute_funnel(Introduction.objects.of_rom(challenge.rom))}
    assert (found["asked"], found["introduced"], found["met"], found["pilot"]) == (None, 2, 0, 5)
