from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction

from portal.notifications.models import DEFAULTS, MailFrequency, Notification, NotificationKind, NotificationPreference
from portal.notifications.outbox import send_due_mail
from portal.notifications.outbox_models import OutboxMail
from portal.notifications.preferences import (
    SCOPES,
    create_unsubscribe_token,
    get_mail_frequencies,
    read_unsubscribe_token,
    revoke_unsubscribe_links,
    set_mail_frequencies,
    unsubscribe_user,
)
from portal.notifications.services import mark_notifications_read, notify
from tests.factories import NotificationFactory, UserFactory

pytestmark = pytest.mark.django_db


def tell(user, kind=NotificationKind.JOINING, key="ask:1", url="/nl/challenges/"):
    return notify([user], kind, "example/hello.html", key=key, context={"name": "O'Neill"}, url=url)


def test_the_same_event_twice_is_one_message_and_one_mail():
    user = UserFactory()
    assert [tell(user), tell(user)] == [True, False]
    assert (Notification.objects.count(), OutboxMail.objects.count()) == (1, 1)


def test_the_same_event_reaches_each_person():
    assert tell(UserFactory())
    assert tell(UserFactory())
    assert (Notification.objects.count(), OutboxMail.objects.count()) == (2, 2)


def test_a_message_is_in_the_language_of_its_reader_and_leads_to_their_pages():
    tell(UserFactory(language="en"))
    message = Notification.objects.get()
    assert (message.title, message.text, message.language) == ("Dutch: O'Neill", "Hello O'Neill", "en")
    assert message.url == "/en/challenges/"
    assert "http://127.0.0.1:8000/en/challenges/" in OutboxMail.objects.get().text


def test_the_mail_offers_one_click_to_end_them():
    user = UserFactory()
    tell(user)
    row = OutboxMail.objects.get()
    link = row.headers["List-Unsubscribe"].strip("<>")
    assert link.startswith("http://127.0.0.1:8000/nl/unsubscribe/")
    assert row.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert link in row.text
    assert link in row.html
    assert (row.to, row.user, row.kind) == (user.email, user, "joining")


def test_the_link_reaches_the_mail_program_in_one_piece():
    tell(UserFactory())
    send_due_mail()
    sent = mail.outbox[0].message()
    link = OutboxMail.objects.get().headers["List-Unsubscribe"]
    assert f"List-Unsubscribe: {link}\n".encode() in sent.as_bytes().replace(b": \n ", b": ")
    assert sent["Message-ID"].endswith("@127.0.0.1>")


@pytest.mark.parametrize(("frequency", "mails"), [("at_once", 1), ("daily", 0), ("weekly", 0), ("off", 0)])
def test_only_what_comes_at_once_is_mailed_at_once(frequency, mails):
    user = UserFactory()
    set_mail_frequencies(user, {NotificationKind.JOINING: MailFrequency(frequency)})
    tell(user)
    message = Notification.objects.get()
    assert OutboxMail.objects.count() == mails
    assert bool(message.mailed_at) is bool(mails)
    assert message.frequency == frequency


def test_who_left_is_told_nothing():
    assert not tell(UserFactory(is_active=False))
    assert not Notification.objects.exists()


def test_a_message_goes_with_the_event_that_did_not_happen():
    with transaction.atomic():
        tell(UserFactory())
        transaction.set_rollback(True)
    assert not Notification.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_processes_telling_the_same_tell_it_once():
    user = UserFactory()
    barrier = Barrier(2)

    def run(_number):
        try:
            barrier.wait()
            return tell(user)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(run, range(2))) == [False, True]
    assert len(mail.outbox) == 1


def test_mark_read_touches_what_was_new_alone():
    user = UserFactory()
    NotificationFactory.create_batch(2, user=user)
    other = NotificationFactory()
    assert mark_notifications_read(Notification.objects.visible_to(user)) == 2
    assert mark_notifications_read(Notification.objects.visible_to(user)) == 0
    assert list(Notification.objects.unread()) == [other]


def test_unread_ones_come_first_then_the_newest():
    user = UserFactory()
    old, read, new = (NotificationFactory(user=user) for _ in range(3))
    mark_notifications_read(Notification.objects.filter(pk=read.pk))
    assert list(Notification.objects.visible_to(user).unread_first()) == [new, old, read]


@pytest.mark.parametrize(
    "wrong", [{"kind": "gossip"}, {"frequency": "hourly"}, {"url": "https://example.org/"}, {"key": "taken"}]
)
def test_the_database_refuses_what_no_message_can_be(wrong):
    taken = NotificationFactory(key="taken")
    with pytest.raises(IntegrityError), transaction.atomic():
        NotificationFactory(**({"user": taken.user} | wrong))


def test_every_kind_has_a_default():
    assert DEFAULTS.keys() == set(NotificationKind)
    assert get_mail_frequencies(UserFactory()) == DEFAULTS


def test_a_default_that_is_chosen_anew_needs_no_row():
    user = UserFactory()
    set_mail_frequencies(user, DEFAULTS)
    assert not NotificationPreference.objects.exists()


@pytest.mark.parametrize(("chosen", "becomes"), [("off", "off"), ("daily", "daily"), ("at_once", "daily")])
def test_what_waits_for_a_digest_follows_the_choice(chosen, becomes):
    user = UserFactory()
    waits = NotificationFactory(user=user, kind="profile", frequency="weekly")
    refused = NotificationFactory(user=user, kind="profile", frequency="off")
    set_mail_frequencies(user, {NotificationKind.PROFILE: MailFrequency(chosen)})
    waits.refresh_from_db()
    refused.refresh_from_db()
    assert (waits.frequency, refused.frequency) == (becomes, "off")


def test_a_link_names_one_person_and_one_kind():
    user = UserFactory()
    assert read_unsubscribe_token(create_unsubscribe_token(user, "joining")) == (user, "joining")
    assert read_unsubscribe_token(create_unsubscribe_token(user, "digest")) == (user, "digest")


@pytest.mark.parametrize("forged", ["", "x", "1-joining-0", "1-joining-0.wrong", "1-joining-0.", "é.é", "\x00"])
def test_a_forged_link_is_nobodys(forged):
    assert read_unsubscribe_token(forged) is None


def test_revoked_links_and_those_of_who_left_are_worth_nothing():
    user, other = UserFactory(), UserFactory()
    tokens = [create_unsubscribe_token(user, scope) for scope in SCOPES]
    kept = create_unsubscribe_token(other, "joining")
    revoke_unsubscribe_links(user)
    assert [read_unsubscribe_token(token) for token in tokens] == [None] * len(tokens)
    assert read_unsubscribe_token(create_unsubscribe_token(user, "joining"))
    assert read_unsubscribe_token(kept)
    other.is_active = False
    other.save()
    assert read_unsubscribe_token(kept) is None


def test_ending_the_digest_ends_every_kind_that_comes_in_it():
    user = UserFactory()
    unsubscribe_user(user, "digest")
    now = get_mail_frequencies(user)
    assert [kind for kind in NotificationKind if now[kind] == MailFrequency.OFF] == [
        NotificationKind.CHALLENGES,
        NotificationKind.REGISTRATIONS,
        NotificationKind.PROFILE,
    ]
