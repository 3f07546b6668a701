"""Making a profile, keeping one for a company that nobody acts for yet, and the way into the wizard."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from companies.profiles.languages import find_misplaced_texts
from companies.profiles.models import Company
from companies.profiles.permissions import get_editable_company
from companies.profiles.services import create_staff_profile, review_technologies, update_company
from companies.profiles.staff_forms import StaffProfileForm
from companies.profiles.technology_forms import TechnologyReviewForm
from companies.profiles.wizard import TECHNOLOGIES, build_wizard_steps, get_step_url
from companies.profiles.wizard_steps import swap_language_texts, warn_misplaced_language
from companies.profiles.wizard_views import TOLD, list_technology_links
from portal.core.forms import get_post_data, save_form
from portal.core.policy import SignedInRequest, require_sign_in
from portal.core.queue import enqueue_matching
from portal.technologies.vocabulary import Vocabulary


@require_sign_in
def company_profile(request: SignedInRequest) -> HttpResponse:
    """The address behind "My profile": one's own, a choice where there are several, or the form that makes it."""
    companies = list(Company.objects.filter(memberships__user=request.user).order_by("memberships__created_at"))
    if len(companies) > 1:
        return render(request, "companies/profiles/company_profile.html", {"companies": companies})
    if companies:
        return redirect("companies:company_edit", companies[0].slug)
    return redirect("companies:company_create")


def staff_profile_create(request: SignedInRequest) -> HttpResponse:
    form = StaffProfileForm(get_post_data(request), user=request.user)
    if company := save_form(form, create_staff_profile, request.user):
        return redirect_to_suggestions(
            request, company, _("The profile is published. Say yes or no to what we found in it.")
        )
    return render(request, "companies/profiles/company_form.html", {"form": form, "for_others": True})


@require_sign_in
def company_edit(request: SignedInRequest, slug: str) -> HttpResponse:
    """For its own people the pages of the wizard: the first open one of a draft, else all to choose from."""
    company = get_editable_company(request.user, slug)
    if StaffProfileForm.is_for(request.user, company):
        return staff_profile_edit(request, company)
    steps = build_wizard_steps(company)
    if company.state == Company.State.DRAFT:
        return redirect(steps.first_open.url)
    return render(request, "companies/profiles/profile_overview.html", {"company": company, "steps": steps})


def staff_profile_edit(request: SignedInRequest, company: Company) -> HttpResponse:
    if "swap" in request.POST:
        swap_language_texts(request, request.POST["swap"])
    copy = Company.objects.get(pk=company.pk)  # the form writes what was typed into its own
    form = StaffProfileForm(get_post_data(request), instance=copy, user=request.user)
    if saved := save_form(form, update_company, company, publish="publish" in request.POST):
        return redirect_to_suggestions(request, saved, _("Your changes are saved."))
    context = {"form": form, "company": company, "for_others": True, "misplaced": find_misplaced_texts(company, TOLD)}
    return render(request, "companies/profiles/company_form.html", context)


def redirect_to_suggestions(request: SignedInRequest, company: Company, message: str) -> HttpResponse:
    """After a profile is saved: on to the technologies that its text names."""
    enqueue_matching()
    messages.success(request, message)
    if find_misplaced_texts(company, TOLD):
        warn_misplaced_language(request, reverse("companies:company_edit", args=[company.slug]))
    return redirect("companies:technology_judge", company.slug)


@require_sign_in
def profile_publish(request: SignedInRequest, slug: str) -> HttpResponse:
    """Takes the button of the last page: a draft goes public, once."""
    company = get_editable_company(request.user, slug)
    if request.method != "POST":
        return redirect("companies:company_edit", company.slug)
    try:
        update_company(company, publish=True)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("companies:company_edit", company.slug)
    enqueue_matching()
    messages.success(request, _("Your profile is published. Challenges that fit stand below."))
    return redirect("challenges:company_home")


@require_sign_in
def technology_review(request: SignedInRequest, slug: str) -> HttpResponse:
    """The technologies of a profile that staff keep; the company's own people have a page of the wizard."""
    company = get_editable_company(request.user, slug)
    if not StaffProfileForm.is_for(request.user, company):
        query = f"?{request.GET.urlencode()}" if request.GET else ""
        return redirect(get_step_url(company, TECHNOLOGIES) + query)
    form = TechnologyReviewForm(list_technology_links(company), Vocabulary.load(), get_post_data(request))
    if save_form(form, review_technologies, company):
        enqueue_matching()
        messages.success(request, _("The technologies are saved."))
        return redirect("companies:technology_judge", company.slug)
    return render(request, "companies/profiles/technology_judge.html", {"form": form, "company": company})
