"""Companies as everyone reads them: the list and the page of one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from companies.catalogue.company_list import rows_of, with_first_things
from companies.catalogue.facets import LEGENDS, count, number_of_companies
from companies.catalogue.filters import CompanyFilter, Options
from companies.catalogue.ordering import ordered, orders_for
from companies.catalogue.pages import profile_as
from companies.profiles.models import Company
from companies.profiles.permissions import get_visible_company, own_company
from companies.profiles.visibility_services import note_reading
from portal.core.policy import public
from portal.search.facets import active_filters, facets_of, ways_out
from portal.search.pagination import chosen_order, order_links, page_of


@public
def company_list(request: HttpRequest) -> HttpResponse:
    options = Options.for_reader(request.user)
    filterset = CompanyFilter(request.GET, Company.objects.visible_to(request.user), options)
    counts, words = count(filterset), filterset.chosen.get("q", "")
    orders = orders_for(words)
    order = chosen_order(request, orders)
    page = page_of(with_first_things(ordered(filterset.qs, order, words, request.user)), request, counts)
    context = {
        "filterset": filterset,
        "facets": facets_of(filterset, counts, LEGENDS),
        "active": active_filters(filterset, request.GET),
        "orders": order_links(request, orders, order),
        "order": order,
        "page": page,
        "rows": rows_of(page.object_list, options.vocabulary, request.user),
        "company": own_company(request.user),
        "ways": [] if page.paginator.count else ways_out(filterset, request.GET, counts, number_of_companies),
    }
    return render(request, "companies/company_list.html", context)


@public
def company_detail(request: HttpRequest, slug: str) -> HttpResponse:
    company = get_visible_company(request.user, slug)
    page = profile_as(request.user, company)
    note_reading(request.user, page["shown"])
    return render(request, "companies/company_detail.html", page)
