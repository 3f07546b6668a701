"""Calls about old profiles: who may record one, what it confirms, and two colleagues who call the same company."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from companies.profiles.freshness_services import record_call
from companies.profiles.part_models import FreshnessCall
from tests.companies.profiles.ages import aged
from tests.factories import FreshnessCallFactory, UserFactory

pytestmark = pytest.mark.django_db


def adviser_of(company):
    return UserFactory(rom=company.province.rom, rom_role="adviser")


@pytest.mark.parametrize(
    ("claimed", "outcome", "confirms"),
    [(False, "still_true", True), (True, "still_true", False), (False, "will_change", False)],
)
def test_still_true_confirms_only_a_profile_that_nobody_claimed(claimed, outcome, confirms):
    company = aged(10, claimed=claimed)
    before = company.confirmed_at
    record_call(adviser_of(company), company, outcome=outcome)
    company.refresh_from_db()
    assert (company.confirmed_at != before) == confirms


def test_only_staff_of_the_region_and_admins_note_calls():
    company = aged(10)
    for user in (UserFactory(), UserFactory(adviser=True), UserFactory(rom=None)):
        with pytest.raises(PermissionDenied):
            record_call(user, company, outcome="not_reached")
    record_call(UserFactory(admin=True), company, outcome="not_reached")
    assert FreshnessCall.objects.count() == 1


def test_the_same_form_sent_twice_is_one_call():
    company = aged(10)
    user = adviser_of(company)
    first = record_call(user, company, outcome="not_reached", note="Geen gehoor.")
    assert record_call(user, company, outcome="not_reached", note="Geen gehoor.") == first
    again = record_call(user, company, outcome="not_reached", note="Geen gehoor.", seen=str(first.pk))
    assert again != first
    assert FreshnessCall.objects.count() == 2


def test_record_call_names_the_colleague_who_called_in_the_meantime():
    call = FreshnessCallFactory(called_by__name="Sanne", outcome="will_change")
    with pytest.raises(ValidationError, match="Sanne heeft al gebeld"):
        record_call(adviser_of(call.company), call.company, outcome="stopped")
    record_call(adviser_of(call.company), call.company, outcome="stopped", seen=str(call.pk))
    assert FreshnessCall.objects.count() == 2


@pytest.mark.parametrize(
    ("outcome", "rule"), [("other", "freshness_call_other_with_note"), ("x", "freshness_call_outcome")]
)
def test_the_database_refuses_a_call_that_says_nothing(outcome, rule):
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        FreshnessCallFactory(outcome=outcome, note="")


def test_calls_are_visible_to_staff_of_the_region_only():
    call = FreshnessCallFactory()
    visible = FreshnessCall.objects.visible_to
    assert list(visible(adviser_of(call.company))) == list(visible(UserFactory(admin=True))) == [call]
    assert not visible(UserFactory(adviser=True)).exists()
    assert not visible(UserFactory()).exists()
