"""Roles in a company, join requests, and creating one's own company."""

import secrets
from datetime import timedelta
from hashlib import sha256
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, models, transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from companies.members.company_search import FoundCompany, find_existing_profile
from companies.members.models import Claim, Invitation, JoinRequest
from companies.members.notifications import (
    ACCEPTED,
    ASKED,
    DECLINED,
    DEMOTED,
    JOINED,
    LEFT,
    OVERTAKEN,
    PROMOTED,
    REMINDED,
    REMOVED,
    notify_about_membership,
    notify_owners,
)
from companies.members.permissions import can_join_companies, can_manage_members
from companies.profiles.membership_models import Membership
from companies.profiles.models import Company
from portal.accounts.models import User
from portal.core.slugs import find_free_slug
from portal.core.validation import save_validated

DAY = timedelta(days=1)
# Daily limits are counted in the rows themselves, so that nothing else has to be stored or can be lost.
REQUESTS_A_DAY = 5  # by one person, to all companies together; the same for claims
INVITATIONS_A_DAY = 20  # by one company
MAILS_TO_A_COMPANY = 6  # a day, by all claims together, so that no mailbox is flooded


def check_daily_limit(most: int, rows: models.QuerySet[Any], moment: str = "created_at") -> None:
    """Raise ValidationError if at least `most` rows are from the last 24 hours."""
    if rows.filter(**{f"{moment}__gte": timezone.now() - DAY}).count() >= most:
        raise ValidationError(_("This was asked too often today. Try again tomorrow."), code="too often")


def create_secret_link() -> str:
    """Return 256 random bits as text; only their hash is stored."""
    return secrets.token_urlsafe(32)


def hash_secret_link(link: str) -> str:
    """Return the hash by which a link is stored and looked up."""
    return sha256(link.encode()).hexdigest()


LAST_OWNER = "last owner"  # the code of the refusal


def lock_company_as_owner(user: User, company: Company) -> Company:
    """Lock the company and return it; raise PermissionDenied unless the user may manage its members at that moment."""
    company = Company.objects.lock().get(pk=company.pk)
    if not can_manage_members(user, company):
        raise PermissionDenied
    return company


def add_member(user: User, company: Company, role: str, *, by: User | None) -> Membership:
    """Add a member, accept what else was open between the two, and notify the other owners.

    A member can become an owner by this, but an owner stays one. The caller has locked the company.
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
    """Change the role of a member and notify them; nothing changes if they have the role or have left.

    Raise ValidationError if no owner would be left.
    """
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
        notify_about_membership([found.user], words, key=key, company=company, page="member_list")


@transaction.atomic
def remove_member(by: User, membership: Membership) -> None:
    """Remove a member, as an owner or as the person who leaves; raise ValidationError if no owner would be left."""
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
    """Raise ValidationError if this is the last owner. The caller has locked the company."""
    if membership.is_owner and not company.memberships.owners().exclude(pk=membership.pk).exists():
        raise ValidationError(
            _("A company keeps at least one owner. First make somebody else an owner."), code=LAST_OWNER
        )


def select_companies_losing_owner(user: User) -> QuerySet[Company]:
    """Select the claimed companies whose only owner is this person; the database refuses to delete such an account.

    First somebody else must become an owner, unless the same transaction ends the claim or deletes the company.
    """
    others = Membership.objects.owners().filter(company=OuterRef("pk")).exclude(user=user)
    mine = user.memberships.owners().values("company")
    return Company.objects.filter(~Exists(others), pk__in=mine, claimed_at__isnull=False)


def close_other_claims(company: Company, accepted: Claim) -> None:
    """Close the other claims of a company that was just claimed. The caller has locked the company."""
    for claim in Claim.objects.open().filter(company=company).exclude(pk=accepted.pk).select_related("user"):
        claim.state, claim.decided_at, claim.link = Claim.State.OVERTAKEN, timezone.now(), None
        claim.save(update_fields=["state", "decided_at", "link"])
        if claim.user != accepted.user:
            key = f"claim:{claim.pk}:overtaken"
            notify_about_membership([claim.user], OVERTAKEN, key=key, company=company, page="company_detail")


REMINDED_AFTER = timedelta(days=7)


@transaction.atomic
def request_to_join(user: User, company: Company, message: str = "") -> JoinRequest:
    """Ask the owners to become a member; return the open request if the person asked before.

    Raise ValidationError if the person is a member already, or asked too often today.
    """
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
    """Withdraw a request for the person who asked; nothing changes if it was decided already."""
    Company.objects.lock().get(pk=request.company_id)
    found = JoinRequest.objects.get(pk=request.pk)
    if found.is_open:
        _decide_join_request(found, JoinRequest.State.WITHDRAWN, found.user)


@transaction.atomic
def remind_owners() -> int:
    """Remind owners once of each request that is a week old, and return how many; two runs at once share the work."""
    late = JoinRequest.objects.open().filter(reminded_at=None, created_at__lte=timezone.now() - REMINDED_AFTER)
    due = late.select_related("user", "company").order_by("pk").select_for_update(of=("self",), skip_locked=True)
    requests = list(due)
    for request in requests:
        key = f"join:{request.pk}:reminder"
        notify_owners(request.company, REMINDED, key=key, who=request.user)
    JoinRequest.objects.filter(pk__in=[request.pk for request in requests]).update(reminded_at=timezone.now())
    return len(requests)


def _get_open_join_request(request: JoinRequest) -> JoinRequest:
    """Read the request again, or raise ValidationError if it was decided. The caller has locked the company."""
    found = JoinRequest.objects.select_related("user").get(pk=request.pk)
    if not found.is_open:
        raise ValidationError(_("This request is answered or withdrawn already."), code="decided")
    return found


def _decide_join_request(request: JoinRequest, state: str, by: User) -> None:
    request.state, request.decided_at, request.decided_by = state, timezone.now(), by
    request.save(update_fields=["state", "decided_at", "decided_by"])


LOCK = 0x6D616B65  # an advisory lock, so that colleagues who create their company at the same time create one


@transaction.atomic
def create_own_company(user: User, **fields: Any) -> Company:
    """Create a draft with the person as its first owner; return the person's company if there is one already.

    So a form that was sent twice creates one company. Raise ValidationError with the code "exists" if the company has
    a profile already.
    """
    if not can_join_companies(user):
        raise PermissionDenied
    User.objects.lock().get(pk=user.pk)
    own = Company.objects.filter(memberships__user=user).order_by("memberships__created_at", "memberships__id").first()
    if own:
        return own
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    if found := find_profile_of_fields(user, fields):
        problem = (
            {"kvk_number": _("A profile with this KvK number already exists.")}
            if found.number
            else {"name": _("There is a profile of this company already.")}
        )
        raise ValidationError(problem, code="exists")
    company = Company(slug=find_free_slug(Company.objects.all(), fields["name"]), claimed_at=timezone.now(), **fields)
    save_validated(company)
    Membership.objects.create(user=user, company=company, role=Membership.Role.OWNER)
    return company


def find_profile_of_fields(user: User, fields: dict[str, Any]) -> FoundCompany | None:
    """Return the profile that the company with these fields has already."""
    return find_existing_profile(
        user,
        name=fields["name"],
        kvk_number=fields.get("kvk_number"),
        city=fields.get("city") or "",
        province=fields.get("province"),
    )
