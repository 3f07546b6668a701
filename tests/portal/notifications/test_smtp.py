"""Mail over a real socket to a mail server: what arrives there, and what a refusal does."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from portal.notifications.digests import send_due_digests
from portal.notifications.models import NotificationKind
from portal.notifications.outbox import send_due_mail
from portal.notifications.outbox_models import OutboxMail
from portal.notifications.services import notify
from tests.factories import NotificationFactory, OutboxMailFactory, UserFactory
from tests.smtp_server import TEMPORARY, Server, running

pytestmark = pytest.mark.django_db


@pytest.fixture
def server(settings: Any) -> Iterator[Server]:
    with running() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        yield server


def test_message_arrives_as_text_and_html_with_its_way_out(server: Server) -> None:
    user = UserFactory(email="jan@example.org", language="nl")
    notify([user], NotificationKind.JOINING, "example/hello.html", key="x", context={"name": "Jan"}, url="/nl/joining/")
    assert send_due_mail() == 1
    [mail] = server.mails
    assert mail["To"] == "jan@example.org"
    assert [part.get_content_type() for part in mail.walk()] == ["multipart/alternative", "text/plain", "text/html"]
    assert mail["List-Unsubscribe"].strip().startswith("<http")
    assert "/unsubscribe/" in mail["List-Unsubscribe"]
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail["Content-Language"] == "nl"


def test_digest_arrives_once_with_its_way_out(server: Server) -> None:
    NotificationFactory(created_at=timezone.now() - timedelta(days=8), title="Één bericht … “zo”")
    send_due_digests()
    send_due_digests()
    send_due_mail()
    [mail] = server.mails
    body = mail.get_body(("plain",))
    assert body is not None
    assert "Één bericht … “zo”" in body.get_content()
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_mail_refused_for_now_is_sent_later_and_once(server: Server) -> None:
    row = OutboxMailFactory(subject="Later", text=".\nEen punt alleen op een regel.")
    server.refusals = [TEMPORARY]
    assert send_due_mail() == 0
    row.refresh_from_db()
    assert (row.sent_at, row.attempts, server.mails) == (None, 1, [])
    assert "451" in row.last_error
    assert send_due_mail() == 0
    OutboxMail.objects.update(next_try_at=timezone.now())
    assert send_due_mail() == 1
    assert send_due_mail() == 0
    [mail] = server.mails
    assert mail["Subject"] == "Later"
    assert mail.get_content().splitlines() == [".", "Een punt alleen op een regel."]


def test_refusal_of_one_mail_stops_no_other(server: Server) -> None:
    OutboxMailFactory.create_batch(3)
    server.refusals = [b"550 5.1.1 No such person\r\n"]
    assert send_due_mail() == 2
    assert len(server.mails) == 2
