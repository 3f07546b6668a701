"""The wizard's page of reference cases and the logo: one form, so that no button loses what another part holds."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from companies.profiles import references as services
from companies.profiles import wizard as steps
from companies.profiles.languages import Misplaced, language_notes, misplaced
from companies.profiles.logo_forms import LogoForm
from companies.profiles.logo_models import Logo
from companies.profiles.logos import remove_logo, set_logo
from companies.profiles.models import Company
from companies.profiles.reference_forms import CaseForm
from companies.profiles.reference_models import MOST_CASES, ReferenceCase
from companies.profiles.wizard_steps import is_left_alone, place_after, shown, went_on
from portal.core.forms import attempt
from portal.core.policy import SignedInRequest


def cases(request: SignedInRequest, company: Company) -> HttpResponse:
    """The list, and one small form: for a new case, or for the one that `?case=` names."""
    listed = list(company.reference_cases.all())
    wanted = request.GET.get("case", "")
    case = next((each for each in listed if str(each.pk) == wanted), None)
    if request.method != "POST":
        if wanted and case is None:
            return redirect(steps.url_of(company, steps.CASES))
        return page(request, company, listed, case, CaseForm(instance=copy_of(case)), LogoForm())
    logo_form, has_logo, is_fine = logo_sent(request, company)
    if "remove" in request.POST:
        return case_removed(request, company, case)
    to = elsewhere(request, company, listed)
    if is_fine and case is None and is_blank(request.POST) and (to or has_logo):
        return redirect(to or steps.url_of(company, steps.CASES))
    form = CaseForm(request.POST, instance=copy_of(case))
    leaves = bool(has_logo or "change" in request.POST) and not form.has_changed()
    if is_fine and (leaves or is_left_alone(request, form)):
        return redirect(to or request.get_full_path())
    if is_fine and form.is_valid():
        if written := attempt(form, lambda: write_case(company, case, form)):
            answer = went_on(request, company, steps.CASES, form, wrong_in(written))
            return redirect(to) if to else answer
        if case:
            form.show_version(case)
    return page(request, company, listed, case, form, logo_form)


def page(
    request: SignedInRequest,
    company: Company,
    listed: list[ReferenceCase],
    case: ReferenceCase | None,
    form: CaseForm,
    logo_form: LogoForm,
) -> HttpResponse:
    notes = [(each, language_notes(each, [("text", "")])[0], wrong_in(each)) for each in listed]
    context = {
        "form": form,
        "case": case,
        "cases": notes,
        "is_full": not case and len(listed) >= MOST_CASES,
        "misplaced": wrong_in(case) if case else [],
        "logo_form": logo_form,
        "logo": Logo.objects.filter(company=company).defer("content").first(),
    }
    return shown(request, company, steps.CASES, **context)


def logo_sent(request: SignedInRequest, company: Company) -> tuple[LogoForm, bool, bool]:
    """Saves the logo that came along, or takes it away. The form, whether there was anything to do, and whether it is
    done."""
    if "remove_logo" in request.POST:
        remove_logo(company)
        messages.success(request, _("The logo is taken away."))
        return LogoForm(), True, True
    if "logo" not in request.FILES:
        return LogoForm(), False, True
    form = LogoForm(request.POST, request.FILES)
    if not form.is_valid() or not attempt(form, lambda: set_logo(company, form.picture)):
        return form, True, False
    messages.success(request, _("The logo is saved."))
    return form, True, True


def elsewhere(request: SignedInRequest, company: Company, listed: list[ReferenceCase]) -> str:
    """Where the button leads: to another case or another page; nothing where it stays here."""
    if request.POST.get("change", "") in [str(each.pk) for each in listed]:
        return f"{steps.url_of(company, steps.CASES)}?case={request.POST['change']}#case"
    place = place_after(request, steps.CASES)
    return steps.url_of(company, place) if place != steps.CASES else ""


def copy_of(case: ReferenceCase | None) -> ReferenceCase | None:
    """The form writes what was typed into its own."""
    return ReferenceCase.objects.get(pk=case.pk) if case else None


def wrong_in(case: ReferenceCase) -> list[Misplaced]:
    return misplaced(case, [("text", case.title)])


def is_blank(data: Any) -> bool:
    """Whether the form of a new case was left as it was: then a button that leads elsewhere only goes there."""
    return not any(data.get(name, "").strip() for name in CaseForm.Meta.fields)


def write_case(company: Company, case: ReferenceCase | None, form: CaseForm) -> ReferenceCase:
    if case:
        return services.change_case(case, seen=form.cleaned_data["seen"], **form.written)
    return services.add_case(company, **form.written)


def case_removed(request: SignedInRequest, company: Company, case: ReferenceCase | None) -> HttpResponse:
    if case:
        services.remove_case(case)
        messages.success(request, _("“%(title)s” is taken away.") % {"title": case.title})
    return redirect(steps.url_of(company, steps.CASES))
