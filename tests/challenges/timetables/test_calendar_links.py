"""Calendar links as services: created, replaced, revoked and found by their secret."""

import pytest
from django.core.exceptions import ValidationError

from challenges.timetables.models import CalendarFeed
from challenges.timetables.services.calendars import (
    create_calendar_feed,
    find_active_feed,
    find_feed_by_secret,
    record_feed_reading,
    revoke_calendar_feed,
)
from portal.ui.dates import get_today
from tests.challenges.timetables.scenario import Scene
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_link_is_found_by_its_secret_alone():
    person = UserFactory()
    secret = create_calendar_feed(person, "nl")
    feed = find_active_feed(person)
    assert find_feed_by_secret(secret) == feed
    assert (feed.user, feed.pitch, feed.language) == (person, None, "nl")
    assert secret not in feed.secret_hash
    assert find_feed_by_secret("x" * len(secret)) is None
    assert find_active_feed(UserFactory()) is None


def test_new_link_replaces_the_one_that_was_seen():
    person = UserFactory()
    old = create_calendar_feed(person, "nl")
    with pytest.raises(ValidationError) as refusal:
        create_calendar_feed(person, "en")
    assert refusal.value.code == "changed"
    new = create_calendar_feed(person, "en", seen=find_active_feed(person).pk)
    assert find_feed_by_secret(old) is None
    assert find_feed_by_secret(new).language == "en"


def test_revoked_link_and_inactive_account_find_nothing():
    person = UserFactory()
    secret = create_calendar_feed(person, "nl")
    type(person).objects.filter(pk=person.pk).update(is_active=False)
    assert find_feed_by_secret(secret) is None
    type(person).objects.filter(pk=person.pk).update(is_active=True)
    assert [revoke_calendar_feed(person), revoke_calendar_feed(person)] == [True, False]
    assert find_feed_by_secret(secret) is None
    assert CalendarFeed.objects.filter(user=person).exclude(revoked_at=None).count() == 1


def test_organiser_alone_manages_the_link_of_a_host():
    scene = Scene()
    pitch, other = scene.pitches[0], UserFactory()
    secret = create_calendar_feed(scene.by, "nl", pitch)
    feed = find_active_feed(scene.by, pitch)
    assert (feed.user, feed.pitch, find_feed_by_secret(secret)) == (None, pitch, feed)
    assert find_active_feed(scene.by) is None
    assert find_active_feed(scene.by, scene.pitches[1]) is None
    for refused in (lambda: create_calendar_feed(other, "nl", pitch), lambda: revoke_calendar_feed(other, pitch)):
        with pytest.raises(ValidationError) as refusal:
            refused()
        assert refusal.value.code == "not_yours"
    assert revoke_calendar_feed(scene.by, pitch)


def test_reading_is_recorded_once_a_day(django_assert_num_queries):
    person = UserFactory()
    create_calendar_feed(person, "nl")
    record_feed_reading(find_active_feed(person))
    feed = find_active_feed(person)
    assert feed.read_at == get_today()
    with django_assert_num_queries(0):
        record_feed_reading(feed)
