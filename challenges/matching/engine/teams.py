"""Find the smallest teams of companies that together meet every must-have, best first; exact.

In a team of the smallest size, each member meets a must-have that no other member meets. So no team has two members
that meet the same must-haves, and the search goes over sets of must-haves, of which there are few, instead of over
companies, of which there are many.
"""

import heapq
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

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
NEVER = -(2**40)  # the points of a team that does not exist


@dataclass(frozen=True, slots=True)
class TeamCandidate:
    """A company that meets all other rules of the challenge, the must-haves that it `covers`, and its points."""

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
        """Return the must-haves that only this member covers; never empty in a team of the smallest size."""
        return member.covers.difference(*(other.covers for other in self.members if other is not member))


@dataclass(frozen=True)
class Consortium:
    """The result of the search.

    `teams`: those of the smallest size with the most points, best first; none if no team of MOST_MEMBERS covers all.
    `uncovered`: the must-haves that no candidate covers, in the order of the challenge; if there are any, there are no
    teams.
    """

    teams: list[Team]
    uncovered: list[TechnologyId]


def list_must_haves(row: ChallengeFeatures) -> list[TechnologyId]:
    """Return the must-haves in the order of the challenge."""
    return [each.technology_id for each in row.requirements if each.must]


def find_team_candidates(
    row: ChallengeFeatures, facts: EligibilityColumns, model: MatchingModel
) -> list[TeamCandidate]:
    """Return the companies that meet at least one must-have, and all rules that are not must-haves.

    Their points, in tenths, are the maxima of all requirements that the company meets, plus its points for maturity,
    region, experience and freshness, as in scoring.py. Texts do not count, because a member is chosen for what it adds
    to the others.
    """
    needs, rules = list_must_haves(row), build_rules(row)  # the must-haves come first in the rules
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
    """Return the `n` teams with the most points among those of the smallest size, of at most `most` companies.

    A table holds for every set of must-haves the most points of a team of each size that covers it, and teams are
    completed in the order of the points that they can still reach. So the result is exact; the order of teams with
    equal points depends on points and ids alone. Raises ValueError for more than MOST_NEEDS must-haves.
    """
    if len(needs) > MOST_NEEDS:
        raise ValueError(f"more than {MOST_NEEDS} must-haves")
    groups = _group_by_coverage(needs, candidates)
    uncovered = [need for at, need in enumerate(needs) if not any(mask >> at & 1 for mask in groups)]
    if uncovered or not needs:
        return Consortium([], uncovered)
    every = (1 << len(needs)) - 1
    nobody = np.full(every + 1, NEVER, np.int64)  # a team without members covers the empty set of must-haves alone
    nobody[0] = 0
    reach = [nobody]
    while reach[-1][every] <= NEVER:
        if len(reach) > most:
            return Consortium([], [])
        reach.append(_extend_reach(reach[-1], groups))
    return Consortium(list(islice(_iter_teams(groups, reach, every), n)), [])


Groups = Mapping[int, Sequence[TeamCandidate]]  # by the set of must-haves covered, as bits; the most points first


def _group_by_coverage(needs: Sequence[TechnologyId], candidates: Sequence[TeamCandidate]) -> Groups:
    groups: dict[int, list[TeamCandidate]] = {}
    for candidate in sorted(candidates, key=lambda each: (-each.points, each.id)):
        mask = sum(1 << at for at, need in enumerate(needs) if need in candidate.covers)
        if mask:
            groups.setdefault(mask, []).append(candidate)
    return groups


def _extend_reach(reach: NDArray[np.int64], groups: Groups) -> NDArray[np.int64]:
    """Return the most points for each set of must-haves with one company more than in `reach`."""
    sets = np.arange(len(reach))
    more = np.full(len(reach), NEVER, np.int64)
    for mask, group in groups.items():
        np.maximum(more, reach[sets & ~mask] + group[0].points, out=more)
    return np.where(more < NEVER // 2, NEVER, more)


def _iter_teams(groups: Groups, reach: Sequence[NDArray[np.int64]], every: int) -> Iterator[Team]:
    """Yield every team of `len(reach) - 1` companies that covers all must-haves, the most points first.

    The next member always covers the first must-have that is still missing. For each incomplete team and each set of
    must-haves, the heap holds only the next best company, which is replaced by the one after it when it is taken.
    """
    size = len(reach) - 1
    heap: list[
        tuple[int, tuple[int, ...], tuple[int, ...]]
    ] = []  # minus the reachable points; the sets; the places in their groups

    def push(masks: tuple[int, ...], places: tuple[int, ...]) -> None:
        if places[-1] < len(groups[masks[-1]]):
            missing = _get_missing_needs(masks, every)
            points = sum(groups[mask][place].points for mask, place in zip(masks, places, strict=True))
            left = reach[size - len(masks)][missing]
            if left > NEVER:
                heapq.heappush(heap, (-(points + int(left)), masks, places))

    def push_next_members(masks: tuple[int, ...], places: tuple[int, ...]) -> None:
        missing = _get_missing_needs(masks, every)
        first = missing & -missing
        for mask in groups:
            if mask & first:
                push((*masks, mask), (*places, 0))

    push_next_members((), ())
    seen: set[frozenset[Id]] = set()
    while heap:
        _points, masks, places = heapq.heappop(heap)
        push(masks, (*places[:-1], places[-1] + 1))
        if len(masks) < size:
            push_next_members(masks, places)
            continue
        members = [groups[mask][place] for mask, place in zip(masks, places, strict=True)]
        team = frozenset(member.id for member in members)
        if team not in seen:
            seen.add(team)
            yield Team(tuple(sorted(members, key=lambda each: (-each.points, each.id))))


def _get_missing_needs(masks: Sequence[int], every: int) -> int:
    for mask in masks:
        every &= ~mask
    return every
