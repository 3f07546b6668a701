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

from challenges.matching.engine.eligibility import rules_of
from challenges.matching.engine.eligibility_columns import Facts
from challenges.matching.engine.features import WantRow
from challenges.matching.engine.inputs import Id, TechnologyId
from challenges.matching.engine.model import Model
from challenges.matching.engine.score_columns import experience_column, maturity_column, region_column
from challenges.matching.engine.scoring import freshness_points
from challenges.matching.engine.tables import maxima_of

MOST_NEEDS = 12
MOST_MEMBERS = 4
NEVER = -(2**40)  # the points of a team that cannot be


@dataclass(frozen=True, slots=True)
class Candidate:
    """A company that meets every other rule of the challenge, which of the must-haves it `covers`, and its points."""

    id: Id
    covers: frozenset[TechnologyId]
    points: int


@dataclass(frozen=True)
class Team:
    """Companies that together cover every must-have, in the order of their points."""

    members: tuple[Candidate, ...]

    @property
    def points(self) -> int:
        return sum(member.points for member in self.members)

    def only_by(self, member: Candidate) -> frozenset[TechnologyId]:
        """What this member alone brings: never empty in a team of the smallest size."""
        return member.covers.difference(*(other.covers for other in self.members if other is not member))


@dataclass(frozen=True)
class Consortium:
    """`teams`: those with the most points of the smallest size, best first; none where no team of `MOST_MEMBERS` covers
    all. `uncovered`: the must-haves that no candidate covers, in the order asked: with these no team can be."""

    teams: list[Team]
    uncovered: list[TechnologyId]


def needs_of(row: WantRow) -> list[TechnologyId]:
    """The must-haves, in the order asked."""
    return [each.technology_id for each in row.requirements if each.must]


def members_for(row: WantRow, facts: Facts, model: Model) -> list[Candidate]:
    """The companies that fail no rule of the challenge but must-haves, and meet one of these at least.

    Points, in tenths: what each requirement that the company meets is worth at the utmost, must or wish, with what it
    earns by maturity, region and experience and loses by age, as scoring.py has it. Texts count for nothing: a member
    is chosen for what it brings to the others.
    """
    needs, rules = needs_of(row), rules_of(row)  # the must-haves stand first in both
    musts = {need: rule.passes(facts) for need, rule in zip(needs, rules, strict=False)}
    able = np.ones(len(facts), bool)
    for rule in rules[len(needs) :]:
        able &= rule.passes(facts)
    most = model.points
    earned = maturity_column(row, facts, most.maturity) + region_column(row, facts, most.region)
    earned += experience_column(row, facts, most.experience)
    for requirement, worth in zip(row.requirements, maxima_of(row, model), strict=True):
        earned[facts.meeting.get(requirement.technology_id, [])] += worth
    earned += freshness_points(earned, facts.stale)
    covering = able & np.any(list(musts.values()), axis=0) if musts else np.zeros(len(facts), bool)
    return [
        Candidate(
            facts.rows[int(at)].id, frozenset(need for need, passed in musts.items() if passed[at]), int(earned[at])
        )
        for at in np.flatnonzero(covering)
    ]


def smallest_teams(
    needs: Sequence[TechnologyId], candidates: Sequence[Candidate], *, most: int = MOST_MEMBERS, n: int = 10
) -> Consortium:
    """The `n` teams with the most points among those of the smallest size, of at most `most` companies.

    Exact: a table tells for every set of must-haves the most points that so many companies can bring to it, and teams
    are drawn in the order of what that table says can still be reached. Teams of equal points come in the order in
    which they are drawn, which depends on points and ids alone. ValueError for more than MOST_NEEDS must-haves.
    """
    if len(needs) > MOST_NEEDS:
        raise ValueError(f"more than {MOST_NEEDS} must-haves")
    groups = _by_covered(needs, candidates)
    uncovered = [need for at, need in enumerate(needs) if not any(mask >> at & 1 for mask in groups)]
    if uncovered or not needs:
        return Consortium([], uncovered)
    every = (1 << len(needs)) - 1
    reach = [_with_nobody(every)]
    while reach[-1][every] <= NEVER:
        if len(reach) > most:
            return Consortium([], [])
        reach.append(_with_one_more(reach[-1], groups))
    return Consortium(_take(n, _drawn(groups, reach, every)), [])


Groups = Mapping[int, Sequence[Candidate]]  # by the set of must-haves covered, as bits; the most points first


def _by_covered(needs: Sequence[TechnologyId], candidates: Sequence[Candidate]) -> Groups:
    groups: dict[int, list[Candidate]] = {}
    for candidate in sorted(candidates, key=lambda each: (-each.points, each.id)):
        mask = sum(1 << at for at, need in enumerate(needs) if need in candidate.covers)
        if mask:
            groups.setdefault(mask, []).append(candidate)
    return groups


def _with_nobody(every: int) -> NDArray[np.int64]:
    """What no company brings to each set of must-haves: nothing to the empty one, and no other is covered."""
    reach = np.full(every + 1, NEVER, np.int64)
    reach[0] = 0
    return reach


def _with_one_more(reach: NDArray[np.int64], groups: Groups) -> NDArray[np.int64]:
    """The most points for each set of must-haves with one company more than `reach` tells of."""
    sets = np.arange(len(reach))
    more = np.full(len(reach), NEVER, np.int64)
    for mask, group in groups.items():
        np.maximum(more, reach[sets & ~mask] + group[0].points, out=more)
    return np.where(more < NEVER // 2, NEVER, more)


def _drawn(groups: Groups, reach: Sequence[NDArray[np.int64]], every: int) -> Iterator[Team]:
    """Every team of `len(reach) - 1` companies that covers all, the most points first.

    The next member is one that covers the first must-have still missing. In the heap stands, per team begun and per
    set of must-haves, only the next best company; whoever is drawn makes place for the one behind it.
    """
    size = len(reach) - 1
    heap: list[tuple[int, tuple[int, ...], tuple[int, ...]]] = []  # minus the points in reach, sets, places in them

    def push(masks: tuple[int, ...], places: tuple[int, ...]) -> None:
        if places[-1] < len(groups[masks[-1]]):
            missing = _missing(masks, every)
            points = sum(groups[mask][place].points for mask, place in zip(masks, places, strict=True))
            left = reach[size - len(masks)][missing]
            if left > NEVER:
                heapq.heappush(heap, (-(points + int(left)), masks, places))

    def begin(masks: tuple[int, ...], places: tuple[int, ...]) -> None:
        first = _missing(masks, every) & -_missing(masks, every)
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


def _missing(masks: Sequence[int], every: int) -> int:
    for mask in masks:
        every &= ~mask
    return every


def _take(n: int, teams: Iterator[Team]) -> list[Team]:
    return [team for team, _place in zip(teams, range(n), strict=False)]
