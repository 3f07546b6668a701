"""Open requests, claims and invitations between a person and companies, for their own page and the home page."""

from dataclasses import dataclass

from django.db.models import QuerySet

from companies.members.models import Claim, Invitation, JoinRequest
from companies.profiles.models import Company
from portal.accounts.models import User


@dataclass(frozen=True)
class PendingRequest:
    """A join request or claim of a person; unless `is_visible`, pages show only the number that the person typed."""

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
    """Return what the person asked and is invited to, in four queries."""
    requests = list(user.join_requests.open().select_related("company"))
    claims = list(user.claims.open().select_related("company"))
    rows: list[JoinRequest | Claim] = [*requests, *claims]
    companies = [row.company_id for row in rows]
    visible = set(Company.objects.visible_to(user).filter(pk__in=companies).values_list("pk", flat=True))
    asked = [PendingRequest("request", row, row.company_id in visible) for row in requests]
    asked += [PendingRequest("claim", row, row.company_id in visible) for row in claims]
    return OpenMembershipRequests(list(select_open_invitations(user)), asked)


def select_open_invitations(user: User) -> QuerySet[Invitation]:
    """Select the invitations that this person can accept now, the first to expire first."""
    mine = Invitation.objects.for_addresses_of(user).in_time().select_related("company", "invited_by")
    return mine.order_by("expires_at", "pk")


def select_waiting_requests(user: User) -> QuerySet[JoinRequest]:
    """Select the open join requests to the companies that this person owns, the oldest first."""
    waiting = JoinRequest.objects.open().decided_by_owner(user).select_related("company", "user")
    return waiting.order_by("created_at", "pk")


def select_waiting_claims(user: User) -> QuerySet[Claim]:
    """Select the claims that this person may review, the oldest first."""
    return Claim.objects.reviewable_by(user).select_related("user", "company__province").order_by("created_at", "pk")
