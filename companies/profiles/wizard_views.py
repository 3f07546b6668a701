"""The pages of a profile, for those who act for the company: each is saved by itself, and half a profile is fine."""

from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from companies.profiles import services
from companies.profiles import wizard as steps
from companies.profiles.languages import language_notes, misplaced
from companies.profiles.models import Company, CompanyTechnology
from companies.profiles.permissions import get_editable_company
from companies.profiles.previews import preview_links
from companies.profiles.reference_views import cases
from companies.profiles.staff_forms import StaffProfileForm
from companies.profiles.technology_forms import TechnologiesForm
from companies.profiles.visibility_forms import SharingForm
from companies.profiles.visibility_models import Group
from companies.profiles.visibility_services import confidential_of, share
from companies.profiles.wizard_forms import MaturityForm, TextForm, WhoForm
from companies.profiles.wizard_steps import is_left_alone, saved_page, shown, swap, went_on
from portal.core.forms import attempt
from portal.core.policy import SignedInRequest, signed_in
from portal.technologies.vocabulary import Vocabulary

TOLD = [("text", steps.TITLES[steps.TEXT])]
USES = [(name, title) for name, title, _hint in MaturityForm.USES]
CONFIDENTIAL = [("text", Group.CONFIDENTIAL.label)]
Page = Callable[[SignedInRequest, Company], HttpResponse]


@signed_in
def wizard(request: SignedInRequest, slug: str, step: str) -> HttpResponse:
    """A page by its name; its number leads there."""
    company = get_editable_company(request.user, slug)
    if StaffProfileForm.is_for(request.user, company):
        return redirect("companies:company_edit", company.slug)
    if step.isascii() and step.isdecimal() and step in map(str, range(1, len(steps.SLUGS) + 1)):
        return redirect(steps.url_of(company, steps.SLUGS[int(step) - 1]))
    if step not in PAGES:
        raise Http404
    if "swap" in request.POST:
        swap(request, request.POST["swap"])
    return PAGES[step](request, company)


def who(request: SignedInRequest, company: Company) -> HttpResponse:
    form, saved = saved_page(request, company, steps.WHO, WhoForm)
    return went_on(request, saved, steps.WHO, form) if saved else shown(request, company, steps.WHO, form=form)


def text(request: SignedInRequest, company: Company) -> HttpResponse:
    form, saved = saved_page(request, company, steps.TEXT, TextForm)
    if saved:
        return went_on(request, saved, steps.TEXT, form, misplaced(saved, TOLD))
    notes, wrong = language_notes(company, TOLD), misplaced(company, TOLD)
    return shown(request, company, steps.TEXT, form=form, notes=notes, misplaced=wrong)


def technologies(request: SignedInRequest, company: Company) -> HttpResponse:
    """Each with the phrase that proves it, to confirm or refuse, and one to add; `?add=` chooses that one."""
    data = request.POST if request.method == "POST" else None
    chosen = {} if data else {"add": request.GET.get("add", "")}
    form = TechnologiesForm(links_of(company), Vocabulary.load(), data, initial=chosen)
    if is_left_alone(request, form):
        return went_on(request, company, steps.TECHNOLOGIES, form)
    if data is not None and form.is_valid():
        verdicts, seen = form.verdicts(), form.seen_before()
        done = attempt(form, lambda: services.judge_technologies(company, verdicts, seen) or True)
        if done:
            return went_on(request, company, steps.TECHNOLOGIES, form)
        form.show_version()
    return shown(request, company, steps.TECHNOLOGIES, form=form)


def links_of(company: Company) -> list[CompanyTechnology]:
    links = company.technology_links.select_related("technology")
    return sorted(links, key=lambda link: str(link.technology).lower())


def maturity(request: SignedInRequest, company: Company) -> HttpResponse:
    form, saved = saved_page(request, company, steps.MATURITY, MaturityForm)
    if saved:
        return went_on(request, saved, steps.MATURITY, form, misplaced(saved, USES))
    notes, wrong = language_notes(company, USES), misplaced(company, USES)
    return shown(request, company, steps.MATURITY, form=form, notes=notes, misplaced=wrong)


def sharing(request: SignedInRequest, company: Company) -> HttpResponse:
    form = SharingForm(company, request.POST if request.method == "POST" else None)
    if is_left_alone(request, form):
        return went_on(request, company, steps.SHARING, form)
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: share(company, **form.said())):
            return went_on(request, company, steps.SHARING, form, misplaced(confidential_of(company), CONFIDENTIAL))
        form.show_version()
    wrong = [text._replace(name="confidential") for text in misplaced(form.confidential, CONFIDENTIAL)]
    return shown(request, company, steps.SHARING, form=form, previews=preview_links(company), misplaced=wrong)


PAGES: dict[str, Page] = {
    steps.WHO: who,
    steps.TEXT: text,
    steps.TECHNOLOGIES: technologies,
    steps.MATURITY: maturity,
    steps.CASES: cases,
    steps.SHARING: sharing,
}
