"""What is open between a person and companies: for the page of it, and for the home page."""

from dataclasses import dataclass

from django.db.models import QuerySet

from companies.members.models import Claim, Invitation, JoinRequest
from companies.profiles.models import Company
from portal.accounts.models import User


@dataclass(frozen=True)
class PendingRequest:
    """What a person asked: of a company that they may not see, only the number that they typed."""

    what: str  # as the form names it: "request" or "claim"
    row: JoinRequest | Claim
    is_visible: bool


@dataclass(frozen=True)
class OpenMembershipRequests:
    invitations: list[Invitation]
    asked: list[PendingRequest]

    def __bool__(self) -> bool:
        return bool(self.invitations or self.asked)


def get_open_requests(user: User) -> OpenMembershipRequests:
    """In four queries."""
    requests = list(user.join_requests.open().select_related("company"))
    claims = list(user.claims.open().select_related("company"))
    companies = [row.company_id for row in (*requests, *claims)]
    visible = set(Company.objects.visible_to(user).filter(pk__in=companies).values_list("pk", flat=True))
    asked = [PendingRequest("request", row, row.company_id in visible) for row in requests]
    asked += [PendingRequest("claim", row, row.company_id in visible) for row in claims]
    return OpenMembershipRequests(list(select_open_invitations(user)), asked)


def select_open_invitations(user: User) -> QuerySet[Invitation]:
    """That this person can accept now, the one that ends first on top."""
    mine = Invitation.objects.for_addresses_of(user).in_time().select_related("company", "invited_by")
    return mine.order_by("expires_at", "pk")


def select_waiting_requests(user: User) -> QuerySet[JoinRequest]:
    """Of the companies that this person owns, the one that waits longest on top."""
    waiting = JoinRequest.objects.open().decided_by_owner(user).select_related("company", "user")
    return waiting.order_by("created_at", "pk")


def select_waiting_claims(user: User) -> QuerySet[Claim]:
    """That this person's ROM judges, the one that waits longest on top."""
    return Claim.objects.judged_by(user).select_related("user", "company__province").order_by("created_at", "pk")
