"""Coming to act for a company: find or make it, ask to join, prove that a profile is yours, answer an invitation."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from companies.members.claims import claim_by_approval, claim_by_mail, confirm_claim, find_claim_by_link, withdraw_claim
from companies.members.company_search import (
    FoundCompany,
    find_companies_by_name,
    find_company_by_number,
    parse_typed_number,
)
from companies.members.forms import ClaimByMailForm, ClaimReasonForm, CompanySearchForm, JoinRequestForm, NewCompanyForm
from companies.members.invitations import accept_invitation, decline_invitation, find_invitation_by_link
from companies.members.mail_domains import get_mail_domain
from companies.members.new_company import create_own_company, find_profile_of_fields
from companies.members.open_requests import get_open_requests
from companies.members.permissions import can_join_companies, joins_companies
from companies.members.request_models import Claim, Invitation, JoinRequest
from companies.members.requests import request_to_join, withdraw_join_request
from companies.profiles.edit_views import staff_profile_create
from companies.profiles.models import Company
from companies.profiles.permissions import (
    can_create_staff_profiles,
    get_own_company,
    get_visible_company,
    is_company_member,
)
from companies.profiles.wizard import TEXT, get_step_url
from companies.registers.prefill import prefill_from_register
from portal.core.forms import call_or_add_errors, call_with_messages, parse_row_number, save_form
from portal.core.policy import SignedInRequest, allow_public, require_sign_in
from portal.core.queue import enqueue_matching
from portal.core.rate_limits import is_within_rate_limit

NUMBERS_AN_HOUR = 30  # KvK numbers that one person may look up
TOO_OFTEN = 429


@require_sign_in
def company_create(request: SignedInRequest) -> HttpResponse:
    """Find one's company, or make it; for staff, a company of their region that nobody acts for yet."""
    if can_create_staff_profiles(request.user):
        return staff_profile_create(request)
    if get_own_company(request.user):
        return redirect("companies:company_profile")
    if request.method == "POST":
        return create_company_from_form(request)
    find = CompanySearchForm(request.GET if "q" in request.GET else None)
    context: dict[str, Any] = {"find": find, "form": find, "mine": get_open_requests(request.user)}
    if find.is_valid():
        context |= look_up_company(request, find.cleaned_data["q"])
    return render(request, "companies/members/company_create.html", context, status=context.pop("status", 200))


def look_up_company(request: SignedInRequest, words: str) -> dict[str, Any]:
    """found or alike: profiles that are there; new: the first page of another, where the number is free.

    Only a number that has no profile is asked of the trade register.
    """
    number = parse_typed_number(words)
    if not number:
        return {"alike": find_companies_by_name(request.user, words), "new": NewCompanyForm(initial={"name": words})}
    if not is_within_rate_limit("kvk-number", request.user.pk, NUMBERS_AN_HOUR):
        return {"too_often": True, "status": TOO_OFTEN}
    if found := find_company_by_number(request.user, number):
        return {"found": found}
    known = prefill_from_register(number)
    return {"new": NewCompanyForm(initial=known.fields), "known": known}


def create_company_from_form(request: SignedInRequest) -> HttpResponse:
    form = NewCompanyForm(request.POST)
    found = None
    if form.is_valid():
        fields = dict(form.cleaned_data)
        if company := save_form(form, create_own_company, request.user):
            enqueue_matching()
            messages.success(request, _("Your profile is there as a draft. Now tell what you make."))
            return redirect(get_step_url(company, TEXT))
        found = find_profile_of_fields(request.user, fields)
    context = {
        "find": CompanySearchForm(),
        "mine": get_open_requests(request.user),
        "form": form,
        "new": form,
        "found": found,
    }
    return render(request, "companies/members/company_create.html", context)


@joins_companies
def company_join(request: SignedInRequest, slug: str) -> HttpResponse:
    company = get_visible_company(request.user, slug)
    if is_company_member(request.user, company):
        return redirect("companies:people", company.slug)
    if not company.is_claimed:
        return redirect("companies:claim", company.slug)
    return render_join_form(request, company, FoundCompany(company))


@joins_companies
def company_join_by_number(request: SignedInRequest, number: str) -> HttpResponse:
    """Of a profile that the person may know no more of than that it is there."""
    if not is_within_rate_limit("kvk-number", request.user.pk, NUMBERS_AN_HOUR):
        return render(request, "429.html", status=TOO_OFTEN)
    company = Company.objects.filter(kvk_number=number).first()
    found = find_company_by_number(request.user, number)
    if company is None or found is None:
        raise Http404
    if found.company:
        return redirect("companies:join", company.slug)
    return render_join_form(request, company, found)


