"""The overview of declarations: the status of each statement, and the history."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from companies.declarations.models import Declaration
from companies.declarations.pages import DeclarationOverview, DeclarationStatus
from companies.declarations.services import add_one_year
from companies.declarations.statements import STATEMENTS, get_current_statement
from portal.ui.dates import get_today
from tests.factories import CompanyFactory, DeclarationFactory

pytestmark = pytest.mark.django_db
ESTABLISHED = Declaration.Kind.ESTABLISHED


@pytest.fixture
def company():
    return CompanyFactory(claimed=True)


def row_of(company, kind=ESTABLISHED):
    return next(row for row in DeclarationOverview.load(company).rows if row.kind == kind)


def signed(company, days_ago=0, **fields):
    return DeclarationFactory(company=company, signed_at=timezone.now() - timedelta(days=days_ago), **fields)


def test_overview_has_a_row_for_every_kind(company, django_assert_num_queries):
    with django_assert_num_queries(1):
        overview = DeclarationOverview.load(company)
    assert [row.kind for row in overview.rows] == list(Declaration.Kind)
    assert (overview.in_force, overview.history) == ([], [])


@pytest.mark.parametrize(
    ("days_ago", "ended", "status", "chip"),
    [
        (0, "", DeclarationStatus.IN_FORCE, "open"),
        (350, "", DeclarationStatus.SOON, "soon"),
        (400, "", DeclarationStatus.LAPSED, "closed"),
        (400, "lapsed", DeclarationStatus.LAPSED, "closed"),
        (10, "withdrawn", DeclarationStatus.WITHDRAWN, "closed"),
    ],
)
def test_row_has_the_status_of_the_last_declaration(company, days_ago, ended, status, chip):
    signed(company, days_ago, end=ended, ended_at=timezone.now() if ended else None)
    row = row_of(company)
    assert (row.status, row.chip) == (status, chip)
    assert row.is_in_force == (status in {DeclarationStatus.IN_FORCE, DeclarationStatus.SOON})


def test_row_without_a_declaration_was_never_signed(company):
    row = row_of(company)
    assert (row.status, row.chip, row.latest) == (DeclarationStatus.NEVER, "draft", None)


def test_history_has_ended_declarations_the_newest_first(company):
    first = signed(company, 30, end="superseded", ended_at=timezone.now())
    second = signed(company, 20, end="withdrawn", ended_at=timezone.now())
    current = signed(company, 10)
    overview = DeclarationOverview.load(company)
    assert overview.history == [second, first]
    assert [row.latest for row in overview.in_force] == [current]


def test_statement_is_in_the_language_of_the_reader(company):
    row, statement = row_of(company), get_current_statement(ESTABLISHED)
    with translation.override("nl"):
        assert row.statement == statement.nl
    with translation.override("en"):
        assert row.statement == statement.en


@pytest.mark.parametrize("kind", Declaration.Kind)
def test_every_kind_has_statements_and_an_explanation(company, kind):
    row = row_of(company, kind)
    assert row.explanation.means != row.explanation.means_not
    versions = [statement.version for statement in STATEMENTS[kind]]
    assert versions == sorted(set(versions))


@pytest.mark.parametrize(("days_ago", "soon"), [(0, False), (334, False), (336, True), (365, True)])
def test_to_sign_again_selects_what_expires_within_thirty_days(company, days_ago, soon):
    declaration = signed(company, days_ago)
    assert (declaration in Declaration.objects.to_sign_again(get_today())) == soon


def test_add_one_year_equals_the_generated_column(company):
    declaration = signed(company, 100)
    declaration.refresh_from_db()
    assert declaration.expires_on == add_one_year(timezone.localdate(declaration.signed_at))
