"""The example companies, and those of the funding news."""

from datetime import date, datetime, time
from typing import Any

from challenges.demo.files import Table, read_companies
from challenges.demo.references import find_technology_evidence, load_province_ids, load_rom_ids, shift_local_day
from companies.declarations.models import Vetting
from companies.profiles.freshness import add_months
from companies.profiles.freshness_services import mark_outdated_profiles
from companies.profiles.models import Company, CompanyTechnology
from companies.profiles.part_models import FundingRound, Investment
from companies.profiles.services import update_technology_suggestions
from portal.ui.dates import AMSTERDAM, to_local_day


def load_demo_companies(now: datetime) -> list[Company]:
    """Those that are missing, with their technologies and funding rounds."""
    tables = read_companies()
    present = set(Company.objects.filter(slug__in=tables).values_list("slug", flat=True))
    missing = {slug: table for slug, table in tables.items() if slug not in present}
    provinces = load_province_ids()
    created = Company.objects.bulk_create(
        Company(slug=slug, **_build_company_fields(table, now, provinces)) for slug, table in missing.items()
    )
    CompanyTechnology.objects.bulk_create(
        link for company in created for link in _build_company_technologies(company, missing[company.slug])
    )
    for company in created:
        _add_funding_rounds(company, missing[company.slug].get("rounds", []))
    Vetting.objects.bulk_create(_build_vetting(company, company.vetted_on) for company in created if company.vetted_on)
    mark_outdated_profiles(now)
    return created


def _build_vetting(company: Company, vetted_on: date) -> Vetting:
    """By Defence, for a year."""
    reason = "Voorbeeld: bestuurders, eigenaren en vestigingsplaats nagezien."
    dates = {"vetted_on": vetted_on, "expires_on": add_months(vetted_on, 12)}
    return Vetting(company=company, scope=Vetting.Scope.DEFENCE, reason=reason, **dates)


def propose_member_technologies(companies: list[Company]) -> None:
    """Where somebody can say yes or no, the tagger's proposals wait for them."""
    ids = [company.pk for company in companies]
    for company in Company.objects.filter(pk__in=ids, memberships__isnull=False).distinct():
        update_technology_suggestions(company)


def _build_company_fields(table: Table, now: datetime, provinces: dict[str, int]) -> dict[str, Any]:
    """Of the model; staff made the profiles that have a source, and nobody has claimed those."""
    fields: dict[str, Any] = {"state": Company.State.PUBLISHED} | table
    for name in ("technologies", "rounds", "declared_days_ago", "denied_days_ago", "signed_by"):
        fields.pop(name, None)
    if province := fields.pop("province", None):
        fields["province_id"] = provinces[province]
    if (days := fields.pop("vetted_days_ago", None)) is not None:
        fields["vetted_on"] = shift_local_day(now, -days)
    if (months := fields.pop("confirmed_months_ago", None)) is not None:
        day = add_months(to_local_day(now), -months)
        fields["confirmed_at"] = datetime.combine(day, time(9), AMSTERDAM)
    return fields | {"claimed_at": None if "source" in table else now}


def _build_company_technologies(company: Company, table: Table) -> list[CompanyTechnology]:
    texts = {"nl": company.text_nl, "en": company.text_en}
    return [
        CompanyTechnology(company=company, technology_id=technology, **entry["evidence"])
        for technology, entry in find_technology_evidence(table.get("technologies", []), texts).items()
    ]


def _add_funding_rounds(company: Company, rounds: list[Table]) -> None:
    roms = load_rom_ids() if rounds else {}
    for table in rounds:
        investors = table.pop("investors")
        funding_round = FundingRound.objects.create(company=company, source=company.source, **table)
        Investment.objects.bulk_create(Investment(funding_round=funding_round, rom_id=roms[slug]) for slug in investors)
