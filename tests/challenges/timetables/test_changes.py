"""Changes and conflicts of timetables in words, as functions."""

from types import SimpleNamespace

import pytest
from django.utils.translation import override

from challenges.timetables.engine.constraints import TimetableRule
from challenges.timetables.pages.changes import (
    CHANGES,
    GROUNDS,
    MOST_ONE_BY_ONE,
    SHARED_GROUNDS,
    PlanNames,
    compare_plans,
    describe_edit_conflict,
    describe_ground,
    describe_no_ground,
    describe_repair_proof,
    describe_rule_grounds,
    describe_session_changes,
    list_plan_conflicts,
    list_withdrawn_meetings,
)
from challenges.timetables.plan_snapshot import PlanRecord
from challenges.timetables.programme import load_plan_input
from challenges.timetables.services.conflicts import (
    ChangeKind,
    PlanConflicts,
    check_plan_valid,
    find_plan_conflicts,
    list_plan_changes,
)
from challenges.timetables.services.explanations import FREE, HAND, UNKNOWN
from tests.challenges.timetables.scenario import Scene
from tests.factories import PitchFactory, RegistrationFactory, WishFactory

NAMES = PlanNames({1: "Sonar BV", 2: "Radar BV", 3: "Lidar BV", 4: "Kaart BV"}, {21: "Drones horen"})


@pytest.fixture(autouse=True)
def in_english():
    with override("en"):
        yield


def test_every_change_and_every_rule_has_words():
    assert set(CHANGES) == set(ChangeKind)
    assert set(GROUNDS) == {str(rule) for rule in TimetableRule}
    assert set(SHARED_GROUNDS) < set(GROUNDS)


def test_changes_are_counted_in_words():
    changes = [(ChangeKind.LEFT, 1), (ChangeKind.CAME, 2), (ChangeKind.RULES, 1)]
    assert describe_session_changes(changes) == [
        "1 company has left",
        "2 companies have got a seat",
        "seats, hours, tables or rules have changed",
    ]
    assert describe_session_changes([]) == []


def test_ground_names_whom_it_is_about():
    assert (
        describe_ground({"rule": "once", "registration": 1, "pitch": 21}, NAMES)
        == "Sonar BV and “Drones horen” meet once"
    )
    assert describe_ground({"rule": "most", "registration": 9}, NAMES).startswith(
        "a company that is not there any more"
    )
    assert describe_ground({"rule": "host_most", "pitch": 9}, NAMES).startswith("The host of “a challenge that is not")
    locked = describe_ground({"rule": "locked", "registration": 1, "pitch": 21, "slot": 31}, NAMES)
    assert locked == "Sonar BV meets “Drones horen” at ?: that is locked"


def test_many_grounds_of_one_rule_are_one_sentence():
    grounds = [{"rule": "least", "registration": number} for number in (1, 2, 3, 4)]
    few = describe_rule_grounds("least", grounds[:MOST_ONE_BY_ONE], NAMES)
    assert len(few) == MOST_ONE_BY_ONE
    [many] = describe_rule_grounds("least", grounds, NAMES)
    assert many == "4 companies are promised a least number of talks (Sonar BV, Radar BV, Lidar BV, Kaart BV)"
    assert len(describe_rule_grounds("never", [{"rule": "never", "registration": 1, "pitch": 21}] * 4, NAMES)) == 4


def test_missing_ground_says_why():
    told = {describe_no_ground(why) for why in (FREE, HAND, UNKNOWN)}
    assert len(told) == 3
    assert describe_no_ground("") == describe_no_ground(UNKNOWN)


@pytest.mark.parametrize(
    ("repair", "words"),
    [
        (None, ""),
        ({"kept": 5, "most_kept": 5}, "Proven"),
        ({"kept": 4, "most_kept": 5}, "It is not proved that this moves fewest: 4 talks stay, and perhaps 5 could."),
    ],
)
def test_repair_says_whether_it_moves_fewest(repair, words):
    said = describe_repair_proof(SimpleNamespace(programme=PlanRecord(repair=repair).to_json()))
    assert said.startswith(words)
    assert bool(said) == bool(repair)


