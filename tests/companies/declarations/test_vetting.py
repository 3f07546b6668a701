"""Vet companies and withdraw vettings: who may, until when, and that matching follows."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import translation

from challenges.posting.annex_models import Annex
from challenges.posting.models import Challenge
from companies.declarations.models import Vetting, build_vetted_condition
from companies.declarations.services import run_due_vettings, vet_company, withdraw_vetting
from companies.profiles.models import Company
from companies.profiles.services import erase_profile
from companies.tasks import vetting_task
from portal.notifications.models import Notification
from portal.privacy.erasure import erase_person
from portal.ui.dates import format_day, get_today
from tests.factories import (
    AnnexFactory,
    ChallengeFactory,
    CompanyFactory,
    MembershipFactory,
    ProvinceFactory,
    UserFactory,
    VettingFactory,
)

pytestmark = pytest.mark.django_db
YEAR, DAY = timedelta(days=365), timedelta(days=1)


@pytest.fixture
def company():
    return CompanyFactory(claimed=True, province=ProvinceFactory())


@pytest.fixture
def adviser(company):
    return UserFactory(adviser=True, rom=company.province.rom)


def said(**changed):
    return {"scope": "rom", "reason": "Bestuurders nagezien.", "expires_on": get_today() + YEAR} | changed


def vetted_on(company):
    return Company.objects.get(pk=company.pk).vetted_on


def test_vet_company_stores_the_vetting_and_its_day(company, adviser):
    before = company.revision.version
    vetting = vet_company(company, adviser, **said())
    assert (vetting.rom, vetting.vetted_by, vetting.reason) == (adviser.rom, adviser, "Bestuurders nagezien.")
    assert vetted_on(company) == get_today()
    company.revision.refresh_from_db()
    assert company.revision.version > before


def test_vetting_sent_twice_is_one(company, adviser):
    assert vet_company(company, adviser, **said()) == vet_company(company, adviser, **said())
    assert Vetting.objects.count() == 1


def test_vetting_is_for_staff_of_the_companys_rom_and_defence_speaks_through_admins(company, adviser):
    for other in (UserFactory(adviser=True), UserFactory()):
        with pytest.raises(PermissionDenied):
            vet_company(company, other, **said())
    for user, scope in ((adviser, "defence"), (adviser, "security"), (UserFactory(admin=True), "rom")):
        with pytest.raises(ValidationError) as caught:
            vet_company(company, user, **said(scope=scope))
        assert set(caught.value.error_dict) == {"scope"}
    assert vet_company(company, UserFactory(admin=True), **said(scope="security")).rom is None
    own = vet_company(company, adviser, **said())
    defence = Vetting.objects.get(scope="security")
    with pytest.raises(ValidationError):
        withdraw_vetting(company, defence.pk, adviser, reason="Nee.")
    assert withdraw_vetting(company, own.pk, adviser, reason="Verkocht.").withdrawn_on == get_today()
    assert vetted_on(company) == get_today()  # Defence's own still counts


@pytest.mark.parametrize("after", [0 * DAY, -DAY, 4 * YEAR, 2_900_000 * DAY])
def test_vetting_ends_after_today_and_within_three_years(company, adviser, after):
    with pytest.raises(ValidationError) as caught:
        vet_company(company, adviser, **said(expires_on=get_today() + after))
    assert set(caught.value.error_dict) == {"expires_on"}
    assert vetted_on(company) is None


def test_withdrawn_vetting_counts_no_more_and_says_why_once(company, adviser):
    vetting = vet_company(company, adviser, **said())
    with pytest.raises(ValidationError):
        withdraw_vetting(company, vetting.pk, adviser, reason="  ")
    with pytest.raises(ValidationError):
        withdraw_vetting(CompanyFactory(province=company.province), vetting.pk, adviser, reason="Van een ander.")
    withdraw_vetting(company, vetting.pk, adviser, reason="Verkocht.")
    assert vetted_on(company) is None
    again = withdraw_vetting(company, vetting.pk, adviser, reason="Anders.")
    assert again.withdrawn_reason == "Verkocht."


def test_vetting_counts_through_its_last_day_and_then_no_more(company):
    last = get_today() + 9 * DAY
    VettingFactory(company=company, expires_on=last)
    Company.objects.update(vetted_on=get_today())
    assert [run_due_vettings(last), vetted_on(company)] == [0, get_today()]
    assert [run_due_vettings(last + DAY), vetted_on(company)] == [1, None]
    assert run_due_vettings(last + 100 * DAY) == 0


def test_vetting_that_was_renewed_leaves_the_company_vetted(company):
    old = VettingFactory(company=company, vetted_on=get_today() - YEAR, expires_on=get_today() - DAY)
    VettingFactory(company=company)
    Company.objects.update(vetted_on=get_today())
    assert run_due_vettings(get_today()) == 0
    assert list(Vetting.objects.to_renew(get_today())) == []
    Vetting.objects.filter(withdrawn_on=None).exclude(pk=old.pk).update(
        withdrawn_on=get_today(), withdrawn_reason="Fout."
    )
    vetting_task()
    assert vetted_on(company) is None
    assert list(Vetting.objects.to_renew(get_today())) == [old]


def test_vettings_are_listed_to_staff_of_the_region(company, adviser):
    VettingFactory(company=company)
    people = (adviser, UserFactory(admin=True), UserFactory(adviser=True), UserFactory(), AnonymousUser())
    assert [Vetting.objects.visible_to(user).count() for user in people] == [1, 1, 0, 0, 0]


@pytest.mark.parametrize(
    "change",
    [
        lambda rows: rows.update(reason="Anders."),
        lambda rows: rows.update(expires_on=get_today() + 2 * YEAR),
        lambda rows: rows.update(scope="security"),
        lambda rows: rows.update(withdrawn_on=get_today() + DAY),
        lambda rows: rows.update(withdrawn_on=None, withdrawn_reason="", withdrawn_by=None),
        lambda rows: rows.delete(),
    ],
)
def test_database_refuses_to_change_or_delete_a_vetting(change):
    VettingFactory(withdrawn_on=get_today(), withdrawn_reason="Verkocht.")
    with pytest.raises(DatabaseError), transaction.atomic():
        change(Vetting.objects.all())


@pytest.mark.parametrize(
    ("fields", "days", "constraint"),
    [
        ({"scope": "rom"}, {}, "vetting_by_a_rom_names_it"),
        ({"scope": "friend"}, {}, "vetting_scope_known"),
        ({"reason": ""}, {}, "vetting_has_a_reason"),
        ({}, {"expires_on": 0}, "vetting_ends_after_it_began"),
        ({}, {"withdrawn_on": 0}, "vetting_withdrawn_with_a_reason"),
        ({"withdrawn_reason": "Fout."}, {"withdrawn_on": -1}, "vetting_withdrawn_after_it_began"),
    ],
)
def test_database_refuses_a_vetting_that_is_none(fields, days, constraint):
    # From today on as it is while testing: when the tests were gathered, it may have been yesterday.
    dates = {field: get_today() + number * DAY for field, number in days.items()}
    with pytest.raises(IntegrityError, match=constraint):
        VettingFactory(**fields | dates)


def test_vetting_is_erased_with_the_profile_and_loses_the_name_of_a_deleted_account(company):
    vetting = VettingFactory(company=company)
    erase_person(vetting.vetted_by)
    assert Vetting.objects.get().vetted_by is None
    erase_profile(company)
    assert not Vetting.objects.exists()


def test_vetting_that_ran_out_counts_no_more_before_the_clock_has_seen_it():
    member = MembershipFactory(company__vetted_on=get_today() - DAY)
    vetting = VettingFactory(company=member.company, vetted_on=get_today() - 9 * DAY, expires_on=get_today())
    challenge = ChallengeFactory(visibility="vetted")
    AnnexFactory(challenge=challenge, visibility="vetted")
    things = (
        Challenge.objects.filter(pk=challenge.pk),
        Annex.objects.all(),
        Company.objects.filter(build_vetted_condition(get_today())),
    )
    assert [each.visible_to(member.user).exists() for each in things] == [True] * 3
    Vetting.objects.filter(pk=vetting.pk).update(withdrawn_on=get_today(), withdrawn_reason="Verkocht.")
    assert [each.visible_to(member.user).exists() for each in things] == [False] * 3
    VettingFactory(company=member.company, vetted_on=get_today() - 9 * DAY, expires_on=get_today() - DAY)
    assert not things[0].visible_to(member.user).exists()


def heard_by(user):
    return {key.split(":")[-1]: text for key, text in Notification.objects.filter(user=user).values_list("key", "text")}


def test_company_hears_that_it_is_vetted_and_that_this_ends_but_not_the_reason(company, adviser):
    member = MembershipFactory(company=company, user__language="en").user
    vetting = vet_company(company, adviser, **said(reason="Bestuurders nagezien."))
    vet_company(company, adviser, **said(reason="Bestuurders nagezien."))
    with translation.override("en"):
        last = format_day(vetting.expires_on, "year")
    assert heard_by(member)["vetted"].startswith(f"Vetted by the ROM of its region. This counts through {last}.")
    withdraw_vetting(company, vetting.pk, adviser, reason="Verkocht.")
    withdraw_vetting(company, vetting.pk, adviser, reason="Verkocht.")
    heard = heard_by(member)
    assert set(heard) == {"vetted", "withdrawn"}
    assert "no longer sees challenges for vetted companies" in heard["withdrawn"]
    assert not any(reason in text for reason in ("nagezien", "Verkocht") for text in heard.values())


def test_company_hears_once_that_a_vetting_ran_out(company):
    member = MembershipFactory(company=company, user__language="en").user
    MembershipFactory(user__language="en")
    VettingFactory(company=company, scope="defence", rom=None, expires_on=get_today() + 9 * DAY)
    assert run_due_vettings(get_today() + 9 * DAY) == 0
    assert heard_by(member) == {}
    for later in (10, 10, 39):
        run_due_vettings(get_today() + later * DAY)
    MembershipFactory(company=company)
    run_due_vettings(get_today() + 39 * DAY)
    assert list(heard_by(member)) == ["ran_out"]
    assert Notification.objects.count() == 1


def test_run_due_vettings_does_not_notify_of_a_replaced_vetting(company):
    member = MembershipFactory(company=company, user__language="en").user
    VettingFactory(company=company, scope="defence", rom=None, expires_on=get_today() + DAY)
    other = VettingFactory(company=company, scope="security", rom=None, expires_on=get_today() + YEAR)
    run_due_vettings(get_today() + 2 * DAY)
    with translation.override("en"):
        last = format_day(other.expires_on, "year")
    assert heard_by(member)["ran_out"].endswith(f"another vetting is valid until {last}.")
    renewed = VettingFactory(company=company, scope="security", rom=None, expires_on=get_today() + 2 * YEAR)
    run_due_vettings(other.expires_on + DAY)
    assert Notification.objects.count() == 1
    run_due_vettings(renewed.expires_on + 31 * DAY)  # so long ago that nobody waits for it
    assert Notification.objects.count() == 1
