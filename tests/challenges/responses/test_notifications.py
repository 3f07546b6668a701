"""Receipts and reminders: who gets them, how often, and what is in them."""

from datetime import timedelta

import pytest
from django.db.models import F
from django.utils import timezone

from challenges.posting.models import Challenge
from challenges.responses.reminders import send_draft_reminders
from challenges.responses.submissions import withdraw_response
from portal.notifications.models import Notification, NotificationPreference
from portal.notifications.outbox import send_due_mail
from portal.notifications.outbox_models import OutboxMail
from tests.factories import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db


def mail_to(user) -> OutboxMail:
    return OutboxMail.objects.get(user=user)


def test_receipt_holds_the_text_and_its_hash(case):
    sent = case.submitted("onze vondst", "tweede <b>")
    mail = mail_to(case.person)
    assert [
        word for word in ("onze vondst", "tweede <b>", sent.sha256, case.questions[0].text_nl) if word not in mail.text
    ] == []
    assert "tweede &lt;b&gt;" in mail.html
    assert mail.subject == f"Ontvangstbewijs: je reactie op “{case.challenge.title_nl}”"


@pytest.mark.parametrize("frequency", ["off", "weekly"])
def test_receipt_is_mailed_whatever_its_reader_chose(case, frequency):
    for person in (case.person, case.colleague):
        NotificationPreference.objects.create(user=person, kind="responses", frequency=frequency)
    case.submitted("onze vondst")
    assert [mail.user for mail in OutboxMail.objects.all()] == [case.person]
    assert "List-Unsubscribe" not in mail_to(case.person).headers


def test_colleague_is_told_without_the_text_and_in_their_language(case):
    sent = case.submitted("onze vondst")
    mail = mail_to(case.colleague)
    assert sent.sha256 in mail.text
    assert "onze vondst" not in mail.text + mail.html
    assert mail.subject == f"Submitted: response to “{case.challenge.title_en}”"


def test_the_text_stands_in_no_log(case, django_capture_on_commit_callbacks):
    case.submitted("onze vondst")
    assert mail_to(case.person).is_secret
    assert not Notification.objects.filter(text__contains="onze vondst").exists()
    send_due_mail()
    assert mail_to(case.person).text == ""


def test_nobody_else_is_told(case):
    MembershipFactory()
    UserFactory(rom=case.challenge.rom, rom_role="adviser")
    case.submitted("een")
    assert set(Notification.objects.values_list("user", flat=True)) == {case.person.pk, case.colleague.pk}


def test_each_submission_has_its_own_receipt(case):
    case.submitted("een")
    case.submitted("twee", base=1)
    assert Notification.objects.filter(user=case.person).count() == 2


def test_taking_back_is_told_to_all_once_each_time(case):
    case.submitted("een")
    Notification.objects.all().delete()
    withdraw_response(case.person, case.challenge, case.company)
    withdraw_response(case.person, case.challenge, case.company)
    assert Notification.objects.count() == 2
    assert Notification.objects.filter(title__startswith="Ingetrokken").count() == 1


# --- reminders -----------------------------------------------------------------------------------------------------


def closes_in(**time: float) -> None:
    Challenge.objects.update(closes_at=timezone.now() + timedelta(**time))


def remind() -> int:
    return send_draft_reminders(timezone.now())


def test_reminded_three_days_and_one_day_before_once_each(case):
    case.save("een")
    told = []
    for hours in (73, 71, 70, 25, 23, 1):
        Challenge.objects.update(closes_at=case.challenge.closes_at)
        told.append(send_draft_reminders(case.challenge.closes_at - timedelta(hours=hours)))
    assert told == [0, 2, 0, 0, 2, 0]


def test_reminder_names_the_deadline_and_no_text(case):
    case.save("onze vondst")
    closes_in(hours=50)
    remind()
    message = Notification.objects.get(user=case.person)
    assert message.title.startswith("Nog in te dienen")
    assert message.url.endswith("/response/edit/")
    assert "onze vondst" not in message.text + mail_to(case.person).html


def test_begun_on_the_last_day_is_one_reminder(case):
    case.save("een")
    closes_in(hours=5)
    assert (remind(), remind()) == (2, 0)


def test_deadline_that_moves_is_a_new_reminder(case):
    case.save("een")
    closes_in(hours=50)
    assert remind() == 2
    Challenge.objects.update(closes_at=F("closes_at") + timedelta(hours=1))
    assert remind() == 2


@pytest.mark.parametrize("state", ["evaluating", "withdrawn"])
def test_closed_challenge_reminds_nobody(case, state):
    case.save("een")
    closes_in(hours=5)
    Challenge.objects.update(state=state)
    assert remind() == 0


def test_submitted_is_not_reminded_of_until_it_is_changed(case):
    case.submitted("een")
    closes_in(hours=50)
    Notification.objects.all().delete()
    assert remind() == 0
    case.save("twee", base=1)
    assert remind() == 2
    assert "De laatste wijzigingen in de reactie" in Notification.objects.get(user=case.person).text


def test_who_sees_the_challenge_no_more_is_not_reminded(case):
    case.save("een")
    closes_in(hours=50)
    Challenge.objects.update(visibility=Challenge.Visibility.INVITED)
    assert remind() == 0


def test_who_wants_no_mail_is_told_on_the_site(case):
    NotificationPreference.objects.create(user=case.person, kind="responses", frequency="off")
    case.save("een")
    closes_in(hours=50)
    remind()
    assert Notification.objects.filter(user=case.person).exists()
    assert not OutboxMail.objects.filter(user=case.person).exists()


def test_reminders_cost_the_same_once_given(case, django_assert_max_num_queries):
    case.save("een")
    closes_in(hours=50)
    remind()
    with django_assert_max_num_queries(3):
        remind()
