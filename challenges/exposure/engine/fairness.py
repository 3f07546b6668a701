"""Choose who is in the top 10 of each list so that every eligible company is seen, at the cost of the fewest points.

    rerank_lists(lists, rules, qualifies) -> Reranking(moves, misses, seen, before)

Points and ranks do not change. In each list the last `places` of the top 10 can be given away, to companies that have
at most `lost` tenths of a point less than the best of those places. So no list loses more than places x lost.

The choice is a flow between companies and lists, with an arc wherever a company may be placed. It is solved as a linear
program with a column from 0 to 1 for each arc, a row for each company and a row for each list. Each arc occurs in one
row of both kinds: the incidence matrix of a bipartite graph, which is totally unimodular, also with single columns for
shortages. So every corner of the linear program is whole, and the simplex method ends in a corner: the result is exact,
without rounding or branching.
Sources: Hoffman and Kruskal (1956), Linear Inequalities and Related Systems; Dantzig (1951) for the transport problem.
"""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from challenges.matching.engine.list_moves import SHOWN

WHOLE = 1e-6  # deviation from a whole number that is taken for a rounding error of the solver


class QualifyingEntry(NamedTuple):
    """An eligible company in a list, with its points in tenths."""

    company: int
    points: int


@dataclass(frozen=True)
class FairnessRules:
    """The rules of a floor.

    `least`: places that each company should have. `places`: how many of the last places of a top 10 can be given away.
    `lost`: how many tenths of a point less than the best of those a company that takes one may have. `shown`: the
    length of the top 10.
    """

    least: int
    places: int
    lost: int
    shown: int = SHOWN

    def __post_init__(self) -> None:
        if self.least < 1 or self.lost < 0 or not 1 <= self.places <= self.shown:
            raise ValueError("a floor of at least one, with some of the places shown to give away")


class ListMove(NamedTuple):
    """A company that takes the place of another in the top 10 of a list; `lost`: how many tenths less it has."""

    list: int
    company: int
    instead_of: int
    lost: int


class MissReason(StrEnum):
    """Why a company stays below the floor."""

    FEW_LISTS = "few_lists"  # seen in every list in which it is eligible, and these are too few
    TOO_FAR = "too_far"  # seen in every list in which it has enough points
    NO_PLACE = "no_place"  # the places that it could take go to others who are seen as little


class ExposureShortfall(NamedTuple):
    """A company below the floor.

    `seen`: its places. `within_reach`: the places that it could take, each by itself. `qualifies`: the lists in which
    it is eligible.
    """

    company: int
    seen: int
    within_reach: int
    qualifies: int
    reason: MissReason


@dataclass(frozen=True)
class Reranking:
    moves: tuple[ListMove, ...]
    misses: tuple[ExposureShortfall, ...]
    seen: Mapping[int, int]  # places of each eligible company, with the moves
    before: Mapping[int, int]  # the same without the moves

    @property
    def lost(self) -> int:
        return sum(move.lost for move in self.moves)

    @property
    def most_lost(self) -> int:
        """Return the highest loss of one list, in tenths."""
        lists: Counter[int] = Counter()
        for move in self.moves:
            lists[move.list] += move.lost
        return max(lists.values(), default=0)


@dataclass(frozen=True)
class _PartitionedList:
    """A list in three parts.

    `fixed`: companies that keep their place. `givable`: those whose place can be given away. `contenders`: those from
    further down that could take one of these places.
    """

    number: int
    fixed: Sequence[QualifyingEntry]
    givable: Sequence[QualifyingEntry]
    contenders: Sequence[QualifyingEntry]


def rerank_lists(
    lists: Mapping[int, Sequence[QualifyingEntry]],
    rules: FairnessRules,
    qualifies: Mapping[int, int],
    seen_before: Mapping[int, int] | None = None,
    never: Collection[tuple[int, int]] = frozenset(),
) -> Reranking:
    """Choose the moves that leave the smallest shortages, and among those the ones that lose the fewest points.

    `lists`: by number, best company first, each company once. `qualifies`: in how many lists each company is eligible,
    also below the end of these lists; a company that is not in it has no floor. `seen_before`: places that companies
    had elsewhere, which count. `never`: (list, company) pairs that are not moved into a top 10.

    Shortages are as even as possible, and then also the fewest in all (they form the base of a polymatroid: Megiddo
    1974, Math. Programming 7; Fujishige 1980, Math. of OR 5). The same input gives the same choice.
    """
    had = Counter({company: (seen_before or {}).get(company, 0) for company in qualifies})
    partitions = [_partition_list(number, lists[number], rules, had, never) for number in sorted(lists)]
    fixed = had + Counter(entry.company for each in partitions for entry in each.fixed)
    chosen = _choose_companies(partitions, rules, {company: rules.least - fixed[company] for company in qualifies})

    def lacking(company: int, seen: int) -> int:
        return max(0, rules.least - seen) if company in qualifies else 0

    before = fixed + Counter(entry.company for each in partitions for entry in each.givable)
    seen = Counter(before)
    moves = _drop_idle_moves(
        [move for each in partitions for move in _pair_list_moves(each, chosen.get(each.number, set()))], seen, lacking
    )
    reach = before + Counter(entry.company for each in partitions for entry in each.contenders)
    misses = []
    for company, number in sorted(qualifies.items()):
        has, could = seen[company], reach[company]
        if has < rules.least:
            misses.append(
                ExposureShortfall(company, has, could, number, _get_miss_reason(has, could, number + had[company]))
            )
    of_all = [{company: counts[company] for company in qualifies} for counts in (seen, before)]
    return Reranking(moves, tuple(misses), *of_all)


