"""The data stored with a timetable, and the differences between two timetables."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from challenges.sessions.plan_models import Meeting
from challenges.timetables.plan_snapshot import (
    MeetingPlace,
    PlanRecord,
    diff_meeting_places,
    get_current_places,
    get_recorded_meetings,
    get_recorded_places,
    map_pitch_challenges,
    record_plan_meetings,
)
from tests.challenges.timetables.scenario import Scene
from tests.factories import MeetingFactory, PlanFactory

NINE = datetime(2026, 12, 2, 9, tzinfo=UTC)
STORED = {
    "registrations": [11, 12],
    "pitches": [21],
    "slots": [31, 32],
    "tables": [41],
    "marks": {"worth": "ab", "rules": "cd"},
    "without_floor": {"musts": 3, "value": 900},
    "repair": {"kept": 4, "most_kept": 5},
    "meetings": [[11, 21, 31, 41]],
    "times": {"31": ["2026-12-02T09:00:00+00:00", "2026-12-02T09:30:00+00:00"]},
    "numbers": {"41": 7},
    "challenges": {"21": 51},
}


def at(minutes, table=41, number=7):
    start = NINE + timedelta(minutes=minutes)
    return MeetingPlace(start, start + timedelta(minutes=30), table, number)


def test_record_reads_and_writes_stored_json():
    record = PlanRecord.from_json(STORED)
    assert record.to_json() == STORED
    assert (record.hashes, record.meetings, record.numbers) == (
        {"worth": "ab", "rules": "cd"},
        [(11, 21, 31, 41)],
        {41: 7},
    )
    assert record.times == {31: (NINE, NINE + timedelta(minutes=30))}


@pytest.mark.parametrize("name", STORED)
def test_record_of_an_older_timetable_lacks_a_key(name):
    older = {key: value for key, value in STORED.items() if key != name}
    record = PlanRecord.from_json(older)
    assert PlanRecord.from_json(record.to_json()) == record
    assert record != PlanRecord.from_json(STORED)


def test_record_of_nothing_is_empty():
    assert PlanRecord.from_json({}) == PlanRecord()
    assert PlanRecord.from_json(PlanRecord().to_json()) == PlanRecord()
    assert PlanRecord.from_json(STORED | {"without_floor": None}).without_floor is None


def test_record_without_meetings_differs_from_one_that_kept_none():
    assert PlanRecord.from_json({"meetings": []}).meetings == []
    assert PlanRecord.from_json(replace(PlanRecord(), meetings=[]).to_json()).meetings == []
    assert PlanRecord.from_json({}).meetings is None


def test_places_of_two_timetables_differ_by_pair_in_the_order_of_the_day():
    before = {(1, 1): at(0), (1, 2): at(30), (2, 1): at(60), (2, 2): at(90)}
    after = {(1, 1): at(0, number=9), (1, 2): at(120), (2, 1): at(60, table=42), (3, 1): at(30)}
    changes = diff_meeting_places(before, after)
    assert [each.pair for each in changes] == [(3, 1), (2, 1), (2, 2), (1, 2)]
    assert [each.has_same_time for each in changes] == [False, True, False, False]
    assert [(each.before is None, each.after is None) for each in changes] == [
        (True, False),
        (False, False),
        (False, True),
        (False, False),
    ]
    assert diff_meeting_places(before, before) == []


@pytest.mark.django_db
def test_recorded_meetings_outlive_their_slot():
    scene = Scene()
    plan = scene.plan((0, 0, 0), (1, 1, 1))
    told = get_recorded_places(plan)
    scene.slots[0].delete()
    assert Meeting.objects.filter(plan=plan).count() == 1
    assert get_recorded_places(plan) == told
    assert len(get_recorded_meetings(plan)) == 2
    assert list(get_current_places(plan)) == [(scene.coming[1].pk, scene.pitches[1].pk)]


@pytest.mark.django_db
def test_timetable_without_a_record_is_read_from_its_meetings():
    meeting = MeetingFactory()
    plan = meeting.plan
    assert plan.programme == {}
    row = (meeting.registration_id, meeting.pitch_id, meeting.slot_id, meeting.table_id)
    assert get_recorded_meetings(plan) == [row]
    assert get_recorded_places(plan) == get_current_places(plan)
    assert get_recorded_places(None) == {}


@pytest.mark.django_db
def test_record_of_the_meetings_keeps_what_was_recorded_before(django_assert_num_queries):
    meeting = MeetingFactory()
    plan = meeting.plan
    plan.programme = PlanRecord(registrations=[meeting.registration_id], hashes={"worth": "ab"}).to_json()
    with django_assert_num_queries(1):
        record_plan_meetings(plan)
    record = PlanRecord.from_json(plan.programme)
    assert (record.registrations, record.hashes) == ([meeting.registration_id], {"worth": "ab"})
    assert record.numbers == {meeting.table_id: meeting.table.number}


@pytest.mark.django_db
def test_challenges_of_deleted_pitches_are_still_known():
    scene = Scene()
    plan, (first, second) = scene.plan((0, 0, 0)), scene.pitches
    gone = first.pk
    first.delete()
    assert map_pitch_challenges(plan) == {gone: first.challenge_id, second.pk: second.challenge_id}
    other = PlanFactory(session=scene.session, number=9, solved=True)
    assert map_pitch_challenges(other) == {second.pk: second.challenge_id}
