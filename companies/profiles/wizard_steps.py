"""What the pages of the wizard share: how one is shown, saved and left."""

from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.html import format_html
from django.utils.translation import gettext as _

from companies.profiles.forms import ProfileForm
from companies.profiles.languages import MisplacedText
from companies.profiles.models import Company
from companies.profiles.services import update_company
from companies.profiles.wizard import (
    CASES,
    MATURITY,
    SHARING,
    SLUGS,
    TECHNOLOGIES,
    TEXT,
    WHO,
    build_wizard_steps,
    get_step_url,
)
from portal.core.forms import get_post_data, save_form
from portal.core.policy import SignedInRequest
from portal.core.queue import enqueue_matching

TEMPLATES = {
    WHO: "companies/profiles/wizard_who.html",
    TEXT: "companies/profiles/wizard_text.html",
    TECHNOLOGIES: "companies/profiles/wizard_technologies.html",
    MATURITY: "companies/profiles/wizard_maturity.html",
    CASES: "companies/profiles/wizard_cases.html",
    SHARING: "companies/profiles/wizard_sharing.html",
}


def swap_language_texts(request: HttpRequest, name: str) -> None:
    """Put each language of the text of this name in the other one's box, as if it had been typed there."""
    boxes = f"{name}_nl", f"{name}_en"
    data: Any = request.POST.copy()
    if all(box in data for box in boxes):
        data.update(dict(zip(boxes, [data.pop(box)[-1] for box in reversed(boxes)], strict=True)))
    request.POST = data


def render_wizard_step(request: SignedInRequest, company: Company, step: str, **context: Any) -> HttpResponse:
    context |= {"company": company, "steps": build_wizard_steps(company, step)}
    return render(request, TEMPLATES[step], context)


def get_next_step(request: SignedInRequest, step: str) -> str:
    """The page that the button leads to: the next one, the one that it names, or this one again."""
    if "next" in request.POST:
        return SLUGS[SLUGS.index(step) + 1]
    named = request.POST.get("to", "")
    return named if named in SLUGS else step


def is_form_untouched(request: SignedInRequest, form: BaseForm) -> bool:
    """Whether somebody only looks at another page: then there is nothing to save, and nothing that they confirm."""
    return "to" in request.POST and not form.has_changed()


def continue_wizard(
    request: SignedInRequest, company: Company, step: str, form: BaseForm, wrong: list[MisplacedText] | None = None
) -> HttpResponse:
    """After a page is saved, or left as it was. wrong: what was saved into the wrong box, as it seems."""
    place = get_next_step(request, step)
    if not is_form_untouched(request, form):
        enqueue_matching()
        messages.success(request, _("Saved."))
        if wrong and place != step:
            warn_misplaced_language(request, get_step_url(company, step))
    return redirect(get_step_url(company, place))


def warn_misplaced_language(request: SignedInRequest, url: str) -> None:
    """url: of the page with the boxes, where the texts can change places."""
    told = _('A text may stand in the wrong language’s box: <a href="{}">look again</a>.')
    messages.warning(request, format_html(told, url))


def save_profile_step(
    request: SignedInRequest, company: Company, step: str, make: type[ProfileForm]
) -> tuple[ProfileForm, Company | None]:
    """The form of a page, and the profile once it can be left."""
    copy = Company.objects.get(pk=company.pk)  # the form writes what was typed into its own
    form = make(get_post_data(request), instance=copy)
    if is_form_untouched(request, form):
        return form, company
    return form, save_form(form, update_company, company)
