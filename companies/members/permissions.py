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
    """Staff judge who stands behind a profile, so they ask for none themselves."""
    return user.is_authenticated and not can_create_staff_profiles(user)


joins_companies = restrict_view("signed in, no staff", can_join_companies)


def can_view_members(user: User | AnonymousUser, company: Company) -> bool:
    """The people of a company see each other; admins see all."""
    return user.is_authenticated and (user.is_superuser or is_company_member(user, company))


def can_manage_members(user: User | AnonymousUser, company: Company) -> bool:
    """Owners say who else acts for the company; so do admins, where no owner answers."""
    return user.is_authenticated and (user.is_superuser or is_company_owner(user, company))


def can_review_claim(user: User | AnonymousUser, claim: Claim) -> bool:
    """Staff of the ROM of the company's province, and admins. The same rule as Claim.objects.judged_by."""
    return user.is_authenticated and Claim.objects.judged_by(user).filter(pk=claim.pk).exists()


def get_company_for_members(user: User, slug: str) -> Company:
    """For the page of its people: 404 for all others, whether or not the company is there."""
    company = get_visible_company(user, slug)
    if not can_view_members(user, company):
        raise Http404
    return company
