"""What would bring one company into one challenge, from the same rows and the same model as the stored match."""

from collections.abc import Sequence
from dataclasses import dataclass

from challenges.matching.engine.explanation import Explanation, explain_match
from challenges.matching.engine.what_if import WhatIf, explore_what_if
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
from challenges.posting.requirement_models import Requirement
from companies.profiles.models import Company, CompanyTechnology
from portal.technologies.evidence import KnownAs
from portal.technologies.vocabulary import Vocabulary


@dataclass(frozen=True)
class WhatIfAnswer:
    """The answer, with the rows that it rests on. `links`: the technologies that count; `refused`: those denied."""

    what_if: WhatIf
    explanation: Explanation
    requirements: Sequence[Requirement]
    links: Sequence[CompanyTechnology]
    refused: frozenset[int]


def compute_what_if(challenge: Challenge, company: Company, vocabulary: Vocabulary) -> WhatIfAnswer:
    """Also for a pair that is not matched; at most five queries, whatever the size of the stock."""
    known = list(company.technology_links.all())
    links = [link for link in known if link.known_as != KnownAs.REFUSED]
    refused = frozenset(link.technology_id for link in known if link.known_as == KnownAs.REFUSED)
    prefetch_requirements(challenge)
    want, offer = (
        build_challenge_profile(challenge, get_challenge_area(challenge)),
        build_company_profile(company, get_technology_confidence(links)),
    )
    tree = build_technology_tree(vocabulary)
    model = get_matching_model()
    return WhatIfAnswer(
        explore_what_if(want, offer, tree, model, unasked=refused),
        explain_match(want, offer, tree, model),
        list(challenge.requirements.all()),
        links,
        refused,
    )
