"""What the example companies declare, each signed so many days before the demo was loaded."""

from datetime import datetime, timedelta

from challenges.demo.files import read_companies
from companies.declarations.models import Declaration
from companies.declarations.statements import get_current_statement
from companies.profiles.models import Company
from portal.accounts.models import User

A_YEAR = timedelta(days=366)


def load_demo_declarations(companies: list[Company], now: datetime) -> None:
    """Of the companies that were created just now; signed by their demo person where they have one."""
    tables = read_companies()
    members = {
        (company, name): pk
        for company, name, pk in User.objects.filter(memberships__company__in=companies).values_list(
            "memberships__company__slug", "name", "pk"
        )
    }
    Declaration.objects.bulk_create(
        _build_declaration(
            company, kind, answer, now - timedelta(days=days), now, name, members.get((company.slug, name))
        )
        for company in companies
        for name in [tables[company.slug].get("signed_by", "")]
        for column, answer in (("declared_days_ago", True), ("denied_days_ago", False))
        for kind, days in tables[company.slug].get(column, {}).items()
    )


def _build_declaration(
    company: Company, kind: str, answer: bool, at: datetime, now: datetime, name: str, user: int | None
) -> Declaration:
    has_lapsed = at + A_YEAR < now
    statement = get_current_statement(kind)
    return Declaration(
        company=company,
        kind=kind,
        answer=answer,
        version=statement.version,
        statement_nl=statement.nl,
        statement_en=statement.en,
        language="nl",
        signed_name=name,
        signed_by_id=user,
        signed_at=at,
        ended_at=at + A_YEAR if has_lapsed else None,
        end=Declaration.End.LAPSED if has_lapsed else "",
    )
