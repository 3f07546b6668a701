"""Timetables asked for, made, stopped and taken up again; wishes said."""

import time
from datetime import timedelta

import psycopg
import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from challenges.sessions.plan_models import Meeting, Plan
from challenges.tasks import plans_task
from challenges.timetables.engine import scheduler
from challenges.timetables.engine.problem import build_plan
from challenges.timetables.engine.programme import SlotMeeting
from challenges.timetables.models import Wish
from challenges.timetables.services import plans as services
from challenges.timetables.services.plans import LOCK, make_due_plans, request_plan, request_plan_stop
from challenges.timetables.services.preferences import (
    hash_preferences,
    load_company_preferences,
    save_company_preferences,
    save_host_preferences,
)
from tests.factories import (
    MembershipFactory,
    PitchFactory,
    PlanFactory,
    RegistrationFactory,
    SessionFactory,
    SlotFactory,
    UserFactory,
    WishFactory,
)

pytestmark = pytest.mark.django_db


def staff(rom):
    return UserFactory(rom=rom, rom_role="adviser")


@pytest.fixture
def small():
    """Two companies, two hosts at tables of their own, one slot."""
    session = SessionFactory()
    SlotFactory(session=session)
    RegistrationFactory.create_batch(2, session=session)
    PitchFactory.create_batch(2, session=session)
    return session


def all_meet(session):
    """Let each host prefer each company, because a pair without value never meets."""
    for registration in session.registrations.all():
        for pitch in session.pitches.all():
            WishFactory(registration=registration, pitch=pitch, side="host", wish="meet")


def wish(session, company, host, **fields):
    registrations, pitches = session.registrations.order_by("pk"), session.pitches.order_by("table__number", "pk")
    return WishFactory(registration=registrations[company], pitch=pitches[host], **fields)


def test_plan_is_made_with_its_figures_and_a_reason_per_missed_must(small):
    kept, missed = wish(small, 0, 0), wish(small, 0, 1)
    wish(small, 1, 0, side="host", wish="meet")
    refused = wish(small, 1, 1)
    WishFactory(registration=refused.registration, pitch=refused.pitch, side="host", wish="no")
    plan, is_new = request_plan(small, staff(small.rom))
    assert (is_new, plan.state) == (True, "waiting")
    plans_task()
    plan.refresh_from_db()
    assert (plan.state, plan.is_proved, plan.progress) == ("solved", True, 100)
    assert (plan.musts, plan.musts_kept, plan.value, plan.bound) == (3, 1, 500, 500)
    assert (plan.fewest, plan.idle_tables) == (0, 1) or (plan.fewest, plan.idle_tables) == (1, 0)
    met = {(each.registration_id, each.pitch_id): each for each in plan.meetings.all()}
    (must,) = [each for each in met.values() if each.is_must]
    assert must.table == must.pitch.table
    grounds = {(each["registration"], each["pitch"]): each["grounds"] for each in plan.reasons}
    assert grounds[refused.registration_id, refused.pitch_id][0]["rule"] == "never"
    (other,) = grounds.keys() - {(refused.registration_id, refused.pitch_id)}
    assert other in {(each.registration_id, each.pitch_id) for each in (kept, missed)}
    assert {each["rule"] for each in grounds[other]} == {"must", "people"}


def test_plan_that_cannot_be_says_why(small):
    plan, _new = request_plan(small, staff(small.rom), floor=2)
    make_due_plans()
    plan.refresh_from_db()
    assert (plan.state, plan.failure) == ("failed", "impossible")
    assert "least" in {each["rule"] for each in plan.reasons}
    small.slots.all().delete()
    plan, _new = request_plan(small, staff(small.rom))
    make_due_plans()
    plan.refresh_from_db()
    assert (plan.number, plan.failure, Meeting.objects.count()) == (2, "empty", 0)


def test_two_who_ask_get_one_plan_and_others_none(small):
    organiser = staff(small.rom)
    first, second = request_plan(small, organiser), request_plan(small, staff(small.rom))
    assert (first[0], first[1], second[1]) == (second[0], True, False)
    for by, floor in ((UserFactory(adviser=True), 0), (organiser, 21)):
        Plan.objects.all().delete()
        with pytest.raises(ValidationError):
            request_plan(small, by, floor=floor)


def test_plan_that_is_stopped_keeps_the_best_so_far(small, monkeypatch):
    organiser = staff(small.rom)
    plan, _new = request_plan(small, organiser)
    monkeypatch.setattr(services, "REPORT_SECONDS", 0.0)

    def solve(programme, *, seconds, report, stop):
        found = build_plan(programme, [SlotMeeting(0, 0, 0)], 0, 900)
        report(found, 900)
        plan.refresh_from_db()
        assert (stop(), plan.state, plan.value, plan.bound) == (False, "solving", 0, 900)
        assert [request_plan_stop(plan, organiser) for _each in range(2)] == [True, False]
        assert stop()
        return found

    monkeypatch.setattr(scheduler, "solve_timetable", solve)
    make_due_plans()
    plan.refresh_from_db()
    assert (plan.state, plan.is_proved, plan.bound, plan.meetings.count()) == ("stopped", False, 900, 1)
    assert not request_plan_stop(plan, organiser)


@pytest.mark.parametrize(("is_stopped", "failure"), [(True, "stopped"), (False, "no_time")])
def test_plan_without_a_first_result_says_whether_it_was_stopped(small, monkeypatch, is_stopped, failure):
    organiser = staff(small.rom)
    plan, _new = request_plan(small, organiser)
    monkeypatch.setattr(services, "REPORT_SECONDS", 0.0)

    def solve(programme, *, stop, **how):
        if is_stopped:
            request_plan_stop(plan, organiser)
        stop()

    monkeypatch.setattr(scheduler, "solve_timetable", solve)
    make_due_plans()
    plan.refresh_from_db()
    assert (plan.state, plan.failure, plan.meetings.count()) == ("failed", failure, 0)


