"""The wizard's page of reference cases and the logo: one form, so that no button loses what another part holds."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from companies.profiles.languages import MisplacedText, build_language_notes, find_misplaced_texts
from companies.profiles.logo_forms import LogoForm
from companies.profiles.logo_models import Logo
from companies.profiles.logos import remove_logo, set_logo
from companies.profiles.models import Company
from companies.profiles.reference_forms import ReferenceProjectForm
from companies.profiles.reference_models import MOST_CASES, ReferenceCase
from companies.profiles.references import add_reference_project, remove_reference_project, update_reference_project
from companies.profiles.wizard import CASES, get_step_url
from companies.profiles.wizard_steps import continue_wizard, get_next_step, is_form_untouched, render_wizard_step
from portal.core.forms import save_form
from portal.core.policy import SignedInRequest


def reference_step(request: SignedInRequest, company: Company) -> HttpResponse:
    """The list, and one small form: for a new case, or for the one that `?case=` names."""
    listed = list(company.reference_cases.all())
    wanted = request.GET.get("case", "")
    case = next((each for each in listed if str(each.pk) == wanted), None)
    if request.method != "POST":
        if wanted and case is None:
            return redirect(get_step_url(company, CASES))
        return render_reference_step(
            request, company, listed, case, ReferenceProjectForm(instance=copy_reference_project(case)), LogoForm()
        )
    logo_form, has_logo, is_fine = handle_logo_upload(request, company)
    if "remove" in request.POST:
        return remove_project_and_redirect(request, company, case)
    to = get_leaving_url(request, company, listed)
    if is_fine and case is None and is_project_blank(request.POST) and (to or has_logo):
        return redirect(to or get_step_url(company, CASES))
    form = ReferenceProjectForm(request.POST, instance=copy_reference_project(case))
    leaves = bool(has_logo or "change" in request.POST) and not form.has_changed()
    if is_fine and (leaves or is_form_untouched(request, form)):
        return redirect(to or request.get_full_path())
    save, parent = (update_reference_project, case) if case else (add_reference_project, company)
    if is_fine and (written := save_form(form, save, parent)):
        answer = continue_wizard(request, company, CASES, form, find_misplaced_project_texts(written))
        return redirect(to) if to else answer
    return render_reference_step(request, company, listed, case, form, logo_form)


def render_reference_step(
    request: SignedInRequest,
    company: Company,
    listed: list[ReferenceCase],
    case: ReferenceCase | None,
    form: ReferenceProjectForm,
    logo_form: LogoForm,
) -> HttpResponse:
    notes = [
        (each, build_language_notes(each, [("text", "")])[0], find_misplaced_project_texts(each)) for each in listed
    ]
    context = {
        "form": form,
        "case": case,
        "cases": notes,
        "is_full": not case and len(listed) >= MOST_CASES,
        "misplaced": find_misplaced_project_texts(case) if case else [],
        "logo_form": logo_form,
        "logo": Logo.objects.filter(company=company).defer("content").first(),
    }
    return render_wizard_step(request, company, CASES, **context)


def handle_logo_upload(request: SignedInRequest, company: Company) -> tuple[LogoForm, bool, bool]:
    """Saves the logo that came along, or takes it away. The form, whether there was anything to do, and whether it is
    done."""
    if "remove_logo" in request.POST:
        remove_logo(company)
        messages.success(request, _("The logo is taken away."))
        return LogoForm(), True, True
    if "logo" not in request.FILES:
        return LogoForm(), False, True
    form = LogoForm(request.POST, request.FILES)
    if not save_form(form, set_logo, company):
        return form, True, False
    messages.success(request, _("The logo is saved."))
    return form, True, True


def get_leaving_url(request: SignedInRequest, company: Company, listed: list[ReferenceCase]) -> str:
    """Where the button leads: to another case or another page; nothing where it stays here."""
    if request.POST.get("change", "") in [str(each.pk) for each in listed]:
        return f"{get_step_url(company, CASES)}?case={request.POST['change']}#case"
    place = get_next_step(request, CASES)
    return get_step_url(company, place) if place != CASES else ""


def copy_reference_project(case: ReferenceCase | None) -> ReferenceCase | None:
    """The form writes what was typed into its own."""
    return ReferenceCase.objects.get(pk=case.pk) if case else None


def find_misplaced_project_texts(case: ReferenceCase) -> list[MisplacedText]:
    return find_misplaced_texts(case, [("text", case.title)])


def is_project_blank(data: Any) -> bool:
    """Whether the form of a new case was left as it was: then a button that leads elsewhere only goes there."""
    return not any(data.get(name, "").strip() for name in ReferenceProjectForm.Meta.fields)


def remove_project_and_redirect(request: SignedInRequest, company: Company, case: ReferenceCase | None) -> HttpResponse:
    if case:
        remove_reference_project(case)
        messages.success(request, _("“%(title)s” is taken away.") % {"title": case.title})
    return redirect(get_step_url(company, CASES))
