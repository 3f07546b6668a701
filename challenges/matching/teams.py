"""Teams of companies for a challenge that no company covers by itself."""

from dataclasses import dataclass

from challenges.matching.engine.features import want_row
from challenges.matching.engine.inputs import TechnologyId
from challenges.matching.engine.model import Model
from challenges.matching.engine.teams import MOST_NEEDS, Consortium, members_for, needs_of, smallest_teams
from challenges.matching.loading import area_of, want_of
from challenges.matching.model_services import active_fit
from challenges.matching.pool import facts_now
from challenges.posting.models import Challenge
from challenges.posting.requirement_models import Requirement
from portal.technologies.vocabulary import Vocabulary


@dataclass(frozen=True)
class Teams:
    """`alone`: how many companies meet every must-have without others. `consortium`: None where that cannot be told,
    for a challenge without must-haves or with more than MOST_NEEDS."""

    needs: list[TechnologyId]
    alone: int
    consortium: Consortium | None


def teams_for(challenge: Challenge, vocabulary: Vocabulary) -> Teams:
    """By the companies as they are now, whatever was matched last; at most five queries."""
    requirements = list(Requirement.objects.counting().filter(challenge=challenge))
    row = want_row(want_of(challenge, area_of(challenge), requirements))
    needs = needs_of(row)
    if not 0 < len(needs) <= MOST_NEEDS:
        return Teams(needs, 0, None)
    fit = active_fit()
    candidates = members_for(row, facts_now(vocabulary), fit[1] if fit else Model())
    alone = sum(each.covers.issuperset(needs) for each in candidates)
    return Teams(needs, alone, smallest_teams(needs, candidates))
