"""Teams of companies for a challenge that no company covers by itself."""

from dataclasses import dataclass

from challenges.matching.engine.features import build_challenge_features
from challenges.matching.engine.inputs import TechnologyId
from challenges.matching.engine.teams import (
    MOST_NEEDS,
    Consortium,
    find_smallest_teams,
    find_team_candidates,
    list_must_haves,
)
from challenges.matching.loading import build_challenge_profile, get_challenge_area
from challenges.matching.model_services import get_matching_model
from challenges.matching.pool import load_eligibility_facts
from challenges.posting.models import Challenge
from challenges.posting.requirement_models import Requirement
from portal.technologies.vocabulary import Vocabulary


@dataclass(frozen=True)
class TeamOptions:
    """`alone`: how many companies meet every must-have without others. `consortium`: None where that cannot be told,
    for a challenge without must-haves or with more than MOST_NEEDS."""

    needs: list[TechnologyId]
    alone: int
    consortium: Consortium | None


def find_team_options(challenge: Challenge, vocabulary: Vocabulary) -> TeamOptions:
    """By the companies as they are now, whatever was matched last; at most five queries."""
    requirements = list(Requirement.objects.counting().filter(challenge=challenge))
    row = build_challenge_features(build_challenge_profile(challenge, get_challenge_area(challenge), requirements))
    needs = list_must_haves(row)
    if not 0 < len(needs) <= MOST_NEEDS:
        return TeamOptions(needs, 0, None)
    candidates = find_team_candidates(row, load_eligibility_facts(vocabulary), get_matching_model())
    alone = sum(each.covers.issuperset(needs) for each in candidates)
    return TeamOptions(needs, alone, find_smallest_teams(needs, candidates))
