"""Deleting one's account, and a company's profile: first what goes and what stays, then the word of who asks."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from companies.members.erasure import companies_left_alone, erase_account, erase_profile
from companies.members.erasure_forms import AccountEraseForm, CompanyEraseForm
from companies.members.erasure_pages import stays_of_account, stays_of_company
from companies.profiles.permissions import get_owned_company
from portal.accounts.reauthentication import prove_who
from portal.core.forms import attempt
from portal.core.policy import SignedInRequest, signed_in
from portal.core.queue import look_again
from portal.privacy.erasure.person import why_not
from portal.privacy.erasure.preview import plan_for_company, plan_for_person


@signed_in
def account_erase(request: SignedInRequest) -> HttpResponse:
    prove_who(request)
    user = request.user
    alone = companies_left_alone(user)
    form = AccountEraseForm(request.POST or None, user=user, alone=alone)
    if form.is_valid() and attempt(form, lambda: erase_account(user, with_companies=form.goes_with_companies)):
        look_again()
        logout(request)
        messages.success(request, _("Your account is gone. A last mail confirms it."))
        return redirect("challenges:home")
    context = {
        "form": form,
        "refusal": why_not(user),
        "plan": plan_for_person(user),
        "alone": [(company, plan_for_company(company.pk, user)) for company in alone],
        "stays": stays_of_account(has_company=user.memberships.exists()),
        "company_stays": stays_of_company(),
    }
    return render(request, "companies/account_erase.html", context)


@signed_in
def company_erase(request: SignedInRequest, slug: str) -> HttpResponse:
    company = get_owned_company(request.user, slug)
    prove_who(request)
    form = CompanyEraseForm(request.POST or None, company=company)
    if form.is_valid() and attempt(form, lambda: erase_profile(company)):
        look_again()
        messages.success(request, _("The profile is gone, with what belonged to it."))
        return redirect("my_data")
    plan = plan_for_company(company.pk, request.user)
    context = {"form": form, "company": company, "plan": plan, "stays": stays_of_company()}
    return render(request, "companies/company_erase.html", context)
