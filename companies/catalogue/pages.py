"""The page of one company, as a reader gets it."""

from typing import Any

from companies.declarations.pages import Declarations
from companies.declarations.permissions import can_read_declarations, can_read_signatures, can_vet
from companies.profiles.models import Company
from companies.profiles.permissions import can_edit_company, companies_of, makes_profiles_for_others
from companies.profiles.visibility import Reader, disclosed
from portal.technologies.evidence import KnownAs


def profile_as(reader: Reader, company: Company) -> dict[str, Any]:
    """What companies/company_detail.html tells this reader, real or made up for a preview."""
    can_edit = can_edit_company(reader, company)
    links = sorted(
        company.technology_links.counting().select_related("technology"),
        key=lambda link: (link.known_as == KnownAs.PROPOSED, str(link.technology).lower()),
    )
    return {
        "company": company,
        "shown": disclosed(company, reader),
        "declarations": Declarations.of(company).rows if can_read_declarations(reader, company) else [],
        "may_sign": company.is_claimed and company.pk in companies_of(reader),
        "signatures": can_read_signatures(reader, company),
        "can_edit": can_edit,
        "can_vet": can_vet(reader, company),
        "is_insider": can_edit or makes_profiles_for_others(reader),
        "is_own": company.pk in companies_of(reader),
        "links": links,
        "proposed": sum(link.known_as == KnownAs.PROPOSED for link in links),
        "rounds": company.funding_rounds.prefetch_related("investors"),
    }
