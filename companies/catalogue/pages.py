"""What the list of companies and the page of one company show to a reader."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, OuterRef, QuerySet, When
from django.db.models.functions import Left

from companies.declarations.pages import DeclarationOverview
from companies.declarations.permissions import can_read_declarations, can_read_signatures, can_vet_company
from companies.profiles.models import Company, CompanyTechnology
from companies.profiles.permissions import can_create_staff_profiles, can_edit_company, get_member_company_ids
from companies.profiles.visibility import DisclosedCompany, Reader, disclose_company
from portal.technologies.evidence import KnownAs
from portal.technologies.tagger.sentences import split_sentences
from portal.technologies.vocabulary import Vocabulary

TECHNOLOGIES_SHOWN = 4
START_LENGTH = 400  # characters of the profile that its first line is taken from
LINE_LENGTH = 170


@dataclass(frozen=True)
class CompanyRow:
    company: Company
    shown: DisclosedCompany
    line_nl: str
    line_en: str
    technologies: list[str]


def annotate_list_details(queryset: QuerySet[Company]) -> QuerySet[Company]:
    """Add `offered` (ids of technologies, suggestions last), and read only the start of the long texts."""
    own = CompanyTechnology.objects.counting().filter(company=OuterRef("pk"))
    surest_first = own.order_by(Case(When(known_as=KnownAs.PROPOSED, then=1), default=0), "id")
    return (
        queryset.select_related("province", "logo")
        .defer("logo__content", *Company.LONG_FIELDS)
        .annotate(
            start_nl=Left("text_nl", START_LENGTH),
            start_en=Left("text_en", START_LENGTH),
            offered=ArraySubquery(surest_first.values("technology")),
        )
    )


def build_company_rows(companies: Iterable[Any], vocabulary: Vocabulary, reader: Reader) -> list[CompanyRow]:
    """Return the rows of companies that `annotate_list_details` selected."""
    return [
        CompanyRow(
            company,
            disclose_company(company, reader),
            get_opening_line(company.start_nl),
            get_opening_line(company.start_en),
            vocabulary.labels(company.offered)[:TECHNOLOGIES_SHOWN],
        )
        for company in companies
    ]


def get_opening_line(text: str) -> str:
    """Return the first sentence, or as many of its words as fit."""
    found = split_sentences(text)
    line = " ".join(found[0].text.split()) if found else ""
    if len(line) <= LINE_LENGTH:
        return line
    return line[:LINE_LENGTH].rpartition(" ")[0].rstrip(",;:") + "…"


def build_profile_page(reader: Reader, company: Company) -> dict[str, Any]:
    """Return the context of company_detail.html for this reader, real or invented for a preview."""
    can_edit = can_edit_company(reader, company)
    links = sorted(
        company.technology_links.counting().select_related("technology"),
        key=lambda link: (link.known_as == KnownAs.PROPOSED, str(link.technology).lower()),
    )
    return {
        "company": company,
        "shown": disclose_company(company, reader),
        "declarations": DeclarationOverview.load(company).rows if can_read_declarations(reader, company) else [],
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
