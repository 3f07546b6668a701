"""Making and changing a profile, and judging the technologies found in it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from companies.forms import CompanyForm, TechnologiesForm
from companies.models import Company, CompanyTechnology
from companies.permissions import get_editable_company, own_company
from companies.services import companies as services
from portal.forms import attempt
from portal.policy import SignedInRequest, signed_in
from portal.queue import look_again


@signed_in
def company_profile(request: SignedInRequest) -> HttpResponse:
    """The address behind "My profile": one's own, or the form that makes it."""
    company = own_company(request.user)
    return redirect("companies:company_edit", company.slug) if company else redirect("companies:company_create")


@signed_in
def company_create(request: SignedInRequest) -> HttpResponse:
    if own_company(request.user):
        return redirect("companies:company_profile")
    form = CompanyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        company = attempt(form, lambda: services.create_company(request.user, **form.cleaned_data))
        if company:
            look_again()
            messages.success(request, _("Your profile is published. Say of each technology found whether it is right."))
            return redirect("companies:technology_judge", company.slug)
    return render(request, "companies/company_form.html", {"form": form})


@signed_in
def company_edit(request: SignedInRequest, slug: str) -> HttpResponse:
    company = get_editable_company(request.user, slug)
    form = CompanyForm(request.POST or None, instance=Company.objects.get(pk=company.pk))
    if request.method == "POST" and form.is_valid():
        saved = attempt(form, lambda: services.update_company(company, **form.cleaned_data))
        if saved:
            look_again()
            messages.success(request, _("Your changes are saved."))
            return redirect("companies:technology_judge", company.slug)
    return render(request, "companies/company_form.html", {"form": form, "company": company})


@signed_in
def technology_judge(request: SignedInRequest, slug: str) -> HttpResponse:
    """The technologies of a profile: each with the phrase that proves it, to confirm or refuse, and one to add."""
    company = get_editable_company(request.user, slug)
    form = TechnologiesForm(links_of(company), request.POST or None)
    if request.method == "POST" and form.is_valid():
        for technology, known_as in form.verdicts().items():
            services.judge_technology(company, technology, known_as)
        look_again()
        messages.success(request, _("Your technologies are saved."))
        return redirect("companies:technology_judge", company.slug)
    return render(request, "companies/technology_judge.html", {"form": form, "company": company})


def links_of(company: Company) -> list[CompanyTechnology]:
    """Proposals first, as they wait for an answer."""
    links = company.technology_links.counting().select_related("technology")
    return sorted(links, key=lambda link: (link.known_as != "proposed", str(link.technology)))
