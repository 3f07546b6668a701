"""Rank the best companies of every challenge and the best challenges of every company, exactly, by one score.

Order: the highest total, then the highest text similarity before rounding, then the lowest id. Only eligible companies
are ranked; companies that fail exactly one rule (near misses) form a second list in the same order.

`find_best_entries` returns the lists as columns, which the database stores; `rank_matches` returns them as objects.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from challenges.matching.engine.candidates import find_best_companies
from challenges.matching.engine.eligibility import NAMES, RuleFailure, find_failed_rules
from challenges.matching.engine.inputs import Id
from challenges.matching.engine.model import MatchingModel
from challenges.matching.engine.scoring import PairScore, ScoreBlock, iter_score_blocks
from challenges.matching.engine.selection import (
    LAST,
    NOBODY,
    BestEntries,
    build_order_keys,
    compute_rank_keys,
    pack_parts,
)
from challenges.matching.engine.tables import ChallengeTable, CompanyTable

ELIGIBLE, NEARLY = 0, 1  # rules failed
NONE = -1  # in ListEntries: no rule failed; no technology missing


class RankedMatch(NamedTuple):
    """A challenge and a company that is eligible for it."""

    want_id: Id
    offer_id: Id
    score: PairScore


class NearMiss(NamedTuple):
    """A company that fails exactly one rule of a challenge, and the score it would have."""

    want_id: Id
    offer_id: Id
    score: PairScore
    failure: RuleFailure


@dataclass(frozen=True, slots=True)
class Ranking:
    """The companies of one challenge, or the challenges of one company, best first.

    `qualified`, `nearly_count`: how many there are in all, also beyond the end of the lists.
    """

    matches: Sequence[RankedMatch]
    nearly: Sequence[NearMiss]
    qualified: int
    nearly_count: int


@dataclass(frozen=True, slots=True)
class Rankings:
    by_want: dict[Id, Ranking]
    by_offer: dict[Id, Ranking]


@dataclass(frozen=True, eq=False)
class ListEntries:
    """Places in lists as columns `(n,)`, in no order, with no object for each place. Ids are numbers.

    `score`: the parts by name, as in PairScore. `rule`: the rule that the company fails, as an index into
    eligibility.NAMES, or NONE. `technology`: the id of the must-have that it lacks, or NONE.
    """

    challenge_ids: NDArray[np.int64]
    company_ids: NDArray[np.int64]
    score: dict[str, NDArray[np.int64]]
    rule: NDArray[np.int64]
    technology: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.challenge_ids)

    @property
    def total(self) -> NDArray[np.int64]:
        return sum((part for name, part in self.score.items() if name != "similarity"), np.zeros(len(self), np.int64))

    @property
    def rank_keys(self) -> NDArray[np.int64]:
        return compute_rank_keys(self.total, self.score["similarity"])

    @property
    def is_near_miss(self) -> NDArray[np.bool_]:
        return np.asarray(self.rule != NONE)

    def select(self, which: NDArray) -> "ListEntries":
        """Return the entries that a mask or an array of places names."""
        return ListEntries(
            self.challenge_ids[which],
            self.company_ids[which],
            {name: part[which] for name, part in self.score.items()},
            self.rule[which],
            self.technology[which],
        )

    def keep_best(self, owner_ids: NDArray[np.int64], ranked: int, nearly: int) -> "ListEntries":
        """Return the first `ranked` eligible entries and the first `nearly` near misses of each owner.

        `owner_ids`: the column of challenges or companies whose lists these are.
        """
        other_ids = self.company_ids if owner_ids is self.challenge_ids else self.challenge_ids
        order = np.lexsort((other_ids, -self.rank_keys, self.is_near_miss, owner_ids))
        is_near = self.is_near_miss[order]
        place = number_places(owner_ids[order] << 1 | is_near)
        return self.select(order[place < np.where(is_near, nearly, ranked)])


_EMPTY = np.zeros(0, np.int64)
NO_ENTRIES = ListEntries(_EMPTY, _EMPTY, dict.fromkeys(PairScore._fields, _EMPTY), _EMPTY, _EMPTY)


def concatenate_entries(parts: Sequence[ListEntries]) -> ListEntries:
    return ListEntries(
        np.concatenate([each.challenge_ids for each in parts]),
        np.concatenate([each.company_ids for each in parts]),
        {name: np.concatenate([each.score[name] for each in parts]) for name in PairScore._fields},
        np.concatenate([each.rule for each in parts]),
        np.concatenate([each.technology for each in parts]),
    )


def number_places(lists: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the place of each entry within its list, from 0; `lists`: sorted."""
    return np.arange(len(lists)) - np.searchsorted(lists, lists)


