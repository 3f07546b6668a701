"""Pages that sign and withdraw declarations, and that vet companies."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from companies.declarations.forms import DeclarationWithdrawForm, SigningForm, VettingForm, VettingWithdrawForm
from companies.declarations.models import Vetting
from companies.declarations.pages import DeclarationOverview
from companies.declarations.permissions import can_vet_company, get_signable_company, get_vetting_scopes
from companies.declarations.services import (
    add_one_year,
    sign_declarations,
    vet_company,
    withdraw_declaration,
    withdraw_vetting,
)
from companies.profiles.models import Company
from companies.profiles.permissions import get_visible_company
from companies.profiles.wizard import PUBLISH, get_step_url
from portal.core.forms import get_post_data, save_form
from portal.core.policy import SignedInRequest, require_sign_in, rom_staff
from portal.core.queue import enqueue_matching
from portal.ui.dates import get_today


@require_sign_in
def declaration_sign(request: SignedInRequest, slug: str) -> HttpResponse:
    company = get_signable_company(request.user, slug)
    form = SigningForm(get_post_data(request))
    language = (get_language() or "nl")[:2]
    if save_form(form, sign_declarations, company, request.user, language=language) is not None:
        enqueue_matching()
        number = len(form.service_kwargs()["answers"])
        text = ngettext("One statement is signed.", "%(number)d statements are signed.", number)
        messages.success(request, text % {"number": number})
        return redirect(get_declarations_url(request, company))
    found = DeclarationOverview.load(company)
    context = {
        "company": company,
        "form": form,
        "rows": [(row, form[row.kind.value]) for row in found.rows],
        "history": found.history,
        "back": get_origin_query(request),
        "way_back": get_step_url(company, PUBLISH),
        "today": get_today(),
        "last_day": add_one_year(get_today()),
    }
    return render(request, "companies/declarations/declaration_sign.html", context)


@require_sign_in
def declaration_withdraw(request: SignedInRequest, slug: str) -> HttpResponse:
    """Ask for confirmation, then withdraw: one click must not end what somebody signed by name."""
    company = get_signable_company(request.user, slug)
    form = DeclarationWithdrawForm(request.POST if request.method == "POST" else request.GET)
    if not form.is_valid():
        return redirect(get_declarations_url(request, company))
    declaration = get_object_or_404(company.declarations, pk=form.cleaned_data["declaration"])
    if request.method == "POST":
        if withdraw_declaration(company, request.user, declaration):
            enqueue_matching()
            messages.success(request, _("“%(about)s” is withdrawn.") % {"about": declaration.get_kind_display()})
        else:
            messages.info(request, _("That statement had ended already; nothing was changed."))
        return redirect(get_declarations_url(request, company))
    if not declaration.is_in_force:
        return redirect(get_declarations_url(request, company))
    context = {"company": company, "declaration": declaration, "back": get_origin_query(request)}
    return render(request, "companies/declarations/declaration_withdraw.html", context)


def get_origin_query(request: SignedInRequest) -> str:
    """Return the query that leads people back to the wizard if they came from there."""
    return "?from=profile" if request.GET.get("from") == "profile" else ""


def get_declarations_url(request: SignedInRequest, company: Company) -> str:
    return reverse("companies:declaration_sign", args=[company.slug]) + get_origin_query(request)


@rom_staff
def company_vetting(request: SignedInRequest, slug: str) -> HttpResponse:
    company = _get_vettable_company(request, slug)
    form = VettingForm(request.user, get_post_data(request))
    if save_form(form, vet_company, company, by=request.user):
        enqueue_matching()
        messages.success(request, _("%(company)s has been vetted.") % {"company": company})
        return redirect("companies:company_vetting", company.slug)
    return _render_vetting_page(request, company, form)


@rom_staff
def vetting_withdraw(request: SignedInRequest, slug: str) -> HttpResponse:
    company = _get_vettable_company(request, slug)
    if request.method != "POST":
        return redirect("companies:company_vetting", company.slug)
    form = VettingWithdrawForm(request.POST, auto_id="end_%s")
    if save_form(form, withdraw_vetting, company, by=request.user):
        enqueue_matching()
        messages.success(request, _("The vetting has been withdrawn."))
        return redirect("companies:company_vetting", company.slug)
    return _render_vetting_page(request, company, VettingForm(request.user), form)


def _get_vettable_company(request: SignedInRequest, slug: str) -> Company:
    company = get_visible_company(request.user, slug)
    if not can_vet_company(request.user, company):
        raise Http404
    return company


def _render_vetting_page(
    request: SignedInRequest, company: Company, form: VettingForm, end: VettingWithdrawForm | None = None
) -> HttpResponse:
    """Render all vettings, with a form for each that the person may withdraw.

    end: the form that was refused; it keeps what was typed, in the place of the new form of its vetting.
    """
    scopes, day = get_vetting_scopes(request.user), get_today()
    rows = []
    for vetting in Vetting.objects.filter(company=company).select_related("rom", "vetted_by", "withdrawn_by"):
        form_of_row = None
        if vetting.scope in scopes:
            is_sent = end is not None and str(vetting.pk) == str(end["vetting"].value())
            new_form = VettingWithdrawForm(initial={"vetting": vetting.pk}, auto_id=f"end{vetting.pk}_%s")
            form_of_row = end if is_sent else new_form
        is_in_force = vetting.withdrawn_on is None and vetting.expires_on >= day
        rows.append({"vetting": vetting, "is_in_force": is_in_force, "end": form_of_row})
    context = {"company": company, "form": form, "rows": rows, "end": end}
    return render(request, "companies/declarations/company_vetting.html", context)
