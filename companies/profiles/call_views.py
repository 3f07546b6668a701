"""The call list: profiles of the region that nobody confirmed for long, and what came of calling them."""

import tablib
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from companies.profiles import call_list as presenter
from companies.profiles import freshness_calls
from companies.profiles.freshness_forms import CallForm
from companies.profiles.permissions import can_call, get_visible_company
from companies.profiles.visibility import disclosed
from companies.profiles.visibility_models import Group
from companies.profiles.visibility_services import note_reading
from portal.administration.exchange import CSV, XLSX
from portal.core.forms import attempt
from portal.core.policy import SignedInRequest, rom_staff
from portal.core.queue import look_again
from portal.ui.dates import today

PER_PAGE = 25
FORMATS = {"csv": CSV, "xlsx": XLSX}


@rom_staff
def call_list(request: SignedInRequest) -> HttpResponse:
    now, show = timezone.now(), shown_in(request)
    page = Paginator(presenter.shown(request.user, show, now), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "rom": request.user.rom,
        "show": show,
        "shows": [(each, each == show) for each in presenter.Show],
        "page": page,
        "rows": presenter.rows_of(page.object_list, now),
        "bands": presenter.bands(request.user, now),
    }
    return render(request, "companies/call_list.html", context)


@rom_staff
def call_export(request: SignedInRequest) -> HttpResponse:
    """The whole list as a file: CSV, or XLSX where the address asks for it."""
    now, name = timezone.now(), request.GET.get("format", "csv")
    if name not in FORMATS:
        raise Http404
    headers, *rows = presenter.table(presenter.shown(request.user, shown_in(request), now), now)
    made = FORMATS[name]()
    response = HttpResponse(made.export_data(tablib.Dataset(*rows, headers=headers)), content_type=made.CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="call-list-{today()}.{name}"'
    return response


def shown_in(request: SignedInRequest) -> presenter.Show:
    asked = request.GET.get("show", "")
    return next((each for each in presenter.Show if each == asked), presenter.Show.TO_CALL)


@rom_staff
def company_call(request: SignedInRequest, slug: str) -> HttpResponse:
    company = get_visible_company(request.user, slug)
    if not can_call(request.user, company):
        raise Http404
    last = freshness_calls.latest_call(company)
    form = CallForm(request.POST or None, initial={"seen": last.pk if last else 0})
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: freshness_calls.record_call(request.user, company, **form.cleaned_data)):
            look_again()
            messages.success(request, _("The call with %(company)s is noted.") % {"company": company})
            return redirect("companies:call_list")
        form.show_latest(last.pk if last else 0)
    shown = disclosed(company, request.user)
    note_reading(request.user, shown, [Group.CONTACT])
    context = {"company": company, "form": form, "last": last, "shown": shown}
    return render(request, "companies/company_call.html", context)
