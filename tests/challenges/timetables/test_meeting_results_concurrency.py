"""Both sides and several clocks at the same moment."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from challenges.introductions.models import Introduction, IntroductionStep
from challenges.timetables.services.results import request_due_results, settle_due_meetings
from portal.notifications.models import Notification
from tests.challenges.timetables.test_meeting_results import GOES_ON, Talk

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 6


def at_once(*calls):
    def run(call):
        try:
            return call()
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(run, calls))


def test_one_introduction_however_many_say_it_and_look_at_once():
    talk = Talk()
    at_once(*[lambda: talk.say(company=GOES_ON), lambda: talk.say(host=GOES_ON)] * 3)
    assert talk.row.outcomes.count() == 2
    talk.has_rested()
    assert sum(at_once(*[settle_due_meetings] * AT_ONCE)) == 1
    assert Introduction.objects.count() == 1
    assert IntroductionStep.objects.count() == 3


def test_each_is_asked_once_however_many_clocks_ask():
    talk = Talk()
    at_once(*[request_due_results] * AT_ONCE)
    assert sorted(Notification.objects.values_list("user", flat=True)) == sorted([talk.member.pk, talk.host.pk])
