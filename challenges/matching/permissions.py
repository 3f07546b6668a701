from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.shortcuts import get_object_or_404

from challenges.matching.models import CHALLENGE, COMPANY
from challenges.posting.models import Challenge
from challenges.posting.permissions import can_edit_challenge, can_see_matches, get_visible_challenge
from companies.profiles.models import Company
from companies.profiles.permissions import can_edit_company, get_member_company_ids
from portal.accounts.models import User


def can_decide_matches(user: User | AnonymousUser, challenge: Challenge) -> bool:
    """Return whether the user may shortlist and dismiss companies: whoever sees the matches may."""
    return can_see_matches(user, challenge)


def can_explain_match(user: User | AnonymousUser, challenge: Challenge, company: Company) -> bool:
    """Return whether the user may read why they match: the owning ROM for every company, members for their own.

    Ask only about a challenge that the user may see.
    """
    return can_see_matches(user, challenge) or company.pk in get_member_company_ids(user)


def get_explainable_pair(user: User, challenge_slug: str, company_slug: str) -> tuple[Challenge, Company]:
    """Return the challenge and the company; 404 when the user may not read why they match."""
    challenge = get_visible_challenge(user, challenge_slug)
    company = get_object_or_404(Company.objects.visible_to(user).select_related("province__rom"), slug=company_slug)
    if not can_explain_match(user, challenge, company):
        raise Http404
    return challenge, company


def can_correct_technology(user: User, challenge: Challenge, company: Company, side: str) -> bool:
    """Return whether the user may call a technology of this side wrong: the ROM's challenge, or the own profile."""
    return can_edit_challenge(user, challenge) if side == CHALLENGE else can_edit_company(user, company)


def list_correctable_sides(user: User, challenge: Challenge, company: Company) -> list[str]:
    """Return the sides whose technologies the user may call wrong."""
    return [side for side in (COMPANY, CHALLENGE) if can_correct_technology(user, challenge, company, side)]
