"""The page of a company's members, and what stays after an erasure."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from companies.members.models import Invitation
from companies.profiles.membership_models import Membership
from companies.profiles.models import Company
from portal.accounts.models import User


@dataclass(frozen=True)
class MemberRow:
    membership: Membership
    is_me: bool
    is_last_owner: bool  # cannot leave or become a member


@dataclass(frozen=True)
class InvitedRow:
    invitation: Invitation
    is_late: bool


def build_member_page(company: Company, reader: User, manages: bool) -> dict[str, Any]:
    """Return the people, owners first; with `manages` also the join requests and invitations, the oldest first."""
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


def list_kept_account_data(*, has_company: bool) -> list[str]:
    company_data = _(
        "What is your company's: profile, declarations and responses. That goes when its owner deletes the profile."
    )
    return [
        *([company_data] if has_company else []),
        _("The record of who changed what: with the number of your account, which leads to nobody then."),
        _("Messages and mails that others got about you: until their own period ends, a year at most."),
        _("One mail to you that confirms it, until it is sent."),
    ]


def list_kept_company_data() -> list[str]:
    return [
        _("The record of who changed what and when, without what the profile said."),
        _("Of each response that was sent in: the moment and its hash, without a name and without a word of it."),
        _("Messages and mails that others got about the company: until their own period ends, a year at most."),
    ]
