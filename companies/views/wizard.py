"""The pages of a profile, for those who act for the company: each is saved by itself, and half a profile is fine."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from companies.forms import CaseForm, MaturityForm, StaffProfileForm, TechnologiesForm, TextForm, WhoForm
from companies.logo_form import LogoForm
from companies.models import Company, CompanyTechnology, Group, Logo, ReferenceCase
from companies.models.cases import MOST_CASES
from companies.permissions import get_editable_company
from companies.presenters import wizard as steps
from companies.presenters.languages import Misplaced, language_notes, misplaced
from companies.presenters.previews import preview_links
from companies.services import cases as case_services
from companies.services import companies as services
from companies.services.sharing import confidential_of, share
from companies.sharing_form import SharingForm
from companies.views.stepping import is_left_alone, place_after, saved_page, shown, swapped, went_on
from portal.forms import attempt
from portal.policy import SignedInRequest, signed_in
from portal.vocabulary import Vocabulary

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
        request.POST = swapped(request.POST, request.POST["swap"])  # type: ignore[assignment]
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
    form = TechnologiesForm(links_of(company, data or {}), Vocabulary.load(), data, initial=chosen)
    if is_left_alone(request, form):
        return went_on(request, company, steps.TECHNOLOGIES, form)
    if data is not None and form.is_valid():
        verdicts, seen = form.verdicts(), form.seen_before()
        done = attempt(form, lambda: services.judge_technologies(company, verdicts, seen) or True)
        if done:
            return went_on(request, company, steps.TECHNOLOGIES, form)
        form.show_version()
    return shown(request, company, steps.TECHNOLOGIES, form=form)


def links_of(company: Company, answered: Any = ()) -> list[CompanyTechnology]:
    """Those that count, and those refused meanwhile that are being answered."""
    links = company.technology_links.select_related("technology")
    counting = [link for link in links if link.known_as != "refused" or f"verdict_{link.technology_id}" in answered]
    return sorted(counting, key=lambda link: str(link.technology).lower())


def maturity(request: SignedInRequest, company: Company) -> HttpResponse:
    form, saved = saved_page(request, company, steps.MATURITY, MaturityForm)
    if saved:
        return went_on(request, saved, steps.MATURITY, form, misplaced(saved, USES))
    notes, wrong = language_notes(company, USES), misplaced(company, USES)
    return shown(request, company, steps.MATURITY, form=form, notes=notes, misplaced=wrong)


def cases(request: SignedInRequest, company: Company) -> HttpResponse:
    """The list, and one small form: for a new case, or for the one that `?case=` names."""
    listed = list(company.reference_cases.all())
    wanted = request.GET.get("case", "")
    case = next((each for each in listed if str(each.pk) == wanted), None)
    if wanted and case is None and request.method != "POST":
        return redirect(steps.url_of(company, steps.CASES))
    copy = ReferenceCase.objects.get(pk=case.pk) if case else None
    if request.method == "POST" and "remove" in request.POST:
        return case_removed(request, company, case)
    place = place_after(request, steps.CASES)
    if place != steps.CASES and case is None and is_blank(request.POST):
        return redirect(steps.url_of(company, place))
    form = CaseForm(request.POST if request.method == "POST" else None, instance=copy)
    if is_left_alone(request, form):
        return went_on(request, company, steps.CASES, form)
    if request.method == "POST" and form.is_valid():
        if written := attempt(form, lambda: write_case(company, case, form)):
            return went_on(request, company, steps.CASES, form, wrong_in(written))
        if case:
            form.show_version(case)
    notes = [(each, language_notes(each, [("text", "")])[0], wrong_in(each)) for each in listed]
    logo = Logo.objects.filter(company=company).defer("content").first()
    told = {"form": form, "case": case, "cases": notes, "is_full": not case and len(listed) >= MOST_CASES}
    told["misplaced"] = wrong_in(case) if case else []
    return shown(request, company, steps.CASES, **told, logo_form=LogoForm(), logo=logo)


def wrong_in(case: ReferenceCase) -> list[Misplaced]:
    return misplaced(case, [("text", case.title)])


def is_blank(data: Any) -> bool:
    """Whether the form of a new case was left as it was: then a button to another page only goes there."""
    return not any(data.get(name, "").strip() for name in CaseForm.Meta.fields)


def write_case(company: Company, case: ReferenceCase | None, form: CaseForm) -> ReferenceCase:
    if case:
        return case_services.change_case(case, seen=form.cleaned_data["seen"], **form.written)
    return case_services.add_case(company, **form.written)


def case_removed(request: SignedInRequest, company: Company, case: ReferenceCase | None) -> HttpResponse:
    if case:
        case_services.remove_case(case)
        messages.success(request, _("“%(title)s” is taken away.") % {"title": case.title})
    return redirect(steps.url_of(company, steps.CASES))


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
