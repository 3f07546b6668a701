"""Pages for members and owners, for the ROM that reviews claims, and for erasing an account or a profile."""

from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from companies.members.claims import review_claim
from companies.members.erasure import erase_account, find_sole_owned_companies
from companies.members.forms import YES, AccountEraseForm, ClaimReviewForm, CompanyEraseForm, MemberInviteForm
from companies.members.invitations import invite_member, resend_invitation, revoke_invitation
from companies.members.models import Claim
from companies.members.pages import build_member_page, list_kept_account_data, list_kept_company_data
from companies.members.permissions import can_manage_members, get_company_for_members
from companies.members.selectors import select_waiting_claims
from companies.members.services import accept_join_request, change_member_role, decline_join_request, remove_member
from companies.profiles.membership_models import Membership
from companies.profiles.models import Company
from companies.profiles.permissions import get_owned_company
from companies.profiles.services import erase_profile
from portal.accounts.reauthentication import require_recent_sign_in
from portal.core.forms import call_with_messages, parse_row_number, save_form
from portal.core.policy import SignedInRequest, require_sign_in, rom_staff
from portal.core.queue import enqueue_matching
from portal.privacy.erasure import get_erasure_refusal
from portal.privacy.erasure_preview import plan_company_erasure, plan_person_erasure


@require_sign_in
def member_list(request: SignedInRequest, slug: str) -> HttpResponse:
    company = get_company_for_members(request.user, slug)
    manages = can_manage_members(request.user, company)
    if request.method == "POST" and not manages:
        raise PermissionDenied
    form = MemberInviteForm(request.POST or None)
    if save_form(form, invite_member, request.user, company):
        messages.success(request, _("The invitation is on its way to %(email)s.") % form.cleaned_data)
        return redirect("companies:member_list", company.slug)
    context = {
        "company": company,
        "manages": manages,
        "form": form,
        **build_member_page(company, request.user, manages),
    }
    return render(request, "companies/members/member_list.html", context)


@require_sign_in
def member_change(request: SignedInRequest, slug: str) -> HttpResponse:
    """Change a role or remove a member, as an owner; everyone may remove themselves."""
    company = get_company_for_members(request.user, slug)
    member = get_object_or_404(company.memberships.select_related("user"), pk=get_posted_row_number(request, "member"))
    is_leaving = member.user == request.user and "remove" in request.POST
    if not is_leaving:
        require_member_management(request, company)
    if "remove" in request.POST:
        text = _("%(who)s no longer acts for the company.") % {"who": member.user}
        done = call_with_messages(request, lambda: remove_member(request.user, member), text)
        return redirect("my_start") if done and is_leaving else redirect("companies:member_list", company.slug)
    role = Membership.Role.OWNER if "promote" in request.POST else Membership.Role.MEMBER
    call_with_messages(request, lambda: change_member_role(request.user, member, role), _("The role is changed."))
    return redirect("companies:member_list", company.slug)


@require_sign_in
def join_request_decide(request: SignedInRequest, slug: str) -> HttpResponse:
    company = get_company_for_members(request.user, slug)
    require_member_management(request, company)
    join_request = get_object_or_404(company.join_requests, pk=get_posted_row_number(request, "request"))
    if "accept" in request.POST:
        text = _("%(who)s acts for the company now.") % {"who": join_request.user}
        call_with_messages(request, lambda: accept_join_request(request.user, join_request), text)
    else:
        call_with_messages(
            request, lambda: decline_join_request(request.user, join_request), _("The request is declined.")
        )
    return redirect("companies:member_list", company.slug)


@require_sign_in
def invitation_change(request: SignedInRequest, slug: str) -> HttpResponse:
    company = get_company_for_members(request.user, slug)
    require_member_management(request, company)
    invitation = get_object_or_404(company.invitations, pk=get_posted_row_number(request, "invitation"))
    if "again" in request.POST:
        text = _("A new link is on its way to %(email)s.") % {"email": invitation.email}
        call_with_messages(request, lambda: resend_invitation(request.user, invitation), text)
    else:
        call_with_messages(
            request, lambda: revoke_invitation(request.user, invitation), _("The invitation is revoked.")
        )
    return redirect("companies:member_list", company.slug)


def require_member_management(request: SignedInRequest, company: Company) -> None:
    """Raise PermissionDenied for members who may only view the page."""
    if not can_manage_members(request.user, company):
        raise PermissionDenied


def get_posted_row_number(request: SignedInRequest, what: str) -> int:
    """Return the id of the row that the button belongs to; raise BadRequest if none was posted."""
    number = parse_row_number(request.POST.get(what))
    if number is None:
        raise BadRequest
    return number


@rom_staff
def claim_list(request: SignedInRequest) -> HttpResponse:
    return render(request, "companies/members/claim_list.html", {"claims": select_waiting_claims(request.user)})


@rom_staff
def claim_review(request: SignedInRequest, number: str) -> HttpResponse:
    """Review a claim; raise Http404 for claims of another ROM, and for decided ones."""
    waiting = Claim.objects.reviewable_by(request.user).select_related("user", "company__province__rom")
    claim = get_object_or_404(waiting, pk=parse_row_number(number))
    form = ClaimReviewForm(request.POST or None)
    if save_form(form, review_claim, request.user, claim):
        enqueue_matching()
        is_right = form.cleaned_data["verdict"] == YES
        text = _("%(who)s is the owner of the profile now.") if is_right else _("%(who)s reads why not.")
        messages.success(request, text % {"who": claim.user})
        return redirect("companies:claim_list")
    return render(request, "companies/members/claim_review.html", {"claim": claim, "form": form})


@require_sign_in
def account_erase(request: SignedInRequest) -> HttpResponse:
    require_recent_sign_in(request)
    user = request.user
    sole_companies = find_sole_owned_companies(user)
    form = AccountEraseForm(request.POST or None, user=user, has_sole_companies=bool(sole_companies))
    if save_form(form, erase_account, user):
        enqueue_matching()
        logout(request)
        messages.success(request, _("Your account is gone. A last mail confirms it."))
        return redirect("challenges:home")
    context = {
        "form": form,
        "refusal": get_erasure_refusal(user),
        "plan": plan_person_erasure(user),
        "sole_companies": [(company, plan_company_erasure(company.pk, user)) for company in sole_companies],
        "stays": list_kept_account_data(has_company=user.memberships.exists()),
        "company_stays": list_kept_company_data(),
    }
    return render(request, "companies/members/account_erase.html", context)


@require_sign_in
def company_erase(request: SignedInRequest, slug: str) -> HttpResponse:
    company = get_owned_company(request.user, slug)
    require_recent_sign_in(request)
    form = CompanyEraseForm(request.POST or None, company=company)
    if save_form(form, erase_profile, company):
        enqueue_matching()
        messages.success(request, _("The profile is gone, with what belonged to it."))
        return redirect("my_data")
    plan = plan_company_erasure(company.pk, request.user)
    context = {"form": form, "company": company, "plan": plan, "stays": list_kept_company_data()}
    return render(request, "companies/members/company_erase.html", context)
