"""Deleting one's account, and a company's profile: first what goes and what stays, then the word of who asks."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from companies.members.erasure import erase_account, find_sole_owned_companies
from companies.members.erasure_forms import AccountEraseForm, CompanyEraseForm
from companies.members.erasure_pages import list_kept_account_data, list_kept_company_data
from companies.profiles.permissions import get_owned_company
from companies.profiles.services import erase_profile
from portal.accounts.reauthentication import require_recent_sign_in
from portal.core.forms import save_form
from portal.core.policy import SignedInRequest, require_sign_in
from portal.core.queue import enqueue_matching
from portal.privacy.erasure import get_erasure_refusal
from portal.privacy.erasure_preview import plan_company_erasure, plan_person_erasure


@require_sign_in
def account_erase(request: SignedInRequest) -> HttpResponse:
    require_recent_sign_in(request)
    user = request.user
    alone = find_sole_owned_companies(user)
    form = AccountEraseForm(request.POST or None, user=user, alone=alone)
    if save_form(form, erase_account, user):
        enqueue_matching()
        logout(request)
        messages.success(request, _("Your account is gone. A last mail confirms it."))
        return redirect("challenges:home")
    context = {
        "form": form,
        "refusal": get_erasure_refusal(user),
        "plan": plan_person_erasure(user),
        "alone": [(company, plan_company_erasure(company.pk, user)) for company in alone],
        "stays": list_kept_account_data(has_company=user.memberships.exists()),
        "company_stays": list_kept_company_data(),
    }
    return render(request, "companies/members/account_erase.html", context)


@require_sign_in
def company_erase(request: SignedInRequest, slug: str) -> HttpResponse:
    company = get_owned_company(request.user, slug)
    require_recent_sign_in(request)
    form = CompanyEraseForm(request.POST or None, company=company)
    if save_form(form, erase_profile, company):
        enqueue_matching()
        messages.success(request, _("The profile is gone, with what belonged to it."))
        return redirect("my_data")
    plan = plan_company_erasure(company.pk, request.user)
    context = {"form": form, "company": company, "plan": plan, "stays": list_kept_company_data()}
    return render(request, "companies/members/company_erase.html", context)
