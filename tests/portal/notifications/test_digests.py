from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier

import pytest
import time_machine
from django.db import connection

from portal.notifications.digests import MOST_SHOWN, get_last_monday_morning, get_last_morning, send_due_digests
from portal.notifications.models import MailFrequency, Notification, NotificationKind
from portal.notifications.outbox_models import OutboxMail
from portal.notifications.preferences import set_mail_frequencies
from portal.notifications.services import mark_notifications_read
from portal.tasks import send_digests_task
from portal.ui.dates import AMSTERDAM
from tests.factories import NotificationFactory, UserFactory

pytestmark = pytest.mark.django_db


def at(text):
    """A moment on Amsterdam's clock; 23 November 2026 is a Monday."""
    return datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM)


@pytest.fixture
def clock():
    with time_machine.travel(at("2026-11-24 07:29"), tick=False) as travelling:
        yield travelling


def news(when, **fields):
    return NotificationFactory(created_at=at(when), **fields)


def test_everything_new_comes_in_one_mail_in_the_morning(clock):
    user = UserFactory(language="en")
    news("2026-11-23 09:00", user=user, title="One", kind="joining")
    news("2026-11-23 15:00", user=user, title="Two", kind="responses", url="")
    assert send_due_digests() == 0
    clock.move_to(at("2026-11-24 07:30"))
    assert send_due_digests() == 1
    row = OutboxMail.objects.get()
    assert row.subject == "Koppelvlak: 2 new messages"
    assert "- One\n  http://127.0.0.1:8000/nl/challenges/" in row.text
    assert "- Two\n" in row.text
    assert row.text.index("Joining a company") < row.text.index("One") < row.text.index("Responses")
    assert row.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_a_second_look_sends_nothing(clock):
    news("2026-11-23 09:00")
    clock.move_to(at("2026-11-24 08:00"))
    assert [send_due_digests(), send_due_digests()] == [1, 0]
    news("2026-11-24 07:59")
    assert send_due_digests() == 0
    clock.move_to(at("2026-11-25 07:30"))
    assert send_due_digests() == 1


def test_nothing_new_is_no_mail(clock):
    clock.move_to(at("2026-11-24 08:00"))
    mark_notifications_read(Notification.objects.filter(pk=news("2026-11-23 09:00").pk))
    news("2026-11-23 09:00", frequency="off")
    news("2026-11-23 09:00", frequency="at_once")
    news("2026-11-23 09:00", mailed_at=at("2026-11-23 09:00"))
    news("2026-11-23 09:00", user=UserFactory(is_active=False))
    send_digests_task()
    assert not OutboxMail.objects.exists()


def test_what_comes_weekly_comes_on_monday(clock):
    user = UserFactory()
    news("2026-11-24 09:00", user=user, frequency="weekly", title="Weekly")
    clock.move_to(at("2026-11-29 12:00"))
    assert send_due_digests() == 0
    news("2026-11-29 09:00", user=user, title="Daily")
    clock.move_to(at("2026-11-30 07:30"))
    assert send_due_digests() == 1
    assert all(title in OutboxMail.objects.get().text for title in ("Weekly", "Daily"))


def test_a_monday_without_beat_is_made_up_for_once(clock):
    news("2026-11-20 09:00", frequency="weekly")
    news("2026-11-20 09:00", frequency="daily")
    clock.move_to(at("2026-11-25 16:40"))
    assert [send_due_digests(), send_due_digests()] == [2, 0]


def test_what_becomes_due_after_this_mornings_mail_waits_for_the_next(clock):
    user = UserFactory()
    news("2026-11-23 09:00", user=user)
    news("2026-11-23 09:00", user=user, kind=NotificationKind.PROFILE, frequency="weekly", title="Later")
    clock.move_to(at("2026-11-24 08:00"))
    send_due_digests()
    set_mail_frequencies(user, {NotificationKind.PROFILE: MailFrequency.DAILY})
    assert send_due_digests() == 0
    clock.move_to(at("2026-11-25 07:30"))
    assert send_due_digests() == 1
    assert "Later" in OutboxMail.objects.latest("created_at").text


def test_a_long_digest_shows_the_first_and_counts_the_rest(clock):
    NotificationFactory.create_batch(MOST_SHOWN + 2, user=UserFactory(), created_at=at("2026-11-23 09:00"))
    clock.move_to(at("2026-11-24 08:00"))
    send_due_digests()
    row = OutboxMail.objects.get()
    assert row.text.count("\n- ") == MOST_SHOWN
    assert "En nog 2" in row.text
    assert not Notification.objects.filter(mailed_at=None).exists()


@pytest.mark.parametrize(
    ("now", "morning"),
    [
        ("2026-10-24T06:00+00:00", "2026-10-24T05:30+00:00"),
        ("2026-10-25T05:45+00:00", "2026-10-24T05:30+00:00"),  # 6.45: that night the clock went back
        ("2026-10-25T06:30+00:00", "2026-10-25T06:30+00:00"),
        ("2027-03-27T06:30+00:00", "2027-03-27T06:30+00:00"),
        ("2027-03-28T05:29+00:00", "2027-03-27T06:30+00:00"),
        ("2027-03-28T05:30+00:00", "2027-03-28T05:30+00:00"),  # 7.30: that night the clock went forward
    ],
)
def test_the_morning_is_that_of_amsterdam_on_both_sides_of_a_change(now, morning):
    assert get_last_morning(datetime.fromisoformat(now)) == datetime.fromisoformat(morning)


def test_the_monday_after_a_change_of_the_clock():
    assert get_last_monday_morning(datetime.fromisoformat("2026-10-26T06:29+00:00")) == at("2026-10-19 07:30")
    assert get_last_monday_morning(datetime.fromisoformat("2026-10-26T06:30+00:00")) == at("2026-10-26 07:30")


@pytest.mark.parametrize("days", [("2026-10-23", 5), ("2027-03-26", 5)])
def test_one_mail_a_day_across_a_change_of_the_clock(days, clock):
    first, number = days
    user = UserFactory()
    start = at(f"{first} 00:00")
    NotificationFactory(user=user, created_at=start - timedelta(hours=1))
    for hour in range(number * 24):
        clock.move_to(start.astimezone(tz=None) + timedelta(hours=hour))
        NotificationFactory(user=user)
        send_due_digests()
    assert OutboxMail.objects.count() == number


@pytest.mark.django_db(transaction=True)
def test_two_beats_at_once_make_one_digest():
    NotificationFactory(created_at=at("2026-01-01 09:00"))
    barrier = Barrier(2)

    def run(_number):
        try:
            barrier.wait()
            return send_due_digests()
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        assert sum(threads.map(run, range(2))) == 1
    assert OutboxMail.objects.count() == 1
