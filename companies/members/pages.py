"""The page of a company's people: who they are, and for its owners who wants in."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from companies.members.request_models import Invitation
from companies.profiles.membership_models import Membership
from companies.profiles.models import Company
from portal.accounts.models import User


@dataclass(frozen=True)
class MemberRow:
    membership: Membership
    is_me: bool
    is_last_owner: bool  # who cannot leave or become a member


@dataclass(frozen=True)
class InvitedRow:
    invitation: Invitation
    is_late: bool


def build_member_page(company: Company, reader: User, manages: bool) -> dict[str, Any]:
    """people, owners first; for who manages them also requests and invited, the longest waiting first."""
    memberships = list(company.memberships.select_related("user").order_by("-role", "created_at", "pk"))
    owners = sum(each.is_owner for each in memberships)
    people = [MemberRow(each, each.user_id == reader.pk, each.is_owner and owners == 1) for each in memberships]
    if not manages:
        return {"people": people}
    now = timezone.now()
    invitations = company.invitations.open().select_related("invited_by").order_by("created_at", "pk")
    return {
        "people": people,
        "requests": list(company.join_requests.open().select_related("user").order_by("created_at", "pk")),
        "invited": [InvitedRow(each, each.expires_at <= now) for each in invitations],
    }
