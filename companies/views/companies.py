"""Companies as everyone reads them: the list and the page of one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from companies.facets import LEGENDS, count, number_of_companies
from companies.filters import CompanyFilter, Options
from companies.models import Company
from companies.ordering import ordered, orders_for
from companies.permissions import (
    can_edit_company,
    can_read_declarations,
    can_read_signatures,
    companies_of,
    get_visible_company,
    makes_profiles_for_others,
    own_company,
)
from companies.presenters.company_list import rows_of, with_first_things
from companies.presenters.declarations import Declarations
from portal.facets import active_filters, facets_of, ways_out
from portal.listing import chosen_order, order_links, page_of
from portal.models.evidence import KnownAs
from portal.policy import public


@public
def company_list(request: HttpRequest) -> HttpResponse:
    options = Options.for_reader(request.user)
    filterset = CompanyFilter(request.GET, Company.objects.visible_to(request.user), options)
    counts, words = count(filterset), filterset.chosen.get("q", "")
    orders = orders_for(words)
    order = chosen_order(request, orders)
    page = page_of(with_first_things(ordered(filterset.qs, order, words)), request, counts)
    context = {
        "filterset": filterset,
        "facets": facets_of(filterset, counts, LEGENDS),
        "active": active_filters(filterset, request.GET),
        "orders": order_links(request, orders, order),
        "order": order,
        "page": page,
        "rows": rows_of(page.object_list, options.vocabulary),
        "company": own_company(request.user),
        "ways": [] if page.paginator.count else ways_out(filterset, request.GET, counts, number_of_companies),
    }
    return render(request, "companies/company_list.html", context)


@public
def company_detail(request: HttpRequest, slug: str) -> HttpResponse:
    company = get_visible_company(request.user, slug)
    can_edit = can_edit_company(request.user, company)
    links = sorted(
        company.technology_links.counting().select_related("technology"),
        key=lambda link: (link.known_as == KnownAs.PROPOSED, str(link.technology).lower()),
    )
    context = {
        "company": company,
        "declarations": Declarations.of(company).rows if can_read_declarations(request.user, company) else [],
        "may_sign": company.is_claimed and company.pk in companies_of(request.user),
        "signatures": can_read_signatures(request.user, company),
        "can_edit": can_edit,
        "is_insider": can_edit or makes_profiles_for_others(request.user),
        "links": links,
        "proposed": sum(link.known_as == KnownAs.PROPOSED for link in links),
        "rounds": company.funding_rounds.prefetch_related("investors"),
    }
    return render(request, "companies/company_detail.html", context)
