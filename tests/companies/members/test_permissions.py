"""Who may join a company, see and manage its members, and review claims."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404

from companies.members.permissions import (
    can_join_companies,
    can_manage_members,
    can_review_claim,
    can_view_members,
    get_company_for_members,
)
from tests.factories import ClaimFactory, CompanyFactory, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def company():
    return MembershipFactory().company


@pytest.fixture
def people(company):
    return {
        "visitor": AnonymousUser(),
        "registered": UserFactory(),
        "stranger": MembershipFactory().user,
        "member": MembershipFactory(company=company, role="member").user,
        "owner": company.memberships.get(role="owner").user,
        "own adviser": UserFactory(rom=company.province.rom, rom_role="adviser"),
        "other adviser": UserFactory(adviser=True),
        "admin": UserFactory(admin=True),
    }


def allowed(people, is_allowed):
    return {kind for kind, user in people.items() if is_allowed(user)}


def test_can_join_companies_refuses_staff_and_admins(people):
    assert allowed(people, can_join_companies) == {"registered", "stranger", "member", "owner"}


def test_can_view_members(people, company):
    assert allowed(people, lambda user: can_view_members(user, company)) == {"member", "owner", "admin"}


def test_can_manage_members(people, company):
    assert allowed(people, lambda user: can_manage_members(user, company)) == {"owner", "admin"}


def test_can_review_claim_in_the_region(people, company):
    claim = ClaimFactory(company=CompanyFactory(province=company.province))
    assert allowed(people, lambda user: can_review_claim(user, claim)) == {"own adviser", "admin"}


def test_can_review_claim_of_a_company_without_province_is_for_admins(people):
    claim = ClaimFactory(company=CompanyFactory(province=None))
    assert allowed(people, lambda user: can_review_claim(user, claim)) == {"admin"}


def test_get_company_for_members_hides_the_page_from_all_others(people, company):
    assert get_company_for_members(people["admin"], company.slug) == company
    for kind in ("registered", "stranger", "own adviser"):
        with pytest.raises(Http404):
            get_company_for_members(people[kind], company.slug)
