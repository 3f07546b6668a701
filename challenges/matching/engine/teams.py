"""The smallest teams of companies that together meet every must-have, best first; exact.

A team of the smallest size has no member to spare: each meets a must-have that no other of the team meets. So no team
holds two companies that meet the same must-haves, and it is enough to look at sets of must-haves, of which there are
few, and not at companies, of which there are many.
"""

import heapq
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from challenges.matching.engine.eligibility import EligibilityColumns, build_rules
from challenges.matching.engine.features import ChallengeFeatures
from challenges.matching.engine.inputs import Id, TechnologyId
from challenges.matching.engine.model import MatchingModel
from challenges.matching.engine.scoring import (
    build_experience_column,
    build_maturity_column,
    build_region_column,
    compute_freshness_loss,
)
from challenges.matching.engine.tables import compute_requirement_maxima

MOST_NEEDS = 12
MOST_MEMBERS = 4
NEVER = -(2**40)  # the points of a team that cannot be


@dataclass(frozen=True, slots=True)
class TeamCandidate:
    """A company that meets every other rule of the challenge, which of the must-haves it `covers`, and its points."""

    id: Id
    covers: frozenset[TechnologyId]
    points: int


@dataclass(frozen=True)
class Team:
    """Companies that together cover every must-have, in the order of their points."""

    members: tuple[TeamCandidate, ...]

    @property
    def points(self) -> int:
        return sum(member.points for member in self.members)

    def only_by(self, member: TeamCandidate) -> frozenset[TechnologyId]:
        """What this member alone brings: never empty in a team of the smallest size."""
        return member.covers.difference(*(other.covers for other in self.members if other is not member))


@dataclass(frozen=True)
class Consortium:
    """`teams`: those with the most points of the smallest size, best first; none where no team of `MOST_MEMBERS` covers
    all. `uncovered`: the must-haves that no candidate covers, in the order asked: with these no team can be."""

    teams: list[Team]
    uncovered: list[TechnologyId]


def list_must_haves(row: ChallengeFeatures) -> list[TechnologyId]:
    """The must-haves, in the order asked."""
    return [each.technology_id for each in row.requirements if each.must]


def find_team_candidates(
    row: ChallengeFeatures, facts: EligibilityColumns, model: MatchingModel
) -> list[TeamCandidate]:
    """The companies that fail no rule of the challenge but must-haves, and meet one of these at least.

    Points, in tenths: what each requirement that the company meets is worth at the utmost, must or wish, with what it
    earns by maturity, region and experience and loses by age, as scoring.py has it. Texts count for nothing: a member
    is chosen for what it brings to the others.
    """
    needs, rules = list_must_haves(row), build_rules(row)  # the must-haves stand first in both
    musts = {need: rule.passes(facts) for need, rule in zip(needs, rules, strict=False)}
    able = np.ones(len(facts), bool)
    for rule in rules[len(needs) :]:
        able &= rule.passes(facts)
    most = model.points
    earned = build_maturity_column(row, facts, most.maturity) + build_region_column(row, facts, most.region)
    earned += build_experience_column(row, facts, most.experience)
    for requirement, worth in zip(row.requirements, compute_requirement_maxima(row, model), strict=True):
        earned[facts.meeting.get(requirement.technology_id, [])] += worth
    earned += compute_freshness_loss(earned, facts.stale)
    covering = able & np.any(list(musts.values()), axis=0) if musts else np.zeros(len(facts), bool)
    return [
        TeamCandidate(
            facts.rows[int(at)].id, frozenset(need for need, passed in musts.items() if passed[at]), int(earned[at])
        )
        for at in np.flatnonzero(covering)
    ]


