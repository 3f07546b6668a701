"""Timetables changed by hand, and meetings locked."""

import random

import pytest
from django.core.exceptions import ValidationError

from challenges.sessions.plan_models import Plan
from challenges.timetables.services.conflicts import find_plan_conflicts
from challenges.timetables.services.edits import (
    EditConflict,
    edit_plan_meetings,
    hash_plan_meetings,
    save_meeting_locks,
)
from challenges.timetables.services.publication import publish_provisional_plan
from tests.challenges.timetables.scenario import Scene
from tests.factories import UserFactory, WishFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene():
    return Scene()


def triple(scene, company, host, slot):
    return scene.coming[company].pk, scene.pitches[host].pk, scene.slots[slot].pk


def triples(plan):
    return set(plan.meetings.values_list("registration", "pitch", "slot"))


def test_edit_makes_a_draft_goes_on_in_it_and_reckons_anew(scene):
    WishFactory(registration=scene.coming[1], pitch=scene.pitches[1], side="host", wish="must")
    plan = scene.plan((0, 0, 0))
    draft, short = edit_plan_meetings(plan, scene.by, add=[triple(scene, 1, 1, 0)])
    assert (draft.kind, draft.based_on, draft.number, short) == ("hand", plan, 2, [])
    assert (draft.value, draft.musts, draft.musts_kept, draft.fewest) == (700, 1, 1, 1)
    assert triples(plan) == {triple(scene, 0, 0, 0)}
    moved, _short = edit_plan_meetings(draft, scene.by, add=[triple(scene, 1, 1, 2)], remove=[triple(scene, 1, 1, 0)])
    assert moved == draft
    assert triples(moved) == {triple(scene, 0, 0, 0), triple(scene, 1, 1, 2)}
    gone, _short = edit_plan_meetings(moved, scene.by, remove=[triple(scene, 1, 1, 2)])
    assert (gone.value, gone.musts_kept, gone.fewest) == (200, 0, 0)
    assert gone.reasons == [
        {"registration": scene.coming[1].pk, "pitch": scene.pitches[1].pk, "grounds": [], "without": "hand"}
    ]
    publish_provisional_plan(gone, scene.by)
    after, _short = edit_plan_meetings(gone, scene.by, add=[triple(scene, 1, 1, 1)])
    assert (after.number, after.based_on, triples(gone)) == (3, gone, {triple(scene, 0, 0, 0)})


def test_clashes_are_refused_with_the_rule_and_promises_only_told(scene):
    scene.session.least_meetings = 1
    scene.session.save()
    WishFactory(registration=scene.coming[1], pitch=scene.pitches[0], side="host", wish="no")
    plan = scene.plan((0, 0, 0), (1, 1, 0))
    wrong = [
        ([triple(scene, 0, 1, 0)], [], {"people", "places"}),
        ([triple(scene, 0, 0, 1)], [], {"once"}),
        ([triple(scene, 1, 0, 1)], [], {"never"}),
    ]
    for add, remove, rules in wrong:
        with pytest.raises(EditConflict) as refusal:
            edit_plan_meetings(plan, scene.by, add=add, remove=remove)
        assert {each["rule"] for each in refusal.value.grounds} == rules
    save_meeting_locks(plan, scene.by, {plan.meetings.get(registration=scene.coming[0]).pk})
    with pytest.raises(EditConflict) as refusal:
        edit_plan_meetings(plan, scene.by, remove=[triple(scene, 0, 0, 0)])
    assert [each["rule"] for each in refusal.value.grounds] == ["locked"]
    for by, add in ((UserFactory(adviser=True), triple(scene, 0, 1, 1)), (scene.by, (0, 0, 0))):
        with pytest.raises(ValidationError):
            edit_plan_meetings(plan, by, add=[add])
    assert Plan.objects.count() == 1
    draft, short = edit_plan_meetings(plan, scene.by, remove=[triple(scene, 1, 1, 0)])
    assert ([each["rule"] for each in short], draft.meetings.get().is_locked) == (["least"], True)


def test_second_of_two_organisers_is_told_and_the_same_form_twice_is_one_edit(scene):
    plan, colleague = scene.plan((0, 0, 0)), UserFactory(rom=scene.session.rom, rom_role="adviser")
    seen = hash_plan_meetings(plan)
    draft, _short = edit_plan_meetings(plan, scene.by, add=[triple(scene, 1, 1, 0)], seen=seen)
    again, _short = edit_plan_meetings(plan, scene.by, add=[triple(scene, 1, 1, 0)], seen=seen)
    assert again == draft
    with pytest.raises(ValidationError, match="2") as refusal:
        edit_plan_meetings(plan, colleague, add=[triple(scene, 1, 0, 2)], seen=seen)
    assert refusal.value.code == "changed"
    seen = hash_plan_meetings(draft)
    edit_plan_meetings(draft, scene.by, add=[triple(scene, 1, 0, 2)], seen=seen)
    with pytest.raises(ValidationError) as refusal:
        edit_plan_meetings(draft, colleague, add=[triple(scene, 0, 1, 2)], seen=seen)
    assert refusal.value.code == "changed"
    with pytest.raises(ValidationError):
        save_meeting_locks(draft, colleague, {draft.meetings.first().pk}, seen=seen)
    assert Plan.objects.count() == 2


@pytest.mark.parametrize("seed", range(4))
def test_no_accepted_edit_leaves_a_clash(seed):
    chance, scene = random.Random(seed), Scene(companies=4, hosts=3, slots=3)
    plan = scene.plan()
    refused = 0
    for _edit in range(40):
        now = sorted(triples(plan))
        add = [triple(scene, chance.randrange(4), chance.randrange(3), chance.randrange(3))]
        remove = [chance.choice(now)] if now and chance.random() < 0.4 else []
        try:
            plan, _short = edit_plan_meetings(plan, scene.by, add=add if chance.random() < 0.9 else [], remove=remove)
        except EditConflict:
            refused += 1
        assert find_plan_conflicts(plan).number == 0
        rows = triples(plan)
        assert len({(row[0], row[2]) for row in rows}) == len({(row[1], row[2]) for row in rows}) == len(rows)
        assert plan.value == 200 * len(rows)
    assert refused
    assert plan.meetings.exists()
