"""Companies as everyone reads them: the list and the page of one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from companies.catalogue.company_list import annotate_list_details, build_company_rows
from companies.catalogue.facets import LEGENDS, count_company_facets, format_company_count
from companies.catalogue.filters import CompanyFilter, CompanyFilterOptions
from companies.catalogue.ordering import list_company_orders, order_companies
from companies.catalogue.pages import build_profile_page
from companies.profiles.models import Company
from companies.profiles.permissions import get_own_company, get_visible_company
from companies.profiles.visibility_services import record_profile_reading
from portal.core.policy import allow_public
from portal.search.facets import build_facets, list_active_filters, list_filter_removals
from portal.search.pagination import build_order_links, get_chosen_order, get_counted_page


@allow_public
def company_list(request: HttpRequest) -> HttpResponse:
    options = CompanyFilterOptions.for_reader(request.user)
    filterset = CompanyFilter(request.GET, Company.objects.visible_to(request.user), options)
    counts, words = count_company_facets(filterset), filterset.chosen.get("q", "")
    orders = list_company_orders(words)
    order = get_chosen_order(request, orders)
    page = get_counted_page(
        annotate_list_details(order_companies(filterset.qs, order, words, request.user)), request, counts
    )
    context = {
        "filterset": filterset,
        "facets": build_facets(filterset, counts, LEGENDS),
        "active": list_active_filters(filterset, request.GET),
        "orders": build_order_links(request, orders, order),
        "order": order,
        "page": page,
        "rows": build_company_rows(page.object_list, options.vocabulary, request.user),
        "company": get_own_company(request.user),
        "ways": []
        if page.paginator.count
        else list_filter_removals(filterset, request.GET, counts, format_company_count),
    }
    return render(request, "companies/catalogue/company_list.html", context)


@allow_public
def company_detail(request: HttpRequest, slug: str) -> HttpResponse:
    company = get_visible_company(request.user, slug)
    page = build_profile_page(request.user, company)
    record_profile_reading(request.user, page["shown"])
    return render(request, "companies/catalogue/company_detail.html", page)
