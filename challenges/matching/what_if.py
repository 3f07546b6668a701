"""What would bring one company into one challenge, from the same rows and the same model as the stored match."""

from collections.abc import Sequence
from dataclasses import dataclass

from challenges.matching.engine.explanation import Explanation, explain
from challenges.matching.engine.model import Model
from challenges.matching.engine.what_if import WhatIf, what_if
from challenges.matching.loading import area_of, confidence_in, fetch_asked, offer_of, tree_of, want_of
from challenges.matching.model_services import active_fit
from challenges.posting.models import Challenge
from challenges.posting.requirement_models import Requirement
from companies.profiles.models import Company, CompanyTechnology
from portal.technologies.evidence import KnownAs
from portal.technologies.vocabulary import Vocabulary


@dataclass(frozen=True)
class Asked:
    """The answer, with the rows that it rests on. `links`: the technologies that count; `refused`: those denied."""

    what_if: WhatIf
    explanation: Explanation
    requirements: Sequence[Requirement]
    links: Sequence[CompanyTechnology]
    refused: frozenset[int]


def ask_what_if(challenge: Challenge, company: Company, vocabulary: Vocabulary) -> Asked:
    """Also for a pair that is not matched; at most five queries, whatever the size of the stock."""
    known = list(company.technology_links.all())
    links = [link for link in known if link.known_as != KnownAs.REFUSED]
    refused = frozenset(link.technology_id for link in known if link.known_as == KnownAs.REFUSED)
    fetch_asked(challenge)
    want, offer = want_of(challenge, area_of(challenge)), offer_of(company, confidence_in(links))
    tree = tree_of(vocabulary)
    found = active_fit()
    model = found[1] if found else Model()
    return Asked(
        what_if(want, offer, tree, model, unasked=refused),
        explain(want, offer, tree, model),
        list(challenge.requirements.all()),
        links,
        refused,
    )
