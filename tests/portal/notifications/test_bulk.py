"""Many are told at once as each would be alone, in as many queries."""

import pytest
from django.db import IntegrityError

from portal.notifications import services
from portal.notifications.models import MailFrequency, Notification, NotificationKind, NotificationPreference
from portal.notifications.outbox_models import OutboxMail
from portal.notifications.preferences import revoke_unsubscribe_links
from portal.notifications.services import Notice, notify, notify_each
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
TEMPLATE, KIND = "example/hello.html", NotificationKind.SESSIONS
# Whom was told, the preferences, the notifications between a savepoint and its release, and the emails.
QUERIES = 6


def rows(model, *without):
    kept = [field.attname for field in model._meta.fields if field.attname not in ("id", *without)]
    return list(model.objects.order_by("user").values(*kept))


def greet(user, key="a", **fields):
    return Notice(user, KIND, TEMPLATE, key, {"name": "Noor"}, **fields)


@pytest.mark.parametrize("number", [1, 200])
def test_notify_takes_as_many_queries_for_one_person_as_for_many(django_assert_num_queries, number):
    people = UserFactory.create_batch(number)
    with django_assert_num_queries(QUERIES):
        assert notify(people, KIND, TEMPLATE, key="a", context={"name": "Noor"}) == number
    assert (Notification.objects.count(), OutboxMail.objects.count()) == (number, number)
    with django_assert_num_queries(1):
        assert notify(people, KIND, TEMPLATE, key="a", context={"name": "Noor"}) == 0


def test_many_are_told_as_each_would_be_alone(django_assert_num_queries):
    people = [UserFactory(language="en"), *UserFactory.create_batch(2), UserFactory(is_active=False)]
    NotificationPreference.objects.create(user=people[1], kind=KIND, frequency=MailFrequency.DAILY, links_revoked=1)
    revoke_unsubscribe_links(people[2])
    notices = [Notice(each, KIND, TEMPLATE, "a", {"name": f"O'Neill {each.pk}"}, "/nl/challenges/") for each in people]
    with django_assert_num_queries(QUERIES):
        assert notify_each(notices) == 3
    times = "created_at", "mailed_at", "next_try_at"
    found = [rows(model, *times) for model in (Notification, OutboxMail)]
    assert [len(each) for each in found] == [3, 2]
    Notification.objects.all().delete()
    OutboxMail.objects.all().delete()
    for notice in notices:
        notify_each([notice])
    assert [rows(model, *times) for model in (Notification, OutboxMail)] == found
    assert list(Notification.objects.filter(mailed_at=None).values_list("user", flat=True)) == [people[1].pk]


def test_who_knows_is_not_told_again():
    first, second = UserFactory.create_batch(2)
    notices = [greet(each) for each in (first, first, second)]
    assert notify_each(notices[:2]) == 1
    assert notify_each(notices) == 1
    assert (Notification.objects.count(), OutboxMail.objects.count()) == (2, 2)
    assert notify_each([]) == 0


def test_people_get_their_own_kind_and_way_of_delivery_in_one_call():
    sender, reader, silent = UserFactory.create_batch(3)
    for user in (sender, reader):
        NotificationPreference.objects.create(user=user, kind=KIND, frequency=MailFrequency.OFF)
    told = [greet(sender, is_receipt=True, is_secret=True), greet(reader), greet(silent, on_site_only=True)]
    profile = Notice(reader, NotificationKind.PROFILE, TEMPLATE, "b", {"name": "Noor"})
    assert notify_each([*told, profile]) == 4
    receipt = OutboxMail.objects.get()
    assert (receipt.user, receipt.is_secret, receipt.headers) == (sender, True, {})
    assert "unsubscribe" not in receipt.text
    found = Notification.objects.order_by("pk").values_list("user", "kind", "frequency")
    assert list(found) == [
        (sender.pk, KIND, MailFrequency.AT_ONCE),
        (reader.pk, KIND, MailFrequency.OFF),
        (silent.pk, KIND, MailFrequency.OFF),
        (reader.pk, NotificationKind.PROFILE, MailFrequency.WEEKLY),
    ]


def test_who_is_told_by_another_process_meanwhile_is_left_out(monkeypatch):
    first, second = UserFactory.create_batch(2)
    exclude = services._exclude_told

    def exclude_then_tell_first(by_name):
        monkeypatch.setattr(services, "_exclude_told", exclude)
        found = exclude(by_name)
        notify_each([greet(first)])
        return found

    monkeypatch.setattr(services, "_exclude_told", exclude_then_tell_first)
    assert notify([first, second], KIND, TEMPLATE, key="a", context={"name": "Noor"}) == 1
    assert (Notification.objects.count(), OutboxMail.objects.count()) == (2, 2)


def test_a_row_that_the_database_refuses_is_an_error():
    with pytest.raises(IntegrityError):
        notify([UserFactory()], KIND, TEMPLATE, key="a", context={"name": "Noor"}, url="https://example.org/")
