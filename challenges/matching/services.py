"""Explain pairs from the same rows and model as the stored matches, record decisions, and correct technologies."""

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Prefetch, prefetch_related_objects

from challenges.matching.engine.explanation import Explanation, explain_match
from challenges.matching.loading import (
    build_challenge_profile,
    build_company_profile,
    build_technology_tree,
    get_challenge_area,
    get_technology_confidence,
    prefetch_requirements,
)
from challenges.matching.model_services import get_matching_model
from challenges.matching.models import CHALLENGE, Decision
from challenges.matching.permissions import can_correct_technology
from challenges.matching.refresh.runner import run_due_matching
from challenges.posting.models import Challenge
from challenges.posting.services import reject_requirement
from companies.declarations.models import Declaration
from companies.profiles.models import Company, CompanyTechnology
from companies.profiles.services import review_technology
from portal.accounts.models import User
from portal.core.validation import save_validated
from portal.technologies.evidence import KnownAs
from portal.technologies.models import Technology
from portal.technologies.vocabulary import Vocabulary
from portal.ui.dates import get_today


def explain_company_pairs(
    challenge: Challenge, companies: Sequence[Company], vocabulary: Vocabulary
) -> list[Explanation]:
    """Explain the score of each company, also of one that is not eligible or in no list; at most six queries.

    Prefetches what the explanations rest on, only as far as it counts: the requirements of the challenge, and the
    technologies of the companies.
    """
    prefetch_requirements(challenge)
    counting = CompanyTechnology.objects.counting().order_by("pk")
    in_force = Prefetch("declarations", Declaration.objects.in_force(get_today()))
    prefetch_related_objects(companies, Prefetch("technology_links", counting), in_force)
    want = build_challenge_profile(challenge, get_challenge_area(challenge))
    tree, model = build_technology_tree(vocabulary), get_matching_model()
    offers = [
        build_company_profile(company, get_technology_confidence(company.technology_links.all()))
        for company in companies
    ]
    return [explain_match(want, offer, tree, model) for offer in offers]


def explain_pair(challenge: Challenge, company: Company, vocabulary: Vocabulary) -> Explanation:
    """Explain the score of one company."""
    return explain_company_pairs(challenge, [company], vocabulary)[0]


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
    return explain_pair(asked, subject, Vocabulary.load()).score.total
