"""The pages on which people join a company, and on which a ROM reviews claims."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from companies.members.models import Claim, Invitation, JoinRequest
from companies.members.services import hash_secret_link
from companies.profiles.membership_models import Membership
from tests.clients import client_of
from tests.factories import (
    AddressFactory,
    ClaimFactory,
    CompanyFactory,
    InvitationFactory,
    JoinRequestFactory,
    MembershipFactory,
    ProvinceFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
MINE = "companies:membership_requests"


@pytest.fixture
def person():
    return AddressFactory(user__name="Vera Vreemd").user


@pytest.fixture
def company():
    return CompanyFactory(name="Radarbouw", website="https://www.radarbouw.example/over-ons")


@pytest.fixture
def adviser(company):
    return UserFactory(adviser=True, rom=company.province.rom)


@pytest.fixture
def yesterday():
    return timezone.now() - timedelta(days=1)


def mailed(link):
    until = timezone.now() + timedelta(hours=48)
    return {
        "way": "mail",
        "reason": "",
        "address": "vera@radarbouw.example",
        "link": hash_secret_link(link),
        "expires_at": until,
    }


def page_of(name, *args):
    return reverse(f"companies:{name}", args=args)


# --- asking ----------------------------------------------------------------------------------------------------------


def test_asking_to_join_leads_to_what_one_asked(person):
    company = MembershipFactory().company
    answer = client_of(person).post(page_of("company_join", company.slug), {"message": "Ik werk hier."}, follow=True)
    assert answer.redirect_chain == [(page_of("membership_requests"), 302)]
    assert JoinRequest.objects.get(user=person, company=company).message == "Ik werk hier."
    assert company.name in answer.content.decode()


def test_message_that_is_too_long_stays_in_the_form(person):
    company = MembershipFactory().company
    answer = client_of(person).post(page_of("company_join", company.slug), {"message": "x" * 1001})
    assert answer.context["form"]["message"].value() == "x" * 1001
    assert not JoinRequest.objects.exists()


def test_number_of_a_hidden_profile_asks_its_people_and_tells_no_name(person):
    company = MembershipFactory(company__state="draft", company__kvk_number="01234567", company__name="Geheim").company
    page = page_of("company_join_by_number", "01234567")
    assert "Geheim" not in client_of(person).get(page).content.decode()
    answer = client_of(person).post(page, {"message": "Ik werk hier."}, follow=True).content.decode()
    assert JoinRequest.objects.get().company == company
    assert "KvK-nummer 01234567" in answer
    assert "Geheim" not in answer


def test_request_and_claim_are_withdrawn_by_who_asked_alone(person, company):
    asked = [JoinRequestFactory(user=person), ClaimFactory(user=person, company=company)]
    for what, row in zip(("request", "claim"), asked, strict=True):
        form = {"what": what, "number": row.pk}
        assert client_of(UserFactory()).post(reverse(MINE), form).status_code == 404
        assert client_of(person).post(reverse(MINE), form).status_code == 302
        row.refresh_from_db()
        assert row.state == "withdrawn"


# --- proving ---------------------------------------------------------------------------------------------------------


def test_claim_by_mail_says_where_the_link_went(person, company):
    form = {"way": "mail", "local_part": "vera"}
    answer = client_of(person).post(page_of("company_claim", company.slug), form, follow=True)
    assert "vera@radarbouw.example" in answer.content.decode()
    assert Claim.objects.get().address == "vera@radarbouw.example"


@pytest.mark.parametrize(
    "form", [{"way": "mail", "local_part": "a b@c"}, {"way": "approval", "reason": "x" * 1001}, {"way": "mail"}]
)
def test_mistake_in_a_claim_keeps_what_was_typed(person, company, form):
    answer = client_of(person).post(page_of("company_claim", company.slug), form)
    sent = answer.context["form"]
    assert answer.status_code == 200
    assert sent.errors
    assert {name: sent[name].value() for name in sent.fields if name in form} == {
        name: value for name, value in form.items() if name != "way"
    }
    assert not Claim.objects.exists()


def test_link_of_a_claim_asks_for_a_button_and_then_makes_an_owner(person, company):
    ClaimFactory(company=company, user=person, **mailed("link"))
    page = page_of("claim_confirm", "link")
    assert client_of(person).get(page).status_code == 200
    assert not Membership.objects.exists()
    assert client_of(UserFactory()).post(page).status_code == 404
    assert client_of(person).post(page).url == page_of("company_edit", company.slug)
    assert Membership.objects.get(user=person, company=company).is_owner


def test_link_that_is_too_old_leads_to_another(person, company, yesterday):
    claim = ClaimFactory(company=company, user=person, **mailed("link") | {"expires_at": yesterday})
    answer = client_of(person).post(page_of("claim_confirm", "link"))
    assert page_of("company_claim", company.slug) in answer.content.decode()
    assert not Membership.objects.exists()
    for page in (page_of("membership_requests"), page_of("company_claim", company.slug)):
        assert f"De link naar {claim.address} is te oud" in client_of(person).get(page).content.decode()


# --- what the ROM judges ---------------------------------------------------------------------------------------------


def test_yes_of_the_rom_makes_an_owner(person, company, adviser):
    claim = ClaimFactory(user=person, company=company)
    answer = client_of(adviser).post(page_of("claim_review", claim.pk), {"verdict": "yes"})
    assert answer.url == page_of("claim_list")
    assert Membership.objects.get(user=person).is_owner


def test_no_of_the_rom_needs_its_reason(person, company, adviser):
    claim = ClaimFactory(user=person, company=company)
    page = page_of("claim_review", claim.pk)
    answer = client_of(adviser).post(page, {"verdict": "no"})
    assert answer.context["form"]["verdict"].value() == "no"
    assert answer.context["form"].errors["answer"]
    assert client_of(adviser).post(page, {"verdict": "no", "answer": "Wij kennen je niet."}).status_code == 302
    claim.refresh_from_db()
    assert (claim.state, claim.answer) == ("declined", "Wij kennen je niet.")


@pytest.mark.parametrize("number", ["0", "9" * 30, "x", "-1"])
def test_claim_that_is_not_there_is_404(adviser, number):
    assert client_of(adviser).get(page_of("claim_review", number)).status_code == 404


def test_claim_is_judged_by_its_own_rom_while_it_is_open(person, company, adviser):
    page = page_of("claim_review", ClaimFactory(user=person, company=company).pk)
    other = UserFactory(adviser=True, rom=ProvinceFactory().rom)
    assert client_of(other).post(page, {"verdict": "yes"}).status_code == 404
    assert client_of(person).post(page, {"verdict": "yes"}).status_code == 403
    assert not Membership.objects.exists()
    client_of(adviser).post(page, {"verdict": "yes"})
    assert client_of(adviser).post(page, {"verdict": "yes"}).status_code == 404


def test_queries_of_the_claim_list_do_not_grow(
    company, adviser, django_assert_num_queries, django_assert_max_num_queries
):
    client = client_of(adviser)
    ClaimFactory(company=company)
    with django_assert_max_num_queries(12) as first:
        client.get(page_of("claim_list"))
    for _number in range(4):
        ClaimFactory(company__province=company.province)
    with django_assert_num_queries(len(first)):
        assert len(client.get(page_of("claim_list")).context["claims"]) == 5


# --- being invited ---------------------------------------------------------------------------------------------------


def test_who_has_the_address_accepts_and_acts_for_the_company(person):
    invitation = InvitationFactory(email=person.email.upper(), role="owner", link=hash_secret_link("link"))
    assert 'name="accept"' in client_of(person).get(page_of("invitation_detail", "link")).content.decode()
    answer = client_of(person).post(reverse(MINE), answer_to(invitation, "accept"))
    assert answer.url == page_of("company_detail", invitation.company.slug)
    assert Membership.objects.get(user=person).company == invitation.company


def test_invitation_can_be_declined(person):
    invitation = InvitationFactory(email=person.email)
    assert client_of(person).post(reverse(MINE), answer_to(invitation, "decline")).url == reverse(MINE)
    invitation.refresh_from_db()
    assert invitation.state == Invitation.State.DECLINED
    assert not Membership.objects.exists()


def test_link_shows_an_invitation_to_all_and_the_button_to_its_address_alone(person):
    invitation = InvitationFactory(email="else@example.org", link=hash_secret_link("link"))
    for who in (None, person, UserFactory(adviser=True)):
        page = client_of(who).get(page_of("invitation_detail", "link"))
        assert page.status_code == 200
        assert 'name="accept"' not in page.content.decode()
    assert client_of(person).post(reverse(MINE), answer_to(invitation, "accept")).status_code == 404
    assert client_of(None).get(page_of("invitation_detail", "other")).status_code == 404


def test_staff_cannot_accept(adviser):
    invitation = InvitationFactory(email=AddressFactory(user=adviser).email)
    assert client_of(adviser).post(reverse(MINE), answer_to(invitation, "accept")).status_code == 403
    assert not Membership.objects.exists()


@pytest.mark.parametrize("number", ["", "x", "9" * 30])
def test_answer_to_nothing_is_refused(person, number):
    assert client_of(person).post(reverse(MINE), {"what": "claim", "number": number}).status_code == 400


def answer_to(invitation, button):
    return {"what": "invitation", "number": invitation.pk, button: "yes"}
