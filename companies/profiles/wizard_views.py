"""The pages of a profile, for those who act for the company: each is saved by itself, and half a profile is fine."""

from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from companies.profiles.languages import build_language_notes, find_misplaced_texts
from companies.profiles.models import Company, CompanyTechnology
from companies.profiles.permissions import get_editable_company
from companies.profiles.previews import build_profile_preview_links
from companies.profiles.reference_views import reference_step
from companies.profiles.services import review_technologies
from companies.profiles.staff_forms import StaffProfileForm
from companies.profiles.technology_forms import TechnologyReviewForm
from companies.profiles.visibility_forms import VisibilityForm
from companies.profiles.visibility_models import ProfileGroup
from companies.profiles.visibility_services import get_confidential_text, update_visibility
from companies.profiles.wizard import CASES, MATURITY, SHARING, SLUGS, TECHNOLOGIES, TEXT, TITLES, WHO, get_step_url
from companies.profiles.wizard_forms import IdentityForm, MaturityForm, ProfileTextForm
from companies.profiles.wizard_steps import (
    continue_wizard,
    is_form_untouched,
    render_wizard_step,
    save_profile_step,
    swap_language_texts,
)
from portal.core.forms import get_post_data, save_form
from portal.core.policy import SignedInRequest, require_sign_in
from portal.technologies.vocabulary import Vocabulary

TOLD = [("text", TITLES[TEXT])]
USES = [(name, title) for name, title, _hint in MaturityForm.USES]
CONFIDENTIAL = [("text", ProfileGroup.CONFIDENTIAL.label)]
Page = Callable[[SignedInRequest, Company], HttpResponse]


@require_sign_in
def profile_wizard(request: SignedInRequest, slug: str, step: str) -> HttpResponse:
    """A page by its name; its number leads there."""
    company = get_editable_company(request.user, slug)
    if StaffProfileForm.is_for(request.user, company):
        return redirect("companies:company_edit", company.slug)
    if step.isascii() and step.isdecimal() and step in map(str, range(1, len(SLUGS) + 1)):
        return redirect(get_step_url(company, SLUGS[int(step) - 1]))
    if step not in PAGES:
        raise Http404
    if "swap" in request.POST:
        swap_language_texts(request, request.POST["swap"])
    return PAGES[step](request, company)


def identity_step(request: SignedInRequest, company: Company) -> HttpResponse:
    form, saved = save_profile_step(request, company, WHO, IdentityForm)
    return continue_wizard(request, saved, WHO, form) if saved else render_wizard_step(request, company, WHO, form=form)


def text_step(request: SignedInRequest, company: Company) -> HttpResponse:
    form, saved = save_profile_step(request, company, TEXT, ProfileTextForm)
    if saved:
        return continue_wizard(request, saved, TEXT, form, find_misplaced_texts(saved, TOLD))
    notes, wrong = build_language_notes(company, TOLD), find_misplaced_texts(company, TOLD)
    return render_wizard_step(request, company, TEXT, form=form, notes=notes, misplaced=wrong)


def technology_step(request: SignedInRequest, company: Company) -> HttpResponse:
    """Each with the phrase that proves it, to confirm or refuse, and one to add; `?add=` chooses that one."""
    data = get_post_data(request)
    chosen = {} if data else {"add": request.GET.get("add", "")}
    form = TechnologyReviewForm(list_technology_links(company), Vocabulary.load(), data, initial=chosen)
    if is_form_untouched(request, form) or save_form(form, review_technologies, company):
        return continue_wizard(request, company, TECHNOLOGIES, form)
    return render_wizard_step(request, company, TECHNOLOGIES, form=form)


def list_technology_links(company: Company) -> list[CompanyTechnology]:
    links = company.technology_links.select_related("technology")
    return sorted(links, key=lambda link: str(link.technology).lower())


def maturity_step(request: SignedInRequest, company: Company) -> HttpResponse:
    form, saved = save_profile_step(request, company, MATURITY, MaturityForm)
    if saved:
        return continue_wizard(request, saved, MATURITY, form, find_misplaced_texts(saved, USES))
    notes, wrong = build_language_notes(company, USES), find_misplaced_texts(company, USES)
    return render_wizard_step(request, company, MATURITY, form=form, notes=notes, misplaced=wrong)


def visibility_step(request: SignedInRequest, company: Company) -> HttpResponse:
    form = VisibilityForm(company, get_post_data(request))
    if is_form_untouched(request, form):
        return continue_wizard(request, company, SHARING, form)
    if save_form(form, update_visibility, company):
        return continue_wizard(
            request, company, SHARING, form, find_misplaced_texts(get_confidential_text(company), CONFIDENTIAL)
        )
    wrong = [text._replace(name="confidential") for text in find_misplaced_texts(form.confidential, CONFIDENTIAL)]
    return render_wizard_step(
        request, company, SHARING, form=form, previews=build_profile_preview_links(company), misplaced=wrong
    )


PAGES: dict[str, Page] = {
    WHO: identity_step,
    TEXT: text_step,
    TECHNOLOGIES: technology_step,
    MATURITY: maturity_step,
    CASES: reference_step,
    SHARING: visibility_step,
}
