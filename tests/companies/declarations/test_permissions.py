"""Who may sign, read and vet: every kind of person."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404

from companies.declarations.models import Vetting
from companies.declarations.permissions import (
    can_read_declarations,
    can_read_signatures,
    can_sign_declarations,
    can_vet_company,
    get_signable_company,
    get_vetting_scopes,
)
from tests.factories import CompanyFactory, MembershipFactory, UserFactory, VettingFactory

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


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (can_sign_declarations, {"member", "owner"}),
        (can_read_declarations, {"member", "owner", "own adviser", "other adviser", "admin"}),
        (can_read_signatures, {"member", "owner", "own adviser", "admin"}),
        (can_vet_company, {"own adviser", "admin"}),
    ],
)
def test_rule_allows_these_people(people, company, rule, expected):
    assert {kind for kind, user in people.items() if rule(user, company)} == expected


def test_can_sign_declarations_needs_a_claimed_profile(people):
    company = CompanyFactory()
    MembershipFactory(company=company, user=people["registered"])
    assert not can_sign_declarations(people["registered"], company)


def test_get_signable_company_is_for_members(people, company):
    assert get_signable_company(people["member"], company.slug) == company
    for kind in ("registered", "stranger", "own adviser", "admin"):
        with pytest.raises(Http404):
            get_signable_company(people[kind], company.slug)


def test_get_vetting_scopes_of_staff_and_admins(people):
    assert get_vetting_scopes(people["own adviser"]) == [Vetting.Scope.ROM]
    assert get_vetting_scopes(people["admin"]) == [Vetting.Scope.DEFENCE, Vetting.Scope.SECURITY]
    assert get_vetting_scopes(people["owner"]) == []


def test_vettings_are_visible_to_staff_of_the_region_and_admins(people, company):
    vetting = VettingFactory(company=company)
    seen = {kind for kind, user in people.items() if vetting in Vetting.objects.visible_to(user)}
    assert seen == {"own adviser", "admin"}
