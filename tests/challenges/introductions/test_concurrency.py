"""Several people at the same moment, each with a connection of their own."""

from datetime import timedelta

import pytest

from challenges.introductions.models import Introduction
from challenges.introductions.services import run_due_introductions
from challenges.introductions.workflow import IntroductionAction, IntroductionParty, IntroductionState
from portal.core.database_clock import database_now
from portal.notifications.models import Notification
from tests.challenges.introductions.conftest import make_case
from tests.test_double_submit import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_last_answers_at_once_make_one_introduction():
    """Both yes: introduced once. One yes, one no: whoever came first decides. The clock twice: it lapses once."""
    case = make_case()
    yes, no, lapsing = (case.begin(),), None, None
    results = at_once(
        lambda: case.take(yes[0], IntroductionParty.OWNER, IntroductionAction.ACCEPT),
        lambda: case.take(yes[0], IntroductionParty.COMPANY_ROM, IntroductionAction.ACCEPT),
    )
    assert not any(isinstance(result, Exception) for result in results), results
    yes[0].refresh_from_db()
    assert yes[0].state == IntroductionState.INTRODUCED
    assert yes[0].steps.filter(state=IntroductionState.INTRODUCED).count() == 1

    case = make_case()
    no = case.begin()
    case.take(no, IntroductionParty.OWNER, IntroductionAction.ACCEPT)
    results = at_once(
        lambda: case.take(no, IntroductionParty.COMPANY_ROM, IntroductionAction.ACCEPT),
        lambda: case.take(no, IntroductionParty.COMPANY_ROM, IntroductionAction.DECLINE),
    )
    assert sum(isinstance(result, Exception) for result in results) == 1
    no.refresh_from_db()
    assert no.steps.count() == 3
    assert no.state in {IntroductionState.INTRODUCED, IntroductionState.DECLINED}

    case = make_case()
    results = at_once(
        lambda: case.begin(IntroductionParty.COMPANY),
        lambda: case.begin(IntroductionParty.OWNER),
        lambda: case.begin(IntroductionParty.OWNER),
    )
    assert len({result.pk for result in results}) == 1
    lapsing = results[0]
    assert sorted(lapsing.steps.values_list("side", flat=True)) == ["company", "owner"]
    Introduction.objects.filter(pk=lapsing.pk).update(
        asked_at=database_now() - timedelta(days=9), remind_at=None, lapses_at=database_now() - timedelta(seconds=1)
    )
    told = Notification.objects.count()
    results = at_once(run_due_introductions, run_due_introductions, run_due_introductions)
    assert sum(lapsed for _reminded, lapsed in results) == 1
    assert Notification.objects.count() == told + 3
