"""Creating, changing, copying, publishing and sharing a session."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone, translation

from challenges.sessions.models import Session
from challenges.sessions.services import (
    combine_session_time,
    copy_session,
    create_session,
    is_within_session,
    publish_session,
    share_session,
    unshare_session,
    update_session,
    withdraw_session,
)
from portal.core.versions import StaleObject
from tests.factories import (
    PresenceFactory,
    RegistrationFactory,
    ROMFactory,
    SessionCoOwnerFactory,
    SessionFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
MARCH = datetime(2027, 3, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
FIELDS = {"title_nl": "Sessie", "place": "Aviodrome", "city": "Lelystad", "starts_at": MARCH, "ends_at": MARCH + HOUR}


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def session():
    return SessionFactory(state="draft")


@pytest.fixture
def organiser(session):
    return UserFactory(rom=session.rom, rom_role="adviser")


def test_create_session_returns_the_identical_draft():
    rom = ROMFactory()
    first = create_session(rom, **FIELDS)
    assert create_session(rom, **FIELDS) == first
    assert (first.state, first.rom, first.version) == ("draft", rom, 1)


def test_create_session_makes_another_for_other_fields_or_another_rom():
    rom = ROMFactory()
    slugs = {
        create_session(rom, **FIELDS).slug,
        create_session(rom, **FIELDS | {"city": "Almere"}).slug,
        create_session(ROMFactory(), **FIELDS).slug,
    }
    assert len(slugs) == 3


def test_create_session_refuses_an_end_before_the_start():
    with pytest.raises(ValidationError, match="ends before it starts"):
        create_session(ROMFactory(), **FIELDS | {"ends_at": MARCH - HOUR})
    assert not Session.objects.exists()


def test_update_session_refuses_a_version_that_is_no_longer_stored(session, organiser):
    changed = update_session(session, organiser, seen="1", city="Almere")
    assert changed.version == 2
    assert update_session(session, organiser, seen="1", city="Almere").version == 2
    with pytest.raises(StaleObject) as refusal:
        update_session(session, organiser, seen="1", city="Urk")
    assert refusal.value.version == "2"


def test_update_session_keeps_hours_of_hosts_within_the_session(session, organiser):
    PresenceFactory(pitch__session=session)
    with pytest.raises(ValidationError, match="Time slots or hours of hosts would fall outside it"):
        update_session(session, organiser, starts_at=session.starts_at + HOUR)


def test_update_session_keeps_the_places_taken(session, organiser):
    RegistrationFactory(session=session, seats=2)
    with pytest.raises(ValidationError, match="2 seats are confirmed or offered"):
        update_session(session, organiser, capacity=1)


def test_publish_session_and_withdraw_it_again(session, organiser):
    published = publish_session(session, organiser)
    assert (published.is_published, published.version) == (True, 2)
    assert publish_session(session, organiser).version == 2
    assert withdraw_session(session, organiser).version == 3
    assert not withdraw_session(session, organiser).is_published


def test_withdraw_session_is_possible_once_every_registration_has_ended(session, organiser):
    session = publish_session(session, organiser)
    RegistrationFactory(session=session, state="cancelled")
    assert withdraw_session(session, organiser).state == "draft"


def test_services_refuse_staff_of_another_rom(session):
    stranger = UserFactory(adviser=True)
    for write in (
        lambda: update_session(session, stranger, city="Urk"),
        lambda: publish_session(session, stranger),
        lambda: withdraw_session(session, stranger),
        lambda: copy_session(session, stranger, date(2027, 9, 1), "Kopie"),
        lambda: share_session(session, stranger.rom, stranger),
    ):
        with pytest.raises(ValidationError) as refusal:
            write()
        assert refusal.value.code == "not_yours"


def test_copy_session_clears_what_belongs_to_the_original(session, organiser):
    Session.objects.filter(pk=session.pk).update(source="Nieuwsbrief", is_example=True, version=7, state="published")
    copy = copy_session(session, organiser, timezone.localdate() + timedelta(days=90), "Kopie", "Copy")
    assert (copy.source, copy.is_example, copy.version, copy.state) == ("", False, 1, "draft")
    assert (copy.copied_from, copy.title_nl, copy.title_en, copy.rom) == (session, "Kopie", "Copy", session.rom)
    assert copy.slug != session.slug


def test_copy_session_moves_all_dates_by_the_same_number_of_days(organiser, session):
    Session.objects.filter(pk=session.pk).update(
        starts_at=MARCH, ends_at=MARCH + HOUR, entry_closes_at=MARCH - 48 * HOUR, wishes_until=None
    )
    copy = copy_session(session, organiser, date(2027, 3, 11), "Kopie")
    assert (copy.starts_at, copy.ends_at) == (MARCH + 240 * HOUR, MARCH + 241 * HOUR)
    assert (copy.entry_closes_at, copy.wishes_until) == (MARCH + 192 * HOUR, None)


def test_copy_session_keeps_the_co_owners(session, organiser):
    link = SessionCoOwnerFactory(session=session)
    copy = copy_session(session, organiser, timezone.localdate() + timedelta(days=90), "Kopie")
    assert list(copy.co_owners.all()) == [link.rom]
    assert list(session.co_owners.all()) == [link.rom]


def test_share_session_refuses_the_organising_rom(session, organiser):
    with pytest.raises(ValidationError) as refusal:
        share_session(session, session.rom, organiser)
    assert refusal.value.code == "own"


def test_unshare_session_returns_whether_there_was_a_co_owner(session, organiser):
    link = SessionCoOwnerFactory(session=session)
    assert unshare_session(session, link.rom, organiser)
    assert not unshare_session(session, link.rom, organiser)


@pytest.mark.parametrize(
    ("day", "hour"), [(datetime(2027, 1, 4, 12, tzinfo=UTC), 12), (datetime(2027, 7, 5, 12, tzinfo=UTC), 11)]
)
def test_combine_session_time_reads_the_dutch_clock(day, hour):
    session = Session(starts_at=day)
    assert combine_session_time(session, time(13)) == day.replace(hour=hour)


def test_combine_session_time_takes_the_dutch_day_of_a_session_that_starts_at_midnight():
    session = Session(starts_at=datetime(2027, 3, 1, 23, tzinfo=UTC))  # 2 March, 0:00
    assert combine_session_time(session, time(9)) == datetime(2027, 3, 2, 8, tzinfo=UTC)


@pytest.mark.parametrize(("start", "end", "is_within"), [(0, 1, True), (-1, 1, False), (0, 2, False)])
def test_is_within_session_includes_its_ends(start, end, is_within):
    session = Session(starts_at=MARCH, ends_at=MARCH + HOUR)
    assert is_within_session(session, MARCH + start * HOUR, MARCH + end * HOUR) == is_within
