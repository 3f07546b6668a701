"""The example companies, and those of the funding news."""

from datetime import date, datetime, time
from typing import Any

from challenges.demo.files import Table, read_companies
from challenges.demo.references import day_from, proven, province_ids, rom_ids
from companies.declarations.vetting_models import Vetting
from companies.profiles.freshness import months_after
from companies.profiles.freshness_services import mark_stale
from companies.profiles.funding_models import FundingRound, Investment
from companies.profiles.models import Company, CompanyTechnology
from companies.profiles.services import propose_technologies
from portal.ui.dates import AMSTERDAM, as_day


def load_companies(now: datetime) -> list[Company]:
    """Those that are missing, with their technologies and funding rounds."""
    tables = read_companies()
    present = set(Company.objects.filter(slug__in=tables).values_list("slug", flat=True))
    missing = {slug: table for slug, table in tables.items() if slug not in present}
    provinces = province_ids()
    created = Company.objects.bulk_create(
        Company(slug=slug, **_fields(table, now, provinces)) for slug, table in missing.items()
    )
    CompanyTechnology.objects.bulk_create(
        link for company in created for link in _technologies(company, missing[company.slug])
    )
    for company in created:
        _add_rounds(company, missing[company.slug].get("rounds", []))
    Vetting.objects.bulk_create(_vetting(company, company.vetted_on) for company in created if company.vetted_on)
    mark_stale(now)
    return created


def _vetting(company: Company, vetted_on: date) -> Vetting:
    """By Defence, for a year."""
    reason = "Voorbeeld: bestuurders, eigenaren en vestigingsplaats nagezien."
    dates = {"vetted_on": vetted_on, "expires_on": months_after(vetted_on, 12)}
    return Vetting(company=company, scope=Vetting.Scope.DEFENCE, reason=reason, **dates)


def propose_for_members(companies: list[Company]) -> None:
    """Where somebody can say yes or no, the tagger's proposals wait for them."""
    ids = [company.pk for company in companies]
    for company in Company.objects.filter(pk__in=ids, memberships__isnull=False).distinct():
        propose_technologies(company)


def _fields(table: Table, now: datetime, provinces: dict[str, int]) -> dict[str, Any]:
    """Of the model; staff made the profiles that have a source, and nobody has claimed those."""
    fields: dict[str, Any] = {"state": Company.State.PUBLISHED} | table
    for name in ("technologies", "rounds", "declared_days_ago", "denied_days_ago", "signed_by"):
        fields.pop(name, None)
    if province := fields.pop("province", None):
        fields["province_id"] = provinces[province]
    if (days := fields.pop("vetted_days_ago", None)) is not None:
        fields["vetted_on"] = day_from(now, -days)
    if (months := fields.pop("confirmed_months_ago", None)) is not None:
        day = months_after(as_day(now), -months)
        fields["confirmed_at"] = datetime.combine(day, time(9), AMSTERDAM)
    return fields | {"claimed_at": None if "source" in table else now}


def _technologies(company: Company, table: Table) -> list[CompanyTechnology]:
    texts = {"nl": company.text_nl, "en": company.text_en}
    return [
        CompanyTechnology(company=company, technology_id=technology, **entry["evidence"])
        for technology, entry in proven(table.get("technologies", []), texts).items()
    ]


def _add_rounds(company: Company, rounds: list[Table]) -> None:
    roms = rom_ids() if rounds else {}
    for table in rounds:
        investors = table.pop("investors")
        funding_round = FundingRound.objects.create(company=company, source=company.source, **table)
        Investment.objects.bulk_create(Investment(funding_round=funding_round, rom_id=roms[slug]) for slug in investors)
