import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from portal.notifications.models import MailFrequency, Notification, NotificationKind, NotificationPreference
from portal.notifications.preferences import create_unsubscribe_token, get_mail_frequencies
from tests.clients import client_of
from tests.factories import NotificationFactory, OutboxMailFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return UserFactory()


@pytest.fixture
def reader(client, user):
    client.force_login(user)
    return client


def text(response):
    return response.content.decode()


def test_list_shows_ones_own_alone_unread_first(reader, user):
    read = NotificationFactory(user=user, read_at=timezone.now())
    new = NotificationFactory(user=user)
    NotificationFactory(title="Of another")
    page = reader.get(reverse("notification_list")).context["page"]
    assert list(page) == [new, read]


def test_list_has_pages_and_takes_any_number(reader, user):
    NotificationFactory.create_batch(21, user=user)
    assert len(reader.get(reverse("notification_list"), {"page": "2"}).context["page"]) == 1
    assert reader.get(reverse("notification_list"), {"page": "9e99"}).status_code == 200


def test_empty_list_says_what_will_stand_there(reader):
    assert "Nog geen berichten" in text(reader.get(reverse("notification_list")))


def test_list_costs_the_same_for_1_and_20_messages(reader, user):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            reader.get(reverse("notification_list"))
        return len(captured)

    NotificationFactory(user=user)
    queries()
    few = queries()
    NotificationFactory.create_batch(19, user=user)
    assert queries() == few <= 12


def test_a_message_in_the_other_language_says_so(reader, user):
    NotificationFactory(user=user, language="en", title="News")
    assert '<h2 lang="en">News</h2>' in text(reader.get(reverse("notification_list")))


def test_counter_counts_what_is_new_on_every_page_and_costs_one_query(reader, user):
    def queries(client):
        with CaptureQueriesContext(connection) as captured:
            response = client.get(reverse("agreement_list"))
        asked = [query for query in captured if "portal_notification" in query["sql"]]
        return len(asked), response

    NotificationFactory.create_batch(3, user=user)
    NotificationFactory(user=user, read_at=timezone.now())
    asked, response = queries(reader)
    assert asked == 1
    assert "<b>3<" in text(response)
    assert queries(Client())[0] == 0


def test_looking_at_the_list_reads_nothing(reader, user):
    NotificationFactory(user=user)
    reader.get(reverse("notification_list"))
    assert reader.get(reverse("notification_read")).status_code == 405
    assert Notification.objects.unread().count() == 1


def test_one_is_marked_as_read(reader, user):
    first, second = NotificationFactory.create_batch(2, user=user)
    response = reader.post(reverse("notification_read"), {"notification": first.pk})
    assert response["Location"] == reverse("notification_list")
    assert list(Notification.objects.unread()) == [second]


def test_opening_marks_as_read_and_leads_on_in_the_language_of_the_page(reader, user):
    message = NotificationFactory(user=user, url="/nl/challenges/x/")
    url = reverse("notification_read").replace("/nl/", "/en/")
    response = reader.post(url, {"notification": message.pk, "open": ""})
    assert response["Location"] == "/en/challenges/x/"
    assert not Notification.objects.unread().exists()


def test_all_are_marked_as_read(reader, user):
    NotificationFactory.create_batch(3, user=user)
    other = NotificationFactory()
    reader.post(reverse("notification_read"))
    assert list(Notification.objects.unread()) == [other]


@pytest.mark.parametrize("number", ["", "0", "x", "²", "-1", "9" * 30])
def test_a_message_that_is_none_is_not_found(reader, number):
    assert reader.post(reverse("notification_read"), {"notification": number}).status_code == 404


def test_another_persons_message_is_not_found(reader):
    other = NotificationFactory()
    assert reader.post(reverse("notification_read"), {"notification": other.pk}).status_code == 404
    assert Notification.objects.unread().count() == 1


def chosen(frequency="weekly", **others):
    return dict.fromkeys(NotificationKind.values, frequency) | others


def test_preferences_show_the_defaults_and_keep_what_is_chosen():
    user = UserFactory(adviser=True)
    reader = client_of(user)
    form = reader.get(reverse("notification_preferences")).context["form"]
    assert form["joining"].value() == "at_once"
    reader.post(reverse("notification_preferences"), chosen(joining="off"))
    assert get_mail_frequencies(user) == {
        **dict.fromkeys(NotificationKind, MailFrequency.WEEKLY),
        NotificationKind.JOINING: MailFrequency.OFF,
    }


def test_who_is_no_staff_is_not_asked_about_messages_to_staff(reader, user):
    form = reader.get(reverse("notification_preferences")).context["form"]
    assert set(NotificationKind.values) - set(form.fields) == {"reviews", "registrations"}
    reader.post(reverse("notification_preferences"), chosen())
    found = get_mail_frequencies(user)
    assert (found[NotificationKind.JOINING], found[NotificationKind.REVIEWS]) == (
        MailFrequency.WEEKLY,
        MailFrequency.AT_ONCE,
    )


def test_a_frequency_that_is_none_is_an_error_and_changes_nothing(reader):
    response = reader.post(reverse("notification_preferences"), chosen(profile="hourly"))
    assert "profile" in response.context["form"].errors
    assert not NotificationPreference.objects.exists()


def test_revoking_makes_earlier_links_worthless(reader, user):
    url = reverse("unsubscribe", args=[create_unsubscribe_token(user, "joining")])
    reader.post(reverse("notification_preferences"), {"revoke": ""})
    assert Client().get(url).status_code == 404


def test_log_shows_ones_own_mails_with_their_text_and_no_secret(reader, user):
    OutboxMailFactory(user=user, subject="Own", text="Own words", sent_at=timezone.now(), attempts=1)
    OutboxMailFactory(user=user, subject="Password", text="secret-link", is_secret=True)
    OutboxMailFactory(subject="Of another")
    page = text(reader.get(reverse("mail_log")))
    assert "Own words" in page
    assert "Password" in page
    assert "secret-link" not in page
    assert "Of another" not in page


def link(user, scope="joining", language="nl"):
    return reverse("unsubscribe", args=[create_unsubscribe_token(user, scope)]).replace("/nl/", f"/{language}/")


def test_looking_at_the_link_changes_nothing(user):
    response = Client().get(link(user))
    assert response.status_code == 200
    assert user.email in text(response)
    assert get_mail_frequencies(user)[NotificationKind.JOINING] == MailFrequency.AT_ONCE


@pytest.mark.parametrize("language", ["nl", "en"])
def test_one_click_ends_the_mails_without_signing_in_or_a_cookie(user, language):
    mail_program = Client(enforce_csrf_checks=True)
    response = mail_program.post(link(user, language=language), {"List-Unsubscribe": "One-Click"})
    assert response.status_code == 200
    assert get_mail_frequencies(user)[NotificationKind.JOINING] == MailFrequency.OFF
    assert get_mail_frequencies(user)[NotificationKind.RESPONSES] == MailFrequency.AT_ONCE
    assert mail_program.post(link(user)).status_code == 200


def test_a_link_for_another_person_or_kind_is_not_found(user):
    token = create_unsubscribe_token(user, "joining")
    for forged in (token.replace("joining", "profile"), f"{UserFactory().pk}{token[token.index('-') :]}", token[:-1]):
        for ask in (Client().get, Client().post):
            assert ask(reverse("unsubscribe", args=[forged])).status_code == 404
    assert not NotificationPreference.objects.exists()
