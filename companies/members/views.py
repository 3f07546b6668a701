"""The people of a company, for its own people: who they are, who wants in, who is invited."""

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from companies.members import invitations, requests, services
from companies.members.forms import InviteForm
from companies.members.pages import people_of
from companies.members.permissions import can_manage_people, get_company_of_people
from companies.profiles.membership_models import Membership
from companies.profiles.models import Company
from portal.core.forms import attempt, row_number, told
from portal.core.policy import SignedInRequest, signed_in


@signed_in
def people(request: SignedInRequest, slug: str) -> HttpResponse:
    company = get_company_of_people(request.user, slug)
    manages = can_manage_people(request.user, company)
    if request.method == "POST" and not manages:
        raise PermissionDenied
    form = InviteForm(request.POST or None)
    if form.is_valid():
        email, role = form.cleaned_data["email"], form.cleaned_data["role"]
        if attempt(form, lambda: invitations.invite(request.user, company, email, role)):
            messages.success(request, _("The invitation is on its way to %(email)s.") % {"email": email})
            return redirect("companies:people", company.slug)
    context = {"company": company, "manages": manages, "form": form, **people_of(company, request.user, manages)}
    return render(request, "companies/people.html", context)


@signed_in
def member_change(request: SignedInRequest, slug: str) -> HttpResponse:
    """An owner changes a role or takes somebody off; everyone may leave."""
    company = get_company_of_people(request.user, slug)
    member = get_object_or_404(company.memberships.select_related("user"), pk=chosen(request, "member"))
    is_leaving = member.user == request.user and "remove" in request.POST
    if not is_leaving:
        refuse_members(request, company)
    if "remove" in request.POST:
        said = _("%(who)s no longer acts for the company.") % {"who": member.user}
        done = told(request, lambda: services.remove(request.user, member), said)
        return redirect("my_start") if done and is_leaving else redirect("companies:people", company.slug)
    role = Membership.Role.OWNER if "promote" in request.POST else Membership.Role.MEMBER
    told(request, lambda: services.change_role(request.user, member, role), _("The role is changed."))
    return redirect("companies:people", company.slug)


@signed_in
def request_decide(request: SignedInRequest, slug: str) -> HttpResponse:
    company = get_company_of_people(request.user, slug)
    refuse_members(request, company)
    asked = get_object_or_404(company.join_requests, pk=chosen(request, "request"))
    if "accept" in request.POST:
        said = _("%(who)s acts for the company now.") % {"who": asked.user}
        told(request, lambda: requests.accept(request.user, asked), said)
    else:
        told(request, lambda: requests.decline(request.user, asked), _("The request is declined."))
    return redirect("companies:people", company.slug)


@signed_in
def invitation_change(request: SignedInRequest, slug: str) -> HttpResponse:
    company = get_company_of_people(request.user, slug)
    refuse_members(request, company)
    invitation = get_object_or_404(company.invitations, pk=chosen(request, "invitation"))
    if "again" in request.POST:
        said = _("A new link is on its way to %(email)s.") % {"email": invitation.email}
        told(request, lambda: invitations.send_again(request.user, invitation), said)
    else:
        told(request, lambda: invitations.revoke(request.user, invitation), _("The invitation is revoked."))
    return redirect("companies:people", company.slug)


def refuse_members(request: SignedInRequest, company: Company) -> None:
    """403 for who may read the page of the people only."""
    if not can_manage_people(request.user, company):
        raise PermissionDenied


def chosen(request: SignedInRequest, what: str) -> int:
    """The number of the row that a button belongs to; 400 where none was posted."""
    number = row_number(request.POST.get(what))
    if number is None:
        raise BadRequest
    return number
