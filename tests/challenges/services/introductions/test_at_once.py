"""Several people at the same moment, each with a connection of their own."""

from datetime import timedelta

import pytest

from challenges.introductions.models import Introduction
from challenges.introductions.periodic import follow_clock
from challenges.introductions.workflow import Side, State, What
from portal.core.database_clock import database_now
from portal.notifications.models import Notification
from tests.challenges.services.introductions.conftest import make_case
from tests.test_double_submit import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_last_answers_at_once_make_one_introduction():
    """Both yes: introduced once. One yes, one no: whoever came first decides. The clock twice: it lapses once."""
    case = make_case()
    yes, no, lapsing = (case.begin(),), None, None
    results = at_once(
        lambda: case.take(yes[0], Side.OWNER, What.ACCEPT), lambda: case.take(yes[0], Side.COMPANY_ROM, What.ACCEPT)
    )
    assert not any(isinstance(result, Exception) for result in results), results
    yes[0].refresh_from_db()
    assert yes[0].state == State.INTRODUCED
    assert yes[0].steps.filter(state=State.INTRODUCED).count() == 1

    case = make_case()
    no = case.begin()
    case.take(no, Side.OWNER, What.ACCEPT)
    results = at_once(
        lambda: case.take(no, Side.COMPANY_ROM, What.ACCEPT), lambda: case.take(no, Side.COMPANY_ROM, What.DECLINE)
    )
    assert sum(isinstance(result, Exception) for result in results) == 1
    no.refresh_from_db()
    assert no.steps.count() == 3
    assert no.state in {State.INTRODUCED, State.DECLINED}

    case = make_case()
    results = at_once(lambda: case.begin(Side.COMPANY), lambda: case.begin(Side.OWNER), lambda: case.begin(Side.OWNER))
    assert len({result.pk for result in results}) == 1
    lapsing = results[0]
    assert sorted(lapsing.steps.values_list("side", flat=True)) == ["company", "owner"]
    Introduction.objects.filter(pk=lapsing.pk).update(
        asked_at=database_now() - timedelta(days=9), remind_at=None, lapses_at=database_now() - timedelta(seconds=1)
    )
    told = Notification.objects.count()
    results = at_once(follow_clock, follow_clock, follow_clock)
    assert sum(lapsed for _reminded, lapsed in results) == 1
    assert Notification.objects.count() == told + 3
