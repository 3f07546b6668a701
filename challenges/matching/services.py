"""Record decisions about companies, and correct technologies."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from challenges.matching.explanation import explain_pair
from challenges.matching.models import CHALLENGE, Decision
from challenges.matching.permissions import can_correct_technology
from challenges.matching.refresh.runner import run_due_matching
from challenges.posting.models import Challenge
from challenges.posting.services import reject_requirement
from companies.profiles.models import Company
from companies.profiles.services import review_technology
from portal.accounts.models import User
from portal.core.validation import save_validated
from portal.technologies.evidence import KnownAs
from portal.technologies.models import Technology
from portal.technologies.vocabulary import Vocabulary


@transaction.atomic
def save_match_decision(
    user: User, challenge: Challenge, company: Company, *, kind: str, reason: str = "", note: str = ""
) -> Decision:
    """Shortlist or dismiss a company; the last decision counts. Raises ValidationError without a reason to dismiss."""
    Challenge.objects.lock().get(pk=challenge.pk)
    decision = Decision.objects.filter(challenge=challenge, company=company).first()
    decision = decision or Decision(challenge=challenge, company=company)
    decision.kind, decision.reason, decision.note, decision.decided_by = kind, reason, note, user
    save_validated(decision)
    return decision


@transaction.atomic
def undo_match_decision(challenge: Challenge, company: Company) -> None:
    """Delete the decision about a company, if there is one."""
    Challenge.objects.lock().get(pk=challenge.pk)
    Decision.objects.filter(challenge=challenge, company=company).delete()


@transaction.atomic
def correct_technology(
    user: User, challenge: Challenge, company: Company, technology: Technology, side: str
) -> tuple[int, int]:
    """Refuse a technology on one side and match again; return the total of the pair before and after, in tenths."""
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
    """Return the total of the pair from rows that are read again."""
    asked, subject = Challenge.objects.get(pk=challenge.pk), Company.objects.get(pk=company.pk)
    return explain_pair(asked, subject, Vocabulary.load()).explanation.score.total
