"""What the database refuses, whoever writes it."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from companies.profiles.models import Company
from companies.profiles.part_models import FundingRound
from tests.factories import CompanyFactory, CompanyTechnologyFactory, MembershipFactory, ReferenceCaseFactory

pytestmark = pytest.mark.django_db


def refused(write) -> bool:
    try:
        with transaction.atomic():
            write()
    except IntegrityError:
        return True
    return False


@pytest.mark.parametrize(
    ("field", "value"),
    [("kvk_number", "1234567"), ("kvk_number", ""), ("kvk_number", "1234567a"), ("trl", 0), ("trl", 10)],
)
def test_company_with_a_wrong_value_is_refused(field, value):
    company = CompanyFactory()
    assert refused(lambda: Company.objects.filter(pk=company.pk).update(**{field: value}))


@pytest.mark.parametrize(("field", "value"), [("kvk_number", "00000012"), ("kvk_number", None), ("trl", 1), ("trl", 9)])
def test_database_accepts_a_company_with_values_at_the_limits(field, value):
    company = CompanyFactory()
    assert not refused(lambda: Company.objects.filter(pk=company.pk).update(**{field: value}))


@pytest.mark.parametrize("field", ["kvk_number", "slug", "external_id"])
def test_company_is_there_once(field):
    CompanyFactory(**{field: "12345678"})
    assert refused(lambda: CompanyFactory(**{field: "12345678"}))


def test_companies_without_a_kvk_number_are_many():
    CompanyFactory(kvk_number=None)
    assert not refused(lambda: CompanyFactory(kvk_number=None))


def test_technology_and_member_stand_once_at_a_company():
    link, membership = CompanyTechnologyFactory(), MembershipFactory()
    assert refused(lambda: CompanyTechnologyFactory(company=link.company, technology=link.technology))
    assert refused(lambda: MembershipFactory(company=membership.company, user=membership.user))


@pytest.mark.parametrize("amount", [0, -1])
def test_funding_round_has_an_amount(amount):
    company = CompanyFactory()
    assert refused(
        lambda: FundingRound.objects.create(
            company=company, amount_eur=amount, announced_on=date(2026, 2, 9), source="s"
        )
    )


def test_database_refuses_a_double_reference_case_and_an_impossible_year():
    case = ReferenceCaseFactory()
    assert refused(lambda: ReferenceCaseFactory(company=case.company, title=case.title, year=case.year))
    assert not refused(lambda: ReferenceCaseFactory(company=case.company, title=case.title, year=case.year + 1))
    assert not refused(lambda: ReferenceCaseFactory(title=case.title, year=case.year))
    assert [refused(lambda year=year: ReferenceCaseFactory(year=year)) for year in (1949, 1950, 2100, 2101)] == [
        *(True, False, False, True)
    ]
