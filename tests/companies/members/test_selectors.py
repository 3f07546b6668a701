"""Open requests, claims and invitations, as the home page and the page of requests read them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from companies.members.models import Claim, Invitation
from companies.members.pages import build_member_page, list_kept_account_data, list_kept_company_data
from companies.members.selectors import (
    get_open_requests,
    select_open_invitations,
    select_waiting_claims,
    select_waiting_requests,
)
from tests.factories import (
    AddressFactory,
    ClaimFactory,
    CompanyFactory,
    InvitationFactory,
    JoinRequestFactory,
    MembershipFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return AddressFactory().user


def test_get_open_requests_is_empty_without_any(person):
    assert not get_open_requests(person)


def test_get_open_requests_reads_all_kinds_in_four_queries(person, django_assert_num_queries):
    request, claim = JoinRequestFactory(user=person), ClaimFactory(user=person)
    invitation = InvitationFactory(email=person.email)
    with django_assert_num_queries(4):
        found = get_open_requests(person)
    assert found.invitations == [invitation]
    assert [(each.what, each.row, each.is_visible) for each in found.asked] == [
        ("request", request, True),
        ("claim", claim, True),
    ]
    assert found


def test_get_open_requests_marks_companies_that_the_person_cannot_see(person):
    JoinRequestFactory(user=person, company__state="draft")
    assert [each.is_visible for each in get_open_requests(person).asked] == [False]


def test_get_open_requests_leaves_out_decided_ones(person):
    ClaimFactory(user=person, state=Claim.State.DECLINED, decided_at=timezone.now())
    JoinRequestFactory(user=person, state="withdrawn", decided_at=timezone.now())
    assert not get_open_requests(person)


def test_select_open_invitations_needs_a_verified_address():
    unverified = AddressFactory(verified=False).user
    InvitationFactory(email=unverified.email)
    assert not select_open_invitations(unverified)


def test_select_open_invitations_ignores_capitals_and_puts_the_first_to_expire_first(person):
    later = InvitationFactory(email=person.email.upper())
    sooner = InvitationFactory(email=person.email, expires_at=timezone.now() + timedelta(days=1))
    assert list(select_open_invitations(person)) == [sooner, later]


@pytest.mark.parametrize("fields", [{"lapsed": True}, {"state": Invitation.State.REVOKED}])
def test_select_open_invitations_leaves_out_expired_and_revoked_ones(person, fields):
    if "state" in fields:
        fields |= {"decided_at": timezone.now()}
    InvitationFactory(email=person.email, **fields)
    assert not select_open_invitations(person)


def test_select_waiting_requests_is_for_owners_the_oldest_first():
    owner = MembershipFactory()
    member = MembershipFactory(company=owner.company, role="member")
    JoinRequestFactory()
    requests = JoinRequestFactory.create_batch(2, company=owner.company)
    assert list(select_waiting_requests(owner.user)) == requests
    assert not select_waiting_requests(member.user)


def test_select_waiting_claims_is_for_staff_of_the_region(person):
    claim = ClaimFactory()
    ClaimFactory(company=claim.company, way="mail", address="a@b.example", expires_at=timezone.now(), reason="")
    adviser = UserFactory(rom=claim.company.province.rom, rom_role="adviser")
    assert list(select_waiting_claims(adviser)) == [claim]
    assert list(select_waiting_claims(UserFactory(admin=True))) == [claim]
    assert not select_waiting_claims(UserFactory(adviser=True))
    assert not select_waiting_claims(person)


def test_build_member_page_puts_owners_first_and_marks_the_last_one():
    member = MembershipFactory(role="member")
    owner = MembershipFactory(company=member.company)
    page = build_member_page(member.company, member.user, manages=False)
    assert list(page) == ["people"]
    assert [(row.membership, row.is_me, row.is_last_owner) for row in page["people"]] == [
        (owner, False, True),
        (member, True, False),
    ]


def test_build_member_page_of_two_owners_has_no_last_one():
    first = MembershipFactory()
    MembershipFactory(company=first.company)
    page = build_member_page(first.company, first.user, manages=True)
    assert not any(row.is_last_owner for row in page["people"])
    assert (page["requests"], page["invited"]) == ([], [])


def test_build_member_page_for_owners_has_requests_and_invitations():
    owner = MembershipFactory()
    request = JoinRequestFactory(company=owner.company)
    JoinRequestFactory(company=owner.company, state="declined", decided_at=timezone.now())
    expired, valid = InvitationFactory(company=owner.company, lapsed=True), InvitationFactory(company=owner.company)
    page = build_member_page(owner.company, owner.user, manages=True)
    assert page["requests"] == [request]
    assert [(row.invitation, row.is_late) for row in page["invited"]] == [(expired, True), (valid, False)]


def test_kept_data_names_the_company_only_to_people_who_have_one():
    with_company, without = list_kept_account_data(has_company=True), list_kept_account_data(has_company=False)
    assert with_company[1:] == without
    assert len(set(list_kept_company_data())) == 3


def test_reviewable_by_company_without_province_is_for_admins():
    claim = ClaimFactory(company=CompanyFactory(province=None))
    assert list(Claim.objects.reviewable_by(UserFactory(admin=True))) == [claim]
    assert not Claim.objects.reviewable_by(UserFactory(adviser=True))