def find_smallest_teams(
    needs: Sequence[TechnologyId], candidates: Sequence[TeamCandidate], *, most: int = MOST_MEMBERS, n: int = 10
) -> Consortium:
    """The `n` teams with the most points among those of the smallest size, of at most `most` companies.

    Exact: a table tells for every set of must-haves the most points that so many companies can bring to it, and teams
    are drawn in the order of what that table says can still be reached. Teams of equal points come in the order in
    which they are drawn, which depends on points and ids alone. ValueError for more than MOST_NEEDS must-haves.
    """
    if len(needs) > MOST_NEEDS:
        raise ValueError(f"more than {MOST_NEEDS} must-haves")
    groups = _group_by_coverage(needs, candidates)
    uncovered = [need for at, need in enumerate(needs) if not any(mask >> at & 1 for mask in groups)]
    if uncovered or not needs:
        return Consortium([], uncovered)
    every = (1 << len(needs)) - 1
    reach = [_build_empty_reach(every)]
    while reach[-1][every] <= NEVER:
        if len(reach) > most:
            return Consortium([], [])
        reach.append(_extend_reach(reach[-1], groups))
    return Consortium(_take_teams(n, _iter_teams(groups, reach, every)), [])


Groups = Mapping[int, Sequence[TeamCandidate]]  # by the set of must-haves covered, as bits; the most points first


def _group_by_coverage(needs: Sequence[TechnologyId], candidates: Sequence[TeamCandidate]) -> Groups:
    groups: dict[int, list[TeamCandidate]] = {}
    for candidate in sorted(candidates, key=lambda each: (-each.points, each.id)):
        mask = sum(1 << at for at, need in enumerate(needs) if need in candidate.covers)
        if mask:
            groups.setdefault(mask, []).append(candidate)
    return groups


def _build_empty_reach(every: int) -> NDArray[np.int64]:
    """What no company brings to each set of must-haves: nothing to the empty one, and no other is covered."""
    reach = np.full(every + 1, NEVER, np.int64)
    reach[0] = 0
    return reach


def _extend_reach(reach: NDArray[np.int64], groups: Groups) -> NDArray[np.int64]:
    """The most points for each set of must-haves with one company more than `reach` tells of."""
    sets = np.arange(len(reach))
    more = np.full(len(reach), NEVER, np.int64)
    for mask, group in groups.items():
        np.maximum(more, reach[sets & ~mask] + group[0].points, out=more)
    return np.where(more < NEVER // 2, NEVER, more)


def _iter_teams(groups: Groups, reach: Sequence[NDArray[np.int64]], every: int) -> Iterator[Team]:
    """Every team of `len(reach) - 1` companies that covers all, the most points first.

    The next member is one that covers the first must-have still missing. In the heap stands, per team begun and per
    set of must-haves, only the next best company; whoever is drawn makes place for the one behind it.
    """
    size = len(reach) - 1
    heap: list[tuple[int, tuple[int, ...], tuple[int, ...]]] = []  # minus the points in reach, sets, places in them

    def push(masks: tuple[int, ...], places: tuple[int, ...]) -> None:
        if places[-1] < len(groups[masks[-1]]):
            missing = _get_missing_needs(masks, every)
            points = sum(groups[mask][place].points for mask, place in zip(masks, places, strict=True))
            left = reach[size - len(masks)][missing]
            if left > NEVER:
                heapq.heappush(heap, (-(points + int(left)), masks, places))

    def begin(masks: tuple[int, ...], places: tuple[int, ...]) -> None:
        first = _get_missing_needs(masks, every) & -_get_missing_needs(masks, every)
        for mask in groups:
            if mask & first:
                push((*masks, mask), (*places, 0))

    begin((), ())
    drawn: set[frozenset[Id]] = set()
    while heap:
        _points, masks, places = heapq.heappop(heap)
        push(masks, (*places[:-1], places[-1] + 1))
        if len(masks) < size:
            begin(masks, places)
            continue
        members = [groups[mask][place] for mask, place in zip(masks, places, strict=True)]
        team = frozenset(member.id for member in members)
        if team not in drawn:
            drawn.add(team)
            yield Team(tuple(sorted(members, key=lambda each: (-each.points, each.id))))


def _get_missing_needs(masks: Sequence[int], every: int) -> int:
    for mask in masks:
        every &= ~mask
    return every


def _take_teams(n: int, teams: Iterator[Team]) -> list[Team]:
    return [team for team, _place in zip(teams, range(n), strict=False)]