def render_join_form(request: SignedInRequest, company: Company, found: FoundCompany) -> HttpResponse:
    """Whoever keeps the profile is asked: its owners, or while it has none the ROM. Which of them is not told."""
    form = JoinRequestForm(request.POST or None)
    if form.is_valid():
        service = request_to_join if company.is_claimed else claim_by_approval
        if call_or_add_errors(form, lambda: service(request.user, company, form.cleaned_data["message"])):
            messages.success(request, _("Your request is sent. You are told as soon as it is answered."))
            return redirect("companies:joining")
    return render(request, "companies/members/join.html", {"form": form, "new": form, "found": found})


@joins_companies
def company_claim(request: SignedInRequest, slug: str) -> HttpResponse:
    """Two ways to prove that a profile made by staff is one's own company's."""
    company = get_visible_company(request.user, slug)
    if company.is_claimed:
        return redirect("companies:join", company.slug)
    way = request.POST.get("way")
    by_mail = ClaimByMailForm(request.POST if way == Claim.Way.MAIL else None)
    by_rom = ClaimReasonForm(request.POST if way == Claim.Way.APPROVAL else None)
    if made := save_form(by_mail, claim_by_mail, request.user, company):
        messages.success(request, _("The link is on its way to %(address)s.") % {"address": made.address})
        return redirect("companies:claim", company.slug)
    if save_form(by_rom, claim_by_approval, request.user, company):
        messages.success(request, _("Your request is with the ROM. You are told as soon as it is answered."))
        return redirect("companies:claim", company.slug)
    context = {
        "company": company,
        "domain": get_mail_domain(company.website),
        "by_mail": by_mail,
        "by_rom": by_rom,
        "form": by_mail if way == Claim.Way.MAIL else by_rom,
        "mine": {each.way: each for each in request.user.claims.open().filter(company=company)},
    }
    return render(request, "companies/members/claim.html", context)


@never_cache
@require_sign_in
def claim_confirm(request: SignedInRequest, link: str) -> HttpResponse:
    """Looking changes nothing, as mail scanners follow links; the button does. Only for who asked for the link."""
    found = find_claim_by_link(link)
    if found is None or found.user != request.user or not can_join_companies(request.user):
        return render(request, "companies/members/claim_confirm.html", {"claim": None}, status=404)
    if request.method == "POST" and call_with_messages(request, lambda: confirm_claim(request.user, found)):
        enqueue_matching()
        messages.success(request, _("The profile is yours. Look whether everything in it is right."))
        return redirect("companies:company_edit", found.company.slug)
    is_late = not Claim.objects.in_time().filter(pk=found.pk).exists()
    return render(request, "companies/members/claim_confirm.html", {"claim": found, "is_late": is_late})


@never_cache
@allow_public
def invitation_detail(request: HttpRequest, link: str) -> HttpResponse:
    """The link shows the invitation; only who is signed in with the verified address can answer it."""
    found = find_invitation_by_link(link)
    if found is None:
        return render(request, "companies/members/invitation.html", {"invitation": None}, status=404)
    user = request.user
    is_mine = user.is_authenticated and Invitation.objects.for_addresses_of(user).filter(pk=found.pk).exists()
    context = {
        "invitation": found,
        "is_late": not Invitation.objects.in_time().filter(pk=found.pk).exists(),
        "is_mine": is_mine,
        "is_staff": can_create_staff_profiles(user),
    }
    return render(request, "companies/members/invitation.html", context)


@require_sign_in
def membership_requests(request: SignedInRequest) -> HttpResponse:
    """What a person asked, and what they are asked: to withdraw, to accept or decline."""
    if request.method == "POST":
        return handle_pending_answer(request)
    return render(request, "companies/members/joining.html", {"mine": get_open_requests(request.user)})


def handle_pending_answer(request: SignedInRequest) -> HttpResponse:
    """404 for another's. An invitation by its number: who has the address needs no link."""
    what, number = request.POST.get("what"), parse_row_number(request.POST.get("number"))
    if number is None:
        raise BadRequest
    if what == "request":
        call_with_messages(
            request, lambda: withdraw_join_request(get_object_or_404(JoinRequest, pk=number, user=request.user))
        )
    elif what == "claim":
        call_with_messages(request, lambda: withdraw_claim(get_object_or_404(Claim, pk=number, user=request.user)))
    elif what == "invitation":
        return answer_invitation(request, number)
    return redirect("companies:joining")


def answer_invitation(request: SignedInRequest, number: int) -> HttpResponse:
    mine = Invitation.objects.for_addresses_of(request.user).select_related("company")
    found = get_object_or_404(mine, pk=number)
    if not can_join_companies(request.user):
        raise PermissionDenied
    if "decline" in request.POST:
        call_with_messages(request, lambda: decline_invitation(request.user, found))
        return redirect("companies:joining")
    if company := call_with_messages(request, lambda: accept_invitation(request.user, found)):
        messages.success(request, _("You act for %(company)s now.") % {"company": company})
        return redirect("companies:company_detail", company.slug)
    return redirect("companies:joining")
