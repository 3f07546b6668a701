"""Without Redis a thread makes the timetable: the page that asks has its answer at once."""

import threading

import pytest
from django.db import connection
from django.urls import reverse

from challenges.sessions.plan_models import Plan
from challenges.timetables.engine import scheduler
from portal.core import queue
from portal.core.queue import MAKE_PLANS
from tests.factories import PitchFactory, RegistrationFactory, SessionFactory, SlotFactory, UserFactory, WishFactory

pytestmark = pytest.mark.django_db(transaction=True)
LONGEST_SECONDS = 120  # so that a fault ends the test; nothing is measured by it


@pytest.fixture
def session(settings, monkeypatch):
    settings.PLANS_IN_A_THREAD = True
    monkeypatch.setattr(queue, "SHORT_WAIT_SECONDS", 0.1)
    session = SessionFactory()
    SlotFactory(session=session)
    wanted = {"registration": RegistrationFactory(session=session), "pitch": PitchFactory(session=session)}
    WishFactory(**wanted, side="host", wish="meet")
    return session


def made(number):
    """The threads end by themselves."""
    for thread in threading.enumerate():
        if thread.name == MAKE_PLANS:
            thread.join(LONGEST_SECONDS)
    return Plan.objects.get(number=number)


def test_page_answers_at_once_and_the_timetable_comes_by_itself(session, client, monkeypatch):
    client.force_login(UserFactory(rom=session.rom, rom_role="adviser"))
    go_on, solve, solved = threading.Event(), scheduler.solve_timetable, []

    def slowly(programme, **how):
        go_on.wait(LONGEST_SECONDS)
        solved.append(True)
        return solve(programme, **how)

    monkeypatch.setattr(scheduler, "solve_timetable", slowly)
    page = client.post(reverse("challenges:plan_list", args=[session.slug]), {"floor": "0"}, follow=True)
    assert not solved  # so it was not waited for
    assert "Het rooster wordt gemaakt" in page.content.decode()
    go_on.set()
    assert made(1).state == "solved"


def test_what_an_ended_server_left_is_made_when_somebody_looks(session, client):
    Plan.objects.create(session=session, number=1, state="solving")
    client.force_login(UserFactory(rom=session.rom, rom_role="adviser"))
    assert client.get(reverse("challenges:plan_detail", args=[session.slug, 1])).status_code == 200
    plan = made(1)
    assert (plan.state, plan.meetings.count()) == ("solved", 1)
    connection.close()