def test_plan_whose_worker_died_is_made_anew_and_one_that_is_held_is_not(small):
    all_meet(small)
    plan = PlanFactory(session=small, state="solving", started_at=timezone.now() - timedelta(hours=1))
    parameters = connection.get_connection_params()
    with psycopg.connect(
        **{name: parameters[name] for name in ("dbname", "user", "host", "port") if name in parameters}
    ) as other:
        other.execute("SELECT pg_advisory_lock(%s, %s)", [LOCK, plan.pk])
        assert make_due_plans() == 0  # somebody is at it
    assert until_made() == 1  # that process died, and its connection with it
    plan.refresh_from_db()
    assert (plan.state, plan.meetings.count()) == ("solved", 2)
    assert make_due_plans() == 0


def until_made():
    """Wait until the server has noticed that a connection is gone."""
    return next((made for _each in range(100) if (made := make_due_plans()) or time.sleep(0.05)), 0)


def test_worker_that_dies_leaves_no_half_timetable(small, monkeypatch):
    all_meet(small)
    plan, _new = request_plan(small, staff(small.rom))
    with monkeypatch.context() as patch:
        patch.setattr(services, "record_plan_meetings", lambda *args: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            make_due_plans()
    plan.refresh_from_db()
    assert (plan.state, plan.meetings.count()) == ("solving", 0)
    make_due_plans()
    plan.refresh_from_db()
    assert (plan.state, plan.meetings.count()) == ("solved", 2)


def test_plan_of_a_session_that_changes_meanwhile_is_made_anew(small, monkeypatch):
    all_meet(small)
    plan, _new = request_plan(small, staff(small.rom))
    solve, gone = scheduler.solve_timetable, small.pitches.first()

    def removing(programme, **how):
        small.pitches.filter(pk=gone.pk).delete()
        return solve(programme, **how)

    monkeypatch.setattr(scheduler, "solve_timetable", removing)
    make_due_plans()
    plan.refresh_from_db()
    assert (plan.state, plan.meetings.count()) == ("waiting", 0)
    monkeypatch.undo()
    make_due_plans()
    plan.refresh_from_db()
    assert (plan.state, plan.meetings.count()) == ("solved", 1)


def test_wishes_are_said_once_each_within_the_number_of_musts(small):
    small.must_meets = 1
    small.save()
    registration = small.registrations.order_by("pk")[0]
    member, pitches = MembershipFactory(company=registration.company).user, list(small.pitches.all())
    one, two = (each.pk for each in pitches)
    mark = hash_preferences(load_company_preferences(registration))
    assert save_company_preferences(registration, member, {one: "must", two: "no"}, seen=mark)
    assert not save_company_preferences(registration, member, {one: "must", two: "no"}, seen=mark)  # sent twice
    for wanted, seen, code in (({two: "must"}, "", "too_many"), ({two: ""}, mark, "changed")):
        with pytest.raises(ValidationError) as refusal:
            save_company_preferences(registration, member, wanted, seen=seen)
        assert refusal.value.code == code
    assert save_company_preferences(registration, member, {one: "", two: "must"})
    assert list(Wish.objects.values_list("pitch", "wish", "by")) == [(two, "must", member.pk)]
    with pytest.raises(ValidationError, match="bedrijf"):
        save_company_preferences(registration, staff(small.rom), {one: "meet"})
    small.registrations.filter(pk=registration.pk).update(state="cancelled")
    with pytest.raises(ValidationError, match="plek"):
        save_company_preferences(registration, member, {one: "meet"})


def test_wishes_are_refused_once_they_are_closed(small):
    registration, pitch = small.registrations.first(), small.pitches.first()
    member, host = MembershipFactory(company=registration.company).user, staff(small.rom)
    small.wishes_until = timezone.now() + timedelta(minutes=5)
    small.save()
    assert save_company_preferences(registration, member, {pitch.pk: "meet"})
    assert save_host_preferences(pitch, host, {registration.pk: "meet"})
    small.wishes_until = timezone.now() - timedelta(minutes=5)
    small.save()
    for say in (
        lambda: save_company_preferences(registration, member, {pitch.pk: "no"}),
        lambda: save_host_preferences(pitch, host, {registration.pk: "no"}),
    ):
        with pytest.raises(ValidationError, match="gesloten") as refusal:
            say()
        assert refusal.value.code == "closed"
    assert set(Wish.objects.values_list("wish", flat=True)) == {"meet"}


def test_host_says_its_own_within_the_same_number_and_no_other_rom_does(small):
    small.must_meets = 1
    small.save()
    pitch, (one, two) = small.pitches.first(), small.registrations.values_list("pk", flat=True)
    WishFactory(registration_id=one, pitch=pitch, wish="must")
    host = staff(pitch.challenge.rom)
    assert save_host_preferences(pitch, host, {one: "no", two: "must", 0: "must"})
    assert save_host_preferences(pitch, staff(small.rom), {one: "meet"})
    assert set(pitch.wishes.filter(side="host").values_list("registration", "wish")) == {(one, "meet"), (two, "must")}
    with pytest.raises(ValidationError):
        save_host_preferences(pitch, host, {one: "must"})
    with pytest.raises(ValidationError):
        save_host_preferences(pitch, UserFactory(adviser=True), {one: "no"})
