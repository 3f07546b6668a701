"""Asking to join a company that somebody acts for already. Its owners decide; the asker learns nothing of them."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from companies.members.limits import REQUESTS_A_DAY, check_daily_limit
from companies.members.notifications import ACCEPTED, ASKED, DECLINED, REMINDED, notify_about_membership, notify_owners
from companies.members.permissions import can_join_companies
from companies.members.request_models import JoinRequest
from companies.members.services import add_member, lock_company_as_owner
from companies.profiles.membership_models import Membership
from companies.profiles.models import Company
from portal.accounts.models import User
from portal.core.validation import save_validated

REMINDED_AFTER = timedelta(days=7)


@transaction.atomic
def request_to_join(user: User, company: Company, message: str = "") -> JoinRequest:
    """Once: asking again while it is open gives the one that is there. Of a member: ValidationError."""
    if not can_join_companies(user):
        raise PermissionDenied
    User.objects.lock().get(pk=user.pk)
    company = Company.objects.lock().get(pk=company.pk)
    if user.memberships.filter(company=company).exists():
        raise ValidationError(_("You act for this company already."), code="member")
    if found := JoinRequest.objects.open().filter(user=user, company=company).first():
        return found
    check_daily_limit(REQUESTS_A_DAY, user.join_requests.all())
    request = JoinRequest(user=user, company=company, message=message)
    save_validated(request)
    notify_owners(company, ASKED, key=f"join:{request.pk}", who=user)
    return request


@transaction.atomic
def accept_join_request(by: User, request: JoinRequest) -> None:
    company = lock_company_as_owner(by, request.company)
    request = _get_open_join_request(request)
    if not can_join_companies(request.user):
        raise ValidationError(_("This person works for a ROM now, and cannot act for a company."), code="staff")
    add_member(request.user, company, Membership.Role.MEMBER, by=by)
    key = f"join:{request.pk}:answer"
    notify_about_membership([request.user], ACCEPTED, key=key, company=company, page="company_detail")


@transaction.atomic
def decline_join_request(by: User, request: JoinRequest) -> None:
    company = lock_company_as_owner(by, request.company)
    request = _get_open_join_request(request)
    _decide_join_request(request, JoinRequest.State.DECLINED, by)
    notify_about_membership([request.user], DECLINED, key=f"join:{request.pk}:answer", company=company)


@transaction.atomic
def withdraw_join_request(request: JoinRequest) -> None:
    """By who asked; what is decided already stays so."""
    Company.objects.lock().get(pk=request.company_id)
    found = JoinRequest.objects.get(pk=request.pk)
    if found.is_open:
        _decide_join_request(found, JoinRequest.State.WITHDRAWN, found.user)


@transaction.atomic
def remind_owners() -> int:
    """Once, of each request that waited for a week; the number of requests. Two runs at once share them."""
    late = JoinRequest.objects.open().filter(reminded_at=None, created_at__lte=timezone.now() - REMINDED_AFTER)
    due = late.select_related("user", "company").order_by("pk").select_for_update(of=("self",), skip_locked=True)
    requests = list(due)
    for request in requests:
        key = f"join:{request.pk}:reminder"
        notify_owners(request.company, REMINDED, key=key, who=request.user)
    JoinRequest.objects.filter(pk__in=[request.pk for request in requests]).update(reminded_at=timezone.now())
    return len(requests)


def _get_open_join_request(request: JoinRequest) -> JoinRequest:
    """With the company's row held; ValidationError where somebody else was first."""
    found = JoinRequest.objects.select_related("user").get(pk=request.pk)
    if not found.is_open:
        raise ValidationError(_("This request is answered or withdrawn already."), code="decided")
    return found


def _decide_join_request(request: JoinRequest, state: str, by: User) -> None:
    request.state, request.decided_at, request.decided_by = state, timezone.now(), by
    request.save(update_fields=["state", "decided_at", "decided_by"])
