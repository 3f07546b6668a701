"""Who can see which group of a profile: every reader with every audience, for one company and in queries."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError

from companies.profiles.models import Company
from companies.profiles.visibility import build_shown_condition, build_trl_condition, disclose_company, is_trl_counted
from companies.profiles.visibility_models import Audience, ProfileGroup
from tests.factories import (
    CompanyConfidentialFactory,
    CompanyContactFactory,
    CompanyFactory,
    MembershipFactory,
    ProvinceFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

SEES = {
    "visitor": {Audience.EVERYONE},
    "registered": {Audience.EVERYONE},
    "member of another": {Audience.EVERYONE},
    "other adviser": {Audience.EVERYONE, Audience.STAFF},
    "own adviser": set(Audience),
    "member": set(Audience),
    "admin": set(Audience),
}


@pytest.fixture
def company():
    return MembershipFactory(company__trl=6, company__team_size=12, company__founded_year=2016).company


@pytest.fixture
def readers(company):
    return {
        "visitor": AnonymousUser(),
        "registered": UserFactory(),
        "member of another": MembershipFactory(company__province=company.province).user,
        "other adviser": UserFactory(adviser=True),
        "own adviser": UserFactory(rom=company.province.rom, rom_role="adviser"),
        "member": company.memberships.get().user,
        "admin": UserFactory(admin=True),
    }


@pytest.mark.parametrize("group", ProfileGroup)
@pytest.mark.parametrize("audience", Audience)
def test_group_is_visible_to_its_audience_only(company, readers, group, audience):
    if (group, audience) == (ProfileGroup.CONFIDENTIAL, Audience.EVERYONE):
        return
    Company.objects.filter(pk=company.pk).update(**{f"audience_{group}": audience})
    company = Company.objects.get(pk=company.pk)
    for kind, reader in readers.items():
        expected = audience in SEES[kind]
        assert disclose_company(company, reader).can_see(group) == expected, kind
        assert Company.objects.filter(build_shown_condition(reader, group), pk=company.pk).exists() == expected, kind


def test_defaults_keep_contact_and_confidential_text_to_the_own_rom(company):
    kept = {group for group in ProfileGroup if company.audience(group) == Audience.OWN_ROM}
    assert kept == {ProfileGroup.CONTACT, ProfileGroup.CONFIDENTIAL}
    assert {company.audience(group) for group in ProfileGroup} - {Audience.OWN_ROM} == {Audience.EVERYONE}


def test_hidden_fields_are_empty(company):
    company.audience_maturity = company.audience_team = company.audience_use = company.audience_references = "staff"
    company.civil_use_nl, company.reference_years = "Voor tuinders", [2020]
    company.reference_cases.create(title="Proef", year=2020)
    shown = disclose_company(company, AnonymousUser())
    assert (shown.trl, shown.team_size, shown.founded_year, shown.civil_use_nl) == (None, None, None, "")
    assert (list(shown.reference_years), shown.reference_cases) == ([], [])
    assert not shown.local("civil_use")
    assert shown.hidden_groups == [group.value for group in ProfileGroup]


def test_visible_fields_have_the_values_of_the_company(company):
    company.civil_use_nl = "Voor tuinders"
    case = company.reference_cases.create(title="Proef", year=2020)
    shown = disclose_company(company, AnonymousUser())
    assert (shown.trl, shown.team_size, shown.founded_year, shown.civil_use_nl) == (6, 12, 2016, "Voor tuinders")
    assert shown.reference_cases == [case]
    assert shown.hidden_groups == ["contact", "confidential"]


def test_hidden_parts_are_not_even_fetched(company, readers, django_assert_num_queries):
    CompanyContactFactory(company=company)
    CompanyConfidentialFactory(company=company)
    with django_assert_num_queries(0):
        shown = disclose_company(company, readers["visitor"])
        assert (shown.contact, shown.confidential) == (None, None)
    shown = disclose_company(company, readers["own adviser"])
    assert shown.contact.email
    assert shown.confidential.text_nl


def test_company_without_a_province_has_no_own_rom():
    company = CompanyFactory(province=None, audience_maturity="own_rom", trl=6)
    adviser = UserFactory(adviser=True)
    assert disclose_company(company, adviser).trl is None
    assert not is_trl_counted(company, adviser.rom)
    assert not is_trl_counted(company, None)


def test_matching_counts_the_level_where_staff_may_see_it():
    company, elsewhere = CompanyFactory(trl=6), ProvinceFactory().rom
    for audience, at_home, away in (("everyone", True, True), ("staff", True, True), ("own_rom", True, False)):
        company.audience_maturity = audience
        company.save()
        for rom, counts in ((company.province.rom, at_home), (elsewhere, away), (None, away)):
            assert is_trl_counted(company, rom) == counts
            assert Company.objects.filter(build_trl_condition(rom)).exists() == counts


def test_database_refuses_confidential_text_for_everyone(company):
    with pytest.raises(IntegrityError, match="company_audience_of_confidential"):
        Company.objects.filter(pk=company.pk).update(audience_confidential="everyone")


def test_database_refuses_an_audience_that_is_none(company):
    with pytest.raises(IntegrityError, match="company_audience_of_maturity"):
        Company.objects.filter(pk=company.pk).update(audience_maturity="friends")
