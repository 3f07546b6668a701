"""Declarations: the members of a company sign them, and nobody else does."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from companies.declarations import services
from companies.declarations.forms import SigningForm, WithdrawForm
from companies.declarations.pages import Declarations
from companies.declarations.permissions import get_company_to_sign_for
from companies.profiles.models import Company
from companies.profiles.wizard import PUBLISH, url_of
from portal.core.forms import attempt
from portal.core.policy import SignedInRequest, signed_in
from portal.core.queue import look_again
from portal.ui.dates import today


@signed_in
def declarations(request: SignedInRequest, slug: str) -> HttpResponse:
    company = get_company_to_sign_for(request.user, slug)
    form = SigningForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        name, answers, language = form.cleaned_data["name"], form.answers(), (get_language() or "nl")[:2]
        signed = attempt(form, lambda: services.sign(company, request.user, answers, name=name, language=language))
        if signed is not None:
            look_again()
            messages.success(request, said(len(answers)))
            return redirect(page_of(request, company))
    found = Declarations.of(company)
    context = {
        "company": company,
        "form": form,
        "rows": [(row, form[row.kind.value]) for row in found.rows],
        "history": found.history,
        "back": came_from(request),
        "way_back": url_of(company, PUBLISH),
        "today": today(),
        "last_day": services.a_year_after(today()),
    }
    return render(request, "companies/declarations.html", context)


@signed_in
def declaration_withdraw(request: SignedInRequest, slug: str) -> HttpResponse:
    """Asks first: what was signed by name does not go at one press."""
    company = get_company_to_sign_for(request.user, slug)
    form = WithdrawForm(request.POST if request.method == "POST" else request.GET)
    if not form.is_valid():
        return redirect(page_of(request, company))
    declaration = get_object_or_404(company.declarations, pk=form.cleaned_data["declaration"])
    if request.method == "POST":
        if services.withdraw(company, request.user, declaration):
            look_again()
            messages.success(request, _("“%(about)s” is withdrawn.") % {"about": declaration.get_kind_display()})
        else:
            messages.info(request, _("That statement had ended already; nothing was changed."))
        return redirect(page_of(request, company))
    if not declaration.is_in_force:
        return redirect(page_of(request, company))
    context = {"company": company, "declaration": declaration, "back": came_from(request)}
    return render(request, "companies/declaration_withdraw.html", context)


def came_from(request: SignedInRequest) -> str:
    """The query of a link in the pages of the profile: whoever followed it is led back there."""
    return "?from=profile" if request.GET.get("from") == "profile" else ""


def page_of(request: SignedInRequest, company: Company) -> str:
    return reverse("companies:declarations", args=[company.slug]) + came_from(request)


def said(number: int) -> str:
    return ngettext("One statement is signed.", "%(number)d statements are signed.", number) % {"number": number}