def rank_matches(
    wanted: ChallengeTable,
    offered: CompanyTable,
    model: MatchingModel,
    *,
    per_want: int | None = 50,
    per_offer: int | None = 50,
    nearly: int = 20,
    among: NDArray[np.bool_] | None = None,
) -> Rankings:
    """Rank the best `per_want` companies per challenge and the best `per_offer` challenges per company.

    Each has up to `nearly` near misses. A size of 0 leaves one list out, None both lists of that side.
    `among`: the companies that take part, `(n_companies,)`; None for all.
    """
    of_wants, of_offers = _find_best(wanted, offered, model, per_want, per_offer, nearly, among)
    return Rankings(
        {} if per_want is None else _build_rankings(of_wants, wanted, offered, is_of_wants=True),
        {} if per_offer is None else _build_rankings(of_offers, wanted, offered, is_of_wants=False),
    )


def find_best_entries(
    wanted: ChallengeTable,
    offered: CompanyTable,
    model: MatchingModel,
    *,
    per_want: int | None,
    per_offer: int | None,
    nearly: int,
    among: NDArray[np.bool_] | None = None,
) -> tuple[ListEntries, ListEntries]:
    """Return the same lists of challenges, and of companies, as columns; all ids must be numbers."""
    of_wants, of_offers = _find_best(wanted, offered, model, per_want, per_offer, nearly, among)
    return (
        _build_entries(of_wants, wanted, offered, is_of_wants=True),
        _build_entries(of_offers, wanted, offered, is_of_wants=False),
    )


class _Lists(NamedTuple):
    """The two lists of one side, with a row for each row of its table."""

    matches: BestEntries
    near: BestEntries

    @classmethod
    def start(cls, rows: int, ranked: int, nearly: int) -> "_Lists":
        return cls(BestEntries.none_yet(rows, ranked), BestEntries.none_yet(rows, nearly))


def _find_best(
    wanted: ChallengeTable,
    offered: CompanyTable,
    model: MatchingModel,
    per_want: int | None,
    per_offer: int | None,
    nearly: int,
    among: NDArray[np.bool_] | None,
) -> tuple[_Lists, _Lists]:
    if max(len(wanted), len(offered)) > LAST:
        raise ValueError(f"more than {LAST} rows in a table")
    of_offers = _Lists.start(len(offered), per_offer or 0, nearly)
    if per_offer is None and per_want is not None:  # lists of challenges alone have a quicker way
        return _Lists(*find_best_companies(wanted, offered, model, (per_want, nearly), among)), of_offers
    found: list[_Lists] = []
    for block in iter_score_blocks(wanted, offered, model):
        rows = len(block.total)
        if per_want is not None:
            found.append(_Lists.start(rows, per_want, nearly))
            _add_block(block, np.arange(len(offered), dtype=np.int64)[None, :], found[-1], among)
        if per_offer is not None:
            places = np.arange(block.start, block.start + rows, dtype=np.int64)[:, None]
            _add_block(block, places, of_offers, among, transposed=True)
    of_wants = _Lists(
        BestEntries.stacked([each.matches for each in found], per_want or 0),
        BestEntries.stacked([each.near for each in found], nearly),
    )
    return of_wants, of_offers


