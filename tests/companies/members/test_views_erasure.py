"""The pages that delete an account or a profile: explained first, confirmed by typing, done once."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from companies.profiles.models import Company
from portal.accounts.models import User
from portal.privacy.models import Erasure
from tests.factories import CompanyTechnologyFactory, DecisionFactory, MembershipFactory, NotificationFactory
from tests.portal.privacy.test_views import PASSWORD, say_password

pytestmark = pytest.mark.django_db
ACCOUNT = "/nl/account/data/delete/"


def proven(user) -> Client:
    user.set_password(PASSWORD)
    user.save()
    client = Client()
    client.force_login(user)
    say_password(client)
    return client


def page(response) -> str:
    return response.content.decode()


def words(response) -> str:
    return " ".join(strip_tags(page(response)).split())


def test_account_page_asks_for_the_password_first():
    client = Client()
    client.force_login(MembershipFactory().user)
    assert (
        client.get(ACCOUNT)["Location"]
        == f"{reverse('account_reauthenticate')}?next=%2Fnl%2Faccount%2Fdata%2Fdelete%2F"
    )


def test_account_page_lists_what_goes_and_what_stays_and_why():
    membership = MembershipFactory()
    MembershipFactory(company=membership.company)
    NotificationFactory.create_batch(3, user=membership.user)
    DecisionFactory(decided_by=membership.user)
    shown = words(proven(membership.user).get(ACCOUNT)).partition("Dit is niet terug te draaien")[2]
    assert "Berichten 3" in shown
    assert "Wat gemaakt of besloten is, gaat ook anderen aan Besluit 1" in shown
    assert "Wat van je bedrijf is: profiel" in shown
    assert membership.company.name not in shown.partition("Verwijder het")[0]


def test_page_does_not_tell_a_company_what_a_rom_noted_for_itself():
    membership = MembershipFactory()
    DecisionFactory(company=membership.company)
    assert "Besluiten" not in page(proven(membership.user).get(ACCOUNT))


def test_account_page_of_a_last_owner_lists_the_company_and_asks():
    membership = MembershipFactory()
    CompanyTechnologyFactory.create_batch(2, company=membership.company)
    client = proven(membership.user)
    assert "Technologieën van een bedrijf 2" in words(client.get(ACCOUNT))
    response = client.post(ACCOUNT, {"confirm": membership.user.email})
    assert "Draag je bedrijf eerst over" in page(response)
    assert User.objects.filter(pk=membership.user.pk).exists()
    client.post(ACCOUNT, {"confirm": membership.user.email, "with_companies": "on"})
    assert not User.objects.filter(pk=membership.user.pk).exists()
    assert not Company.objects.exists()


def test_account_is_deleted_after_its_address_was_typed_and_the_person_is_signed_out():
    membership = MembershipFactory()
    MembershipFactory(company=membership.company)
    client = proven(membership.user)
    wrong = client.post(ACCOUNT, {"confirm": "someone@example.org"})
    assert "Dit is niet het adres van je account." in page(wrong)
    assert 'value="someone@example.org"' in page(wrong)
    right = client.post(ACCOUNT, {"confirm": f" {membership.user.email.upper()} "}, follow=True)
    assert right.redirect_chain[-1][0] == "/nl/"
    assert "Je account is weg" in page(right)
    assert "_auth_user_id" not in client.session
    assert not User.objects.filter(pk=membership.user.pk).exists()


def test_the_same_form_sent_twice_erases_once():
    user = MembershipFactory().user
    client = proven(user)
    answers = [client.post(ACCOUNT, {"confirm": user.email, "with_companies": "on"}) for _time in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert reverse("account_login") in answers[1]["Location"]
    assert Erasure.objects.filter(what="account").count() == 1


def test_last_admin_is_told_to_make_another_one_first():
    membership = MembershipFactory(user__is_superuser=True, user__is_staff=True)
    client = proven(membership.user)
    assert "Maak eerst iemand anders beheerder" in page(client.get(ACCOUNT))
    assert "Verwijder mijn account</button>" not in page(client.get(ACCOUNT))
    client.post(ACCOUNT, {"confirm": membership.user.email, "with_companies": "on"})
    assert User.objects.filter(pk=membership.user.pk).exists()
    assert Company.objects.exists(), "nothing is done by half"


def test_profile_is_deleted_by_an_owner_who_types_its_name():
    membership = MembershipFactory(company__name="Dwars  BV")
    url = reverse("companies:company_erase", args=[membership.company.slug])
    client = proven(membership.user)
    assert "Dit is niet de naam van het bedrijf." in page(client.post(url, {"confirm": "Dwars"}))
    assert client.post(url, {"confirm": "dwars bv"}).status_code == 302
    assert not Company.objects.exists()
    assert User.objects.filter(pk=membership.user.pk).exists()


def test_member_who_is_no_owner_deletes_no_profile():
    membership = MembershipFactory(role="member")
    url = reverse("companies:company_erase", args=[membership.company.slug])
    assert proven(membership.user).post(url, {"confirm": membership.company.name}).status_code == 404
    assert Company.objects.exists()
    assert url not in page(proven(membership.user).get(reverse("my_data")))


def test_bad_input_is_a_form_error():
    user = MembershipFactory().user
    client = proven(user)
    for typed in ("", "\x00", "x" * 10_000, "👩‍🚀"):
        assert client.post(ACCOUNT, {"confirm": typed}).status_code == 200
