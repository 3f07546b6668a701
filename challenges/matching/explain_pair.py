"""Pairs explained, from the same rows and the same model as the stored matches."""

from collections.abc import Sequence

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
from challenges.posting.models import Challenge
from companies.declarations.models import Declaration
from companies.profiles.models import Company, CompanyTechnology
from portal.technologies.vocabulary import Vocabulary
from portal.ui.dates import get_today


def explain_company_pairs(
    challenge: Challenge, companies: Sequence[Company], vocabulary: Vocabulary
) -> list[Explanation]:
    """Why each company scores what it scores; also where it does not qualify or is not kept.

    At most six queries, however many companies. What the explanations rest on is prefetched: the requirements of the
    challenge, and the technologies of the companies, those that count alone.
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
    """Of one company alone."""
    return explain_company_pairs(challenge, [company], vocabulary)[0]
