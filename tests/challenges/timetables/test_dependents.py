"""Slots, tables and pitches with published meetings are not removed without a warning."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from challenges.sessions.part_services import RoomInput, remove_pitch, save_room_layout, save_time_slots, update_pitch
from challenges.sessions.plan_models import Meeting, Plan
from challenges.timetables.services.plans import make_due_plans, request_plan
from portal.ui.dates import format_time
from tests.challenges.timetables.scenario import Scene
from tests.factories import (
    MeetingTableFactory,
    PitchFactory,
    RegistrationFactory,
    SessionFactory,
    SlotFactory,
    UserFactory,
    WishFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def session():
    """One company, one host, one slot, and a timetable in which they meet."""
    session = SessionFactory()
    pitch = PitchFactory(session=session)
    SlotFactory(session=session)
    WishFactory(registration=RegistrationFactory(session=session), pitch=pitch, side="host", wish="meet")
    request_plan(session, staff(session))
    make_due_plans()
    assert Meeting.objects.count() == 1
    return session


def staff(session):
    return UserFactory(rom=session.rom, rom_role="adviser")


def slots_gone(session, **how):
    return save_time_slots(session, staff(session), [], **how)


def table_gone(session):
    """Remove a table after its host got another one."""
    pitch = session.pitches.get()
    other = MeetingTableFactory(session=session, room=pitch.table.room)
    update_pitch(pitch, staff(session), hours=[], table=other)
    room = RoomInput(other.room_id, other.room.name_nl, "", frozenset({other.number}))
    return save_room_layout(session, staff(session), [room], {})


def pitch_gone(session):
    return remove_pitch(session.pitches.get(), staff(session))


@pytest.mark.parametrize("gone", [slots_gone, table_gone, pitch_gone])
def test_part_of_a_draft_goes_and_says_how_many_talks_went(session, gone):
    assert gone(session) == 1
    assert not Meeting.objects.exists()


@pytest.mark.parametrize("gone", [slots_gone, table_gone, pitch_gone])
@pytest.mark.parametrize("field", ["provisional_at", "final_at"])
def test_part_of_a_timetable_that_participants_go_by_stays(session, gone, field):
    Plan.objects.update(**{field: timezone.now()})
    with pytest.raises(ValidationError, match="Versie 1") as refusal:
        gone(session)
    assert refusal.value.code == "in_use"
    talk = Meeting.objects.get()
    named = f"{talk.registration.company} over “{talk.pitch.challenge.title_nl}”, {format_time(talk.slot.starts_at)}. "
    assert named in refusal.value.message
    assert Meeting.objects.count() == 1


def test_many_talks_that_would_go_are_counted_beyond_the_first():
    scene = Scene(companies=10, hosts=1, slots=10)
    scene.plan(*((n, 0, n) for n in range(10)))
    Plan.objects.update(final_at=timezone.now())
    with pytest.raises(ValidationError, match="; en nog 2. ") as refusal:
        slots_gone(scene.session)
    assert [each.company.name in refusal.value.message for each in scene.coming] == [True] * 8 + [False] * 2


def test_slots_go_all_the_same_for_who_says_so(session, client):
    Plan.objects.update(final_at=timezone.now())
    client.force_login(staff(session))
    url = reverse("challenges:session_slots", args=[session.slug])
    assert 'name="go_ahead"' in client.get(url).content.decode()
    assert (
        "deelnemers gaan daarvan uit" in client.post(url, {"rows": "1", "starts_0": "", "ends_0": ""}).content.decode()
    )
    assert Meeting.objects.exists()
    shown = client.post(url, {"rows": "1", "starts_0": "", "ends_0": "", "go_ahead": "1"}, follow=True)
    assert "1 gesprek in roosters ging mee" in shown.content.decode()
    assert not Meeting.objects.exists()


def test_page_of_a_pitch_says_before_how_many_talks_would_go(session, client):
    client.force_login(staff(session))
    url = reverse("challenges:pitch_edit", args=[session.slug, session.pitches.get().pk])
    assert "1 gesprek in de versies van het rooster" in client.get(url).content.decode()
    Plan.objects.update(provisional_at=timezone.now())
    kept = client.post(url, {"remove": "1"}, follow=True)
    assert kept.redirect_chain[-1][0] == url
    assert "uren buiten de tijdsloten" in kept.content.decode()
