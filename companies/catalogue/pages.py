"""The page of one company, as a reader gets it."""

from typing import Any

from companies.declarations.pages import DeclarationOverview
from companies.declarations.permissions import can_read_declarations, can_read_signatures, can_vet_company
from companies.profiles.models import Company
from companies.profiles.permissions import can_create_staff_profiles, can_edit_company, get_member_company_ids
from companies.profiles.visibility import Reader, disclose_company
from portal.technologies.evidence import KnownAs


def build_profile_page(reader: Reader, company: Company) -> dict[str, Any]:
    """What companies/catalogue/company_detail.html tells this reader, real or made up for a preview."""
    can_edit = can_edit_company(reader, company)
    links = sorted(
        company.technology_links.counting().select_related("technology"),
        key=lambda link: (link.known_as == KnownAs.PROPOSED, str(link.technology).lower()),
    )
    return {
        "company": company,
        "shown": disclose_company(company, reader),
        "declarations": DeclarationOverview.of(company).rows if can_read_declarations(reader, company) else [],
        "may_sign": company.is_claimed and company.pk in get_member_company_ids(reader),
        "signatures": can_read_signatures(reader, company),
        "can_edit": can_edit,
        "can_vet": can_vet_company(reader, company),
        "is_insider": can_edit or can_create_staff_profiles(reader),
        "is_own": company.pk in get_member_company_ids(reader),
        "links": links,
        "proposed": sum(link.known_as == KnownAs.PROPOSED for link in links),
        "rounds": company.funding_rounds.prefetch_related("investors"),
    }
