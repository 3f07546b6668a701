"""Roles: who comes, who goes, and that an owner stays."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from companies.members.notifications import (
    DEMOTED,
    JOINED,
    LEFT,
    OVERTAKEN,
    PROMOTED,
    REMOVED,
    notify_about_membership,
    notify_owners,
)
from companies.members.permissions import can_manage_members
from companies.members.request_models import Claim, Invitation, JoinRequest
from companies.profiles.membership_models import Membership
from companies.profiles.models import Company
from portal.accounts.models import User

LAST_OWNER = "last owner"  # the code of the refusal


def lock_company_as_owner(user: User, company: Company) -> Company:
    """The same, and only for who is an owner at that moment; PermissionDenied for the others."""
    company = Company.objects.lock().get(pk=company.pk)
    if not can_manage_members(user, company):
        raise PermissionDenied
    return company


def add_member(user: User, company: Company, role: str, *, by: User | None) -> Membership:
    """With the company's row held. What else was open between the two is done with, and the other owners are told.

    A member who comes in as an owner becomes one; an owner stays one.
    """
    membership, is_new = Membership.objects.get_or_create(user=user, company=company, defaults={"role": role})
    if role == Membership.Role.OWNER and not membership.is_owner:
        membership.role = role
        membership.save(update_fields=["role"])
    done = {"decided_at": timezone.now(), "decided_by": by}
    JoinRequest.objects.open().filter(user=user, company=company).update(state=JoinRequest.State.ACCEPTED, **done)
    mine = Invitation.objects.for_addresses_of(user).filter(company=company).values("pk")
    Invitation.objects.filter(pk__in=list(mine.values_list("pk", flat=True))).update(
        state=Invitation.State.ACCEPTED, link=None, decided_at=done["decided_at"], decided_by=user
    )
    if is_new:
        key = f"member:{membership.pk}:joined"
        notify_owners(company, JOINED, key=key, who=user, but=[user, by])
    return membership


@transaction.atomic
def change_member_role(by: User, membership: Membership, role: str) -> None:
    """ValidationError where nobody would be left as an owner. The same change twice is one; who is gone has no role."""
    company = lock_company_as_owner(by, membership.company)
    found = Membership.objects.select_related("user").filter(pk=membership.pk).first()
    if found is None or found.role == role:
        return
    if role != Membership.Role.OWNER:
        check_owner_remains(company, found)
    found.role = role
    found.save(update_fields=["role"])
    if found.user != by:
        words = PROMOTED if found.is_owner else DEMOTED
        key = f"member:{found.pk}:{role}:{timezone.now().isoformat()}"
        notify_about_membership([found.user], words, key=key, company=company, page="people")


@transaction.atomic
def remove_member(by: User, membership: Membership) -> None:
    """An owner takes somebody off, or a person leaves. ValidationError where nobody would be left as an owner."""
    is_leaving = membership.user_id == by.pk
    company = (
        Company.objects.lock().get(pk=membership.company_id)
        if is_leaving
        else lock_company_as_owner(by, membership.company)
    )
    found = Membership.objects.select_related("user").filter(pk=membership.pk).first()
    if found is None:
        return
    check_owner_remains(company, found)
    number, user = found.pk, found.user
    found.delete()
    if not is_leaving:
        notify_about_membership([user], REMOVED, key=f"member:{number}:removed", company=company, page="company_detail")
    notify_owners(company, LEFT, key=f"member:{number}:left", who=user, but=[by])


def check_owner_remains(company: Company, membership: Membership) -> None:
    """With the company's row held."""
    if membership.is_owner and not company.memberships.owners().exclude(pk=membership.pk).exists():
        raise ValidationError(
            _("A company keeps at least one owner. First make somebody else an owner."), code=LAST_OWNER
        )


def select_companies_losing_owner(user: User) -> QuerySet[Company]:
    """The claimed companies whose only owner is this person: while that is so, the database keeps the account.

    Somebody else must become an owner first; or the company's claim, or the company, goes in the same transaction.
    """
    others = Membership.objects.owners().filter(company=OuterRef("pk")).exclude(user=user)
    mine = user.memberships.owners().values("company")
    return Company.objects.filter(~Exists(others), pk__in=mine, claimed_at__isnull=False)


def close_other_claims(company: Company, accepted: Claim) -> None:
    """With the company's row held: it is claimed, so no other claim has a sense any more."""
    for claim in Claim.objects.open().filter(company=company).exclude(pk=accepted.pk).select_related("user"):
        claim.state, claim.decided_at, claim.link = Claim.State.OVERTAKEN, timezone.now(), None
        claim.save(update_fields=["state", "decided_at", "link"])
        if claim.user != accepted.user:
            key = f"claim:{claim.pk}:overtaken"
            notify_about_membership([claim.user], OVERTAKEN, key=key, company=company, page="company_detail")
