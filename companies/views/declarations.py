"""Declarations: the members of a company sign them, and nobody else does."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from companies.forms import SigningForm, WithdrawForm
from companies.permissions import get_company_to_sign_for
from companies.presenters.declarations import Declarations
from companies.services import declarations as services
from portal.face.dates import today
from portal.forms import attempt
from portal.policy import SignedInRequest, signed_in
from portal.queue import look_again


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
            return redirect("companies:declarations", company.slug)
    found = Declarations.of(company)
    context = {
        "company": company,
        "form": form,
        "rows": [(row, form[row.kind.value]) for row in found.rows],
        "history": found.history,
        "today": today(),
        "last_day": services.a_year_after(today()),
    }
    return render(request, "companies/declarations.html", context)


@signed_in
def declaration_withdraw(request: SignedInRequest, slug: str) -> HttpResponse:
    company = get_company_to_sign_for(request.user, slug)
    form = WithdrawForm(request.POST)
    if request.method == "POST" and form.is_valid():
        declaration = get_object_or_404(company.declarations, pk=form.cleaned_data["declaration"])
        if services.withdraw(company, request.user, declaration):
            look_again()
            messages.success(request, _("“%(about)s” is withdrawn.") % {"about": declaration.get_kind_display()})
        else:
            messages.info(request, _("That statement had ended already; nothing was changed."))
    return redirect("companies:declarations", company.slug)


def said(number: int) -> str:
    return ngettext("One statement is signed.", "%(number)d statements are signed.", number) % {"number": number}
