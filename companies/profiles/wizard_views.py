"""The pages of the wizard for members: each page is saved by itself, and a profile may stay incomplete."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.html import format_html
from django.utils.translation import gettext as _

from companies.profiles.forms import IdentityForm, MaturityForm, ProfileForm, ProfileTextForm, StaffProfileForm
from companies.profiles.models import Company, CompanyTechnology
from companies.profiles.pages import (
    MisplacedText,
    build_language_notes,
    build_profile_preview_links,
    find_misplaced_texts,
)
from companies.profiles.part_forms import LogoForm, ReferenceProjectForm, TechnologyReviewForm, VisibilityForm
from companies.profiles.part_models import MOST_CASES, Logo, ReferenceCase
from companies.profiles.permissions import get_editable_company
from companies.profiles.services import (
    add_reference_project,
    remove_logo,
    remove_reference_project,
    review_technologies,
    set_logo,
    update_company,
    update_reference_project,
)
from companies.profiles.visibility_models import ProfileGroup
from companies.profiles.visibility_services import get_confidential_text, update_visibility
from companies.profiles.wizard import (
    CASES,
    MATURITY,
    SHARING,
    SLUGS,
    TECHNOLOGIES,
    TEXT,
    TITLES,
    WHO,
    build_wizard_steps,
    get_step_url,
)
from portal.core.forms import get_post_data, save_form
from portal.core.policy import SignedInRequest, require_sign_in
from portal.core.queue import enqueue_matching
from portal.technologies.vocabulary import Vocabulary

TEMPLATES = {
    WHO: "companies/profiles/wizard_who.html",
    TEXT: "companies/profiles/wizard_text.html",
    TECHNOLOGIES: "companies/profiles/wizard_technologies.html",
    MATURITY: "companies/profiles/wizard_maturity.html",
    CASES: "companies/profiles/wizard_cases.html",
    SHARING: "companies/profiles/wizard_sharing.html",
}


def swap_language_texts(request: HttpRequest, name: str) -> None:
    """Swap the two languages of the text with this name, as if they had been typed that way."""
    boxes = f"{name}_nl", f"{name}_en"
    data: Any = request.POST.copy()
    if all(box in data for box in boxes):
        data.update(dict(zip(boxes, [data.pop(box)[-1] for box in reversed(boxes)], strict=True)))
    request.POST = data


def render_wizard_step(request: SignedInRequest, company: Company, step: str, **context: Any) -> HttpResponse:
    context |= {"company": company, "steps": build_wizard_steps(company, step)}
    return render(request, TEMPLATES[step], context)


def get_next_step(request: SignedInRequest, step: str) -> str:
    """Return the page of the button that was used: the next one, the one that it names, or this one again."""
    if "next" in request.POST:
        return SLUGS[SLUGS.index(step) + 1]
    named = request.POST.get("to", "")
    return named if named in SLUGS else step


def is_form_untouched(request: SignedInRequest, form: BaseForm) -> bool:
    """Tell whether the person only goes to another page; then nothing is saved, and nothing is confirmed."""
    return "to" in request.POST and not form.has_changed()


def continue_wizard(
    request: SignedInRequest, company: Company, step: str, form: BaseForm, wrong: list[MisplacedText] | None = None
) -> HttpResponse:
    """Redirect after a page was saved or left unchanged; `wrong` holds texts that may be in the wrong box."""
    place = get_next_step(request, step)
    if not is_form_untouched(request, form):
        enqueue_matching()
        messages.success(request, _("Saved."))
        if wrong and place != step:
            warn_misplaced_language(request, get_step_url(company, step))
    return redirect(get_step_url(company, place))


def warn_misplaced_language(request: SignedInRequest, url: str) -> None:
    """Warn of a text in the wrong language; `url` is the page on which the texts can be swapped."""
    text = _('A text may stand in the wrong language’s box: <a href="{}">look again</a>.')
    messages.warning(request, format_html(text, url))


def save_profile_step(
    request: SignedInRequest, company: Company, step: str, make: type[ProfileForm]
) -> tuple[ProfileForm, Company | None]:
    """Return the form of a page, and the profile if it was saved or left unchanged."""
    copy = Company.objects.get(pk=company.pk)  # the form writes what was typed into its own
    form = make(get_post_data(request), instance=copy)
    if is_form_untouched(request, form):
        return form, company
    return form, save_form(form, update_company, company)


def reference_step(request: SignedInRequest, company: Company) -> HttpResponse:
    """List the reference projects, with one form: for a new one, or for the one that `?case=` names."""
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
        if case:
            remove_reference_project(case)
            messages.success(request, _("“%(title)s” is taken away.") % {"title": case.title})
        return redirect(get_step_url(company, CASES))
    to = get_leaving_url(request, company, listed)
    is_blank = not any(request.POST.get(name, "").strip() for name in ReferenceProjectForm.Meta.fields)
    if is_fine and case is None and is_blank and (to or has_logo):
        return redirect(to or get_step_url(company, CASES))
    form = ReferenceProjectForm(request.POST, instance=copy_reference_project(case))
    leaves = bool(has_logo or "change" in request.POST) and not form.has_changed()
    if is_fine and (leaves or is_form_untouched(request, form)):
        return redirect(to or request.get_full_path())
    save, parent = (update_reference_project, case) if case else (add_reference_project, company)
    if is_fine and (saved := save_form(form, save, parent)):
        answer = continue_wizard(request, company, CASES, form, find_misplaced_project_texts(saved))
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
    """Save the logo that was sent, or remove it.

    Return the form, whether there was a logo to save or remove, and whether that succeeded.
    """
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
    """Return the address of another project or page that the button leads to; "" if it stays here."""
    if request.POST.get("change", "") in [str(each.pk) for each in listed]:
        return f"{get_step_url(company, CASES)}?case={request.POST['change']}#case"
    place = get_next_step(request, CASES)
    return get_step_url(company, place) if place != CASES else ""


def copy_reference_project(case: ReferenceCase | None) -> ReferenceCase | None:
    """Return a copy, because the form writes what was typed into its instance."""
    return ReferenceCase.objects.get(pk=case.pk) if case else None


def find_misplaced_project_texts(case: ReferenceCase) -> list[MisplacedText]:
    return find_misplaced_texts(case, [("text", case.title)])


PROFILE_TEXTS = [("text", TITLES[TEXT])]
USE_TEXTS = [(name, title) for name, title, _hint in MaturityForm.USES]
CONFIDENTIAL_TEXTS = [("text", ProfileGroup.CONFIDENTIAL.label)]
Page = Callable[[SignedInRequest, Company], HttpResponse]


@require_sign_in
def profile_wizard(request: SignedInRequest, slug: str, step: str) -> HttpResponse:
    """Show a page by its name, or redirect from its number."""
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
        return continue_wizard(request, saved, TEXT, form, find_misplaced_texts(saved, PROFILE_TEXTS))
    notes, wrong = build_language_notes(company, PROFILE_TEXTS), find_misplaced_texts(company, PROFILE_TEXTS)
    return render_wizard_step(request, company, TEXT, form=form, notes=notes, misplaced=wrong)


def technology_step(request: SignedInRequest, company: Company) -> HttpResponse:
    """Let members confirm or refuse each technology, and add one; `?add=` chooses that one beforehand."""
    data = get_post_data(request)
    chosen = {} if data else {"add": request.GET.get("add", "")}
    form = TechnologyReviewForm(list_technology_links(company), Vocabulary.load(), data, initial=chosen)
    is_done = is_form_untouched(request, form) or save_form(form, review_technologies, company) is not None
    if is_done:
        return continue_wizard(request, company, TECHNOLOGIES, form)
    return render_wizard_step(request, company, TECHNOLOGIES, form=form)


def list_technology_links(company: Company) -> list[CompanyTechnology]:
    links = company.technology_links.select_related("technology")
    return sorted(links, key=lambda link: str(link.technology).lower())


def maturity_step(request: SignedInRequest, company: Company) -> HttpResponse:
    form, saved = save_profile_step(request, company, MATURITY, MaturityForm)
    if saved:
        return continue_wizard(request, saved, MATURITY, form, find_misplaced_texts(saved, USE_TEXTS))
    notes, wrong = build_language_notes(company, USE_TEXTS), find_misplaced_texts(company, USE_TEXTS)
    return render_wizard_step(request, company, MATURITY, form=form, notes=notes, misplaced=wrong)


def visibility_step(request: SignedInRequest, company: Company) -> HttpResponse:
    form = VisibilityForm(company, get_post_data(request))
    if is_form_untouched(request, form):
        return continue_wizard(request, company, SHARING, form)
    if save_form(form, update_visibility, company):
        return continue_wizard(
            request, company, SHARING, form, find_misplaced_texts(get_confidential_text(company), CONFIDENTIAL_TEXTS)
        )
    wrong = [text._replace(name="confidential") for text in find_misplaced_texts(form.confidential, CONFIDENTIAL_TEXTS)]
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
