from django.contrib.auth.models import AnonymousUser
from django.http import Http404

from companies.members.request_models import Claim
from companies.profiles.models import Company
from companies.profiles.permissions import acts_for, get_visible_company, makes_profiles_for_others, owns
from portal.accounts.models import User
from portal.core import policy


def may_join_companies(user: User | AnonymousUser) -> bool:
    """Staff judge who stands behind a profile, so they ask for none themselves."""
    return user.is_authenticated and not makes_profiles_for_others(user)


joins_companies = policy.only("signed in, no staff", may_join_companies)


def can_see_people(user: User | AnonymousUser, company: Company) -> bool:
    """The people of a company see each other; admins see all."""
    return user.is_authenticated and (user.is_superuser or acts_for(user, company))


def can_manage_people(user: User | AnonymousUser, company: Company) -> bool:
    """Owners say who else acts for the company; so do admins, where no owner answers."""
    return user.is_authenticated and (user.is_superuser or owns(user, company))


def can_judge_claim(user: User | AnonymousUser, claim: Claim) -> bool:
    """Staff of the ROM of the company's province, and admins. The same rule as Claim.objects.judged_by."""
    return user.is_authenticated and Claim.objects.judged_by(user).filter(pk=claim.pk).exists()


def get_company_of_people(user: User, slug: str) -> Company:
    """For the page of its people: 404 for all others, whether or not the company is there."""
    company = get_visible_company(user, slug)
    if not can_see_people(user, company):
        raise Http404
    return company
