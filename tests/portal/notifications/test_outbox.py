import smtplib
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from portal.notifications.outbox import (
    HELD,
    _build_email_message,
    _take_due_mail,
    add_outbox_mail,
    retry_failed_mail,
    send_due_mail,
)
from portal.notifications.outbox_models import MOST_ATTEMPTS, OutboxMail
from portal.tasks import send_mail_task
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
UNREACHABLE = ConnectionRefusedError("nobody there")
REFUSED = smtplib.SMTPRecipientsRefused({"a@example.org": (550, b"no such box")})


def put(key="hello:1", **changes):
    given = {
        "to": "jan@example.org",
        "language": "en",
        "template": "example/hello.html",
        "context": {"name": "O'Neill & Co"},
    }
    return add_outbox_mail(key, **(given | changes))


@pytest.fixture
def failing(monkeypatch):
    """A mail server that answers with the given error, or works again with None."""
    state = {"error": UNREACHABLE, "tries": 0}
    works = EmailBackend.send_messages

    def send(self, messages):
        state["tries"] += 1
        if state["error"]:
            raise state["error"]
        return works(self, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", send)
    return state


def test_the_same_key_twice_is_one_row_and_one_mail():
    assert [put(), put(context={"name": "someone else"})] == [True, False]
    assert send_due_mail() == 1
    assert send_due_mail() == 0
    assert len(mail.outbox) == 1


def test_a_mail_is_as_certain_as_the_change_it_tells_of():
    with transaction.atomic():
        put()
        transaction.set_rollback(True)
    assert not OutboxMail.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_mail_goes_out_after_the_commit():
    with transaction.atomic():
        put()
        assert mail.outbox == []
    assert [sent.to for sent in mail.outbox] == [["jan@example.org"]]


def test_text_is_plain_and_html_is_escaped():
    put()
    row = OutboxMail.objects.get()
    assert row.subject == "Dutch: O'Neill & Co"
    assert "Hello O'Neill & Co" in row.text
    assert "Hello O&#x27;Neill &amp; Co" in row.html


def test_a_mail_is_in_the_language_of_its_reader():
    put(language="nl")
    assert OutboxMail.objects.get().subject == "Nederlands: O'Neill & Co"


def test_a_long_subject_stays_on_one_line_and_ends():
    put(context={"name": "very\nlong " * 100})
    subject = OutboxMail.objects.get().subject
    assert len(subject) == 200
    assert "\n" not in subject


def test_what_goes_out():
    put(headers={"X-About": "hello"})
    send_mail_task()
    sent = mail.outbox[0]
    assert sent.alternatives[0].mimetype == "text/html"
    assert sent.extra_headers["X-About"] == "hello"
    assert sent.extra_headers["Auto-Submitted"] == "auto-generated"


def test_every_try_carries_the_same_message_id(failing):
    put()
    first = _build_email_message(OutboxMail.objects.get()).extra_headers["Message-ID"]
    send_due_mail()
    again = _build_email_message(OutboxMail.objects.get()).extra_headers["Message-ID"]
    assert first == again
    put("hello:2")
    assert _build_email_message(OutboxMail.objects.get(key="hello:2")).extra_headers["Message-ID"] != first


def test_a_failure_waits_ever_longer_and_recovers(failing):
    put()
    start = timezone.now()
    waits = []
    with time_machine.travel(start, tick=False) as clock:
        for _ in range(5):
            send_due_mail()
            row = OutboxMail.objects.get()
            waits.append((row.next_try_at - timezone.now()) // timedelta(minutes=1))
            assert send_due_mail() == 0
            clock.move_to(row.next_try_at)
        assert waits == [1, 4, 16, 64, 256]
        assert row.last_error == "ConnectionRefusedError: nobody there"
        failing["error"] = None
        assert send_due_mail() == 1
    row.refresh_from_db()
    assert (row.attempts, row.last_error) == (6, "")
    assert row.sent_at


def test_ten_attempts_and_no_more_until_a_person_asks(failing):
    put()
    OutboxMail.objects.update(attempts=MOST_ATTEMPTS - 1)
    send_due_mail()
    assert OutboxMail.objects.failed().count() == 1
    with time_machine.travel(timezone.now() + timedelta(days=30)):
        assert send_due_mail() == 0
        failing["error"] = None
        assert retry_failed_mail(OutboxMail.objects.all()) == 1
        assert send_due_mail() == 1
        assert retry_failed_mail(OutboxMail.objects.all()) == 0
    assert len(mail.outbox) == 1


def test_a_refused_mail_does_not_stop_the_others(failing):
    for number in range(3):
        put(f"hello:{number}")
    failing["error"] = REFUSED
    assert send_due_mail() == 0
    assert failing["tries"] == 3


def test_a_server_that_cannot_be_reached_costs_one_mail_one_attempt(failing):
    for number in range(3):
        put(f"hello:{number}")
    send_due_mail()
    assert failing["tries"] == 1
    assert OutboxMail.objects.filter(attempts=0).count() == 2


def test_a_sender_that_died_leaves_the_mail_to_the_next():
    put()
    _take_due_mail()
    assert send_due_mail() == 0
    with time_machine.travel(timezone.now() + HELD + timedelta(seconds=1)):
        assert send_due_mail() == 1


def test_a_secret_is_gone_once_it_was_sent():
    put(is_secret=True)
    send_due_mail()
    row = OutboxMail.objects.get()
    assert (row.text, row.html) == ("", "")
    assert "O'Neill" in mail.outbox[0].body


@pytest.mark.parametrize(
    "wrong", [{"language": "fr"}, {"attempts": 11}, {"sent_at": timezone.now(), "attempts": 0}, {"key": "hello:1"}]
)
def test_the_database_refuses_what_no_mail_can_be(wrong):
    put()
    with pytest.raises(IntegrityError), transaction.atomic():
        OutboxMail.objects.create(**{"key": "hello:2", "to": "a@example.org", "language": "nl", "subject": "x"} | wrong)


@pytest.mark.django_db(transaction=True)
def test_two_senders_at_once_send_each_mail_once():
    rows = [OutboxMail(key=str(n), to="a@example.org", language="nl", subject=str(n)) for n in range(40)]
    OutboxMail.objects.bulk_create(rows)
    barrier = Barrier(4)

    def send(_number):
        barrier.wait()
        try:
            return send_due_mail()
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        counts = list(threads.map(send, range(4)))
    assert sum(counts) == 40
    assert sorted(int(sent.subject) for sent in mail.outbox) == list(range(40))


@pytest.mark.django_db(transaction=True)
def test_two_writers_of_the_same_key_make_one_row():
    barrier = Barrier(2)

    def write(_number):
        try:
            with transaction.atomic():
                barrier.wait()
                return put()
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(write, range(2))) == [False, True]
    assert OutboxMail.objects.count() == len(mail.outbox) == 1


def test_mails_leave_with_the_account():
    user = UserFactory()
    put(user=user, to=user.email)
    assert OutboxMail.objects.visible_to(user).count() == 1
    assert OutboxMail.objects.visible_to(UserFactory()).count() == 0
    user.delete()
    assert not OutboxMail.objects.exists()
