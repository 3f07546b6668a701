"""Lists as columns: as many numbers as a database takes in one go, and no object for each."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from challenges.matching.engine.eligibility import NAMES, find_failed_rules
from challenges.matching.engine.ranking import SideLists, group_by_challenge
from challenges.matching.engine.scoring import PairScore
from challenges.matching.engine.selection import BestEntries
from challenges.matching.engine.tables import ChallengeTable, CompanyTable

NONE = -1  # no rule failed; no technology missing


@dataclass(frozen=True, eq=False)
class ListEntries:
    """A row for each place in a list, in no order. `score`: its parts, by name, as in Score; `rule`: the one that the
    company fails, as its place in eligibility.NAMES, or NONE; `technology`: the id of the must-have that it lacks."""

    want: NDArray[np.int64]
    offer: NDArray[np.int64]
    score: dict[str, NDArray[np.int64]]
    rule: NDArray[np.int64]
    technology: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.want)

    @property
    def total(self) -> NDArray[np.int64]:
        return sum((part for name, part in self.score.items() if name != "similarity"), np.zeros(len(self), np.int64))

    def some(self, which: NDArray) -> "ListEntries":
        """Those that a mask or places name."""
        score = {name: part[which] for name, part in self.score.items()}
        return ListEntries(self.want[which], self.offer[which], score, self.rule[which], self.technology[which])


NOTHING = np.zeros(0, np.int64)
NO_ENTRIES = ListEntries(NOTHING, NOTHING, dict.fromkeys(PairScore._fields, NOTHING), NOTHING, NOTHING)


def build_side_entries(
    side: SideLists, wanted: ChallengeTable, offered: CompanyTable, *, is_of_wants: bool
) -> ListEntries:
    """The places in all lists of one side. Ids must be numbers."""
    return concatenate_entries(
        [
            _build_best_entries(best, wanted, offered, is_of_wants, best is side.near)
            for best in (side.matches, side.near)
        ]
    )


def concatenate_entries(parts: list[ListEntries]) -> ListEntries:
    """One below the other."""
    return ListEntries(
        np.concatenate([each.want for each in parts]),
        np.concatenate([each.offer for each in parts]),
        {name: np.concatenate([each.score[name] for each in parts]) for name in PairScore._fields},
        np.concatenate([each.rule for each in parts]),
        np.concatenate([each.technology for each in parts]),
    )


def keep_best_entries(entries: ListEntries, ranked: int, nearly: int, *, of_wants: bool) -> ListEntries:
    """The best of each owner in the order of a ranking: so many that qualify, and so many near misses."""
    owners, others = (entries.want, entries.offer) if of_wants else (entries.offer, entries.want)
    is_near = entries.rule != NONE
    order = np.lexsort((others, -entries.score["similarity"], -entries.total, is_near, owners))
    lists = owners[order] << 1 | is_near[order]
    place = np.arange(len(lists)) - np.searchsorted(lists, lists)
    return entries.some(order[place < np.where(is_near[order], nearly, ranked)])


def _build_best_entries(
    best: BestEntries, wanted: ChallengeTable, offered: CompanyTable, is_of_wants: bool, is_near: bool
) -> ListEntries:
    rows, places, score = best.columns()
    wants, offers = (rows, places) if is_of_wants else (places, rows)
    rule, technology = np.full(len(rows), NONE, np.int64), np.full(len(rows), NONE, np.int64)
    for want, at in group_by_challenge(wants) if is_near else ():
        rules, which = find_failed_rules(wanted.rows[want], offered.facts, offers[at])
        rule[at] = np.array([NAMES.index(each.name) for each in rules])[which]
        missing = [int(str(each.asked)) if each.name == "must_have" else NONE for each in rules]
        technology[at] = np.array(missing)[which]
    ids = [np.array(table.ids, np.int64) for table in (wanted, offered)]
    return ListEntries(
        ids[0][wants], ids[1][offers], dict(zip(PairScore._fields, score, strict=True)), rule, technology
    )
