"""One pair explained, from the same rows and the same model as the stored match."""

from challenges.matching import Explanation, Model, explain
from challenges.models import Challenge
from challenges.services.matching.fits import active_fit
from challenges.services.matching.loading import load_tree, offers, wants
from companies.models import Company


def explain_pair(challenge: Challenge, company: Company) -> Explanation:
    """Why the pair scores what it scores; also for a pair that does not qualify or is not kept."""
    [want] = wants(Challenge.objects.filter(pk=challenge.pk))
    [offer] = offers(Company.objects.filter(pk=company.pk))
    found = active_fit()
    return explain(want, offer, load_tree(), found[1] if found else Model())
