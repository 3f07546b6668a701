"""Adding, changing and removing reference cases."""

import pytest
from django.core.exceptions import ValidationError

from companies.profiles.models import Company
from companies.profiles.reference_models import MOST_CASES, ReferenceCase
from companies.profiles.references import add_reference_project, remove_reference_project, update_reference_project
from portal.core.versions import hash_fields
from tests.factories import CompanyFactory, ReferenceCaseFactory

pytestmark = pytest.mark.django_db


def years(company: Company) -> list[int]:
    return Company.objects.get(pk=company.pk).reference_years


def test_years_follow_the_cases_that_are_told():
    company = CompanyFactory(reference_years=[1999])
    first = add_reference_project(company, title="Haven", year=2021)
    add_reference_project(company, title="Dijk", year=2019)
    assert years(company) == [2019, 2021]
    update_reference_project(first, title="Haven", year=2022)
    assert years(company) == [2019, 2022]
    remove_reference_project(first)
    assert years(company) == [2019]


def test_the_same_case_twice_is_one():
    company = CompanyFactory()
    assert add_reference_project(company, title="Haven", year=2021) == add_reference_project(
        company, title="Haven", year=2021
    )
    with pytest.raises(ValidationError, match="al in de lijst"):
        add_reference_project(company, title="Haven", year=2021, customer="Iemand")


def test_one_case_too_many_is_refused():
    company = CompanyFactory()
    ReferenceCaseFactory.create_batch(MOST_CASES, company=company)
    with pytest.raises(ValidationError, match="20"):
        add_reference_project(company, title="Haven", year=2021)
    assert company.reference_cases.count() == MOST_CASES


def test_the_second_of_two_editors_of_a_case_is_told():
    case = ReferenceCaseFactory(title="Haven")
    seen = hash_fields(case, ["title"])
    update_reference_project(case, seen=seen, title="Hun haven")
    update_reference_project(case, seen=seen, title="Hun haven")
    with pytest.raises(ValidationError) as refused:
        update_reference_project(case, seen=seen, title="Mijn haven")
    assert refused.value.code == "changed"
    remove_reference_project(case)
    with pytest.raises(ValidationError) as refused:
        update_reference_project(case, seen=seen, title="Mijn haven")
    assert refused.value.code == "gone"
    remove_reference_project(case)
    assert not ReferenceCase.objects.exists()
