"""Many are told at once as each would be alone."""

import pytest

from portal.notifications.bulk import PersonalNotice, notify_users
from portal.notifications.models import MailFrequency, Notification, NotificationKind, NotificationPreference
from portal.notifications.outbox_models import OutboxMail
from portal.notifications.preferences import revoke_unsubscribe_links
from portal.notifications.services import notify_user
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
TEMPLATE, KIND = "example/hello", NotificationKind.SESSIONS


def rows(model, *without):
    kept = [field.attname for field in model._meta.fields if field.attname not in ("id", *without)]
    return list(model.objects.order_by("user").values(*kept))


def test_many_are_told_as_each_would_be_alone(django_assert_num_queries):
    people = [UserFactory(language="en"), *UserFactory.create_batch(2), UserFactory(is_active=False)]
    NotificationPreference.objects.create(user=people[1], kind=KIND, frequency=MailFrequency.DAILY, links_revoked=1)
    revoke_unsubscribe_links(people[2])
    notes = [PersonalNotice(each, "a", {"name": f"O'Neill {each.pk}"}, "/nl/challenges/") for each in people]
    with django_assert_num_queries(4):
        assert notify_users(KIND, TEMPLATE, notes) == 3
    times = "created_at", "mailed_at", "next_try_at"
    found = [rows(model, *times) for model in (Notification, OutboxMail)]
    assert [len(each) for each in found] == [3, 2]
    Notification.objects.all().delete()
    OutboxMail.objects.all().delete()
    for note in notes:
        notify_user(note.user, KIND, key=note.key, template=TEMPLATE, context=note.context, url=note.url)
    assert [rows(model, *times) for model in (Notification, OutboxMail)] == found
    assert list(Notification.objects.filter(mailed_at=None).values_list("user", flat=True)) == [people[1].pk]


def test_who_knows_is_not_told_again():
    first, second = UserFactory.create_batch(2)
    notes = [PersonalNotice(each, "a", {"name": "Noor"}) for each in (first, first, second)]
    assert notify_users(KIND, TEMPLATE, notes[:2]) == 1
    assert notify_users(KIND, TEMPLATE, notes) == 1
    assert (Notification.objects.count(), OutboxMail.objects.count()) == (2, 2)
    assert notify_users(KIND, TEMPLATE, []) == 0
