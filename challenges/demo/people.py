"""The people who try the demo, one for each role, and what they decided."""

from dataclasses import dataclass
from datetime import datetime

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from challenges.demo.files import Table, read_decisions, read_people
from challenges.demo.references import IdLookup, load_rom_ids
from challenges.matching.models import Decision
from challenges.posting.models import Challenge
from companies.profiles.membership_models import Membership
from companies.profiles.models import Company
from portal.accounts.models import User

DEMO_PASSWORD = "koppelvlak-demo"  # noqa: S105  (no secret: the demo prints it)


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Somebody to sign in as, and their role: where, or admin."""

    email: str
    name: str
    role: str


def list_demo_people() -> list[DemoPerson]:
    """Those in the database who can sign in with DEMO_PASSWORD, unless they changed it, in the order of the file."""
    present = set(User.objects.values_list("email", flat=True))
    return [
        DemoPerson(table["email"], table["name"], _describe_demo_role(table))
        for table in read_people()
        if table["email"] in present
    ]


def load_demo_people(now: datetime) -> list[User]:
    """Those that are missing, verified, each in their company or ROM."""
    tables = {table["email"]: table for table in read_people()}
    present = set(User.objects.filter(email__in=tables).values_list("email", flat=True))
    missing = {email: table for email, table in tables.items() if email not in present}
    roms, password = load_rom_ids(), make_password(DEMO_PASSWORD)
    created = User.objects.bulk_create(_build_demo_user(table, password, roms, now) for table in missing.values())
    EmailAddress.objects.bulk_create(
        EmailAddress(user=user, email=user.email, verified=True, primary=True) for user in created
    )
    for user in created:
        _add_demo_membership(user, missing[user.email])
    return created


def load_demo_decisions(challenges: list[Challenge]) -> None:
    """What was decided about the challenges that were created just now."""
    by_slug = {challenge.slug: challenge for challenge in challenges}
    companies = IdLookup(Company.objects.filter(is_example=True).values_list("slug", "pk"))
    people = IdLookup(User.objects.values_list("email", "pk"))
    Decision.objects.bulk_create(
        Decision(
            challenge=by_slug[table["challenge"]],
            company_id=companies[table["company"]],
            kind=table["kind"],
            reason=table.get("reason", ""),
            note=table.get("note", ""),
            decided_by_id=people[table["by"]],
        )
        for table in read_decisions()
        if table["challenge"] in by_slug
    )


def _build_demo_user(table: Table, password: str, roms: IdLookup, now: datetime) -> User:
    admin = table.get("admin", False)
    return User(
        email=table["email"],
        name=table["name"],
        password=password,
        rom_id=roms[table["rom"]] if "rom" in table else None,
        rom_role=table.get("rom_role", ""),
        is_staff=admin,
        is_superuser=admin,
        date_joined=now,
    )


def _add_demo_membership(user: User, table: Table) -> None:
    if "company" in table:
        company = Company.objects.get(slug=table["company"])
        Membership.objects.create(user=user, company=company, role=table["role"])


def _describe_demo_role(table: Table) -> str:
    if table.get("admin"):
        return "admin"
    return f"{table.get('role') or table['rom_role']} at {table.get('company') or table['rom']}"
