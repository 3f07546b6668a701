"""What the pages of the wizard share: how one is shown, saved and left."""

from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.html import format_html
from django.utils.translation import gettext as _

from companies.profiles import services
from companies.profiles import wizard as steps
from companies.profiles.forms import ProfileForm
from companies.profiles.languages import Misplaced
from companies.profiles.models import Company
from portal.core.forms import attempt
from portal.core.policy import SignedInRequest
from portal.core.queue import look_again

TEMPLATES = {
    steps.WHO: "companies/wizard_who.html",
    steps.TEXT: "companies/wizard_text.html",
    steps.TECHNOLOGIES: "companies/wizard_technologies.html",
    steps.MATURITY: "companies/wizard_maturity.html",
    steps.CASES: "companies/wizard_cases.html",
    steps.SHARING: "companies/wizard_sharing.html",
}


def swap(request: HttpRequest, name: str) -> None:
    """Put each language of the text of this name in the other one's box, as if it had been typed there."""
    boxes = f"{name}_nl", f"{name}_en"
    data: Any = request.POST.copy()
    if all(box in data for box in boxes):
        data.update(dict(zip(boxes, [data.pop(box)[-1] for box in reversed(boxes)], strict=True)))
    request.POST = data


def shown(request: SignedInRequest, company: Company, step: str, **context: Any) -> HttpResponse:
    context |= {"company": company, "steps": steps.steps_of(company, step)}
    return render(request, TEMPLATES[step], context)


def place_after(request: SignedInRequest, step: str) -> str:
    """The page that the button leads to: the next one, the one that it names, or this one again."""
    if "next" in request.POST:
        return steps.SLUGS[steps.SLUGS.index(step) + 1]
    named = request.POST.get("to", "")
    return named if named in steps.SLUGS else step


def is_left_alone(request: SignedInRequest, form: BaseForm) -> bool:
    """Whether somebody only looks at another page: then there is nothing to save, and nothing that they confirm."""
    return "to" in request.POST and not form.has_changed()


def went_on(
    request: SignedInRequest, company: Company, step: str, form: BaseForm, wrong: list[Misplaced] | None = None
) -> HttpResponse:
    """After a page is saved, or left as it was. wrong: what was saved into the wrong box, as it seems."""
    place = place_after(request, step)
    if not is_left_alone(request, form):
        look_again()
        messages.success(request, _("Saved."))
        if wrong and place != step:
            warn_of_language(request, steps.url_of(company, step))
    return redirect(steps.url_of(company, place))


def warn_of_language(request: SignedInRequest, url: str) -> None:
    """url: of the page with the boxes, where the texts can change places."""
    told = _('A text may stand in the wrong language’s box: <a href="{}">look again</a>.')
    messages.warning(request, format_html(told, url))


def saved_page(
    request: SignedInRequest, company: Company, step: str, make: type[ProfileForm]
) -> tuple[ProfileForm, Company | None]:
    """The form of a page, and the profile once it can be left."""
    copy = Company.objects.get(pk=company.pk)  # the form writes what was typed into its own
    form = make(request.POST if request.method == "POST" else None, instance=copy)
    if is_left_alone(request, form):
        return form, company
    if request.method != "POST" or not form.is_valid():
        return form, None
    seen = form.cleaned_data["seen"]
    saved = attempt(form, lambda: services.update_company(company, seen=seen, **form.written))
    if not saved:
        form.show_version(company)
    return form, saved
