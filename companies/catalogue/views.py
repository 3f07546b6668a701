"""The list of companies, the page of one company, and that page as other readers see it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from companies.catalogue.filters import (
    LEGENDS,
    CompanyFilter,
    CompanyFilterOptions,
    count_company_facets,
    format_company_count,
    list_company_orders,
    order_companies,
)
from companies.catalogue.pages import annotate_list_details, build_company_rows, build_profile_page
from companies.profiles.models import Company
from companies.profiles.pages import ProfilePreviewReader, build_profile_preview_links
from companies.profiles.permissions import get_editable_company, get_own_company, get_visible_company
from companies.profiles.visibility_services import record_profile_reading
from portal.core.policy import SignedInRequest, allow_public, require_sign_in
from portal.search.filters import (
    build_facets,
    build_order_links,
    get_chosen_order,
    get_counted_page,
    list_active_filters,
    list_filter_removals,
)


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


@require_sign_in
def company_preview(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show the page as another reader sees it; what staff read here is recorded as well."""
    company = get_editable_company(request.user, slug)
    eyes = next(
        (each for each in ProfilePreviewReader if each == request.GET.get("as", ProfilePreviewReader.PUBLIC)), None
    )
    if eyes is None or eyes not in ProfilePreviewReader.for_company(company):
        raise Http404
    page = build_profile_page(eyes.build_reader(company), company)
    record_profile_reading(request.user, page["shown"])
    context = {**page, "eyes": eyes, "previews": build_profile_preview_links(company, eyes)}
    return render(request, "companies/catalogue/company_detail.html", context)
