from django.contrib.auth.models import AnonymousUser
from django.http import Http404

from companies.members.models import Claim
from companies.profiles.models import Company
from companies.profiles.permissions import (
    can_create_staff_profiles,
    get_visible_company,
    is_company_member,
    is_company_owner,
)
from portal.accounts.models import User
from portal.core.policy import restrict_view


def can_join_companies(user: User | AnonymousUser) -> bool:
    """Refuse staff and admins, who decide on claims of others and therefore join no company themselves."""
    return user.is_authenticated and not can_create_staff_profiles(user)


joins_companies = restrict_view("signed in, no staff", can_join_companies)


def can_view_members(user: User | AnonymousUser, company: Company) -> bool:
    """Let the members of a company and admins see its members."""
    return user.is_authenticated and (user.is_superuser or is_company_member(user, company))


def can_manage_members(user: User | AnonymousUser, company: Company) -> bool:
    """Let owners manage the members, and admins too, for companies whose owners do not respond."""
    return user.is_authenticated and (user.is_superuser or is_company_owner(user, company))


def can_review_claim(user: User | AnonymousUser, claim: Claim) -> bool:
    """Let staff of the ROM of the company's province, and admins, review an open claim."""
    return user.is_authenticated and Claim.objects.reviewable_by(user).filter(pk=claim.pk).exists()


def get_company_for_members(user: User, slug: str) -> Company:
    """Return the company, or raise Http404 unless the user may view its members."""
    company = get_visible_company(user, slug)
    if not can_view_members(user, company):
        raise Http404
    return company
