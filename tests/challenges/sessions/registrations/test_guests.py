"""People without an account: their code comes by mail. And at the door: found by part of a name, several at once."""

import pytest
from django.urls import reverse
from django.utils import timezone

from challenges.sessions.registration_forms import SessionInviteForm
from challenges.sessions.registration_models import Attendee
from challenges.sessions.registrations.attendees import AttendeeInput
from challenges.sessions.registrations.services import change_registration_group, register_company
from challenges.sessions.workflow import COMPANY, RegistrationAction
from portal.notifications.outbox_models import OutboxMail
from tests.challenges.sessions.registrations.conftest import member_of
from tests.factories import CompanyFactory

pytestmark = pytest.mark.django_db
GUESTS = [AttendeeInput("Gast Een", "een@example.net"), AttendeeInput("Zonder adres")]


def codes_mailed():
    return {(mail.to, mail.language) for mail in OutboxMail.objects.filter(key__startswith="seat-code")}


def test_guests_get_their_code_once_their_seat_is_certain_and_members_do_not(case):
    user, company = case.company()
    user.language = "en"
    user.save()
    case.change(entry="approval", most_people=4)
    people = [AttendeeInput("Zelf", user.email), *GUESTS]
    case.change(capacity=10)
    row = register_company(user, case.session, company, people)
    assert codes_mailed() == set()  # it waits for the organiser's yes
    case.by_organiser(row, RegistrationAction.APPROVE)
    assert codes_mailed() == {("een@example.net", "en")}
    mail = OutboxMail.objects.get(key__startswith="seat-code")
    assert Attendee.objects.get(email="een@example.net").code in mail.text
    assert mail.is_secret
    more = [*people, AttendeeInput("Gast Twee", "twee@example.net")]
    row.refresh_from_db()
    change_registration_group(user, row, COMPANY, more)
    assert codes_mailed() == {("een@example.net", "en"), ("twee@example.net", "en")}
    assert OutboxMail.objects.filter(key__startswith="seat-code").count() == 2


def test_a_seat_that_was_offered_brings_the_codes_when_it_is_taken(case):
    case.change(capacity=1)
    first = case.register()
    user, company = case.company()
    waiting = register_company(user, case.session, company, [GUESTS[0]])
    OutboxMail.objects.all().delete()
    case.by_company(first, RegistrationAction.CANCEL)
    assert codes_mailed() == set()
    case.by_company(waiting, RegistrationAction.ACCEPT)
    assert codes_mailed() == {("een@example.net", member_of(waiting).language)}


def test_guests_hear_of_a_cancelled_seat_that_they_had_a_code_for(case):
    user, company = case.company()
    row = register_company(user, case.session, company, GUESTS)
    other, waits = case.company()
    waiting = register_company(other, case.session, waits, [AttendeeInput("Gast", "nooit@example.net")])
    case.by_company(waiting, RegistrationAction.CANCEL)
    case.by_organiser(row, RegistrationAction.CANCEL, "Het wordt te vol.")
    mails = OutboxMail.objects.filter(key__startswith="seat-cancelled")
    assert [(mail.to, mail.language) for mail in mails] == [("een@example.net", user.language)]
    assert company.name in mails[0].text


def test_guest_who_is_taken_out_of_a_group_hears_it(case):
    user, company = case.company()
    row = register_company(user, case.session, company, [AttendeeInput("Zelf", user.email), GUESTS[0]])
    change_registration_group(user, row, COMPANY, [AttendeeInput("Zelf", user.email)])
    [mail] = OutboxMail.objects.filter(key__startswith="seat-cancelled")
    assert mail.to == "een@example.net"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("dwars", "Dwarsgolf Techniek"),
        ("TECHNIEK dwars", "Dwarsgolf Techniek"),
        ("golf", "Golf"),
        ("techniek", "have this in their name: Dwarsgolf Techniek, Vonk Techniek."),
        ("geheim", "has this in its name"),
        ("%", "has this in its name"),
    ],
)
def test_company_is_found_by_parts_of_its_name(typed, found):
    for name in ("Dwarsgolf Techniek", "Vonk Techniek", "Golf"):
        CompanyFactory(name=name)
    CompanyFactory(name="Geheim", state="draft")
    form = SessionInviteForm({"company": typed})
    told = form.cleaned_data["company"].name if form.is_valid() else form.errors["company"][0]
    assert found in told


def test_several_people_walk_in_together(case, client):
    case.change(starts_at=timezone.now(), most_people=3, capacity=None)
    company = CompanyFactory(name="Dwarsgolf Techniek")
    client.force_login(case.organiser)
    url = reverse("challenges:check_in", args=[case.session.slug])
    asked = {"what": "walk_in", "company": "dwars", "names": "Noor\r\n\r\n Sem \r\n"}
    shown = client.post(url, asked, follow=True).content.decode()
    assert "Noor, Sem" in shown
    assert set(Attendee.objects.values_list("name", "attended")) == {("Noor", True), ("Sem", True)}
    row = company.registrations.get()
    assert (row.seats, row.state) == (2, "confirmed")
    too_many = asked | {"company": CompanyFactory().name, "names": "\n".join("abcd")}
    assert client.post(url, too_many).status_code == 200
    assert Attendee.objects.count() == 2
