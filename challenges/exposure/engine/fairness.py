"""The floor on exposure: who stands in the tens so that everyone who qualifies is seen, for the fewest points.

    reranked(lists, rules) -> Reranking(moves, misses)

Points and ranks stay as they are. In each list the last `places` of the ten can be given away; whoever comes in there
has at most `lost` tenths of a point less than the best of those places. So no list loses more than places x lost.

Companies on one side, lists on the other, an arc where a company may stand: a flow. What is chosen of each arc, 0 or
1, has as constraints one row for each company and one for each list, and each arc stands in one of both: the incidence
matrix of a bipartite graph, which is totally unimodular, with shortage as single columns beside it. So every corner of
the linear program is whole, and the simplex method ends at one: no rounding and no branching, and exact.
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

WHOLE = 1e-6  # what the solver may be off


class QualifyingEntry(NamedTuple):
    """A company that qualifies, with its points in tenths."""

    company: int
    points: int


@dataclass(frozen=True)
class FairnessRules:
    """least: places that each company is to have. places: how many of a list's ten can be given away, its last ones.
    lost: tenths of a point that whoever comes in may have less than the best of those."""

    least: int
    places: int
    lost: int
    shown: int = SHOWN

    def __post_init__(self) -> None:
        if self.least < 1 or self.lost < 0 or not 1 <= self.places <= self.shown:
            raise ValueError("a floor of at least one, with some of the places shown to give away")


class ListMove(NamedTuple):
    """In this list the company stands in the ten in the other's place, with so many tenths less."""

    list: int
    company: int
    instead_of: int
    lost: int


class MissReason(StrEnum):
    """Why a company stays below the floor."""

    FEW_LISTS = "few_lists"  # seen wherever it qualifies, in too few lists
    TOO_FAR = "too_far"  # seen wherever it comes close enough
    NO_PLACE = "no_place"  # the places that it could have are given to others who are seen as little


class ExposureShortfall(NamedTuple):
    """seen: places that it has. within_reach: those that it could have had, one by one. qualifies: in so many lists."""

    company: int
    seen: int
    within_reach: int
    qualifies: int
    reason: MissReason


@dataclass(frozen=True)
class Reranking:
    moves: tuple[ListMove, ...]
    misses: tuple[ExposureShortfall, ...]
    seen: Mapping[int, int]  # of each company that qualifies, afterwards
    before: Mapping[int, int]

    @property
    def lost(self) -> int:
        return sum(move.lost for move in self.moves)

    @property
    def most_lost(self) -> int:
        """In one list."""
        lists: Counter[int] = Counter()
        for move in self.moves:
            lists[move.list] += move.lost
        return max(lists.values(), default=0)


@dataclass(frozen=True)
class _PartitionedList:
    """firm: nothing takes these places away. standing: has those that can be given; coming: could have one of them."""

    number: int
    firm: Sequence[QualifyingEntry]
    standing: Sequence[QualifyingEntry]
    coming: Sequence[QualifyingEntry]


def rerank_lists(
    lists: Mapping[int, Sequence[QualifyingEntry]],
    rules: FairnessRules,
    qualifies: Mapping[int, int],
    seen_before: Mapping[int, int] | None = None,
    never: Collection[tuple[int, int]] = frozenset(),
) -> Reranking:
    """lists: by number, best first, each company once. qualifies: in how many lists each company does, also further
    down than these go; whoever is not in it has no floor. seen_before: places had elsewhere, which count. never: pairs
    (list, company) that do not come in.

    Shortages are as even as they can be, and with that the fewest in all (they form the base of a polymatroid: Megiddo
    1974, Math. Programming 7; Fujishige 1980, Math. of OR 5); among such choices the fewest points are lost. The same
    input gives the same choice.
    """
    had = Counter({company: (seen_before or {}).get(company, 0) for company in qualifies})
    parted = [_partition_list(number, lists[number], rules, had, never) for number in sorted(lists)]
    firm = had + Counter(entry.company for each in parted for entry in each.firm)
    chosen = _choose_companies(parted, rules, {company: rules.least - firm[company] for company in qualifies})

    def lacking(company: int, seen: int) -> int:
        return max(0, rules.least - seen) if company in qualifies else 0

    before = firm + Counter(entry.company for each in parted for entry in each.standing)
    seen = Counter(before)
    moves = _drop_idle_moves(
        [move for each in parted for move in _pair_list_moves(each, chosen.get(each.number, set()))], seen, lacking
    )
    reach = before + Counter(entry.company for each in parted for entry in each.coming)
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
    coming = [
        entry
        for entry in entries[rules.shown :]
        if entry.points >= lowest and entry.company in had and (number, entry.company) not in never
    ]
    return _PartitionedList(number, entries[:kept], entries[kept : rules.shown], coming)


