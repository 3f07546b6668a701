import re

import pytest
from django.core import mail
from django.urls import reverse

from portal.notifications.outbox_models import OutboxMail

pytestmark = pytest.mark.django_db(transaction=True)


def sign_up(client, language="nl"):
    fields = {"name": "Noor", "email": "noor@example.org", "password1": "een lang wachtwoord"}
    return client.post(reverse("account_signup").replace("/nl/", f"/{language}/"), fields)


def test_the_mail_of_a_new_account_goes_through_the_outbox_and_its_link_is_not_kept(client):
    sign_up(client)
    row = OutboxMail.objects.get()
    assert (row.to, row.kind, row.language) == ("noor@example.org", "account", "nl")
    assert row.sent_at
    assert row.text == ""
    assert re.search(r"http://\S+/account/confirm-email/", mail.outbox[0].body)


def test_it_is_in_the_language_of_the_page(client):
    sign_up(client, "en")
    assert mail.outbox[0].subject == "Confirm your email address"
