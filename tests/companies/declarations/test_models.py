"""Declarations: what the database refuses to change, the last day, and when they count."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, ProgrammingError, transaction
from django.utils import timezone

from companies.declarations.models import Declaration, build_declared_condition
from companies.declarations.services import add_one_year
from companies.profiles.models import Company, CompanyRevision
from portal.ui.dates import AMSTERDAM, get_today
from tests.factories import CompanyFactory, DeclarationFactory

pytestmark = pytest.mark.django_db
KINDS = Declaration.Kind.values


def refused(write, error=IntegrityError) -> bool:
    try:
        with transaction.atomic():
            write()
    except error:
        return True
    return False


def signed_at(*moment: int) -> Declaration:
    return DeclarationFactory(signed_at=datetime(*moment, tzinfo=AMSTERDAM))


def version_of(company: Company) -> int:
    return CompanyRevision.objects.get(owner=company).version


# --- what the database refuses --------------------------------------------------------------------------------------


def test_two_of_one_kind_are_never_in_force_together():
    first = DeclarationFactory()
    assert refused(lambda: DeclarationFactory(company=first.company))
    assert not refused(lambda: DeclarationFactory(company=first.company, kind="screening"))
    assert not refused(lambda: DeclarationFactory(kind=first.kind))


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "shoe size"},
        {"language": "de"},
        {"version": ""},
        {"statement_nl": ""},
        {"statement_en": ""},
        {"signed_name": ""},
        {"end": "lapsed"},
        {"end": "forgotten", "ended_at": timezone.now() + timedelta(days=1)},
        {"ended_at": timezone.now() + timedelta(days=1)},
        {"end": "withdrawn", "ended_at": timezone.now() - timedelta(days=1)},
        {"reminded_at": timezone.now() - timedelta(days=1)},
    ],
)
def test_a_wrong_declaration_is_refused(wrong):
    assert refused(lambda: DeclarationFactory(**wrong))


@pytest.mark.parametrize(
    "change",
    [
        {"answer": False},
        {"kind": "screening"},
        {"statement_nl": "Iets anders."},
        {"statement_en": "Something else."},
        {"version": "2"},
        {"language": "en"},
        {"signed_at": timezone.now() + timedelta(days=3)},
    ],
)
def test_database_refuses_to_change_a_signed_declaration(change):
    declaration = DeclarationFactory()
    rows = Declaration.objects.filter(pk=declaration.pk)
    assert refused(lambda: rows.update(**change), ProgrammingError)
    assert not refused(lambda: rows.update(end="withdrawn", ended_at=timezone.now()), ProgrammingError)


def test_database_refuses_to_move_a_declaration_to_another_company():
    declaration, other = DeclarationFactory(), CompanyFactory()
    assert refused(lambda: Declaration.objects.filter(pk=declaration.pk).update(company=other), ProgrammingError)


# --- the last day ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("moment", "last_day"),
    [
        ((2026, 11, 24, 12), date(2027, 11, 24)),
        ((2026, 1, 1, 0, 0), date(2027, 1, 1)),  # 31 December in London
        ((2026, 12, 31, 23, 59), date(2027, 12, 31)),
        ((2028, 2, 29, 12), date(2029, 2, 28)),
        ((2027, 2, 28, 12), date(2028, 2, 28)),
        ((2027, 3, 28, 1, 59), date(2028, 3, 28)),  # a minute before summer time
        ((2027, 3, 28, 3, 0), date(2028, 3, 28)),
        ((2027, 10, 31, 0, 30), date(2028, 10, 31)),  # the day of 25 hours
        ((2027, 10, 31, 23, 59), date(2028, 10, 31)),
        ((2026, 7, 1, 0, 30), date(2027, 7, 1)),  # 30 June in London
    ],
)
def test_last_day_is_the_same_day_a_year_on_in_amsterdam(moment, last_day):
    declaration = signed_at(*moment)
    assert declaration.expires_on == last_day == add_one_year(declaration.signed_at.astimezone(AMSTERDAM).date())


@pytest.mark.parametrize(
    ("now", "in_force"),
    [
        (datetime(2027, 7, 1, 23, 59, 59, tzinfo=AMSTERDAM), True),
        (datetime(2027, 7, 2, 0, 0, tzinfo=AMSTERDAM), False),
        (datetime(2027, 7, 1, 21, 59, 59, tzinfo=UTC), True),
        (datetime(2027, 7, 1, 22, 0, tzinfo=UTC), False),
    ],
)
def test_in_force_through_the_last_second_of_the_last_day(now, in_force):
    declaration = signed_at(2026, 7, 1, 12)
    with time_machine.travel(now, tick=False):
        assert declaration.is_in_force is in_force
        assert Declaration.objects.in_force(get_today()).exists() is in_force
        assert Declaration.objects.expired(get_today()).exists() is not in_force


@pytest.mark.parametrize("last", [(2027, 3, 28), (2027, 10, 31)])
def test_a_last_day_on_which_the_clock_changes_lasts_till_its_own_midnight(last):
    year, month, day = last
    declaration = signed_at(year - 1, month, day, 12)
    midnight = datetime(year, month, day, tzinfo=AMSTERDAM) + timedelta(days=1)  # on the wall's clock
    with time_machine.travel(midnight.astimezone(UTC) - timedelta(seconds=1), tick=False):
        assert declaration.is_in_force
    with time_machine.travel(midnight.astimezone(UTC), tick=False):
        assert not declaration.is_in_force


# --- for whom it counts ---------------------------------------------------------------------------------------------


def agreed(company: Company) -> dict[str, bool]:
    """What the company declares with a yes, asked of the row and of the database, which must say the same."""
    company = Company.objects.get(pk=company.pk)
    asked = {
        kind: Company.objects.filter(build_declared_condition(kind, get_today()), pk=company.pk).exists()
        for kind in KINDS
    }
    assert asked == {kind: company.declared.get(kind) is True for kind in KINDS}
    return company.declared


def test_declared_of_a_claimed_company_follows_its_declarations():
    company = CompanyFactory(claimed=True, established=True)
    assert agreed(company) == {}
    for kind in KINDS:
        DeclarationFactory(company=company, kind=kind)
    assert agreed(company) == dict.fromkeys(KINDS, True)


@pytest.mark.parametrize("kind", KINDS)
def test_a_no_is_a_no(kind):
    assert agreed(DeclarationFactory(kind=kind, answer=False).company) == {kind: False}


@pytest.mark.parametrize("ended", [{"end": "withdrawn"}, {"end": "superseded"}, {"end": "lapsed"}])
def test_ended_declarations_do_not_count(ended):
    assert agreed(DeclarationFactory(**ended, ended_at=timezone.now() + timedelta(minutes=1)).company) == {}


def test_expired_declarations_do_not_count_before_they_are_marked():
    assert agreed(DeclarationFactory(signed_at=timezone.now() - timedelta(days=370)).company) == {}


@pytest.mark.parametrize("established", [True, False, None])
def test_declared_of_an_unclaimed_company_follows_the_source(established):
    company = CompanyFactory(established=established)
    DeclarationFactory(company=company, kind="screening")
    assert agreed(company) == ({} if established is None else {"established": established})


def test_each_change_raises_the_revision_that_matching_follows():
    declaration = DeclarationFactory()
    company, seen = declaration.company, version_of(declaration.company)
    Declaration.objects.filter(pk=declaration.pk).update(reminded_at=timezone.now())
    assert version_of(company) == seen
    Declaration.objects.filter(pk=declaration.pk).update(ended_at=timezone.now(), end="lapsed")
    assert version_of(company) == seen + 1
    DeclarationFactory(company=company)
    assert version_of(company) == seen + 2
    company.declarations.all().delete()
    assert version_of(company) == seen + 3


def test_claiming_a_profile_raises_the_revision():
    company = CompanyFactory(established=True)
    seen = version_of(company)
    Company.objects.filter(pk=company.pk).update(claimed_at=timezone.now())
    assert version_of(company) == seen + 1