def _choose_companies(
    parted: Sequence[_PartitionedList], rules: FairnessRules, lacks: Mapping[int, int]
) -> dict[int, set[int]]:
    """By list who stands in the places that can be given; of those where anybody could come in who lacks some.

    Who has enough for sure comes in nowhere: it would bring nobody a place, and no points.
    """
    candidates = {each.number: [entry for entry in each.coming if lacks[entry.company] > 0] for each in parted}
    open_ = [
        (each.number, entry)
        for each in parted
        if candidates[each.number]
        for entry in (*each.standing, *candidates[each.number])
    ]
    if not open_:
        return {}
    found = _solve_assignment(open_, rules, lacks, _count_spare_places(parted, candidates))
    chosen: dict[int, set[int]] = {}
    for (number, entry), is_in in zip(open_, found, strict=True):
        if is_in:
            chosen.setdefault(number, set()).add(entry.company)
    return chosen


def _count_spare_places(
    parted: Sequence[_PartitionedList], candidates: Mapping[int, Sequence[QualifyingEntry]]
) -> Counter[int]:
    """Places that could be given, and that nobody can come into."""
    return Counter(entry.company for each in parted if not candidates[each.number] for entry in each.standing)


def _solve_assignment(
    open_: Sequence[tuple[int, QualifyingEntry]],
    rules: FairnessRules,
    lacks: Mapping[int, int],
    spare: Mapping[int, int],
) -> NDArray[np.bool_]:
    """Which of the open pairs are chosen. Columns: each pair, then each company's shortage one by one."""
    numbers = {number: row for row, number in enumerate(dict.fromkeys(number for number, _entry in open_))}
    companies = sorted({entry.company for _number, entry in open_})
    needs = {each: lacks.get(each, 0) - spare.get(each, 0) for each in companies}
    rows = {each: row for row, each in enumerate(each for each in companies if needs[each] > 0)}
    short = [(rows[each], step) for each in rows for step in range(needs[each])]
    width, pairs = len(open_) + len(short), range(len(open_))
    of_lists = _build_ones_matrix([numbers[number] for number, _entry in open_], pairs, (len(numbers), width))
    has = [(rows[entry.company], column) for column, (_number, entry) in enumerate(open_) if entry.company in rows]
    has += [(row, len(open_) + at) for at, (row, _step) in enumerate(short)]
    of_companies = _build_ones_matrix([row for row, _ in has], [column for _, column in has], (len(rows), width))
    dear = 1 + rules.lost * rules.places * len(numbers)  # more than all points that could be lost
    costs = [-entry.points for _number, entry in open_] + [dear * (2 * step + 1) for _row, step in short]
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
    chosen: NDArray[np.bool_] = found.x[: len(open_)] > 0.5
    return chosen


def _build_ones_matrix(rows: Sequence[int], columns: Sequence[int], shape: tuple[int, int]) -> csr_array:
    return csr_array((np.ones(len(rows)), (rows, columns)), shape=shape)


def _pair_list_moves(parted: _PartitionedList, chosen: Collection[int]) -> list[ListMove]:
    """Best with best: who comes in first stands for who goes out first."""
    if not chosen:
        return []
    gone = [entry for entry in parted.standing if entry.company not in chosen]
    came = [entry for entry in parted.coming if entry.company in chosen]
    return [
        ListMove(parted.number, new.company, old.company, old.points - new.points)
        for old, new in zip(gone, came, strict=True)
    ]


def _drop_idle_moves(
    moves: list[ListMove], seen: Counter[int], lacking: Callable[[int, int], int]
) -> tuple[ListMove, ...]:
    """Without those that cost no points and leave shortages as they would be: the solver is free to make them.

    seen: places before, counted on for the moves that are left. lacking: what a company with so many is short of.
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
