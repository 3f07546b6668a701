"""What people decide about a match."""

from django.db import transaction

from challenges.matching.models import Decision
from challenges.posting.models import Challenge
from companies.profiles.models import Company
from portal.accounts.models import User
from portal.core.validation import save_validated


@transaction.atomic
def save_match_decision(
    user: User, challenge: Challenge, company: Company, *, kind: str, reason: str = "", note: str = ""
) -> Decision:
    """Shortlist or dismiss; the last word counts. Raises ValidationError when dismissed without a reason."""
    Challenge.objects.lock().get(pk=challenge.pk)
    decision = Decision.objects.filter(challenge=challenge, company=company).first()
    decision = decision or Decision(challenge=challenge, company=company)
    decision.kind, decision.reason, decision.note, decision.decided_by = kind, reason, note, user
    save_validated(decision)
    return decision


@transaction.atomic
def undo_match_decision(challenge: Challenge, company: Company) -> None:
    """The pair is undecided again."""
    Challenge.objects.lock().get(pk=challenge.pk)
    Decision.objects.filter(challenge=challenge, company=company).delete()
