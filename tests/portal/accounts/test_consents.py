"""What people were told and agreed to."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from portal.accounts.consents import NOTICE_VERSION, record_notice_consent
from portal.accounts.models import Consent, User
from portal.notifications.models import MailFrequency, NotificationKind
from portal.notifications.preferences import set_mail_frequencies
from tests.factories import OutboxMailFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_who_signs_up_was_told_what_is_kept():
    data = {"name": "Bo", "email": "bo@example.org", "password1": "a long enough password"}
    page = Client().get("/en/account/signup/").content.decode()
    assert "What we keep of you, what for and how long, stands under" in page
    Client().post("/en/account/signup/", data)
    consent = Consent.objects.get(user=User.objects.get(email="bo@example.org"))
    assert (consent.what, consent.version, consent.language) == ("notice", NOTICE_VERSION, "en")
    assert len(consent.text_hash) == 64


def test_mail_about_challenges_is_agreed_to_and_withdrawn_by_ones_own_choice():
    user = UserFactory()
    set_mail_frequencies(user, {NotificationKind.CHALLENGES: MailFrequency.WEEKLY})
    assert Consent.objects.get(user=user).withdrawn_at is None
    set_mail_frequencies(user, {NotificationKind.CHALLENGES: MailFrequency.OFF})
    assert Consent.objects.get(user=user).withdrawn_at is not None
    set_mail_frequencies(user, {NotificationKind.CHALLENGES: MailFrequency.DAILY})
    assert Consent.objects.filter(user=user, withdrawn_at=None).count() == 1
    assert Consent.objects.filter(user=user).count() == 2


def test_mail_that_serves_what_the_person_does_is_no_consent():
    user = UserFactory()
    set_mail_frequencies(user, dict.fromkeys(NotificationKind, MailFrequency.OFF))
    set_mail_frequencies(
        user, {kind: MailFrequency.AT_ONCE for kind in NotificationKind if kind != NotificationKind.CHALLENGES}
    )
    assert not Consent.objects.exists()


def test_what_was_agreed_to_is_shown_under_my_data():
    user = UserFactory()
    record_notice_consent(user)
    client = Client()
    client.force_login(user)
    assert "Las de privacyverklaring" in client.get(reverse("my_data")).content.decode()


def test_readiness_tells_of_mail_that_waits_too_long():
    from datetime import timedelta

    from django.utils import timezone

    assert json.loads(Client().get("/health/ready").content) == {"database": "ok", "mail": "ok"}
    OutboxMailFactory(created_at=timezone.now() - timedelta(minutes=16))
    response = Client().get("/health/ready")
    assert (response.status_code, json.loads(response.content)["mail"]) == (200, "late")
