"""Making and changing a profile, and judging the technologies found in it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from companies.forms import CompanyForm, StaffProfileForm, TechnologiesForm
from companies.models import Company, CompanyTechnology
from companies.permissions import get_editable_company, makes_profiles_for_others, own_company
from companies.services import companies as services
from portal.forms import attempt
from portal.policy import SignedInRequest, signed_in
from portal.queue import look_again
from portal.vocabulary import Vocabulary


@signed_in
def company_profile(request: SignedInRequest) -> HttpResponse:
    """The address behind "My profile": one's own, a choice where there are several, or the form that makes it."""
    companies = list(Company.objects.filter(memberships__user=request.user).order_by("memberships__created_at"))
    if len(companies) > 1:
        return render(request, "companies/company_profile.html", {"companies": companies})
    if companies:
        return redirect("companies:company_edit", companies[0].slug)
    return redirect("companies:company_create")


@signed_in
def company_create(request: SignedInRequest) -> HttpResponse:
    """One's own company; for staff, a company of their region that nobody acts for yet."""
    if makes_profiles_for_others(request.user):
        return staff_profile_create(request)
    if own_company(request.user):
        return redirect("companies:company_profile")
    form = CompanyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        fields = written(form)
        company = attempt(form, lambda: services.create_company(request.user, **fields))
        if company:
            return found_in(request, company, _("Your profile is published. Say yes or no to what we found in it."))
    return render(request, "companies/company_form.html", {"form": form})


def staff_profile_create(request: SignedInRequest) -> HttpResponse:
    form = StaffProfileForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        fields = written(form)
        company = attempt(form, lambda: services.create_staff_profile(request.user, **fields))
        if company:
            return found_in(request, company, _("The profile is published. Say yes or no to what we found in it."))
    return render(request, "companies/company_form.html", {"form": form, "for_others": True})


@signed_in
def company_edit(request: SignedInRequest, slug: str) -> HttpResponse:
    company = get_editable_company(request.user, slug)
    for_others = StaffProfileForm.is_for(request.user, company)
    copy = Company.objects.get(pk=company.pk)  # the form writes what was typed into its own
    data = request.POST or None
    form = StaffProfileForm(data, instance=copy, user=request.user) if for_others else CompanyForm(data, instance=copy)
    if request.method == "POST" and form.is_valid():
        seen, publish, fields = form.cleaned_data["seen"], "publish" in request.POST, written(form)
        saved = attempt(form, lambda: services.update_company(company, seen=seen, publish=publish, **fields))
        if saved:
            return found_in(request, saved, _("Your changes are saved."))
        form.show_version(company)
    return render(request, "companies/company_form.html", {"form": form, "company": company, "for_others": for_others})


def written(form: CompanyForm) -> dict[str, object]:
    """What goes into the profile, without what only the form needs."""
    return {name: value for name, value in form.cleaned_data.items() if name != "seen"}


def found_in(request: SignedInRequest, company: Company, message: str) -> HttpResponse:
    """After a profile is saved: on to the technologies that its text names."""
    look_again()
    messages.success(request, message)
    return redirect("companies:technology_judge", company.slug)


@signed_in
def technology_judge(request: SignedInRequest, slug: str) -> HttpResponse:
    """The technologies of a profile: each with the phrase that proves it, to confirm or refuse, and one to add."""
    company = get_editable_company(request.user, slug)
    form = TechnologiesForm(links_of(company), Vocabulary.load(), request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.judge_technologies(company, form.verdicts())
        look_again()
        messages.success(request, _("Your technologies are saved."))
        return redirect("companies:technology_judge", company.slug)
    for_others = StaffProfileForm.is_for(request.user, company)
    return render(
        request, "companies/technology_judge.html", {"form": form, "company": company, "for_others": for_others}
    )


def links_of(company: Company) -> list[CompanyTechnology]:
    links = company.technology_links.counting().select_related("technology")
    return sorted(links, key=lambda link: str(link.technology).lower())
