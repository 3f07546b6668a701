"""Declarations: the members of a company sign them, and nobody else does."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from companies.declarations.forms import DeclarationWithdrawForm, SigningForm
from companies.declarations.pages import DeclarationOverview
from companies.declarations.permissions import get_signable_company
from companies.declarations.services import add_one_year, sign_declarations, withdraw_declaration
from companies.profiles.models import Company
from companies.profiles.wizard import PUBLISH, get_step_url
from portal.core.forms import get_post_data, save_form
from portal.core.policy import SignedInRequest, require_sign_in
from portal.core.queue import enqueue_matching
from portal.ui.dates import get_today


@require_sign_in
def declaration_sign(request: SignedInRequest, slug: str) -> HttpResponse:
    company = get_signable_company(request.user, slug)
    form = SigningForm(get_post_data(request))
    language = (get_language() or "nl")[:2]
    if save_form(form, sign_declarations, company, request.user, language=language) is not None:
        enqueue_matching()
        messages.success(request, format_signed_count(len(form.service_kwargs()["answers"])))
        return redirect(get_declarations_url(request, company))
    found = DeclarationOverview.of(company)
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
    return render(request, "companies/declarations/declarations.html", context)


@require_sign_in
def declaration_withdraw(request: SignedInRequest, slug: str) -> HttpResponse:
    """Asks first: what was signed by name does not go at one press."""
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
    """The query of a link in the pages of the profile: whoever followed it is led back there."""
    return "?from=profile" if request.GET.get("from") == "profile" else ""


def get_declarations_url(request: SignedInRequest, company: Company) -> str:
    return reverse("companies:declarations", args=[company.slug]) + get_origin_query(request)


def format_signed_count(number: int) -> str:
    return ngettext("One statement is signed.", "%(number)d statements are signed.", number) % {"number": number}
