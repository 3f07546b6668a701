"""The people of a company, for its own people: who they are, who wants in, who is invited."""

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from companies.members.forms import MemberInviteForm
from companies.members.invitations import invite_member, resend_invitation, revoke_invitation
from companies.members.pages import build_member_page
from companies.members.permissions import can_manage_members, get_company_for_members
from companies.members.requests import accept_join_request, decline_join_request
from companies.members.services import change_member_role, remove_member
from companies.profiles.membership_models import Membership
from companies.profiles.models import Company
from portal.core.forms import call_with_messages, parse_row_number, save_form
from portal.core.policy import SignedInRequest, require_sign_in


@require_sign_in
def member_list(request: SignedInRequest, slug: str) -> HttpResponse:
    company = get_company_for_members(request.user, slug)
    manages = can_manage_members(request.user, company)
    if request.method == "POST" and not manages:
        raise PermissionDenied
    form = MemberInviteForm(request.POST or None)
    if save_form(form, invite_member, request.user, company):
        messages.success(request, _("The invitation is on its way to %(email)s.") % form.cleaned_data)
        return redirect("companies:people", company.slug)
    context = {
        "company": company,
        "manages": manages,
        "form": form,
        **build_member_page(company, request.user, manages),
    }
    return render(request, "companies/members/people.html", context)


@require_sign_in
def member_change(request: SignedInRequest, slug: str) -> HttpResponse:
    """An owner changes a role or takes somebody off; everyone may leave."""
    company = get_company_for_members(request.user, slug)
    member = get_object_or_404(company.memberships.select_related("user"), pk=get_posted_row_number(request, "member"))
    is_leaving = member.user == request.user and "remove" in request.POST
    if not is_leaving:
        require_member_management(request, company)
    if "remove" in request.POST:
        said = _("%(who)s no longer acts for the company.") % {"who": member.user}
        done = call_with_messages(request, lambda: remove_member(request.user, member), said)
        return redirect("my_start") if done and is_leaving else redirect("companies:people", company.slug)
    role = Membership.Role.OWNER if "promote" in request.POST else Membership.Role.MEMBER
    call_with_messages(request, lambda: change_member_role(request.user, member, role), _("The role is changed."))
    return redirect("companies:people", company.slug)


@require_sign_in
def join_request_decide(request: SignedInRequest, slug: str) -> HttpResponse:
    company = get_company_for_members(request.user, slug)
    require_member_management(request, company)
    asked = get_object_or_404(company.join_requests, pk=get_posted_row_number(request, "request"))
    if "accept" in request.POST:
        said = _("%(who)s acts for the company now.") % {"who": asked.user}
        call_with_messages(request, lambda: accept_join_request(request.user, asked), said)
    else:
        call_with_messages(request, lambda: decline_join_request(request.user, asked), _("The request is declined."))
    return redirect("companies:people", company.slug)


@require_sign_in
def invitation_change(request: SignedInRequest, slug: str) -> HttpResponse:
    company = get_company_for_members(request.user, slug)
    require_member_management(request, company)
    invitation = get_object_or_404(company.invitations, pk=get_posted_row_number(request, "invitation"))
    if "again" in request.POST:
        said = _("A new link is on its way to %(email)s.") % {"email": invitation.email}
        call_with_messages(request, lambda: resend_invitation(request.user, invitation), said)
    else:
        call_with_messages(
            request, lambda: revoke_invitation(request.user, invitation), _("The invitation is revoked.")
        )
    return redirect("companies:people", company.slug)


def require_member_management(request: SignedInRequest, company: Company) -> None:
    """403 for who may read the page of the people only."""
    if not can_manage_members(request.user, company):
        raise PermissionDenied


def get_posted_row_number(request: SignedInRequest, what: str) -> int:
    """The number of the row that a button belongs to; 400 where none was posted."""
    number = parse_row_number(request.POST.get(what))
    if number is None:
        raise BadRequest
    return number