@pytest.mark.django_db
def test_difference_of_two_timetables():
    scene = Scene()
    first = scene.plan((0, 0, 0), (0, 1, 1), (1, 0, 2))
    second = scene.plan((0, 0, 0), (0, 1, 2), (1, 1, 0))
    difference = compare_plans(first, second)
    one, two = (each.company.name for each in scene.coming)
    assert (difference.kept, difference.companies) == (1, 2)
    assert [row[0] for row in difference.moved] == [one]
    assert [(row[0], bool(row[2]), bool(row[3])) for row in difference.dropped] == [(two, True, False)]
    assert [(row[0], bool(row[2]), bool(row[3])) for row in difference.added] == [(two, False, True)]
    same = compare_plans(first, first)
    assert (same.kept, same.companies, same.moved, same.tables) == (3, 0, [], [])


@pytest.mark.django_db
def test_timetable_that_still_holds_has_no_conflicts():
    scene = Scene()
    plan = scene.plan((0, 0, 0), (1, 1, 0))
    assert find_plan_conflicts(plan) == PlanConflicts()
    assert list_plan_conflicts(plan, PlanConflicts()) == []
    assert list_plan_changes(plan, load_plan_input(plan)) == []
    check_plan_valid(plan)


@pytest.mark.django_db
def test_each_kind_of_conflict_is_found_and_told():
    scene = Scene(companies=3, hosts=3)
    plan = scene.plan((0, 0, 0), (1, 1, 0), (2, 2, 0), (0, 1, 1))
    registration = scene.coming[2]
    scene.session.registrations.filter(pk=registration.pk).update(state="cancelled")
    scene.slots[1].delete()
    WishFactory(registration=scene.coming[1], pitch=scene.pitches[1], side="host", wish="no")
    late, new = RegistrationFactory(session=scene.session), PitchFactory(session=scene.session)
    found = find_plan_conflicts(plan)
    assert [row[0] for row in found.left] == [registration.pk]
    assert [row[:2] for row in found.gone] == [(scene.coming[0].pk, scene.pitches[1].pk)]
    assert [each["rule"] for each in found.broken] == ["never"]
    assert (found.newcomers, found.new_pitches, found.number) == ([late.pk], [new.pk], 3)
    groups = list_plan_conflicts(plan, found)
    assert [group.title for group in groups] == [
        "The company has no seat any more",
        "The time slot or the challenge is gone",
        "A rule no longer holds",
        "Came later, and has no talks in it",
        "Pitched later, and in no talk",
    ]
    assert all(len(group.lines) == 1 for group in groups)
    assert list_withdrawn_meetings(plan)[0].startswith(registration.company.name)


@pytest.mark.django_db
def test_changes_of_people_come_before_changes_of_preferences():
    scene = Scene()
    plan = scene.plan((0, 0, 0))
    WishFactory(registration=scene.coming[0], pitch=scene.pitches[0], side="host", wish="must")
    assert list_plan_changes(plan, load_plan_input(plan)) == [(ChangeKind.WORTH, 1)]
    RegistrationFactory(session=scene.session)
    assert list_plan_changes(plan, load_plan_input(plan)) == [(ChangeKind.CAME, 1)]
    plan.programme = {}
    assert list_plan_changes(plan, load_plan_input(plan)) == []


@pytest.mark.django_db
def test_conflict_of_an_edit_names_each_rule_once():
    scene = Scene()
    plan = scene.plan((0, 0, 0))
    meeting = (scene.coming[1].pk, scene.pitches[1].pk, scene.slots[1].pk)
    ground = {"rule": "people", "registration": scene.coming[1].pk, "meetings": [meeting]}
    [line] = describe_edit_conflict(plan, [ground, ground])
    assert line.startswith(scene.coming[1].company.name)
    assert line.endswith(".")
