"""Teams of companies for a challenge that no company covers alone: who brings what, and why there may be none."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.matching.engine.features import build_challenge_features
from challenges.matching.engine.inputs import TechnologyId
from challenges.matching.engine.teams import (
    MOST_MEMBERS,
    MOST_NEEDS,
    Consortium,
    Team,
    find_smallest_teams,
    find_team_candidates,
    list_must_haves,
)
from challenges.matching.inputs import build_challenge_profile, get_challenge_area
from challenges.matching.match_list import format_city_and_trl
from challenges.matching.model_services import get_matching_model
from challenges.matching.pool import load_eligibility_facts
from challenges.posting.models import Challenge
from challenges.posting.requirement_models import Requirement
from companies.profiles.models import Company
from companies.profiles.visibility import Reader, disclose_company
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


@dataclass(frozen=True)
class MemberPart:
    """A must-have that a member covers; `only`: no other of the team does."""

    label: str
    only: bool


@dataclass(frozen=True)
class TeamMember:
    company: Company
    place: str
    parts: list[MemberPart]


@dataclass(frozen=True)
class TeamPage:
    """`sentence` says how it stands, whether there are teams or not."""

    needs: list[str]
    sentence: str
    teams: list[list[TeamMember]]

    @classmethod
    def of(
        cls, found: TeamOptions, companies: dict[int, Company], vocabulary: Vocabulary, reader: Reader
    ) -> "TeamPage":
        """`companies`: those of the teams that the reader may see, by id."""
        teams = found.consortium.teams if found.consortium and not found.alone else []
        teams = [team for team in teams if all(member.id in companies for member in team.members)]
        return cls(
            [vocabulary.label(int(need)) for need in found.needs],
            _describe_teams(found, vocabulary),
            [_build_team_members(team, found.needs, companies, vocabulary, reader) for team in teams],
        )


def list_team_company_ids(found: TeamOptions) -> set[int]:
    """The companies that stand in the teams."""
    teams = found.consortium.teams if found.consortium else []
    return {int(member.id) for team in teams for member in team.members}


def _build_team_members(
    team: Team,
    needs: Iterable[TechnologyId],
    companies: dict[int, Company],
    vocabulary: Vocabulary,
    reader: Reader,
) -> list[TeamMember]:
    members = []
    for candidate in team.members:
        company, only = companies[int(candidate.id)], team.only_by(candidate)
        parts = [MemberPart(vocabulary.label(int(need)), need in only) for need in needs if need in candidate.covers]
        members.append(TeamMember(company, format_city_and_trl(disclose_company(company, reader)), parts))
    return members


def _describe_teams(found: TeamOptions, vocabulary: Vocabulary) -> str:
    if not found.needs:
        return _("This challenge has no technology that is a must, so every company covers it by itself.")
    if found.consortium is None:
        return _("More than %(most)d musts: teams are sought for up to that many.") % {"most": MOST_NEEDS}
    if found.alone:
        return ngettext(
            "%(number)d company covers every must by itself; no team is needed.",
            "%(number)d companies cover every must by themselves; no team is needed.",
            found.alone,
        ) % {"number": found.alone}
    if found.consortium.uncovered:
        missing = ", ".join(vocabulary.label(int(need)) for need in found.consortium.uncovered)
        return _("No team can cover every must: no company that meets the other rules offers %(missing)s.") % {
            "missing": missing
        }
    if not found.consortium.teams:
        return _("No team of up to %(most)d companies covers every must.") % {"most": MOST_MEMBERS}
    size = len(found.consortium.teams[0].members)
    return _("No company covers every must. Teams of %(size)d do; none smaller does.") % {"size": size}
