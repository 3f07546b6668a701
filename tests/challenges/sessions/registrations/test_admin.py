"""Registrations in the admin: moves by the table alone, history as sentences."""

import pytest
from django.urls import reverse

from challenges.sessions.registration_models import Registration
from portal.privacy.erasure import erase_person
from tests.challenges.sessions.registrations.conftest import make_case, member_of
from tests.clients import client_of
from tests.factories import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db
LIST = "admin:challenges_registration_changelist"


def act(client, action, *rows, reason=""):
    data = {"action": action, "_selected_action": [row.pk for row in rows], "reason": reason}
    return client.post(reverse(LIST), data, follow=True).content.decode()


def test_admin_moves_registrations_by_the_table():
    case = make_case(capacity=1, entry="approval")
    first, second = case.register(), case.register()
    client = client_of(UserFactory(admin=True))
    assert "2 registrations moved" in act(client, "approve", first, second)
    assert [row.state for row in Registration.objects.order_by("pk")] == ["confirmed", "waiting"]
    assert "cannot be done any more" in act(client, "refuse", first, reason="Nee.")
    assert "Say why" in act(client, "cancel", first)
    assert "1 registration moved" in act(client, "cancel", first, reason="Dubbel.")
    assert Registration.objects.get(pk=second.pk).state == "offered"
    page = client.get(reverse("admin:challenges_registration_change", args=[second.pk])).content.decode()
    assert f"A seat came free and was offered to {second.company}" in page


def test_erased_person_leaves_a_seat_without_a_name():
    case = make_case()
    row = case.register()
    user = member_of(row)
    MembershipFactory(company=row.company)  # a company keeps an owner
    row.attendees.update(user=user, name=user.name, email=user.email)
    erase_person(user)
    attendee = row.attendees.get()
    assert (attendee.name, attendee.email, attendee.code, attendee.user) == ("", "", None, None)
    assert row.steps.get().by is None
    assert Registration.objects.get(pk=row.pk).seats == 1
