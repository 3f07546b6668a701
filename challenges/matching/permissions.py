from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.shortcuts import get_object_or_404

from challenges.posting.models import Challenge
from challenges.posting.permissions import can_see_matches, get_visible_challenge
from companies.profiles.models import Company
from companies.profiles.permissions import get_member_company_ids
from portal.accounts.models import User


def can_decide_matches(user: User | AnonymousUser, challenge: Challenge) -> bool:
    """Shortlisting and dismissing belong to who sees the matches."""
    return can_see_matches(user, challenge)


def can_explain_match(user: User | AnonymousUser, challenge: Challenge, company: Company) -> bool:
    """The owning ROM for every company; a member for their own company. Asked of a challenge that they see."""
    return can_see_matches(user, challenge) or company.pk in get_member_company_ids(user)


def get_explainable_pair(user: User, challenge_slug: str, company_slug: str) -> tuple[Challenge, Company]:
    """The challenge and the company of an explanation; 404 when the user may not read it."""
    challenge = get_visible_challenge(user, challenge_slug)
    company = get_object_or_404(Company.objects.visible_to(user).select_related("province__rom"), slug=company_slug)
    if not can_explain_match(user, challenge, company):
        raise Http404
    return challenge, company
