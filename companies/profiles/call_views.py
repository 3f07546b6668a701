"""The call list: profiles of the region that nobody confirmed for long, and what came of calling them."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from companies.profiles.call_list import (
    CallListFilter,
    build_age_bands,
    build_call_rows,
    iter_call_table,
    select_call_list,
)
from companies.profiles.freshness_calls import get_latest_call, record_call
from companies.profiles.freshness_forms import CallForm
from companies.profiles.permissions import can_call_company, get_visible_company
from companies.profiles.visibility import disclose_company
from companies.profiles.visibility_models import ProfileGroup
from companies.profiles.visibility_services import record_profile_reading
from portal.core.forms import get_post_data, save_form
from portal.core.policy import SignedInRequest, rom_staff
from portal.core.queue import enqueue_matching
from portal.documents.spreadsheet import CONTENT_TYPES, build_table_file
from portal.ui.dates import get_today

PER_PAGE = 25


@rom_staff
def call_list(request: SignedInRequest) -> HttpResponse:
    now, show = timezone.now(), get_call_list_filter(request)
    page = Paginator(select_call_list(request.user, show, now), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "rom": request.user.rom,
        "show": show,
        "shows": [(each, each == show) for each in CallListFilter],
        "page": page,
        "rows": build_call_rows(page.object_list, now),
        "bands": build_age_bands(request.user, now),
    }
    return render(request, "companies/profiles/call_list.html", context)


@rom_staff
def call_export(request: SignedInRequest) -> HttpResponse:
    """The whole list as a file: CSV, or XLSX where the address asks for it."""
    now, name = timezone.now(), request.GET.get("format", "csv")
    if name not in CONTENT_TYPES:
        raise Http404
    rows = iter_call_table(select_call_list(request.user, get_call_list_filter(request), now), now)
    response = HttpResponse(build_table_file(rows, name), content_type=CONTENT_TYPES[name])
    response["Content-Disposition"] = f'attachment; filename="call-list-{get_today()}.{name}"'
    return response


def get_call_list_filter(request: SignedInRequest) -> CallListFilter:
    asked = request.GET.get("show", "")
    return next((each for each in CallListFilter if each == asked), CallListFilter.TO_CALL)


@rom_staff
def company_call(request: SignedInRequest, slug: str) -> HttpResponse:
    company = get_visible_company(request.user, slug)
    if not can_call_company(request.user, company):
        raise Http404
    last = get_latest_call(company)
    form = CallForm(get_post_data(request), initial={"seen": str(last.pk) if last else ""})
    if save_form(form, record_call, request.user, company):
        enqueue_matching()
        messages.success(request, _("The call with %(company)s is noted.") % {"company": company})
        return redirect("companies:call_list")
    shown = disclose_company(company, request.user)
    record_profile_reading(request.user, shown, [ProfileGroup.CONTACT])
    context = {"company": company, "form": form, "last": last, "shown": shown}
    return render(request, "companies/profiles/company_call.html", context)
