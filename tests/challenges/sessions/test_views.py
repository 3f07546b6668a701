"""Public pages of sessions."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories import ChallengeFactory, PitchFactory, SessionFactory, UserFactory

pytestmark = pytest.mark.django_db
LIST = "/en/sessions/"


def test_sessions_to_come_stand_apart_from_those_held():
    now = timezone.now()
    SessionFactory(title_nl="Later", starts_at=now + timedelta(days=9), ends_at=now + timedelta(days=9, hours=1))
    SessionFactory(title_nl="Soon", starts_at=now + timedelta(days=2), ends_at=now + timedelta(days=2, hours=1))
    SessionFactory(title_nl="Held", starts_at=now - timedelta(days=2), ends_at=now - timedelta(days=1))
    context = Client().get(LIST).context
    assert [str(session) for session in context["to_come"]] == ["Soon", "Later"]
    assert [str(session) for session in context["past"]] == ["Held"]


def test_a_session_names_only_the_challenges_that_its_reader_may_see():
    open_pitch = PitchFactory(table__number=1)
    session = open_pitch.session
    PitchFactory(
        session=session, table__number=2, challenge=ChallengeFactory(visibility="vetted", title_en="Restricted")
    )
    visitor, admin = Client(), Client()
    admin.force_login(UserFactory(admin=True))
    url = f"{LIST}{session.slug}/"
    assert "Restricted" not in visitor.get(url).content.decode()
    assert "Restricted" in admin.get(url).content.decode()
    assert "1 challenge pitched" in visitor.get(LIST).content.decode()
    assert "2 challenges pitched" in admin.get(LIST).content.decode()


def test_a_session_of_which_only_the_day_is_known_names_no_hour():
    start = datetime(2026, 2, 4, 23, 0, tzinfo=UTC)
    session = SessionFactory(starts_at=start, ends_at=start + timedelta(hours=23, minutes=59))
    html = Client().get(f"/nl/sessions/{session.slug}/").content.decode()
    assert "Do 5 februari 2026, Aviodrome in Lelystad." in html


def test_an_invented_session_says_so():
    session = SessionFactory(is_example=True)
    assert "this session is invented" in Client().get(f"{LIST}{session.slug}/").content.decode()


def test_programme_reads_in_the_readers_language():
    session = SessionFactory()
    session.programme.create(starts_at="13:30", text_nl="Welkom", text_en="Welcome")
    assert "13.30" in Client().get(f"/nl/sessions/{session.slug}/").content.decode()
    html = Client().get(f"{LIST}{session.slug}/").content.decode()
    assert "13:30" in html
    assert "Welcome" in html


def test_session_queries_do_not_grow_with_the_pitches(django_assert_num_queries):
    session = SessionFactory()
    for table in range(1, 13):
        PitchFactory(session=session, table__number=table)
    with django_assert_num_queries(4):
        Client().get(f"{LIST}{session.slug}/")
    with django_assert_num_queries(2):
        Client().get(LIST)


def test_no_sessions_is_a_page_too():
    assert "No session is planned now" in Client().get(LIST).content.decode()
