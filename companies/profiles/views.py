"""Pages of profiles outside the wizard: editing as staff, the logo, visibility, freshness and the call list."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from companies.profiles.forms import StaffProfileForm
from companies.profiles.freshness_services import (
    confirm_by_answer,
    confirm_profile,
    get_latest_call,
    read_confirmation_token,
    record_call,
)
from companies.profiles.models import Company
from companies.profiles.pages import (
    CallListFilter,
    build_age_bands,
    build_call_rows,
    build_profile_preview_links,
    find_misplaced_texts,
    iter_call_table,
    list_profile_readers,
    select_call_list,
)
from companies.profiles.part_forms import CallForm, LogoForm, TechnologyReviewForm, VisibilityForm
from companies.profiles.part_models import Logo
from companies.profiles.permissions import can_call_company, get_editable_company, get_visible_company
from companies.profiles.services import create_staff_profile, remove_logo, review_technologies, set_logo, update_company
from companies.profiles.visibility import disclose_company
from companies.profiles.visibility_models import ProfileGroup
from companies.profiles.visibility_services import record_profile_reading, update_visibility
from companies.profiles.wizard import TECHNOLOGIES, build_wizard_steps, get_step_url
from companies.profiles.wizard_views import (
    PROFILE_TEXTS,
    list_technology_links,
    swap_language_texts,
    warn_misplaced_language,
)
from portal.core.forms import get_post_data, save_form
from portal.core.policy import SignedInRequest, allow_public, require_sign_in, rom_staff
from portal.core.queue import enqueue_matching
from portal.documents.spreadsheet import CONTENT_TYPES, build_table_file
from portal.technologies.vocabulary import Vocabulary
from portal.ui.dates import get_today


@require_sign_in
def company_profile(request: SignedInRequest) -> HttpResponse:
    """Redirect to the person's own profile, or offer a choice of several, or the form that creates it."""
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
    """Let staff edit an unclaimed profile; lead members of a draft to its first open page, or show all pages."""
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
        return redirect_to_suggestions(request, saved, _("Your changes have been saved."))
    context = {
        "form": form,
        "company": company,
        "for_others": True,
        "misplaced": find_misplaced_texts(company, PROFILE_TEXTS),
    }
    return render(request, "companies/profiles/company_form.html", context)


def redirect_to_suggestions(request: SignedInRequest, company: Company, message: str) -> HttpResponse:
    """Redirect from a saved profile to the technologies that were found in its text."""
    enqueue_matching()
    messages.success(request, message)
    if find_misplaced_texts(company, PROFILE_TEXTS):
        warn_misplaced_language(request, reverse("companies:company_edit", args=[company.slug]))
    return redirect("companies:technology_review", company.slug)


@require_sign_in
def profile_publish(request: SignedInRequest, slug: str) -> HttpResponse:
    """Publish a draft, for the button on the last page of the wizard."""
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
    """Let staff review the technologies of an unclaimed profile; members have a page of the wizard."""
    company = get_editable_company(request.user, slug)
    if not StaffProfileForm.is_for(request.user, company):
        query = f"?{request.GET.urlencode()}" if request.GET else ""
        return redirect(get_step_url(company, TECHNOLOGIES) + query)
    form = TechnologyReviewForm(list_technology_links(company), Vocabulary.load(), get_post_data(request))
    if save_form(form, review_technologies, company):
        enqueue_matching()
        messages.success(request, _("The technologies are saved."))
        return redirect("companies:technology_review", company.slug)
    return render(request, "companies/profiles/technology_review.html", {"form": form, "company": company})


YEAR = 365 * 24 * 60 * 60  # seconds


@allow_public
def company_logo(request: HttpRequest, slug: str) -> HttpResponse:
    """Return the logo to readers who may see the company; only browsers may cache it, if the address has its hash."""
    company = get_visible_company(request.user, slug)
    logo = Logo.objects.filter(company=company).first()
    if logo is None:
        raise Http404
    may_keep = company.is_published and request.GET.get("v") == logo.sha256
    return HttpResponse(
        bytes(logo.content),
        content_type=logo.content_type,
        headers={
            "Content-Disposition": 'inline; filename="logo.webp"',
            "Cache-Control": f"private, max-age={YEAR}, immutable" if may_keep else "private, no-cache",
            "X-Content-Type-Options": "nosniff",
        },
    )


