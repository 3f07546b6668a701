""" "This is wrong": a person takes a technology away from a text, and the pair is scored anew at once."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from challenges.matching.explain_pair import explain_pair
from challenges.matching.refresh.runner import run_due_matching
from challenges.posting.models import Challenge
from challenges.posting.permissions import can_edit_challenge
from challenges.posting.services import reject_requirement
from companies.profiles.models import Company
from companies.profiles.permissions import can_edit_company
from companies.profiles.services import review_technology
from portal.accounts.models import User
from portal.technologies.evidence import KnownAs
from portal.technologies.models import Technology
from portal.technologies.vocabulary import Vocabulary

CHALLENGE, COMPANY = "challenge", "company"


def can_correct_technology(user: User, challenge: Challenge, company: Company, side: str) -> bool:
    """Each side's tags are its own: the ROM's on its challenge, the company's (or its keeper's) on its profile."""
    return can_edit_challenge(user, challenge) if side == CHALLENGE else can_edit_company(user, company)


@transaction.atomic
def correct_technology(
    user: User, challenge: Challenge, company: Company, technology: Technology, side: str
) -> tuple[int, int]:
    """Refuse the technology on one side and match again; the pair's total before and after, in tenths."""
    if not can_correct_technology(user, challenge, company, side):
        raise PermissionDenied
    before = _score_pair_total(challenge, company)
    if side == CHALLENGE:
        reject_requirement(challenge, technology)
    else:
        review_technology(company, technology, KnownAs.REFUSED)
    run_due_matching()
    return before, _score_pair_total(challenge, company)


def _score_pair_total(challenge: Challenge, company: Company) -> int:
    """As the rows stand by now, whatever was read of them before."""
    asked, subject = Challenge.objects.get(pk=challenge.pk), Company.objects.get(pk=company.pk)
    return explain_pair(asked, subject, Vocabulary.load()).score.total
