""" "This is wrong": a person takes a technology away from a text, and the pair is scored anew at once."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from challenges.matching.explain_pair import explain_pair
from challenges.matching.refresh.runner import match_due
from challenges.posting.models import Challenge
from challenges.posting.permissions import can_edit_challenge
from challenges.posting.services import refuse_technology
from companies.profiles.models import Company
from companies.profiles.permissions import can_edit_company
from companies.profiles.services import judge_technology
from portal.accounts.models import User
from portal.technologies.evidence import KnownAs
from portal.technologies.models import Technology
from portal.technologies.vocabulary import Vocabulary

CHALLENGE, COMPANY = "challenge", "company"


def can_correct(user: User, challenge: Challenge, company: Company, side: str) -> bool:
    """Each side's tags are its own: the ROM's on its challenge, the company's (or its keeper's) on its profile."""
    return can_edit_challenge(user, challenge) if side == CHALLENGE else can_edit_company(user, company)


@transaction.atomic
def refuse(user: User, challenge: Challenge, company: Company, technology: Technology, side: str) -> tuple[int, int]:
    """Refuse the technology on one side and match again; the pair's total before and after, in tenths."""
    if not can_correct(user, challenge, company, side):
        raise PermissionDenied
    before = _total(challenge, company)
    if side == CHALLENGE:
        refuse_technology(challenge, technology)
    else:
        judge_technology(company, technology, KnownAs.REFUSED)
    match_due()
    return before, _total(challenge, company)


def _total(challenge: Challenge, company: Company) -> int:
    """As the rows stand by now, whatever was read of them before."""
    asked, subject = Challenge.objects.get(pk=challenge.pk), Company.objects.get(pk=company.pk)
    return explain_pair(asked, subject, Vocabulary.load()).score.total
