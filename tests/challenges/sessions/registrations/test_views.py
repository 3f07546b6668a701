"""Pages about seats, as each reader sees them."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from challenges.sessions.registration_models import Attendee, Registration
from challenges.sessions.registrations.services import invite_to_session
from challenges.sessions.workflow import RegistrationAction
from portal.notifications.models import Notification
from portal.notifications.outbox_models import OutboxMail
from tests.challenges.sessions.registrations.conftest import make_case, member_of
from tests.clients import client_of
from tests.factories import AttendeeFactory, RegistrationFactory, UserFactory

pytestmark = pytest.mark.django_db


def page(name, session, *more):
    return reverse(f"challenges:{name}", args=[session.slug, *more])


def read(client, url, *words, data=None):
    """Return the page as text, after posting the data if there is any; it has to contain each of the words."""
    response = client.post(url, data, follow=True) if data is not None else client.get(url)
    assert response.status_code == 200
    text = response.content.decode()
    for word in words:
        assert word in text, word
    return text


def test_company_registers_waits_is_offered_and_accepts():
    case = make_case(capacity=1)
    first = case.register()
    user, company = case.company()
    client, url = client_of(user), page("registration_own", case.session)
    read(client, case.session.get_absolute_url(), "Register your company")
    read(client, url, "At most 2 people", f'value="{user.name}"', f'value="{user.email}"')
    kept = read(
        client, url, "Say whose address", data={"what": "register", "name_1": "Noor", "email_2": "x@example.org"}
    )
    assert 'value="Noor"' in kept
    read(client, url, "number 1 on the waiting list", data={"what": "register", "name_1": "Noor"})
    case.by_company(first, RegistrationAction.CANCEL)
    read(client, url, "A seat is free for you", 'value="accept"', 'value="decline"')
    read(client, reverse("challenges:company_home"), "A seat came free", "Your sessions")
    read(client, url, "Code at the door", data={"what": "accept"})
    attendee = Attendee.objects.get(registration__company=company)
    read(client, page("registration_code", case.session, attendee.code), attendee.code, "<svg")
    read(client, url, "You cancelled", data={"what": "cancel"})
    read(client, url, "There is no registration", data={"what": "cancel"})


def test_form_says_why_a_company_cannot_register(case):
    user, _company = case.company()
    case.change(entry_opens_at=timezone.now() + timedelta(days=1))
    client, url = client_of(user), page("registration_own", case.session)
    assert 'name="name_1"' not in read(client, url, "Registration opens")
    read(client, case.session.get_absolute_url(), "Registration opens")
    case.change(entry_opens_at=None, matched_first_until=timezone.now() + timedelta(days=2))
    read(client, url, "companies that match one of the challenges")


def test_two_members_who_change_the_group_at_once_do_not_overwrite_each_other(case):
    row = case.register()
    client, url = client_of(member_of(row)), page("registration_own", case.session)
    for name, words in (("Eerste", "Saved who comes"), ("Tweede", "Somebody else changed")):
        text = read(client, url, words, data={"what": "change", "name_1": name, "version": "1"})
        assert f'value="{name}"' in text
    assert row.attendees.get().name == "Eerste"


def test_pages_of_another_company_are_not_there(case):
    row, other = case.register(), case.register()
    code = row.attendees.get().code
    client = client_of(member_of(other))
    assert client.get(page("registration_code", case.session, code)).status_code == 404
    assert client.get(page("registration_detail", case.session, row.pk)).status_code == 403
    assert row.company.name not in read(client, page("registration_own", case.session))
    elsewhere = make_case()
    organiser = client_of(elsewhere.organiser)
    for name, more in (("registration_list", []), ("registration_detail", [row.pk]), ("check_in", [])):
        assert organiser.get(page(name, case.session, *more)).status_code == 404
    assert organiser.get(page("registration_detail", elsewhere.session, row.pk)).status_code == 404
    person = row.attendees.get()
    Attendee.objects.filter(pk=person.pk).update(user=elsewhere.organiser)
    assert organiser.get(page("registration_code", case.session, code)).status_code == 200


def test_organiser_decides_on_the_pages():
    case = make_case(capacity=1, entry="approval")
    first, second, third = (case.register() for _each in range(3))
    client, url = client_of(case.organiser), page("registration_list", case.session)
    read(client, reverse("challenges:staff_dashboard"), first.company.name, "1 seat left")
    detail = [page("registration_detail", case.session, row.pk) for row in (first, second, third)]
    read(client, detail[0], "Approved.", data={"what": "approve"})
    read(client, detail[0], "Nothing was changed", data={"what": "refuse", "reason": "Toch niet."})
    read(client, detail[1], "This field is required", data={"what": "refuse", "reason": ""})
    read(client, detail[1], "Geen ruimte.", data={"what": "refuse", "reason": "Geen ruimte."})
    read(client, detail[2], "Approved.", data={"what": "approve"})
    fourth = case.register()
    case.by_organiser(fourth, RegistrationAction.APPROVE)
    last = page("registration_detail", case.session, fourth.pk)
    read(client, last, "There are 2 places", data={"what": "reorder", "place": "3", "reason": "Eerder."})
    read(client, last, "Eerder.", "place 1", data={"what": "reorder", "place": "1", "reason": "Eerder."})
    read(client, last, "Nothing was changed", data={"what": "nonsense"})
    read(client, url, "1 seat is confirmed or offered", data={"capacity": "0"})
    read(client, url, "The number of seats is saved", data={"capacity": "2"})
    assert Registration.objects.get(pk=fourth.pk).state == "offered"
    counts = {"confirmed": 1, "offered": 1, "waiting": 1, "refused": 1, "requested": 0}
    everything = client.get(url)
    facet = everything.context["facets"][0]
    for option in facet.options:
        if option.value in counts:
            listed = client.get(url, {"state": option.value}).context["page"].paginator.count
            assert option.count == listed == counts[option.value], option.value


def test_invited_sessions_are_for_who_is_invited():
    case = make_case(entry="invited")
    user, company = case.company()
    client, url = client_of(case.organiser), page("registration_list", case.session)
    read(client_of(user), page("registration_own", case.session), "the organiser invites")
    read(client, url, "has this in its name", data={"company": "Niemand"})
    for _each in range(2):
        read(client, url, "Invited.", data={"company": company.name.upper()})
    assert company.session_invitations.count() == 1
    read(client_of(user), page("registration_own", case.session), 'name="name_1"')


def test_invitation_is_taken_back_and_the_company_hears_of_it_once():
    case = make_case(entry="invited")
    (user, company), (_other, coming), (late, too_late) = (case.company() for _each in range(3))
    for each in (company, coming, too_late):
        invite_to_session(case.organiser, case.session, each)
    case.register(who=(_other, coming))
    client, url = client_of(case.organiser), page("registration_list", case.session)
    text = read(client, url)
    assert [f'value="{each.slug}"' in text for each in (company, coming)] == [True, False]
    Notification.objects.all().delete()
    read(client, url, "The invitation to", data={"take_back": company.slug})
    read(client, url, "It is not invited", data={"take_back": company.slug})
    read(client, url, "has registered. Cancel the registration", data={"take_back": coming.slug})
    read(client, url, "It is not invited", data={"take_back": "no slug"})
    told = Notification.objects.get()
    assert (told.user, told.url) == (user, case.session.get_absolute_url().replace("/en/", "/nl/"))
    assert OutboxMail.objects.filter(to=user.email, subject__startswith="Uitnodiging ingetrokken").exists()
    assert 'name="name_1"' not in read(client_of(user), page("registration_own", case.session))
    case.change(starts_at=timezone.now() - timedelta(minutes=1))
    read(client, url, "has been withdrawn", data={"take_back": too_late.slug})
    assert not late.notifications.exists()
    assert case.session.invitations.get().company == coming


@pytest.mark.parametrize("from_list", [True, False])
def test_company_hears_of_an_invitation_to_a_session_that_an_admin_removes(from_list):
    case = make_case(entry="invited")
    user, company = case.company()
    invitation = invite_to_session(case.organiser, case.session, company)
    client = client_of(UserFactory(admin=True))
    pages = "admin:challenges_sessioninvitation"
    if from_list:
        data = {"action": "delete_selected", "_selected_action": [invitation.pk], "post": "yes"}
        client.post(reverse(f"{pages}_changelist"), data)
    else:
        client.post(reverse(f"{pages}_delete", args=[invitation.pk]), {"post": "yes"})
    assert not case.session.invitations.exists()
    assert user.notifications.latest("pk").key == f"session-invitation:{invitation.pk}:taken_back"


def test_export_holds_who_comes_and_no_formula(case, tmp_path):
    row = case.register()
    row.attendees.update(name="=1+1", email="a@example.org")
    client, url = client_of(case.organiser), page("registration_list", case.session)
    text = client.get(url, {"format": "csv"}).content.decode("utf-8-sig")
    assert "'=1+1" in text
    assert row.attendees.get().code not in text
    file = tmp_path / "x.xlsx"
    file.write_bytes(client.get(url, {"format": "xlsx", "state": "confirmed"}).content)
    cells = [cell for line in load_workbook(file).active.iter_rows() for cell in line]
    assert all(cell.data_type != "f" for cell in cells)
    assert "'=1+1" in {cell.value for cell in cells}


def test_people_are_let_in_on_a_phone(case):
    row = case.register()
    _user, company = case.company()
    code = row.attendees.get().code
    client, url = client_of(case.organiser), page("check_in", case.session)
    read(client, url, "on the day of the session", data={"what": "code", "code": code})
    case.change(starts_at=timezone.now() - timedelta(minutes=1), ends_at=timezone.now() + timedelta(hours=1))
    assert f'value="{code}"' in read(client, url + f"?code={code}")
    read(client, url, "is in, since", data={"what": "code", "code": code.lower()})
    read(client, url, "not of anybody", data={"what": "code", "code": "XXXXXX"})
    read(client, url, "Undone", data={"what": "undo", "attendee": str(row.attendees.get().pk)})
    foreign = AttendeeFactory()
    for number in (str(foreign.pk), "nonsense", ""):
        assert client.post(url, {"what": "undo", "attendee": number}).status_code == 404
    read(client, url, "Iemand of", data={"what": "walk_in", "company": company.name, "names": "Iemand"})
    read(client, url, "1 person is noted", data={"what": "close"})
    assert row.attendees.get().attended is False
    read(client, page("check_in_list", case.session), company.name, code)


@pytest.mark.parametrize("name", ["registration_list", "check_in", "check_in_list"])
def test_list_costs_the_same_for_3_and_15_registrations(name, case):
    client, url = client_of(case.organiser), page(name, case.session)
    case.change(capacity=None)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url).status_code == 200
        return len(captured)

    RegistrationFactory.create_batch(3, session=case.session)
    queries()
    few = queries()
    RegistrationFactory.create_batch(12, session=case.session, seats=2)
    assert queries() == few <= 12
