"""Saving the parts of a session: time slots, rooms and tables, pitches and the programme."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from challenges.sessions.part_models import Walk
from challenges.sessions.part_services import (
    ProgrammeItemInput,
    RoomInput,
    add_pitch,
    hash_pitch,
    hash_programme,
    hash_room_layout,
    hash_slots,
    lay_out_slots,
    remove_pitch,
    save_programme,
    save_room_layout,
    save_time_slots,
    update_pitch,
)
from portal.core.versions import StaleObject
from tests.factories import (
    ChallengeFactory,
    MeetingFactory,
    MeetingTableFactory,
    PitchFactory,
    RoomFactory,
    SessionFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
MARCH = datetime(2027, 3, 1, 12, tzinfo=UTC)
HALF = timedelta(minutes=30)
FIRST, SECOND = (MARCH, MARCH + HALF), (MARCH + HALF, MARCH + 2 * HALF)


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def session():
    return SessionFactory(starts_at=MARCH, ends_at=MARCH + timedelta(hours=4))


@pytest.fixture
def organiser(session):
    return UserFactory(rom=session.rom, rom_role="adviser")


def read_version(session):
    session.refresh_from_db()
    return session.version


def test_lay_out_slots_without_a_pause_joins_the_slots():
    assert lay_out_slots(MARCH, 2, 30) == [FIRST, SECOND]
    assert lay_out_slots(MARCH, 0, 30) == []


def test_lay_out_slots_has_no_break_after_the_last_slot():
    assert lay_out_slots(MARCH, 2, 30, break_after=2, break_minutes=60) == [FIRST, SECOND]


def test_save_time_slots_keeps_the_row_of_a_slot_that_stays(session, organiser):
    save_time_slots(session, organiser, [FIRST])
    kept = session.slots.get()
    assert save_time_slots(session, organiser, [SECOND, FIRST]) == 0
    assert [(slot.starts_at, slot.ends_at) for slot in session.slots.all()] == [FIRST, SECOND]
    assert session.slots.first() == kept


def test_save_time_slots_increases_the_version_only_for_a_change(session, organiser):
    before = read_version(session)
    save_time_slots(session, organiser, [FIRST])
    save_time_slots(session, organiser, [FIRST])
    assert read_version(session) == before + 1


def test_save_time_slots_refuses_a_version_that_is_no_longer_stored(session, organiser):
    seen = hash_slots(session)
    save_time_slots(session, organiser, [FIRST], seen=seen)
    with pytest.raises(StaleObject) as refusal:
        save_time_slots(session, organiser, [SECOND], seen=seen)
    assert refusal.value.version == hash_slots(session)


def test_save_time_slots_refuses_staff_of_another_rom(session):
    with pytest.raises(ValidationError) as refusal:
        save_time_slots(session, UserFactory(adviser=True), [FIRST])
    assert refusal.value.code == "not_yours"


def test_save_time_slots_counts_meetings_of_drafts_that_go(session, organiser):
    meeting = MeetingFactory(plan__session=session)
    assert save_time_slots(session, organiser, []) == 1
    assert not type(meeting).objects.exists()


def test_save_room_layout_lets_two_rooms_swap_their_names(session, organiser):
    one, two = RoomFactory(session=session, name_nl="Zaal"), RoomFactory(session=session, name_nl="Foyer")
    rooms = [RoomInput(one.pk, "Foyer", "", frozenset()), RoomInput(two.pk, "Zaal", "", frozenset())]
    save_room_layout(session, organiser, rooms, {})
    assert list(session.rooms.order_by("pk").values_list("name_nl", flat=True)) == ["Foyer", "Zaal"]


def test_save_room_layout_refuses_a_table_in_two_rooms(session, organiser):
    rooms = [RoomInput(None, name, "", frozenset({1})) for name in ("Zaal", "Foyer")]
    with pytest.raises(ValidationError, match="Table 1 stands in two rooms") as refusal:
        save_room_layout(session, organiser, rooms, {})
    assert refusal.value.code == "twice"


def test_save_room_layout_changes_nothing_when_new_rooms_are_sent_twice(session, organiser):
    rooms, seen = [RoomInput(None, "Zaal", "Hall", frozenset({1, 2}))], hash_room_layout(session)
    save_room_layout(session, organiser, rooms, {}, seen=seen)
    version = read_version(session)
    save_room_layout(session, organiser, rooms, {}, seen=seen)
    assert (session.rooms.count(), session.tables.count(), read_version(session)) == (1, 2, version)


def test_save_room_layout_stores_walks_between_rooms_that_stay(session, organiser):
    one, two, gone = (RoomFactory(session=session) for _each in range(3))
    rooms = [RoomInput(room.pk, room.name_nl, "", frozenset()) for room in (one, two)]
    walks = {(one.pk, two.pk): 4, (one.pk, gone.pk): 2}
    save_room_layout(session, organiser, rooms, walks)
    assert list(Walk.objects.values_list("first", "second", "minutes")) == [(one.pk, two.pk, 4)]
    save_room_layout(session, organiser, rooms, {(one.pk, two.pk): 0})
    assert not Walk.objects.exists()


def test_save_room_layout_removes_a_table_without_a_pitch(session, organiser):
    table = MeetingTableFactory(session=session, number=4)
    save_room_layout(session, organiser, [RoomInput(table.room_id, table.room.name_nl, "", frozenset())], {})
    assert not session.tables.exists()


def test_add_pitch_adds_a_challenge_once(session, organiser):
    challenge = ChallengeFactory()
    assert add_pitch(session, organiser, challenge) == add_pitch(session, organiser, challenge)
    assert session.pitches.count() == 1


def test_update_pitch_refuses_the_table_of_another_pitch(session, organiser):
    pitch, other = PitchFactory(session=session), PitchFactory(session=session)
    with pytest.raises(ValidationError, match="This table is taken"):
        update_pitch(pitch, organiser, hours=[], table=other.table)


def test_update_pitch_refuses_a_version_that_is_no_longer_stored(session, organiser):
    pitch = PitchFactory(session=session)
    seen = hash_pitch(pitch)
    changed = update_pitch(pitch, organiser, hours=[FIRST], seen=seen, places=2)
    assert update_pitch(pitch, organiser, hours=[FIRST], seen=seen, places=2) == changed
    with pytest.raises(StaleObject):
        update_pitch(pitch, organiser, hours=[], seen=seen, places=3)


def test_update_pitch_replaces_the_hours_of_the_host(session, organiser):
    pitch = PitchFactory(session=session)
    update_pitch(pitch, organiser, hours=[SECOND, FIRST])
    assert list(pitch.presences.order_by("starts_at").values_list("starts_at", "ends_at")) == [FIRST, SECOND]
    update_pitch(pitch, organiser, hours=[])
    assert not pitch.presences.exists()


def test_remove_pitch_counts_meetings_of_drafts_that_go(session, organiser):
    meeting = MeetingFactory(plan__session=session)
    assert remove_pitch(meeting.pitch, organiser) == 1
    assert remove_pitch(meeting.pitch, organiser) == 0
    assert not session.pitches.exists()


def test_save_programme_keeps_the_order_of_the_items(session, organiser):
    items = [ProgrammeItemInput(time(13), "Welkom", "Welcome"), ProgrammeItemInput(None, "Borrel", "")]
    save_programme(session, organiser, items)
    assert list(session.programme.values_list("text_nl", "order")) == [("Welkom", 1), ("Borrel", 2)]


def test_save_programme_changes_nothing_when_it_is_sent_twice(session, organiser):
    items, seen = [ProgrammeItemInput(time(13), "Welkom", "")], hash_programme(session)
    save_programme(session, organiser, items, seen=seen)
    item = session.programme.get()
    save_programme(session, organiser, items, seen=seen)
    assert session.programme.get() == item
    with pytest.raises(StaleObject):
        save_programme(session, organiser, [], seen=seen)
