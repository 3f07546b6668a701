"""Vetting a company: by staff of its ROM, and by admins for Defence."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from companies.declarations.permissions import can_vet_company, get_vetting_scopes
from companies.declarations.vetting import vet_company, withdraw_vetting
from companies.declarations.vetting_forms import VettingForm, VettingWithdrawForm
from companies.declarations.vetting_models import Vetting
from companies.profiles.models import Company
from companies.profiles.permissions import get_visible_company
from portal.core.forms import get_post_data, save_form
from portal.core.policy import SignedInRequest, rom_staff
from portal.core.queue import enqueue_matching
from portal.ui.dates import get_today


@rom_staff
def company_vetting(request: SignedInRequest, slug: str) -> HttpResponse:
    company = _get_vettable_company(request, slug)
    form = VettingForm(request.user, get_post_data(request))
    if save_form(form, vet_company, company, by=request.user):
        enqueue_matching()
        messages.success(request, _("%(company)s is vetted.") % {"company": company})
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
        messages.success(request, _("The vetting is withdrawn."))
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
    """Each that may be withdrawn by this person has a form of its own; the one that was sent keeps what was typed."""
    vettings = list(Vetting.objects.filter(company=company).select_related("rom", "vetted_by", "withdrawn_by"))
    scopes, day, sent = get_vetting_scopes(request.user), get_today(), end["vetting"].value() if end else ""
    rows = [
        {
            "vetting": each,
            "is_in_force": each.withdrawn_on is None and each.expires_on >= day,
            "end": _build_withdraw_form(each, end if str(each.pk) == str(sent) else None)
            if each.scope in scopes
            else None,
        }
        for each in vettings
    ]
    context = {"company": company, "form": form, "rows": rows, "end": end}
    return render(request, "companies/declarations/company_vetting.html", context)


def _build_withdraw_form(vetting: Vetting, sent: VettingWithdrawForm | None) -> VettingWithdrawForm:
    return sent or VettingWithdrawForm(initial={"vetting": vetting.pk}, auto_id=f"end{vetting.pk}_%s")