def _partition_list(
    number: int,
    entries: Sequence[QualifyingEntry],
    rules: FairnessRules,
    had: Mapping[int, int],
    never: Collection[tuple[int, int]],
) -> _PartitionedList:
    kept = rules.shown - rules.places
    if len(entries) <= rules.shown:
        return _PartitionedList(number, entries, [], [])
    lowest = entries[kept].points - rules.lost
    contenders = [
        entry
        for entry in entries[rules.shown :]
        if entry.points >= lowest and entry.company in had and (number, entry.company) not in never
    ]
    return _PartitionedList(number, entries[:kept], entries[kept : rules.shown], contenders)


def _choose_companies(
    partitions: Sequence[_PartitionedList], rules: FairnessRules, lacks: Mapping[int, int]
) -> dict[int, set[int]]:
    """Return the companies in the givable places of each list where some company that lacks places could take one.

    A company that has enough places without any move takes none: that would bring nobody a place, and no points.
    """
    candidates = {each.number: [entry for entry in each.contenders if lacks[entry.company] > 0] for each in partitions}
    contested = [
        (each.number, entry)
        for each in partitions
        if candidates[each.number]
        for entry in (*each.givable, *candidates[each.number])
    ]
    if not contested:
        return {}
    found = _solve_assignment(contested, rules, lacks, _count_spare_places(partitions, candidates))
    chosen: dict[int, set[int]] = {}
    for (number, entry), is_in in zip(contested, found, strict=True):
        if is_in:
            chosen.setdefault(number, set()).add(entry.company)
    return chosen


def _count_spare_places(
    partitions: Sequence[_PartitionedList], candidates: Mapping[int, Sequence[QualifyingEntry]]
) -> Counter[int]:
    """Count the givable places, by company, of lists in which nobody can take one."""
    return Counter(entry.company for each in partitions if not candidates[each.number] for entry in each.givable)


def _solve_assignment(
    contested: Sequence[tuple[int, QualifyingEntry]],
    rules: FairnessRules,
    lacks: Mapping[int, int],
    spare: Mapping[int, int],
) -> NDArray[np.bool_]:
    """Return which of the contested (list, company) pairs are chosen.

    The columns of the linear program are the pairs, followed by the shortage of each company, one place at a time.
    Raises ArithmeticError when the solver finds no corner.
    """
    numbers = {number: row for row, number in enumerate(dict.fromkeys(number for number, _entry in contested))}
    companies = sorted({entry.company for _number, entry in contested})
    needs = {each: lacks.get(each, 0) - spare.get(each, 0) for each in companies}
    rows = {each: row for row, each in enumerate(each for each in companies if needs[each] > 0)}
    short = [(rows[each], step) for each in rows for step in range(needs[each])]
    width, pairs = len(contested) + len(short), range(len(contested))
    of_lists = _build_ones_matrix([numbers[number] for number, _entry in contested], pairs, (len(numbers), width))
    has = [(rows[entry.company], column) for column, (_number, entry) in enumerate(contested) if entry.company in rows]
    has += [(row, len(contested) + at) for at, (row, _step) in enumerate(short)]
    of_companies = _build_ones_matrix([row for row, _ in has], [column for _, column in has], (len(rows), width))
    shortage_cost = 1 + rules.lost * rules.places * len(numbers)  # more than all points that could be lost
    costs = [-entry.points for _number, entry in contested] + [shortage_cost * (2 * step + 1) for _row, step in short]
    from scipy.optimize import linprog  # slow to import, and web processes never get here

    found = linprog(
        costs,
        A_eq=of_lists,
        b_eq=np.full(len(numbers), rules.places),
        A_ub=-of_companies,
        b_ub=[-needs[each] for each in rows],
        bounds=(0, 1),
        method="highs-ds",
    )
    if found.x is None or (np.abs(found.x - np.round(found.x)) > WHOLE).any():
        raise ArithmeticError(f"the solver ended at no corner: {found.message}")
    chosen: NDArray[np.bool_] = found.x[: len(contested)] > 0.5
    return chosen


def _build_ones_matrix(rows: Sequence[int], columns: Sequence[int], shape: tuple[int, int]) -> csr_array:
    return csr_array((np.ones(len(rows)), (rows, columns)), shape=shape)


def _pair_list_moves(partition: _PartitionedList, chosen: Collection[int]) -> list[ListMove]:
    """Return the moves of one list: the best company that enters takes the place of the best that leaves."""
    if not chosen:
        return []
    leaving = [entry for entry in partition.givable if entry.company not in chosen]
    entering = [entry for entry in partition.contenders if entry.company in chosen]
    return [
        ListMove(partition.number, new.company, old.company, old.points - new.points)
        for old, new in zip(leaving, entering, strict=True)
    ]


def _drop_idle_moves(
    moves: list[ListMove], seen: Counter[int], lacking: Callable[[int, int], int]
) -> tuple[ListMove, ...]:
    """Drop moves that cost no points and do not reduce shortages, which the solver is free to make.

    `seen`: the places before; updated to those after the moves that remain. `lacking`: returns the shortage of a
    company with this number of places.
    """
    seen.update(move.company for move in moves)
    seen.subtract(move.instead_of for move in moves)
    idle = [move for move in moves if not move.lost]
    while idle:
        move = idle.pop()
        without = lacking(move.company, seen[move.company] - 1)
        if without <= lacking(move.instead_of, seen[move.instead_of]):
            seen[move.company] -= 1
            seen[move.instead_of] += 1
            moves.remove(move)
            idle = [each for each in moves if not each.lost]
    return tuple(moves)


def _get_miss_reason(seen: int, reach: int, lists: int) -> MissReason:
    if seen >= lists:
        return MissReason.FEW_LISTS
    return MissReason.TOO_FAR if seen >= reach else MissReason.NO_PLACE
