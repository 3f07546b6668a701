"""Pairs explained, from the same rows and the same model as the stored matches."""

from collections.abc import Sequence

from django.db.models import Prefetch, prefetch_related_objects

from challenges.matching.engine.explanation import Explanation, explain
from challenges.matching.engine.model import Model
from challenges.matching.loading import area_of, confidence_in, fetch_asked, offer_of, tree_of, want_of
from challenges.matching.model_services import active_fit
from challenges.posting.models import Challenge
from companies.declarations.models import Declaration
from companies.profiles.models import Company, CompanyTechnology
from portal.technologies.vocabulary import Vocabulary
from portal.ui.dates import today


def explain_all(challenge: Challenge, companies: Sequence[Company], vocabulary: Vocabulary) -> list[Explanation]:
    """Why each company scores what it scores; also where it does not qualify or is not kept.

    At most six queries, however many companies. What the explanations rest on is prefetched: the requirements of the
    challenge, and the technologies of the companies, those that count alone.
    """
    fetch_asked(challenge)
    counting = CompanyTechnology.objects.counting().order_by("pk")
    in_force = Prefetch("declarations", Declaration.objects.in_force(today()))
    prefetch_related_objects(companies, Prefetch("technology_links", counting), in_force)
    want, tree, found = want_of(challenge, area_of(challenge)), tree_of(vocabulary), active_fit()
    model = found[1] if found else Model()
    offers = [offer_of(company, confidence_in(company.technology_links.all())) for company in companies]
    return [explain(want, offer, tree, model) for offer in offers]


def explain_pair(challenge: Challenge, company: Company, vocabulary: Vocabulary) -> Explanation:
    """Of one company alone."""
    return explain_all(challenge, [company], vocabulary)[0]
