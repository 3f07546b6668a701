import pytest
from django.core import mail
from django.urls import reverse

from portal.notifications.outbox_models import MOST_ATTEMPTS, OutboxMail
from tests.factories import OutboxMailFactory, UserFactory

LIST = "admin:portal_outboxmail_changelist"


@pytest.fixture
def boss(client, db):
    client.force_login(UserFactory(admin=True))
    return client


@pytest.mark.django_db(transaction=True)
def test_mail_that_was_given_up_is_sent_again(boss):
    row = OutboxMailFactory(attempts=MOST_ATTEMPTS, last_error="SMTPException: full")
    boss.post(reverse(LIST), {"action": "send_again", "_selected_action": [row.pk]})
    row.refresh_from_db()
    assert row.sent_at
    assert len(mail.outbox) == 1


@pytest.mark.django_db(transaction=True)
def test_mail_that_was_sent_is_not_sent_again(boss):
    row = OutboxMailFactory()
    again = {"action": "send_again", "_selected_action": [row.pk]}
    OutboxMail.objects.update(attempts=1, sent_at=row.created_at)
    boss.post(reverse(LIST), again)
    assert mail.outbox == []


@pytest.mark.parametrize(("state", "found"), [("sent", "a"), ("waiting", "b"), ("failed", "c")])
def test_list_is_filtered_by_state(boss, state, found):
    OutboxMailFactory(key="a", subject="a", attempts=1, sent_at="2026-01-01T00:00Z")
    OutboxMailFactory(key="b", subject="b", attempts=1)
    OutboxMailFactory(key="c", subject="c", attempts=MOST_ATTEMPTS)
    rows = boss.get(reverse(LIST), {"state": state}).context["cl"].result_list
    assert [row.subject for row in rows] == [found]


def test_a_secret_is_not_shown(boss):
    row = OutboxMailFactory(is_secret=True, text="https://example.org/secret-link")
    shown = boss.get(reverse("admin:portal_outboxmail_change", args=[row.pk]))
    assert "secret-link" not in shown.content.decode()
