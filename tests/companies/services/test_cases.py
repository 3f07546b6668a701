"""Adding, changing and removing reference cases."""

import pytest
from django.core.exceptions import ValidationError

from companies.profiles.models import Company
from companies.profiles.reference_models import MOST_CASES, ReferenceCase
from companies.profiles.references import add_case, change_case, remove_case
from companies.profiles.services import version_of
from tests.factories import CompanyFactory, ReferenceCaseFactory

pytestmark = pytest.mark.django_db


def years(company: Company) -> list[int]:
    return Company.objects.get(pk=company.pk).reference_years


def test_years_follow_the_cases_that_are_told():
    company = CompanyFactory(reference_years=[1999])
    first = add_case(company, title="Haven", year=2021)
    add_case(company, title="Dijk", year=2019)
    assert years(company) == [2019, 2021]
    change_case(first, title="Haven", year=2022)
    assert years(company) == [2019, 2022]
    remove_case(first)
    assert years(company) == [2019]


def test_the_same_case_twice_is_one():
    company = CompanyFactory()
    assert add_case(company, title="Haven", year=2021) == add_case(company, title="Haven", year=2021)
    with pytest.raises(ValidationError, match="al in de lijst"):
        add_case(company, title="Haven", year=2021, customer="Iemand")


def test_one_case_too_many_is_refused():
    company = CompanyFactory()
    ReferenceCaseFactory.create_batch(MOST_CASES, company=company)
    with pytest.raises(ValidationError, match="20"):
        add_case(company, title="Haven", year=2021)
    assert company.reference_cases.count() == MOST_CASES


def test_the_second_of_two_editors_of_a_case_is_told():
    case = ReferenceCaseFactory(title="Haven")
    seen = version_of(case, ["title"])
    change_case(case, seen=seen, title="Hun haven")
    change_case(case, seen=seen, title="Hun haven")
    with pytest.raises(ValidationError) as refused:
        change_case(case, seen=seen, title="Mijn haven")
    assert refused.value.code == "changed"
    remove_case(case)
    with pytest.raises(ValidationError) as refused:
        change_case(case, seen=seen, title="Mijn haven")
    assert refused.value.code == "gone"
    remove_case(case)
    assert not ReferenceCase.objects.exists()
