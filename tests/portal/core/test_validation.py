"""A refusal of the database reads like the refusal of `full_clean`, at the same field."""

from collections.abc import Callable
from copy import copy
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from challenges.matching.models import Decision
from companies.members.models import Invitation
from companies.profiles.models import Company, CompanyTechnology
from companies.profiles.part_models import ReferenceCase
from portal.core.validation import save_validated
from tests.factories import (
    CompanyFactory,
    CompanyTechnologyFactory,
    DecisionFactory,
    InvitationFactory,
    ReferenceCaseFactory,
)

pytestmark = pytest.mark.django_db


def same_number() -> Company:
    CompanyFactory(kvk_number="12345678")
    return CompanyFactory.build(kvk_number="12345678", province=None)


def stale_too_early() -> Company:
    company = CompanyFactory()
    company.stale_since = company.confirmed_at - timedelta(days=1)
    return company


def same_technology() -> CompanyTechnology:
    link = CompanyTechnologyFactory()
    return CompanyTechnology(company=link.company, technology=link.technology, known_as=link.known_as)


def same_case() -> ReferenceCase:
    case = ReferenceCaseFactory()
    case.pk, case._state.adding = None, True
    return case


def same_address() -> Invitation:
    invitation = InvitationFactory(email="a@example.org")
    again = InvitationFactory.build(company=invitation.company, invited_by=invitation.invited_by, email="A@example.org")
    again.link = "another link"
    return again


def same_decision() -> Decision:
    decision = DecisionFactory()
    decision.pk, decision._state.adding = None, True
    return decision


def too_high_a_level() -> Company:
    return CompanyFactory.build(trl=12, province=None)


@pytest.mark.parametrize(
    "wrong", [same_number, stale_too_early, same_technology, same_case, same_address, same_decision, too_high_a_level]
)
def test_the_refusal_reads_as_in_full_clean(wrong: Callable[[], models.Model]):
    row = wrong()
    with pytest.raises(ValidationError) as expected:
        copy(row).full_clean()
    with pytest.raises(ValidationError) as refused, transaction.atomic():
        save_validated(row)
    assert refused.value.message_dict == expected.value.message_dict


def test_a_taken_address_stays_an_error_of_the_database():
    CompanyFactory(slug="taken")
    with pytest.raises(IntegrityError), transaction.atomic():
        save_validated(CompanyFactory.build(slug="taken", province=None))


def test_a_row_that_keeps_the_rules_is_saved():
    company = CompanyFactory.build(province=None)
    save_validated(company)
    assert Company.objects.get() == company
