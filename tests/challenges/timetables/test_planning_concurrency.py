"""Timetables while somebody else does something: two organisers at once, a company that leaves in the middle."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from challenges.sessions.plan_models import Plan
from challenges.sessions.registrations.services import change_registration_state
from challenges.sessions.workflow import COMPANY, RegistrationAction
from challenges.timetables.engine import scheduler
from challenges.timetables.services.plans import make_due_plans, request_plan
from tests.factories import (
    MembershipFactory,
    PitchFactory,
    RegistrationFactory,
    SessionFactory,
    SlotFactory,
    UserFactory,
    WishFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 8


@pytest.fixture
def session():
    """Three companies that each host wants, in three slots."""
    session = SessionFactory()
    slot = SlotFactory(session=session)
    for _each in range(2):
        slot = SlotFactory(session=session, starts_at=slot.ends_at)
    pitches = PitchFactory.create_batch(2, session=session)
    for registration in RegistrationFactory.create_batch(3, session=session):
        for pitch in pitches:
            WishFactory(registration=registration, pitch=pitch, side="host", wish="meet")
    return session


def organiser_of(session):
    return UserFactory(rom=session.rom, rom_role="adviser")


def test_organisers_who_ask_at_once_get_one_timetable_each_in_plain_words(session, monkeypatch):
    monkeypatch.setattr("challenges.timetables.views.plans.enqueue_scheduling", lambda: None)  # it waits for a worker
    url = reverse("challenges:plan_list", args=[session.slug])
    browsers = [Client() for _each in range(AT_ONCE)]
    for browser in browsers:
        browser.force_login(organiser_of(session))

    def ask(browser):
        try:
            answer = browser.post(url, {"floor": "0"})
            return answer.status_code, answer.headers.get("Location")
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = set(pool.map(ask, browsers))
    plan = Plan.objects.get()
    assert answers == {(302, reverse("challenges:plan_detail", args=[session.slug, plan.number]))}
    told = [browser.get(url).content.decode().count("al een rooster gemaakt") for browser in browsers]
    assert sorted(told) == [0] + [1] * (AT_ONCE - 1)
    with ThreadPoolExecutor(3) as pool:
        made = list(pool.map(lambda _n: make(), range(3)))
    assert sum(made) == 1
    plan.refresh_from_db()
    assert (plan.state, plan.meetings.count()) == ("solved", 6)


def make():
    try:
        return make_due_plans()
    finally:
        connection.close()


def test_company_that_leaves_in_the_middle_is_named_with_its_talks(session, monkeypatch, client):
    organiser = organiser_of(session)
    gone = session.registrations.select_related("company").first()
    member, solve = MembershipFactory(company=gone.company).user, scheduler.solve_timetable

    def leaving(programme, **how):
        change_registration_state(member, gone, RegistrationAction.CANCEL, COMPANY)
        return solve(programme, **how)

    monkeypatch.setattr(scheduler, "solve_timetable", leaving)
    plan, _is_new = request_plan(session, organiser)
    make_due_plans()
    plan.refresh_from_db()
    assert (plan.state, plan.meetings.count()) == ("solved", 6)  # whole, as it was asked for
    client.force_login(organiser)
    shown = client.get(reverse("challenges:plan_detail", args=[session.slug, plan.number])).content.decode()
    assert "1 bedrijf is vertrokken" in shown
    assert shown.count(f"<li>{gone.company.name} aan tafel") == 2
    monkeypatch.undo()
    again, _is_new = request_plan(session, organiser)
    make_due_plans()
    assert again.meetings.count() == 4
