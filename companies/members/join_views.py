"""Coming to act for a company: find or make it, ask to join, prove that a profile is yours, answer an invitation."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from companies.members import claims, company_search, invitations, new_company, requests
from companies.members.forms import FindForm, FirstPageForm, JoinForm, MailClaimForm, ReasonForm
from companies.members.mail_domains import mail_domain
from companies.members.open_requests import open_for
from companies.members.permissions import joins_companies, may_join_companies
from companies.members.request_models import Claim, Invitation, JoinRequest
from companies.profiles.edit_views import staff_profile_create
from companies.profiles.models import Company
from companies.profiles.permissions import acts_for, get_visible_company, makes_profiles_for_others, own_company
from companies.profiles.wizard import TEXT, url_of
from companies.registers.prefill import known_of
from portal.core.forms import attempt, row_number, told
from portal.core.policy import SignedInRequest, public, signed_in
from portal.core.queue import look_again
from portal.core.rate_limits import is_within

NUMBERS_AN_HOUR = 30  # KvK numbers that one person may look up
TOO_OFTEN = 429


@signed_in
def company_create(request: SignedInRequest) -> HttpResponse:
    """Find one's company, or make it; for staff, a company of their region that nobody acts for yet."""
    if makes_profiles_for_others(request.user):
        return staff_profile_create(request)
    if own_company(request.user):
        return redirect("companies:company_profile")
    if request.method == "POST":
        return make(request)
    find = FindForm(request.GET if "q" in request.GET else None)
    context: dict[str, Any] = {"find": find, "form": find, "mine": open_for(request.user)}
    if find.is_valid():
        context |= look_up(request, find.cleaned_data["q"])
    return render(request, "companies/company_create.html", context, status=context.pop("status", 200))


def look_up(request: SignedInRequest, words: str) -> dict[str, Any]:
    """found or alike: profiles that are there; new: the first page of another, where the number is free.

    Only a number that has no profile is asked of the trade register.
    """
    number = company_search.as_number(words)
    if not number:
        return {"alike": company_search.by_name(request.user, words), "new": FirstPageForm(initial={"name": words})}
    if not is_within("kvk-number", request.user.pk, NUMBERS_AN_HOUR):
        return {"too_often": True, "status": TOO_OFTEN}
    if found := company_search.by_number(request.user, number):
        return {"found": found}
    known = known_of(number)
    return {"new": FirstPageForm(initial=known.fields), "known": known}


def make(request: SignedInRequest) -> HttpResponse:
    form = FirstPageForm(request.POST)
    found = None
    if form.is_valid():
        fields = form.written
        company = attempt(form, lambda: new_company.start_company(request.user, **fields))
        if company:
            look_again()
            messages.success(request, _("Your profile is there as a draft. Now tell what you make."))
            return redirect(url_of(company, TEXT))
        found = new_company.twin_of(request.user, fields)
    context = {"find": FindForm(), "mine": open_for(request.user), "form": form, "new": form, "found": found}
    return render(request, "companies/company_create.html", context)


@joins_companies
def join(request: SignedInRequest, slug: str) -> HttpResponse:
    company = get_visible_company(request.user, slug)
    if acts_for(request.user, company):
        return redirect("companies:people", company.slug)
    if not company.is_claimed:
        return redirect("companies:claim", company.slug)
    return ask(request, company, company_search.Found(company))


@joins_companies
def join_by_number(request: SignedInRequest, number: str) -> HttpResponse:
    """Of a profile that the person may know no more of than that it is there."""
    if not is_within("kvk-number", request.user.pk, NUMBERS_AN_HOUR):
        return render(request, "429.html", status=TOO_OFTEN)
    company = Company.objects.filter(kvk_number=number).first()
    found = company_search.by_number(request.user, number)
    if company is None or found is None:
        raise Http404
    if found.company:
        return redirect("companies:join", company.slug)
    return ask(request, company, found)


def ask(request: SignedInRequest, company: Company, found: company_search.Found) -> HttpResponse:
    """Whoever keeps the profile is asked: its owners, or while it has none the ROM. Which of them is not told."""
    form = JoinForm(request.POST or None)
    if form.is_valid():
        service = requests.ask if company.is_claimed else claims.claim_by_approval
        if attempt(form, lambda: service(request.user, company, form.cleaned_data["message"])):
            messages.success(request, _("Your request is sent. You are told as soon as it is answered."))
            return redirect("companies:joining")
    return render(request, "companies/join.html", {"form": form, "new": form, "found": found})


