"""Claims of profiles that staff created: by email to the company's domain, or with approval of its ROM."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from companies.members.claims import (
    claim_by_approval,
    claim_by_mail,
    confirm_claim,
    find_claim_by_link,
    review_claim,
    withdraw_claim,
)
from companies.members.models import Claim
from companies.members.services import MAILS_TO_A_COMPANY, REQUESTS_A_DAY, hash_secret_link
from companies.profiles.models import Company
from portal.notifications.models import Notification
from portal.notifications.outbox_models import OutboxMail
from tests.companies.profiles.test_constraints import refused as refused_by_database
from tests.factories import ClaimFactory, CompanyFactory, MembershipFactory, UserFactory
from tests.test_double_submit import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def company() -> Company:
    return CompanyFactory(name="Radarbouw", website="https://www.radarbouw.example/over-ons")


def link_of(mail: OutboxMail) -> str:
    found = re.search(r"/claims/link/([\w-]+)/", mail.text)
    assert found
    return found[1]


def by_mail(user: object, company: Company, local_part: str = "Okke") -> tuple[Claim, str]:
    claim = claim_by_mail(user, company, local_part)
    return claim, link_of(OutboxMail.objects.get(key=f"claim:{claim.pk}:link"))


def titles(user: object) -> list[str]:
    return list(Notification.objects.filter(user=user).order_by("pk").values_list("title", flat=True))


# --- by mail ---------------------------------------------------------------------------------------------------------


def test_the_link_goes_to_the_domain_of_the_website_and_is_kept_nowhere(company):
    claim, link = by_mail(UserFactory(), company)
    mail = OutboxMail.objects.get()
    assert (mail.to, mail.is_secret, mail.user) == ("okke@radarbouw.example", True, None)
    assert claim.link == hash_secret_link(link)
    assert link not in str(Claim.objects.filter(pk=claim.pk).values().get())
    assert find_claim_by_link(link) == claim
    assert find_claim_by_link(claim.link) is None


def test_who_confirms_owns_the_profile(company):
    user = UserFactory()
    claim, _link = by_mail(user, company)
    confirm_claim(user, claim)
    company.refresh_from_db()
    claim.refresh_from_db()
    assert company.is_claimed
    assert company.memberships.get().user == user
    assert company.memberships.get().is_owner
    assert (claim.state, claim.link, claim.decided_by) == ("accepted", None, user)


def test_a_link_works_once(company):
    user = UserFactory()
    claim, link = by_mail(user, company)
    confirm_claim(user, claim)
    assert find_claim_by_link(link) is None
    with pytest.raises(ValidationError):
        confirm_claim(user, claim)


def test_a_link_is_for_who_asked_alone(company):
    claim, _link = by_mail(UserFactory(), company)
    with pytest.raises(PermissionDenied):
        confirm_claim(UserFactory(), claim)
    company.refresh_from_db()
    assert not company.is_claimed


def test_a_link_works_for_48_hours(company):
    user = UserFactory()
    claim, _link = by_mail(user, company)
    Claim.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    with pytest.raises(ValidationError) as refused:
        confirm_claim(user, claim)
    assert refused.value.code == "expired"
    assert timedelta(hours=47) < claim.expires_at - timezone.now() <= timedelta(hours=48)


def test_the_clock_of_the_database_decides_not_that_of_the_process(company):
    user = UserFactory()
    claim, _link = by_mail(user, company)
    with time_machine.travel(timezone.now() + timedelta(days=30)):
        confirm_claim(user, claim)


def test_a_new_link_makes_the_one_before_worthless(company):
    user = UserFactory()
    first, first_link = by_mail(user, company)
    second, _link = by_mail(user, company)
    assert find_claim_by_link(first_link) is None
    with pytest.raises(ValidationError) as refused:
        confirm_claim(user, first)
    assert refused.value.code == "used"
    confirm_claim(user, second)


@pytest.mark.parametrize("local_part", ["okke@evil", "a b", "", "okke@evil.example"])
def test_only_what_stands_before_the_at_sign_is_taken(company, local_part):
    with pytest.raises(ValidationError) as refused:
        claim_by_mail(UserFactory(), company, local_part)
    assert refused.value.message_dict.keys() == {"local_part"}
    assert not OutboxMail.objects.exists()


@pytest.mark.parametrize("website", ["", "https://radarbouw.github.io", "https://www.linkedin.com/company/radarbouw"])
def test_where_everybody_gets_an_address_mail_proves_nothing(company, website):
    Company.objects.update(website=website)
    with pytest.raises(ValidationError) as refused:
        claim_by_mail(UserFactory(), company, "okke")
    assert refused.value.code == "domain"


def test_nobody_fills_the_mailbox_of_a_company(company):
    for _ in range(MAILS_TO_A_COMPANY):
        claim_by_mail(UserFactory(), company, "okke")
    with pytest.raises(ValidationError) as refused:
        claim_by_mail(UserFactory(), company, "okke")
    assert refused.value.code == "too often"


def test_one_person_claims_a_few_a_day():
    user = UserFactory()
    for _ in range(REQUESTS_A_DAY):
        claim_by_mail(user, CompanyFactory(website="https://a.example"), "okke")
    with pytest.raises(ValidationError):
        claim_by_mail(user, CompanyFactory(website="https://a.example"), "okke")


# --- by the ROM ------------------------------------------------------------------------------------------------------


def test_the_rom_is_told_and_says_yes(company):
    adviser, elsewhere = UserFactory(rom=company.province.rom, rom_role="adviser"), UserFactory(adviser=True)
    user = UserFactory(name="Okke")
    claim = claim_by_approval(user, company, "Ik ben de oprichter.")
    assert titles(adviser) == ["Okke wil het profiel van Radarbouw bevestigen"]
    assert titles(elsewhere) == []
    review_claim(adviser, claim, is_right=True)
    assert company.memberships.get().user == user
    assert titles(user) == ["Het profiel van Radarbouw is van jou"]


def test_without_a_province_admins_are_told_and_nobody_else():
    admin, adviser, member = UserFactory(admin=True), UserFactory(adviser=True), MembershipFactory().user
    user = UserFactory(name="Okke")
    claim = claim_by_approval(user, CompanyFactory(name="Radarbouw", province=None), "Ik ben de oprichter.")
    assert set(Notification.objects.values_list("user", flat=True)) == {admin.pk}
    assert set(OutboxMail.objects.values_list("user", flat=True)) == {admin.pk}
    assert [Claim.objects.reviewable_by(each).exists() for each in (admin, adviser, member, user)] == [
        True,
        False,
        False,
        False,
    ]
    review_claim(admin, claim, is_right=True)
    assert titles(user) == ["Het profiel van Radarbouw is van jou"]


def test_a_no_has_its_reason_which_the_person_reads(company):
    adviser, user = UserFactory(rom=company.province.rom, rom_role="adviser"), UserFactory()
    claim = claim_by_approval(user, company, "Ik ben de oprichter.")
    with pytest.raises(ValidationError) as refused:
        review_claim(adviser, claim, is_right=False, answer=" ")
    assert refused.value.message_dict.keys() == {"answer"}
    review_claim(adviser, claim, is_right=False, answer="Bel ons eerst.")
    assert "Bel ons eerst." in Notification.objects.get(user=user).text
    company.refresh_from_db()
    assert not company.is_claimed


@pytest.mark.parametrize("who", ["elsewhere", "claimer", "member"])
def test_only_its_rom_judges(company, who):
    claim = ClaimFactory(company=company)
    people = {"elsewhere": UserFactory(adviser=True), "claimer": claim.user, "member": MembershipFactory().user}
    with pytest.raises(ValidationError) as refused:
        review_claim(people[who], claim, is_right=True)
    assert refused.value.code == "decided"
    company.refresh_from_db()
    assert not company.is_claimed


def test_a_claim_by_mail_is_not_the_roms_to_judge(company):
    claim, _link = by_mail(UserFactory(), company)
    with pytest.raises(ValidationError):
        review_claim(UserFactory(rom=company.province.rom, rom_role="adviser"), claim, is_right=True)


def test_an_admin_judges_where_no_rom_can():
    claim = ClaimFactory(company__province=None)
    review_claim(UserFactory(admin=True), claim, is_right=True)
    assert claim.company.memberships.get().user == claim.user


def test_asking_the_rom_again_is_one_claim(company):
    user = UserFactory()
    assert claim_by_approval(user, company, "a") == claim_by_approval(user, company, "b")
    with pytest.raises(ValidationError):
        claim_by_approval(UserFactory(), company, " ")


# --- both ------------------------------------------------------------------------------------------------------------


def test_other_claims_are_closed_and_told(company):
    user = UserFactory()
    other = ClaimFactory(company=company)
    own_other_way = ClaimFactory(company=company, user=user)
    claim, _link = by_mail(user, company)
    confirm_claim(user, claim)
    other.refresh_from_db()
    own_other_way.refresh_from_db()
    assert (other.state, own_other_way.state) == ("overtaken", "overtaken")
    assert titles(other.user) == ["Iemand anders heeft het profiel van Radarbouw bevestigd"]
    assert titles(user) == []


@pytest.mark.parametrize("who", ["adviser", "admin"])
def test_staff_claim_nothing(company, who):
    user = UserFactory(**{who: True})
    with pytest.raises(PermissionDenied):
        claim_by_mail(user, company, "okke")
    with pytest.raises(PermissionDenied):
        claim_by_approval(user, company, "a")


def test_a_claimed_profile_is_not_claimed_again():
    company = CompanyFactory(claimed=True, website="https://a.example")
    for write in (
        lambda: claim_by_mail(UserFactory(), company, "a"),
        lambda: claim_by_approval(UserFactory(), company, "a"),
    ):
        with pytest.raises(ValidationError) as refused:
            write()
        assert refused.value.code == "claimed"


def test_a_claim_is_withdrawn(company):
    claim, link = by_mail(UserFactory(), company)
    withdraw_claim(claim)
    assert find_claim_by_link(link) is None


def test_the_database_wants_a_proof_with_each_claim():
    for wrong in ({"reason": ""}, {"way": "mail"}, {"link": "x"}, {"state": "withdrawn"}):
        assert refused_by_database(lambda fields=wrong: ClaimFactory(**fields)), wrong


@pytest.mark.django_db(transaction=True)
def test_of_two_who_confirm_at_once_one_owns_it(company):
    one, other = UserFactory(), UserFactory()
    first, second = (claim_by_mail(user, company, "a") for user in (one, other))
    results = at_once(lambda: confirm_claim(one, first), lambda: confirm_claim(other, second))
    assert [each.code for each in results if isinstance(each, ValidationError)] == ["claimed"]
    assert company.memberships.get().is_owner
    assert sorted(Claim.objects.values_list("state", flat=True)) == ["accepted", "overtaken"]
