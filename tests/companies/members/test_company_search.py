"""Find out whether a company has a profile, and what the person may know of it."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from companies.members.claims import PUBLIC_DOMAINS, get_mail_domain
from companies.members.company_search import (
    FoundCompany,
    find_companies_by_name,
    find_company_by_number,
    find_existing_profile,
    is_same_name,
    parse_typed_number,
)
from companies.members.services import create_own_company
from companies.profiles.membership_models import Membership
from companies.profiles.models import Company
from tests.factories import CompanyFactory, MembershipFactory, ProvinceFactory, UserFactory
from tests.test_double_submit import at_once


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("01234567", "01234567"),
        (" 0123 45.67 ", "01234567"),
        ("1234567", None),
        ("123456789", None),
        ("Radarbouw", None),
        ("1234567a", None),
        ("", None),
        ("١" * 8, None),
        ("x" * 10000, None),
    ],
)
def test_a_kvk_number_keeps_its_zeros_and_loses_spaces_and_dots(typed, number):
    assert parse_typed_number(typed) == number


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Radarbouw B.V.", "radarbouw bv", True),
        ("Café Één", "cafe een", True),
        ("Radar-bouw", "Radar bouw", True),
        ("Zilverreiger Sensing", "Zilverreiger Sensng", True),
        ("BV", "NV", False),
        ("Radarbouw", "Sonarbouw", False),
        ("Delta Drones", "Delta Dredging", False),
        ("", "x", False),
    ],
)
def test_names_are_the_same_without_accents_legal_forms_and_a_slip(one, other, same):
    assert is_same_name(one, other) is same


@pytest.mark.django_db
def test_by_name_only_what_is_visible_is_found():
    CompanyFactory(name="Radarbouw Noord", state="draft")
    CompanyFactory(name="Radarbouw Oost", state="withdrawn")
    shown = CompanyFactory(name="Radarbouw West")
    assert find_companies_by_name(UserFactory(), "radarbouw") == [shown]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "is_found"),
    [
        ("vuurbaak", True),
        ("laboratorium", True),
        ("maritieme laborat", True),
        ("VUURBAAK, B.V.", True),
        ("vu", False),
        ("baak", False),
        ("vuurbaak radar", False),
        ("...", False),
    ],
)
def test_a_part_of_the_name_finds_the_company(typed, is_found):
    name = "Vuurbaak Laboratorium voor Onderwaterakoestiek, Bodemtrillingen en Maritieme Meettechniek Noord-Nederland"
    company = CompanyFactory(name=name)
    assert find_companies_by_name(UserFactory(), typed) == [company] * is_found


@pytest.mark.django_db
def test_of_a_hidden_company_it_is_said_that_there_is_one_and_no_more():
    hidden = CompanyFactory(kvk_number="01234567", state="draft")
    shown = CompanyFactory(kvk_number="76543210")
    user = UserFactory()
    assert find_company_by_number(user, "01234567") == FoundCompany(None, "01234567")
    assert find_company_by_number(MembershipFactory(company=hidden).user, "01234567") == FoundCompany(
        hidden, "01234567"
    )
    assert find_company_by_number(user, "76543210") == FoundCompany(shown, "76543210")
    assert find_company_by_number(user, "11111111") is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "is_there"),
    [
        ({}, True),
        ({"city": "LELYSTAD "}, True),
        ({"city": "Almere"}, False),
        ({"city": ""}, True),
        ({"name": "Radarbouw Nederland"}, False),
        ({"kvk_number": "76543210", "name": "Iets anders", "city": "Almere"}, True),
        ({"kvk_number": "11111111"}, False),
    ],
)
def test_a_company_is_there_by_its_number_or_by_its_name_at_its_place(typed, is_there):
    company = CompanyFactory(name="Radarbouw B.V.", city="Lelystad", kvk_number="76543210")
    fields = {"name": "Radarbouw", "city": "Lelystad", "kvk_number": None, "province": None} | typed
    found = find_existing_profile(UserFactory(), **fields)
    assert (found and found.company) == (company if is_there else None)


@pytest.mark.django_db
def test_without_a_town_the_province_tells_two_of_a_name_apart():
    company = CompanyFactory(name="Radarbouw")
    fields = {"name": "Radarbouw", "city": "Lelystad", "kvk_number": None}
    assert find_existing_profile(UserFactory(), province=company.province, **fields)
    assert find_existing_profile(UserFactory(), province=ProvinceFactory(), **fields) is None


# --- making ----------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_new_company_is_a_draft_of_its_first_owner():
    user = UserFactory()
    company = create_own_company(user, name="Radarbouw", kvk_number="01234567")
    assert (company.slug, company.state, company.is_claimed) == ("radarbouw", "draft", True)
    assert company.memberships.get().is_owner
    assert create_own_company(user, name="Iets anders") == company


@pytest.mark.django_db
def test_companies_of_one_name_get_addresses_of_their_own():
    provinces = ProvinceFactory.create_batch(2)
    made = [create_own_company(UserFactory(), name="Avy", province=province) for province in provinces]
    assert [company.slug for company in made] == ["avy", "avy-2"]
    assert create_own_company(UserFactory(), name="Join").slug == "join-2"


@pytest.mark.django_db
@pytest.mark.parametrize(("fields", "named"), [({"kvk_number": "01234567"}, "kvk_number"), ({}, "name")])
@pytest.mark.parametrize("state", ["draft", "published"])
def test_a_company_that_is_there_is_not_made_again(state, fields, named):
    CompanyFactory(name="Radarbouw", province=None, state=state, kvk_number="01234567" if fields else None)
    if state == "draft" and not fields:
        assert create_own_company(UserFactory(), name="radarbouw")  # refusing would tell that a hidden one is there
        return
    with pytest.raises(ValidationError) as refused:
        create_own_company(UserFactory(), name="radarbouw", **fields)
    assert refused.value.message_dict.keys() == {named}
    assert Company.objects.count() == 1
    assert not Membership.objects.exists()


@pytest.mark.django_db
def test_staff_start_no_company_of_their_own():
    with pytest.raises(PermissionDenied):
        create_own_company(UserFactory(adviser=True), name="Radarbouw")


@pytest.mark.django_db(transaction=True)
def test_one_person_makes_one_company_at_once():
    user = UserFactory()
    made = at_once(*[lambda: create_own_company(user, name="Radarbouw")] * 4)
    assert {company.pk for company in made} == {Company.objects.get().pk}


@pytest.mark.django_db(transaction=True)
def test_two_colleagues_make_one_company_at_once():
    number = {"kvk_number": "01234567"}
    made = at_once(*[lambda: create_own_company(UserFactory(), name="Radarbouw", **number)] * 3)
    assert sum(isinstance(each, Company) for each in made) == 1
    assert Company.objects.count() == Membership.objects.count() == 1


# --- domains ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("website", "domain"),
    [
        ("https://www.radarbouw.nl/over", "radarbouw.nl"),
        ("http://RADARBOUW.nl:8080", "radarbouw.nl"),
        ("https://sensing.radarbouw.co.uk", "sensing.radarbouw.co.uk"),
        ("https://café.example", "xn--caf-dma.example"),
        ("https://www.gmail.com", ""),
        ("https://radarbouw.github.io/site", ""),
        ("https://nl.linkedin.com/company/x", ""),
        ("https://notgithub.io", "notgithub.io"),
        ("https://127.0.0.1/x", ""),
        ("https://[::1]/", ""),
        ("https://localhost", ""),
        ("https://a..nl", ""),
        (f"https://{'a' * 64}.nl", ""),
        ("https://[x", ""),
        ("", ""),
    ],
)
def test_the_mail_domain_is_the_host_of_the_website(website, domain):
    assert get_mail_domain(website) == domain


def test_public_domains_are_domain_names():
    assert {"gmail.com", "github.io", "linkedin.com"} <= PUBLIC_DOMAINS
    assert all("." in each and each == each.strip().lower() for each in PUBLIC_DOMAINS)
