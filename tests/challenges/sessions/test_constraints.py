"""The database constraints and triggers of sessions and their parts."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from challenges.sessions.models import Session
from challenges.sessions.part_models import MeetingTable, Pitch, Presence, Room, Slot, Walk
from tests.factories import (
    MeetingTableFactory,
    PitchFactory,
    PresenceFactory,
    RoomFactory,
    SessionFactory,
    SlotFactory,
    WalkFactory,
)

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def refused(write) -> str:
    """Return the name of the constraint that refuses the write."""
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        write()
    return refusal.value.__cause__.diag.constraint_name


def changed(row, **fields):
    return lambda: type(row).objects.filter(pk=row.pk).update(**fields)


def test_slots_of_one_session_never_overlap():
    slot = SlotFactory()
    session, start, end = slot.session, slot.starts_at, slot.ends_at
    SlotFactory(session=session, starts_at=end, ends_at=end + HOUR)  # right after it
    SlotFactory(starts_at=start)  # of another session
    within = {"starts_at": start + (end - start) / 2, "ends_at": end}
    assert refused(lambda: SlotFactory(session=session, **within)) == "slot_no_two_at_once"
    assert refused(changed(slot, ends_at=start)) == "slot_ends_after_start"
    with pytest.raises(ValidationError, match="overlapt een ander"):
        Slot(session=session, **within).full_clean()


def test_hours_of_one_host_never_overlap():
    hours = PresenceFactory()
    assert refused(lambda: PresenceFactory(pitch=hours.pitch)) == "presence_no_two_at_once"
    assert refused(changed(hours, ends_at=hours.starts_at)) == "presence_ends_after_start"
    with pytest.raises(ValidationError, match="uren van de vrager overlappen"):
        Presence(pitch=hours.pitch, starts_at=hours.starts_at, ends_at=hours.ends_at).full_clean()


def test_parts_that_belong_together_are_of_one_session():
    room, table, pitch, walk = RoomFactory(), MeetingTableFactory(), PitchFactory(), WalkFactory()
    assert refused(changed(table, room=room)) == "same_session"
    assert refused(changed(pitch, table=table)) == "same_session"
    assert refused(changed(walk, second=RoomFactory())) == "same_session"
    assert refused(lambda: MeetingTable.objects.create(session=table.session, room=room, number=7)) == "same_session"


@pytest.mark.parametrize("make", [RoomFactory, MeetingTableFactory, WalkFactory, SlotFactory, PitchFactory])
def test_a_part_stays_in_its_session(make):
    assert refused(changed(make(), session=SessionFactory())) in {"stays_in_its_session", "same_session"}


def test_one_table_one_host_and_numbers_once():
    pitch = PitchFactory()
    session, table = pitch.session, pitch.table
    assert refused(lambda: PitchFactory(session=session, table=table)) == "pitch_table_once"
    PitchFactory(session=session, table=None)
    PitchFactory(session=session, table=None)
    numbered = {"session": session, "room": table.room, "number": table.number}
    assert refused(lambda: MeetingTable.objects.create(**numbered)) == "table_number_once"
    assert refused(changed(table, number=0)) == "table_number_that_people_read"
    named = {"session": session, "name_nl": table.room.name_nl}
    assert refused(lambda: Room.objects.create(**named)) == "room_name_once"


def test_a_walk_is_between_two_rooms_and_known_once():
    walk = WalkFactory()
    same = {"session": walk.session, "first": walk.first, "second": walk.second}
    assert refused(lambda: Walk.objects.create(minutes=2, **same)) == "walk_once"
    assert refused(changed(walk, second=walk.first)) == "walk_first_before_second"
    assert refused(changed(walk, minutes=0)) == "walk_minutes_that_people_walk"


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"most_meetings": 2, "least_meetings": 3}, "pitch_most_meetings_at_least_least"),
        ({"most_meetings": 0}, "pitch_most_meetings_at_least_least"),
        ({"places": 0}, "pitch_places_at_a_table"),
    ],
)
def test_limits_of_a_host_make_sense(fields, name):
    assert refused(changed(PitchFactory(), **fields)) == name


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"most_meetings": 2, "least_meetings": 3}, "session_most_meetings_at_least_least"),
        ({"latitude": 52}, "session_point_on_earth"),
        ({"latitude": 52, "longitude": 181}, "session_point_on_earth"),
        ({"most_people": 0}, "session_room_for_somebody"),
        ({"offer_hours": 0}, "session_room_for_somebody"),
        ({"entry": "lottery"}, "session_entry_is_known"),
    ],
)
def test_rules_of_a_session_make_sense(fields, name):
    assert refused(changed(SessionFactory(), **fields)) == name


def test_registration_closes_after_it_opens():
    session = SessionFactory()
    moment = session.starts_at
    assert refused(changed(session, entry_opens_at=moment, entry_closes_at=moment)) == (
        "session_entry_closes_after_opening"
    )


def test_a_session_goes_with_all_its_parts():
    hours = PresenceFactory()
    session = hours.pitch.session
    WalkFactory(session=session)
    SlotFactory(session=session)
    session.delete()
    assert not any(model.objects.exists() for model in (Session, Room, Walk, MeetingTable, Slot, Pitch, Presence))
