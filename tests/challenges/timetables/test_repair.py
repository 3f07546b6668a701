"""Timetables repaired: what no longer holds, what stays, and who is told."""

import random

import pytest
from django.core.exceptions import ValidationError

from challenges.sessions.plan_models import Meeting, Plan
from challenges.timetables.pages.changes import compare_plans, describe_repair_proof
from challenges.timetables.services.conflicts import PlanConflicts, find_plan_conflicts
from challenges.timetables.services.edits import hash_plan_meetings, save_meeting_locks
from challenges.timetables.services.plans import make_due_plans, request_plan
from challenges.timetables.services.publication import publish_final_plan, replace_published_plan
from portal.notifications.models import Notification
from tests.challenges.timetables.scenario import Scene
from tests.factories import MembershipFactory, PresenceFactory, RegistrationFactory, UserFactory, WishFactory

pytestmark = pytest.mark.django_db


def repaired(scene, plan, **how):
    asked, is_new = request_plan(scene.session, scene.by, based_on=plan, kind=Plan.Kind.REPAIR, floor=plan.floor, **how)
    assert is_new
    make_due_plans()
    asked.refresh_from_db()
    return asked


def triples(plan):
    return set(plan.meetings.values_list("registration", "pitch", "slot"))


def leaves(scene, number):
    scene.session.registrations.filter(pk=scene.coming[number].pk).update(state="cancelled")


def test_lapses_name_who_left_what_is_gone_and_who_came():
    scene = Scene(companies=3, hosts=3, slots=3)
    plan = scene.plan((0, 0, 0), (1, 1, 0), (2, 2, 1), (1, 0, 2), (2, 1, 2))
    assert find_plan_conflicts(plan) == PlanConflicts()
    leaves(scene, 0)
    PresenceFactory(pitch=scene.pitches[1], starts_at=scene.slots[2].starts_at, ends_at=scene.session.ends_at)
    scene.slots[1].delete()
    late = RegistrationFactory(session=scene.session)
    pitch = scene.pitches[0]
    scene.session.pitches.filter(pk=pitch.pk).update(table=None)
    found = find_plan_conflicts(plan)
    assert found.left == [(scene.coming[0].pk, pitch.pk, scene.slots[0].pk)]
    assert [each[:2] for each in found.gone] == [(scene.coming[2].pk, scene.pitches[2].pk)]
    assert [each["rule"] for each in found.broken] == ["places"]
    assert found.broken[0]["meetings"] == [(scene.coming[1].pk, scene.pitches[1].pk, scene.slots[0].pk)]
    assert (found.newcomers, found.moved, found.number) == ([late.pk], [], 3)


def test_repair_after_a_drop_out_and_a_late_arrival_moves_nobody_else_and_tells_only_those_affected():
    scene = Scene(companies=2, hosts=2, slots=2)
    plan = scene.plan((0, 0, 0), (0, 1, 1), (1, 1, 0), (1, 0, 1))
    publish_final_plan(plan, scene.by)
    Notification.objects.all().delete()
    leaves(scene, 0)
    late = RegistrationFactory(session=scene.session)
    newcomer = MembershipFactory(company=late.company).user
    WishFactory(registration=late, pitch=scene.pitches[0], wish="must")
    made = repaired(scene, plan)
    assert (made.state, made.kind, made.based_on, made.is_proved) == ("solved", "repair", plan, True)
    stays = {each for each in triples(plan) if each[0] == scene.coming[1].pk}
    assert triples(made) == stays | {(late.pk, scene.pitches[0].pk, scene.slots[0].pk)}
    difference = compare_plans(plan, made)
    assert (difference.kept, len(difference.dropped), len(difference.added), difference.moved) == (2, 2, 1, [])
    assert describe_repair_proof(made).startswith("Bewezen")
    assert replace_published_plan(made, scene.by).companies == 1
    assert scene.told() == [(newcomer.pk, "Je gesprekken zijn veranderd")]


def test_repair_of_a_lost_table_keeps_the_times():
    scene = Scene(companies=2, hosts=2, slots=2)
    plan = scene.plan((0, 0, 0), (1, 1, 0))
    table = scene.pitches[0].table
    scene.session.pitches.filter(pk=scene.pitches[0].pk).update(table=None)
    spare = scene.session.tables.create(room=table.room, number=901)
    table.delete()
    assert plan.meetings.count() == 1
    assert [each[:2] for each in find_plan_conflicts(plan).moved] == [(scene.coming[0].pk, scene.pitches[0].pk)]
    made = repaired(scene, plan)
    assert {(scene.coming[0].pk, scene.pitches[0].pk, scene.slots[0].pk)} <= triples(made)
    assert made.meetings.get(registration=scene.coming[0], slot=scene.slots[0]).table == spare
    assert len(compare_plans(plan, made).tables) == 1


@pytest.mark.parametrize("seed", range(5))
def test_repair_and_new_solve_never_move_a_locked_meeting(seed):
    """Whatever changes, as long as the company, the slot and the host of it are there."""
    chance, scene = random.Random(seed), Scene(companies=4, hosts=3, slots=4)
    first, _new = request_plan(scene.session, scene.by)
    make_due_plans()
    first.refresh_from_db()
    rows = list(first.meetings.order_by("pk").values_list("pk", flat=True))
    chosen = set(chance.sample(rows, 4))
    assert save_meeting_locks(first, scene.by, chosen, seen=hash_plan_meetings(first)) == 4
    leaves(scene, chance.randrange(4))
    pitch = chance.choice(scene.pitches)
    PresenceFactory(pitch=pitch, starts_at=scene.slots[0].starts_at, ends_at=scene.slots[2].ends_at)
    WishFactory(registration=RegistrationFactory(session=scene.session), pitch=pitch, wish="must")
    locks = Meeting.objects.filter(pk__in=chosen, registration__state="confirmed")
    stays = set(locks.values_list("registration", "pitch", "slot"))
    possible = not locks.filter(pitch=pitch, slot=scene.slots[3]).exists()
    for kind in (Plan.Kind.REPAIR, Plan.Kind.SOLVE):
        made, _new = request_plan(scene.session, scene.by, based_on=first, kind=kind)
        make_due_plans()
        made.refresh_from_db()
        if not possible:
            assert (made.failure, "locked" in {each["rule"] for each in made.reasons}) == ("impossible", True)
            continue
        assert made.is_made
        assert stays <= triples(made)
        assert set(made.meetings.filter(is_locked=True).values_list("registration", "pitch", "slot")) == stays
        assert find_plan_conflicts(made).number == 0


def test_repair_is_asked_of_a_plan_that_is_ready_and_of_that_session():
    scene, other = Scene(slots=1), Scene(slots=1)
    plan, _new = request_plan(scene.session, scene.by)
    for by, base in ((scene.by, other.plan((0, 0, 0))), (UserFactory(adviser=True), scene.plan((0, 0, 0)))):
        Plan.objects.filter(pk=plan.pk).update(state="failed", failure="empty", ended_at=plan.made_at)
        with pytest.raises(ValidationError):
            request_plan(scene.session, by, based_on=base, kind=Plan.Kind.REPAIR)