@require_sign_in
def logo_edit(request: SignedInRequest, slug: str) -> HttpResponse:
    company = get_editable_company(request.user, slug)
    back = redirect("companies:logo_edit", company.slug)
    if request.method == "POST" and "remove" in request.POST:
        remove_logo(company)
        messages.success(request, _("The logo is taken away."))
        return back
    form = LogoForm(*(request.POST, request.FILES) if request.method == "POST" else ())
    if save_form(form, set_logo, company):
        messages.success(request, _("The logo is saved."))
        return back
    logo = Logo.objects.filter(company=company).defer("content").first()
    return render(request, "companies/profiles/logo_edit.html", {"form": form, "company": company, "logo": logo})


@require_sign_in
def company_visibility(request: SignedInRequest, slug: str) -> HttpResponse:
    company = get_editable_company(request.user, slug)
    form = VisibilityForm(company, get_post_data(request))
    if save_form(form, update_visibility, company):
        enqueue_matching()
        messages.success(request, _("Who sees what is saved."))
        return redirect("companies:company_visibility", company.slug)
    record_profile_reading(request.user, disclose_company(company, request.user))
    context = {
        "form": form,
        "company": company,
        "readers": list_profile_readers(company),
        "previews": build_profile_preview_links(company),
    }
    return render(request, "companies/profiles/company_visibility.html", context)


@never_cache
@allow_public
def freshness_answer(request: HttpRequest, token: str) -> HttpResponse:
    """Confirm a profile with the button only, because mail scanners follow links; show only the public name."""
    question = read_confirmation_token(token)
    if question is None:
        raise Http404
    if request.method == "POST":
        if confirm_by_answer(question):
            enqueue_matching()
        return redirect("companies:freshness_answer", token)
    return render(
        request, "companies/profiles/freshness_answer.html", {"question": question, "company": question.company}
    )


@require_sign_in
def company_confirm(request: SignedInRequest, slug: str) -> HttpResponse:
    """Confirm a profile, for everybody who may edit it."""
    company = get_editable_company(request.user, slug)
    if request.method == "POST":
        confirm_profile(company)
        enqueue_matching()
        messages.success(request, _("You said that the profile of %(company)s is still true.") % {"company": company})
        return redirect(company)
    return render(request, "companies/profiles/company_confirm.html", {"company": company})


PER_PAGE = 25


@rom_staff
def call_list(request: SignedInRequest) -> HttpResponse:
    now, show = timezone.now(), get_call_list_filter(request)
    page = Paginator(select_call_list(request.user, show, now), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "rom": request.user.rom,
        "show": show,
        "shows": [(each, each == show) for each in CallListFilter],
        "page": page,
        "rows": build_call_rows(page.object_list, now),
        "bands": build_age_bands(request.user, now),
    }
    return render(request, "companies/profiles/call_list.html", context)


@rom_staff
def call_export(request: SignedInRequest) -> HttpResponse:
    """Return the whole list as CSV, or as XLSX if the address asks for it."""
    now, name = timezone.now(), request.GET.get("format", "csv")
    if name not in CONTENT_TYPES:
        raise Http404
    rows = iter_call_table(select_call_list(request.user, get_call_list_filter(request), now), now)
    response = HttpResponse(build_table_file(rows, name), content_type=CONTENT_TYPES[name])
    response["Content-Disposition"] = f'attachment; filename="call-list-{get_today()}.{name}"'
    return response


def get_call_list_filter(request: SignedInRequest) -> CallListFilter:
    chosen = request.GET.get("show", "")
    return next((each for each in CallListFilter if each == chosen), CallListFilter.TO_CALL)


@rom_staff
def company_call(request: SignedInRequest, slug: str) -> HttpResponse:
    company = get_visible_company(request.user, slug)
    if not can_call_company(request.user, company):
        raise Http404
    last = get_latest_call(company)
    form = CallForm(get_post_data(request), initial={"seen": str(last.pk) if last else ""})
    if save_form(form, record_call, request.user, company):
        enqueue_matching()
        messages.success(request, _("The call with %(company)s is noted.") % {"company": company})
        return redirect("companies:call_list")
    shown = disclose_company(company, request.user)
    record_profile_reading(request.user, shown, [ProfileGroup.CONTACT])
    context = {"company": company, "form": form, "last": last, "shown": shown}
    return render(request, "companies/profiles/company_call.html", context)