def _add_block(
    block: ScoreBlock,
    places: NDArray[np.int64],
    lists: _Lists,
    among: NDArray[np.bool_] | None,
    transposed: bool = False,
) -> None:
    """Add the pairs of a block to the lists of one side; `places`: of the others, in their table."""
    keys, parts = build_order_keys(block, places), pack_parts(block)
    for failed, best in ((ELIGIBLE, lists.matches), (NEARLY, lists.near)):
        takes_part = block.failed == failed
        if among is not None:
            takes_part &= among
        candidates = np.where(takes_part, keys, NOBODY)
        if transposed:
            best.add(candidates.T, parts.T)
        else:
            best.add(candidates, parts)


def _build_entries(lists: _Lists, wanted: ChallengeTable, offered: CompanyTable, *, is_of_wants: bool) -> ListEntries:
    want_ids, offer_ids = np.array(wanted.ids, np.int64), np.array(offered.ids, np.int64)
    found = []
    for best in lists:
        rows, places, score = best.columns()
        wants, offers = (rows, places) if is_of_wants else (places, rows)
        rule, technology = np.full(len(rows), NONE, np.int64), np.full(len(rows), NONE, np.int64)
        for want, at in _group_by_challenge(wants) if best is lists.near else ():
            rules, which = find_failed_rules(wanted.rows[want], offered.facts, offers[at])
            rule[at] = np.array([NAMES.index(each.name) for each in rules])[which]
            missing = [int(str(each.asked)) if each.name == "must_have" else NONE for each in rules]
            technology[at] = np.array(missing)[which]
        parts = dict(zip(PairScore._fields, score, strict=True))
        found.append(ListEntries(want_ids[wants], offer_ids[offers], parts, rule, technology))
    return concatenate_entries(found)


def _build_rankings(
    lists: _Lists, wanted: ChallengeTable, offered: CompanyTable, is_of_wants: bool
) -> dict[Id, Ranking]:
    owners, others = (wanted.ids, offered.ids) if is_of_wants else (offered.ids, wanted.ids)
    failed = _find_near_miss_failures(lists.near, wanted, offered, is_of_wants)

    def pair(owner: int, other: int) -> tuple[Id, Id]:
        return (owners[owner], others[other]) if is_of_wants else (others[other], owners[owner])

    return {
        owners[at]: Ranking(
            [RankedMatch(*pair(at, other), score) for other, score in listed],
            [NearMiss(*pair(at, other), score, failed[at, other]) for other, score in close],
            int(lists.matches.counts[at]),
            int(lists.near.counts[at]),
        )
        for at, (listed, close) in enumerate(zip(lists.matches.entries(), lists.near.entries(), strict=True))
    }


def _find_near_miss_failures(
    near: BestEntries, wanted: ChallengeTable, offered: CompanyTable, is_of_wants: bool
) -> dict[tuple[int, int], RuleFailure]:
    """Return the rule that each near miss fails, by its owner's and the other's place."""
    rows, places, _score = near.columns()
    wants, offers = (rows, places) if is_of_wants else (places, rows)
    found = {}
    for want, at in _group_by_challenge(wants):
        rules, which = find_failed_rules(wanted.rows[want], offered.facts, offers[at])
        for row, place, number in zip(rows[at].tolist(), places[at].tolist(), which.tolist(), strict=True):
            offer = offered.rows[place if is_of_wants else row]
            rule = rules[number]
            found[row, place] = RuleFailure(rule.name, rule.asked, rule.found(offer))
    return found


def _group_by_challenge(wants: NDArray[np.int64]) -> list[tuple[int, NDArray[np.int64]]]:
    """Return the positions of each challenge's entries in a column of challenges."""
    order = np.argsort(wants, kind="stable")
    ids, starts = np.unique(wants[order], return_index=True)
    return list(zip(ids.tolist(), np.split(order, starts[1:]), strict=True)) if len(ids) else []
