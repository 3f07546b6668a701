"""Who may do what with a company: every kind of person, for claimed and unclaimed profiles."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404

from companies.profiles.models import Company
from companies.profiles.permissions import (
    can_call_company,
    can_create_staff_profiles,
    can_edit_as_staff,
    can_edit_company,
    can_manage_profiles_in,
    get_editable_company,
    get_member_company_ids,
    get_own_company,
    get_owned_company,
    get_visible_company,
    is_company_member,
    is_company_owner,
    list_company_members,
    require_own_company,
)
from portal.accounts.models import User
from tests.factories import CompanyFactory, MembershipFactory, ProvinceFactory, UserFactory

pytestmark = pytest.mark.django_db

KINDS = ("visitor", "registered", "stranger", "member", "owner", "own adviser", "other adviser", "admin")


@pytest.fixture
def company():
    return MembershipFactory().company


@pytest.fixture
def unclaimed(company):
    return CompanyFactory(province=company.province)


@pytest.fixture
def people(company):
    """One person of each kind, loaded again, because permissions remember what they read of a user."""
    found = {
        "registered": UserFactory(),
        "stranger": MembershipFactory().user,
        "member": MembershipFactory(company=company, role="member").user,
        "owner": company.memberships.get(role="owner").user,
        "own adviser": UserFactory(rom=company.province.rom, rom_role="adviser"),
        "other adviser": UserFactory(adviser=True),
        "admin": UserFactory(admin=True),
    }
    return {"visitor": AnonymousUser()} | {kind: User.objects.get(pk=user.pk) for kind, user in found.items()}


def allowed(people, is_allowed):
    return {kind for kind in KINDS if is_allowed(people[kind])}


def test_can_edit_company_of_a_claimed_profile(people, company):
    assert allowed(people, lambda user: can_edit_company(user, company)) == {"member", "owner", "admin"}


def test_can_edit_company_of_an_unclaimed_profile(people, unclaimed):
    assert allowed(people, lambda user: can_edit_company(user, unclaimed)) == {"own adviser", "admin"}


@pytest.mark.parametrize("claimed", [False, True])
def test_editable_by_selects_what_can_edit_company_allows(people, company, unclaimed, claimed):
    chosen = company if claimed else unclaimed
    for kind in KINDS[1:]:
        listed = Company.objects.editable_by(people[kind]).filter(pk=chosen.pk).exists()
        assert listed == can_edit_company(people[kind], chosen), kind


def test_can_edit_as_staff_needs_an_unclaimed_profile_in_the_region(people, company, unclaimed):
    staff = [people["own adviser"], people["other adviser"]]
    assert [can_edit_as_staff(user, unclaimed) for user in staff] == [True, False]
    assert [can_edit_as_staff(user, company) for user in staff] == [False, False]


def test_can_manage_profiles_in_a_province(people, company):
    here = company.province
    assert allowed(people, lambda user: not user.is_anonymous and can_manage_profiles_in(user, here)) == {
        "own adviser",
        "admin",
    }


def test_can_manage_profiles_in_no_province_is_for_admins(people):
    assert not can_manage_profiles_in(people["own adviser"], None)
    assert can_manage_profiles_in(people["admin"], None)


def test_can_call_company_in_the_region_whoever_manages_the_profile(people, company, unclaimed):
    for chosen in (company, unclaimed):
        signed_in = {kind: user for kind, user in people.items() if kind != "visitor"}
        assert {kind for kind, user in signed_in.items() if can_call_company(user, chosen)} == {"own adviser", "admin"}


@pytest.mark.parametrize("state", ["draft", "withdrawn"])
def test_can_call_company_needs_a_published_profile(people, company, state):
    company.state = state
    assert not can_call_company(people["own adviser"], company)


def test_can_create_staff_profiles(people):
    assert allowed(people, can_create_staff_profiles) == {"own adviser", "other adviser", "admin"}


def test_is_company_member_and_owner(people, company):
    assert allowed(people, lambda user: is_company_member(user, company)) == {"member", "owner"}
    assert allowed(people, lambda user: is_company_owner(user, company)) == {"owner"}


def test_get_own_company_returns_the_one_that_was_joined_first(company):
    person = company.memberships.get().user
    MembershipFactory(user=person)
    assert get_own_company(person) == company


def test_get_own_company_reads_once(people, company, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert get_own_company(people["member"]) == get_own_company(people["member"]) == company


def test_get_own_company_of_people_without_one(people):
    assert [get_own_company(people[kind]) for kind in ("visitor", "registered", "own adviser")] == [None] * 3


def test_require_own_company_refuses_people_without_one(people, company):
    assert require_own_company(people["owner"]) == company
    with pytest.raises(PermissionDenied):
        require_own_company(people["registered"])


def test_get_member_company_ids(people, company):
    other = MembershipFactory(user=people["owner"]).company
    assert get_member_company_ids(people["owner"]) == {company.pk, other.pk}
    assert get_member_company_ids(people["visitor"]) == frozenset()


def test_list_company_members_leaves_out_people_who_cannot_sign_in(company):
    MembershipFactory(company=company, role="member", user__is_active=False)
    assert list_company_members(company.pk) == [company.memberships.get(role="owner").user]


@pytest.mark.parametrize("state", Company.State)
def test_get_visible_company_shows_unpublished_ones_to_their_region_only(people, company, state):
    Company.objects.filter(pk=company.pk).update(state=state)
    unpublished = {"member", "owner", "own adviser", "admin"}

    def is_visible(user):
        try:
            return get_visible_company(user, company.slug) == company
        except Http404:
            return False

    assert allowed(people, is_visible) == (set(KINDS) if state == "published" else unpublished)


def test_get_editable_company_hides_what_may_only_be_read(people, company):
    assert get_editable_company(people["member"], company.slug) == company
    for kind in ("registered", "own adviser"):
        with pytest.raises(Http404):
            get_editable_company(people[kind], company.slug)


def test_get_owned_company_is_for_owners(people, company):
    assert get_owned_company(people["owner"], company.slug) == company
    for kind in ("member", "own adviser", "admin"):
        with pytest.raises(Http404):
            get_owned_company(people[kind], company.slug)


def test_company_without_province_has_no_staff(people):
    company = CompanyFactory(province=None)
    assert allowed(people, lambda user: can_edit_company(user, company)) == {"admin"}


def test_region_is_that_of_the_rom_of_the_province(people, company):
    neighbour = CompanyFactory(province=ProvinceFactory(rom=company.province.rom))
    assert can_edit_company(people["own adviser"], neighbour)