@joins_companies
def claim(request: SignedInRequest, slug: str) -> HttpResponse:
    """Two ways to prove that a profile made by staff is one's own company's."""
    company = get_visible_company(request.user, slug)
    if company.is_claimed:
        return redirect("companies:join", company.slug)
    way = request.POST.get("way")
    by_mail = MailClaimForm(request.POST if way == Claim.Way.MAIL else None)
    by_rom = ReasonForm(request.POST if way == Claim.Way.APPROVAL else None)
    if by_mail.is_valid():
        local_part = by_mail.cleaned_data["local_part"]
        if made := attempt(by_mail, lambda: claims.claim_by_mail(request.user, company, local_part)):
            messages.success(request, _("The link is on its way to %(address)s.") % {"address": made.address})
            return redirect("companies:claim", company.slug)
    if by_rom.is_valid():
        reason = by_rom.cleaned_data["reason"]
        if attempt(by_rom, lambda: claims.claim_by_approval(request.user, company, reason)):
            messages.success(request, _("Your request is with the ROM. You are told as soon as it is answered."))
            return redirect("companies:claim", company.slug)
    context = {
        "company": company,
        "domain": mail_domain(company.website),
        "by_mail": by_mail,
        "by_rom": by_rom,
        "form": by_mail if way == Claim.Way.MAIL else by_rom,
        "mine": {each.way: each for each in request.user.claims.open().filter(company=company)},
    }
    return render(request, "companies/claim.html", context)


@never_cache
@signed_in
def claim_confirm(request: SignedInRequest, link: str) -> HttpResponse:
    """Looking changes nothing, as mail scanners follow links; the button does. Only for who asked for the link."""
    found = claims.find_by_link(link)
    if found is None or found.user != request.user or not may_join_companies(request.user):
        return render(request, "companies/claim_confirm.html", {"claim": None}, status=404)
    if request.method == "POST" and told(request, lambda: claims.confirm(request.user, found)):
        look_again()
        messages.success(request, _("The profile is yours. Look whether everything in it is right."))
        return redirect("companies:company_edit", found.company.slug)
    is_late = not Claim.objects.in_time().filter(pk=found.pk).exists()
    return render(request, "companies/claim_confirm.html", {"claim": found, "is_late": is_late})


@never_cache
@public
def invitation(request: HttpRequest, link: str) -> HttpResponse:
    """The link shows the invitation; only who is signed in with the verified address can answer it."""
    found = invitations.find_by_link(link)
    if found is None:
        return render(request, "companies/invitation.html", {"invitation": None}, status=404)
    user = request.user
    is_mine = user.is_authenticated and Invitation.objects.for_addresses_of(user).filter(pk=found.pk).exists()
    context = {
        "invitation": found,
        "is_late": not Invitation.objects.in_time().filter(pk=found.pk).exists(),
        "is_mine": is_mine,
        "is_staff": makes_profiles_for_others(user),
    }
    return render(request, "companies/invitation.html", context)


@signed_in
def joining(request: SignedInRequest) -> HttpResponse:
    """What a person asked, and what they are asked: to withdraw, to accept or decline."""
    if request.method == "POST":
        return answer(request)
    return render(request, "companies/joining.html", {"mine": open_for(request.user)})


def answer(request: SignedInRequest) -> HttpResponse:
    """404 for another's. An invitation by its number: who has the address needs no link."""
    what, number = request.POST.get("what"), row_number(request.POST.get("number"))
    if number is None:
        raise BadRequest
    if what == "request":
        told(request, lambda: requests.withdraw(get_object_or_404(JoinRequest, pk=number, user=request.user)))
    elif what == "claim":
        told(request, lambda: claims.withdraw(get_object_or_404(Claim, pk=number, user=request.user)))
    elif what == "invitation":
        return answer_invitation(request, number)
    return redirect("companies:joining")


def answer_invitation(request: SignedInRequest, number: int) -> HttpResponse:
    mine = Invitation.objects.for_addresses_of(request.user).select_related("company")
    found = get_object_or_404(mine, pk=number)
    if not may_join_companies(request.user):
        raise PermissionDenied
    if "decline" in request.POST:
        told(request, lambda: invitations.decline(request.user, found))
        return redirect("companies:joining")
    if company := told(request, lambda: invitations.accept(request.user, found)):
        messages.success(request, _("You act for %(company)s now.") % {"company": company})
        return redirect("companies:company_detail", company.slug)
    return redirect("companies:joining")
