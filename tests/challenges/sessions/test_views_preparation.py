"""Pages on which organisers prepare a session."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from challenges.sessions.models import Session
from challenges.sessions.part_models import Pitch, Presence
from challenges.sessions.part_services import lay_out_slots, save_time_slots
from challenges.sessions.services import (
    copy_session,
    publish_session,
    share_session,
    unshare_session,
    update_session,
    withdraw_session,
)
from portal.notifications.models import Notification
from portal.ui.dates import AMSTERDAM
from tests.factories import (
    ChallengeFactory,
    PitchFactory,
    PresenceFactory,
    ProvinceFactory,
    RegistrationFactory,
    ROMFactory,
    SessionFactory,
    SlotFactory,
    UserFactory,
    WalkFactory,
)
from tests.test_bad_forms import SESSION, SESSION_FORMS

pytestmark = pytest.mark.django_db
MARCH = datetime(2027, 3, 1, 12, tzinfo=UTC)  # 13.00 on the Dutch clock


@pytest.fixture
def organiser():
    return UserFactory(adviser=True)


@pytest.fixture
def session(organiser):
    return SessionFactory(
        rom=organiser.rom, state="draft", starts_at=MARCH, ends_at=MARCH + timedelta(hours=4), title_en="Spring"
    )


@pytest.fixture
def client(organiser):
    client = Client()
    client.force_login(organiser)
    return client


def page(session, name, *more, language="en"):
    with translation.override(language):
        return reverse(f"challenges:{name}", args=[session.slug, *more])


def get_form_errors(response):
    """Return the errors of a refused form."""
    assert response.status_code == 200
    form = response.context.get("wrong") or response.context["form"]
    return " ".join(str(text) for texts in form.errors.values() for text in texts)


def test_a_session_is_prepared_from_nothing_to_published(client, organiser):
    challenge = ChallengeFactory(rom=organiser.rom)
    made = client.post(reverse("challenges:session_create"), SESSION, follow=True)
    session = Session.objects.get()
    assert [each.url for each in made.context["preparation"].missing] == [
        page(session, name, language="nl") for name in ("session_rooms", "session_slots", "session_pitches")
    ]
    assert Client().get(session.get_absolute_url()).status_code == 404
    client.post(page(session, "session_rooms"), SESSION_FORMS["session_rooms"])
    layout = {"number": "9", "break_after": "5", "break_minutes": "20"}
    client.post(page(session, "session_slots"), SESSION_FORMS["session_layout"] | layout)
    client.post(page(session, "session_programme"), SESSION_FORMS["session_programme"])
    client.post(page(session, "session_pitches"), {"challenge": challenge.slug})
    pitch, table = session.pitches.get(), session.tables.get(number=7)
    client.post(page(session, "pitch_edit", pitch.pk), SESSION_FORMS["pitch_edit"] | {"table": table.pk})
    client.post(page(session, "session_publish"), {"state": "published"})
    ready = client.get(page(session, "session_detail"))
    assert (ready.context["preparation"].missing, ready.context["steps"][0].is_passed) == ([], True)
    assert "Ask for a timetable, or show one to the participants." in ready.content.decode()
    html = Client().get(page(session, "session_detail")).content.decode()
    assert "Break of 20 minutes" in html
    assert "Talk 9, until 16:55" in html
    assert "Bram" not in html
    pitch.refresh_from_db()
    assert (pitch.table, pitch.host_name, pitch.presences.get().ends_at) == (table, "Bram", MARCH + timedelta(hours=1))


def test_a_layout_has_pauses_and_one_longer_break():
    found = lay_out_slots(MARCH, 4, 20, pause=5, break_after=2, break_minutes=30)
    assert [int((start - MARCH).total_seconds()) // 60 for start, _end in found] == [0, 25, 75, 100]
    assert {end - start for start, end in found} == {timedelta(minutes=20)}


@pytest.mark.parametrize("night", [date(2026, 10, 25), date(2027, 3, 28)])
def test_a_layout_counts_real_minutes_while_the_clock_is_changed(night):
    found = lay_out_slots(datetime.combine(night, time(1, 30), AMSTERDAM), 4, 20, pause=10)
    assert {end - start for start, end in found} == {timedelta(minutes=20)}
    assert {later[0] - earlier[1] for earlier, later in pairwise(found)} == {timedelta(minutes=10)}
    session = SessionFactory(starts_at=found[0][0], ends_at=found[-1][1])
    save_time_slots(session, UserFactory(rom=session.rom, rom_role="adviser"), found)
    assert session.slots.count() == 4


SLOT = {"rows": "2", "seen": "", "starts_0": "13:00", "ends_0": "13:20", "starts_1": "", "ends_1": ""}
WRONG = [
    ("session_edit", SESSION | {"ends_at": "2027-03-01T12:00"}, "The session ends before it starts."),
    ("session_slots", SLOT | {"ends_0": "12:50"}, "The time slot of 13:00 ends before it starts."),
    ("session_slots", SLOT | {"starts_1": "13:10", "ends_1": "13:30"}, "13:10 overlaps the one before it."),
    ("session_slots", SLOT | {"ends_0": "18:00"}, "The time slot of 13:00 falls outside the session."),
    ("session_slots", SLOT | {"ends_0": ""}, "Fill this in too, or empty the whole row."),
    ("session_rooms", SESSION_FORMS["session_rooms"] | {"tables_0": "1-x"}, "Write numbers of tables as 1-4, 7."),
    ("session_rooms", SESSION_FORMS["session_rooms"] | {"tables_0": "0"}, "Number tables from 1 to 999."),
    ("session_copy", {"day": "2027-03-01", "title_nl": "S"}, "Choose another day"),
]


@pytest.mark.parametrize(("name", "data", "said"), WRONG)
def test_what_cannot_be_is_told(client, session, name, data, said):
    refused = client.post(page(session, name), data)
    assert said in get_form_errors(refused)
    dutch = get_form_errors(client.post(page(session, name, language="nl"), data))
    assert dutch
    assert said not in dutch


def test_a_host_is_held_to_table_hours_and_session(client, session):
    pitch, other = PitchFactory(session=session), PitchFactory(session=session)
    url, data = page(session, "pitch_edit", pitch.pk), SESSION_FORMS["pitch_edit"]
    for changed, said in (
        ({"table": other.table_id}, "This table is taken, or is no longer there."),
        ({"hours": "12:00-14:00"}, "These hours fall outside the session."),
        ({"hours": "14:00-13:00"}, "The hours of a host end before they start."),
        ({"hours": "13:00-14:00, 13:30-15:00"}, "These hours of the host overlap."),
        ({"hours": "in the morning"}, "Write hours as"),
        (
            {"least_meetings": "3", "most_meetings": "2"},
            "The maximum number of meetings must not be lower than the minimum.",
        ),
    ):
        assert said in get_form_errors(client.post(url, data | changed)), changed
    assert not Presence.objects.exists()


def test_a_table_in_use_is_not_removed(client, session):
    pitch = PitchFactory(session=session, table__number=3)
    room = pitch.table.room
    data = {"rows": "1", "seen": "", "room_0": room.pk, "name_nl_0": "Zaal", "tables_0": "1-2"}
    assert "Table 3 is in use" in get_form_errors(client.post(page(session, "session_rooms"), data))
    data |= {"rows": "2", "name_nl_1": "Foyer", "tables_0": "1", "tables_1": "3"}
    client.post(page(session, "session_rooms"), data)  # it goes to another room, and keeps its host
    pitch.refresh_from_db()
    assert (str(pitch.table.room.name_nl), session.tables.count()) == ("Foyer", 2)


def test_the_second_organiser_is_told_and_keeps_what_was_typed(client, session):
    edit, floor = page(session, "session_edit"), page(session, "session_rooms")
    seen = client.get(floor).context["form"]["seen"].value()
    client.post(edit, SESSION | {"seen": "1", "place": "First"})
    client.post(floor, SESSION_FORMS["session_rooms"] | {"seen": seen})
    clash = client.post(edit, SESSION | {"seen": "1", "place": "Second"})
    assert "A colleague changed this" in get_form_errors(clash)
    assert 'value="Second"' in clash.content.decode()
    again = clash.context["form"]["seen"].value()
    assert client.post(edit, SESSION | {"seen": again, "place": "Second"}).status_code == 302
    lost = SESSION_FORMS["session_rooms"] | {"seen": seen, "tables_0": "1-9"}
    clash = client.post(floor, lost)
    assert "A colleague changed this" in get_form_errors(clash)
    assert 'value="1-9"' in clash.content.decode()
    assert client.post(floor, lost | {"seen": clash.context["form"]["seen"].value()}).status_code == 302
    session.refresh_from_db()
    assert (session.place, session.tables.count()) == ("Second", 9)


@pytest.mark.parametrize("name", ["session_rooms", "session_slots", "session_programme"])
def test_the_same_form_sent_twice_is_no_clash_with_a_colleague(client, session, name):
    url = page(session, name)
    data = SESSION_FORMS[name] | {"seen": client.get(url).context["form"]["seen"].value()}
    assert [client.post(url, data).status_code for _each in range(2)] == [302, 302]


def test_a_copy_keeps_the_times_of_the_day_across_the_clock_change(session, organiser):
    SlotFactory(session=session)
    hours = PresenceFactory(pitch__session=session, pitch__host_name="Bram")
    walk = WalkFactory(session=session)
    session.programme.create(text_nl="Welkom", starts_at=time(13))
    RegistrationFactory(session=session)
    made = copy_session(session, organiser, date(2027, 4, 5), "Nog eens")
    assert copy_session(session, organiser, date(2027, 4, 5), "Nog eens") == made
    summer = datetime(2027, 4, 5, 11, tzinfo=UTC)  # 13.00 there, in summer
    assert (made.starts_at, made.slots.get().starts_at) == (summer, summer)
    pitch = made.pitches.get()
    assert (pitch.host_name, pitch.presences.get().ends_at) == ("Bram", summer + timedelta(hours=1))
    assert (pitch.table.number, pitch.table.session) == (hours.pitch.table.number, made)
    assert (made.walks.get().minutes, made.programme.get().text_nl) == (walk.minutes, "Welkom")
    assert (made.state, made.copied_from, made.registrations.count()) == ("draft", session, 0)


def test_what_was_promised_stays(session, organiser):
    """Slots stay within the session, seats that are taken stay, and companies that registered are not dropped."""
    session = publish_session(session, organiser)
    SlotFactory(session=session)
    with pytest.raises(ValidationError, match="ends_at"):
        update_session(session, organiser, starts_at=session.ends_at, ends_at=session.ends_at + timedelta(hours=1))
    RegistrationFactory(session=session, seats=2)
    with pytest.raises(ValidationError, match="capacity"):
        update_session(session, organiser, capacity=1)
    assert update_session(session, organiser, capacity=2).capacity == 2
    with pytest.raises(ValidationError) as refusal:
        withdraw_session(session, organiser)
    assert refusal.value.code == "registered"


def test_a_session_that_is_over_is_not_published(session, organiser):
    Session.objects.filter(pk=session.pk).update(
        starts_at=datetime(2026, 1, 1, tzinfo=UTC), ends_at=datetime(2026, 1, 2, tzinfo=UTC)
    )
    with pytest.raises(ValidationError) as refusal:
        publish_session(session, organiser)
    assert refusal.value.code == "past"


def test_another_rom_prepares_it_once_it_is_let_in(session, organiser):
    other = UserFactory(rom=ROMFactory(), rom_role="adviser")
    with pytest.raises(ValidationError):
        update_session(session, other, place="Elders")
    share_session(session, other.rom, organiser)
    assert not share_session(session, other.rom, organiser)
    assert [note.user for note in Notification.objects.filter(key__startswith="session_co_owner")] == [other]
    assert update_session(session, other, place="Elders").place == "Elders"
    with pytest.raises(ValidationError):
        share_session(session, ROMFactory(), other)
    assert unshare_session(session, other.rom, other)
    with pytest.raises(ValidationError):
        update_session(session, other, place="Toch elders")


def test_the_place_of_a_session_asks_nothing_of_others(client, session):
    session.latitude, session.longitude, session.province = "52.45690", "5.52770", ProvinceFactory(code="FL")
    session.save()
    shown = client.get(page(session, "session_detail"))
    html = shown.content.decode()
    assert 'href="geo:52.45690,5.52770"' in html
    assert [tile.code for tile in shown.context["map"] if tile.is_here] == ["FL"]
    assert html.count('map-here"') == 1


def test_a_break_that_the_programme_names_is_shown_once(client, session):
    slot = SlotFactory(session=session)
    SlotFactory(session=session, starts_at=slot.ends_at + timedelta(minutes=20))
    url = page(session, "session_detail")
    assert "Break of 20 minutes" in client.get(url).content.decode()
    at = timezone.localtime(slot.ends_at).time()
    session.programme.create(starts_at=at, text_nl="Pauze met thee", order=1)
    shown = client.get(url).content.decode()
    assert "Break of" not in shown
    assert "Pauze met thee" in shown


def test_challenges_to_pitch_are_searched_own_ones_first(client, session, organiser):
    own = ChallengeFactory(rom=organiser.rom, title_nl="Zeemijnen zoeken", title_en="Finding sea mines")
    other = ChallengeFactory(title_nl="Akoestiek van zeemijnen", title_en="Acoustics of sea mines")
    ChallengeFactory(title_nl="Zeemijnen van een ander", state="draft")
    pitched = PitchFactory(session=session, challenge__title_nl="Zeemijnen ruimen").challenge

    def found(**query):
        return [
            each for each, _chip in client.get(page(session, "session_pitches"), query).context["choice"].challenges
        ]

    assert found()[0] == own
    assert set(found(q="zeemijnen")) == {own, other}
    assert found(q="zeemijnen", own="1") == [own]
    assert found(q="helikopters") == []
    assert pitched not in found()
    shown = client.get(page(session, "session_pitches"), {"q": "akoestiek"}).content.decode()
    assert f'value="{other.slug}"' in shown
    client.post(page(session, "session_pitches") + "?q=akoestiek", {"challenge": other.slug})
    assert session.pitches.filter(challenge=other).exists()
    client.force_login(UserFactory(admin=True))
    assert set(found(q="zeemijnen")) >= {own}


def test_queries_of_the_pages_do_not_grow(client, session, django_assert_max_num_queries):
    for number in range(1, 9):
        PitchFactory(session=session, table__number=number)
        SlotFactory(session=session, starts_at=MARCH + timedelta(minutes=20 * number))
    assert Pitch.objects.count() == 8
    for name in ("session_detail", "session_pitches", "session_rooms", "session_slots", "session_programme"):
        with django_assert_max_num_queries(12):
            client.get(page(session, name))
