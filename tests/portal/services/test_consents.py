"""What people were told and agreed to."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from portal.accounts import consents
from portal.accounts.consent_models import Consent
from portal.accounts.models import User
from portal.notifications.models import Frequency, Kind
from portal.notifications.preferences import choose
from tests.factories import OutboxMailFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_who_signs_up_was_told_what_is_kept():
    data = {"name": "Bo", "email": "bo@example.org", "password1": "a long enough password"}
    page = Client().get("/en/account/signup/").content.decode()
    assert "What we keep of you, what for and how long, stands under" in page
    Client().post("/en/account/signup/", data)
    consent = Consent.objects.get(user=User.objects.get(email="bo@example.org"))
    assert (consent.what, consent.version, consent.language) == ("notice", consents.NOTICE_VERSION, "en")
    assert len(consent.text_hash) == 64


def test_mail_about_challenges_is_agreed_to_and_withdrawn_by_ones_own_choice():
    user = UserFactory()
    choose(user, {Kind.CHALLENGES: Frequency.WEEKLY})
    assert Consent.objects.get(user=user).withdrawn_at is None
    choose(user, {Kind.CHALLENGES: Frequency.OFF})
    assert Consent.objects.get(user=user).withdrawn_at is not None
    choose(user, {Kind.CHALLENGES: Frequency.DAILY})
    assert Consent.objects.filter(user=user, withdrawn_at=None).count() == 1
    assert Consent.objects.filter(user=user).count() == 2


def test_mail_that_serves_what_the_person_does_is_no_consent():
    user = UserFactory()
    choose(user, dict.fromkeys(Kind, Frequency.OFF))
    choose(user, {kind: Frequency.AT_ONCE for kind in Kind if kind != Kind.CHALLENGES})
    assert not Consent.objects.exists()


def test_what_was_agreed_to_is_shown_under_my_data():
    user = UserFactory()
    consents.informed(user)
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
