"""The forms of a session convert typed values into arguments of services."""

from datetime import UTC, datetime, time, timedelta

import pytest

from challenges.sessions.forms import ProgrammeForm, RoomsForm, SessionForm, SlotLayoutForm, SlotsForm
from challenges.sessions.part_services import ProgrammeItemInput, RoomInput, hash_room_layout, hash_slots
from tests.factories import RoomFactory, SessionFactory, SlotFactory, UserFactory
from tests.test_bad_forms import SESSION

pytestmark = pytest.mark.django_db
MARCH = datetime(2027, 3, 1, 12, tzinfo=UTC)  # 13.00 on the Dutch clock


@pytest.fixture
def session():
    return SessionFactory(starts_at=MARCH, ends_at=MARCH + timedelta(hours=4))


def test_session_form_gives_the_rom_of_a_new_session_alone(session):
    adviser = UserFactory(adviser=True)
    new, known = SessionForm(SESSION, user=adviser), SessionForm(SESSION, user=adviser, instance=session)
    assert new.is_valid()
    assert known.is_valid()
    assert new.service_kwargs()["rom"] == adviser.rom
    assert "seen" not in new.service_kwargs()
    assert "rom" not in known.service_kwargs()
    assert known.initial["seen"] == str(session.version)


def test_slots_form_gives_moments_on_the_day_of_the_session(session):
    SlotFactory(session=session)
    form = SlotsForm({"rows": "2", "seen": "x", "starts_0": "13:00", "ends_0": "13:20"}, session=session)
    assert form.is_valid()
    assert form.service_kwargs() == {"stretches": [(MARCH, MARCH + timedelta(minutes=20))], "seen": "x"}
    assert form.initial["seen"] == hash_slots(session)


def test_slot_layout_form_takes_a_break_only_with_its_minutes(session):
    data = {"seen": "x", "starts": "13:00", "number": "2", "minutes": "20", "pause": "5", "break_after": "1"}
    lengths = []
    for more in ({}, {"break_minutes": "40"}):
        form = SlotLayoutForm(data | more, session=session)
        assert form.is_valid()
        first, second = form.service_kwargs()["stretches"]
        lengths.append(second[0] - first[1])
    assert lengths == [timedelta(minutes=5), timedelta(minutes=40)]


def test_programme_form_sorts_the_items_with_a_time_and_leaves_the_others_in_place(session):
    rows = {"text_nl_0": "Borrel", "starts_1": "15:00", "text_nl_1": "Gesprekken"}
    rows |= {"starts_2": "13:00", "text_nl_2": "Welkom"}
    form = ProgrammeForm({"rows": "3", "seen": ""} | rows, session=session)
    assert form.is_valid()
    expected = [(None, "Borrel"), (time(13), "Welkom"), (time(15), "Gesprekken")]
    assert form.service_kwargs()["items"] == [ProgrammeItemInput(at, text, "") for at, text in expected]


def test_rooms_form_gives_rooms_with_their_tables_and_the_minutes_between_them(session):
    first, second = RoomFactory(session=session, name_nl="Zaal"), RoomFactory(session=session, name_nl="Foyer")
    data = {"rows": "2", "seen": "x", f"walk_{first.pk}_{second.pk}": "4"}
    data |= {"room_0": str(first.pk), "name_nl_0": "Zaal", "tables_0": "1-3, 7"}
    data |= {"room_1": str(second.pk), "name_nl_1": "Foyer"}
    form = RoomsForm(data, session=session)
    assert form.is_valid()
    assert form.service_kwargs() == {
        "rooms": [
            RoomInput(first.pk, "Zaal", "", frozenset({1, 2, 3, 7})),
            RoomInput(second.pk, "Foyer", "", frozenset()),
        ],
        "walks": {(first.pk, second.pk): 4},
        "seen": "x",
    }
    assert form.initial["seen"] == hash_room_layout(session)
