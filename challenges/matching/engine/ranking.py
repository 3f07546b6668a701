"""The best companies of every challenge and the best challenges of every company, exactly, from one and the
same score.

Order: total, then text similarity before rounding, both highest first, then the lower id. Only who qualifies
is ranked; who fails exactly one rule is listed apart, in the same order.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from challenges.matching.engine.candidates import find_best_companies
from challenges.matching.engine.eligibility import RuleFailure, find_failed_rules
from challenges.matching.engine.inputs import Id
from challenges.matching.engine.model import MatchingModel
from challenges.matching.engine.scoring import PairScore, ScoreBlock, iter_score_blocks
from challenges.matching.engine.selection import LAST, NOBODY, BestEntries, build_order_keys, pack_parts
from challenges.matching.engine.tables import ChallengeTable, CompanyTable

QUALIFIES, NEARLY = 0, 1  # rules failed


class RankedMatch(NamedTuple):
    """A challenge and a company that qualifies for it."""

    want_id: Id
    offer_id: Id
    score: PairScore


class NearMiss(NamedTuple):
    """A company that fails exactly one rule: which, and the score it would have."""

    want_id: Id
    offer_id: Id
    score: PairScore
    failure: RuleFailure


@dataclass(frozen=True, slots=True)
class Ranking:
    """One challenge's companies or one company's challenges, best first; the counts are of all, not only of
    those listed."""

    matches: Sequence[RankedMatch]
    nearly: Sequence[NearMiss]
    qualified: int
    nearly_count: int


@dataclass(frozen=True, slots=True)
class Rankings:
    by_want: dict[Id, Ranking]
    by_offer: dict[Id, Ranking]


@dataclass(frozen=True, eq=False)
class SideLists:
    """The lists of one side, a row for each of its table: who qualifies, and who nearly does."""

    matches: BestEntries
    near: BestEntries


def rank_matches(
    wanted: ChallengeTable,
    offered: CompanyTable,
    model: MatchingModel,
    *,
    per_want: int | None = 50,
    per_offer: int | None = 50,
    nearly: int = 20,
) -> Rankings:
    """The best `per_want` companies per challenge and the best `per_offer` challenges per company; up to
    `nearly` near misses in each.

    Exact, in blocks of challenges. 0 leaves a list out, None both lists of that side; a list is shorter where fewer
    qualify.
    """
    of_wants, of_offers = find_best_lists(wanted, offered, model, per_want=per_want, per_offer=per_offer, nearly=nearly)
    return Rankings(
        {} if per_want is None else _build_rankings(of_wants, wanted, offered, is_of_wants=True),
        {} if per_offer is None else _build_rankings(of_offers, wanted, offered, is_of_wants=False),
    )


def find_best_lists(
    wanted: ChallengeTable,
    offered: CompanyTable,
    model: MatchingModel,
    *,
    per_want: int | None,
    per_offer: int | None,
    nearly: int,
    among: NDArray[np.bool_] | None = None,
) -> tuple[SideLists, SideLists]:
    """The lists of the challenges and of the companies, as `rank` tells them. among: the companies that take part,
    `(n_offers,)`; all where None."""
    if max(len(wanted), len(offered)) > LAST:
        raise ValueError(f"more than {LAST} rows in a table")
    if per_offer is None and per_want is not None:
        of_wants = SideLists(*find_best_companies(wanted, offered, model, (per_want, nearly), among))
        return of_wants, SideLists(BestEntries.none_yet(len(offered), 0), BestEntries.none_yet(len(offered), nearly))
    found: list[SideLists] = []
    matches, near = BestEntries.none_yet(len(offered), per_offer or 0), BestEntries.none_yet(len(offered), nearly)
    for block in iter_score_blocks(wanted, offered, model):
        if per_want is not None:
            rows = len(block.total)
            own = SideLists(BestEntries.none_yet(rows, per_want), BestEntries.none_yet(rows, nearly))
            _add_block_candidates(block, np.arange(len(offered), dtype=np.int64)[None, :], own, among)
            found.append(own)
        if per_offer is not None:
            places = np.arange(block.start, block.start + len(block.total), dtype=np.int64)[:, None]
            _add_block_candidates(block, places, SideLists(matches, near), among, transposed=True)
    of_wants = SideLists(
        BestEntries.stacked([each.matches for each in found], per_want or 0),
        BestEntries.stacked([each.near for each in found], nearly),
    )
    return of_wants, SideLists(matches, near)


def _add_block_candidates(
    block: ScoreBlock,
    places: NDArray[np.int64],
    side: SideLists,
    among: NDArray[np.bool_] | None,
    transposed: bool = False,
) -> None:
    keys, parts = build_order_keys(block, places), pack_parts(block)
    for failed, best in ((QUALIFIES, side.matches), (NEARLY, side.near)):
        takes_part = block.failed == failed
        if among is not None:
            takes_part &= among
        candidates = np.where(takes_part, keys, NOBODY)
        if transposed:
            best.add(candidates.T, parts.T)
        else:
            best.add(candidates, parts)


def _build_rankings(
    side: SideLists, wanted: ChallengeTable, offered: CompanyTable, is_of_wants: bool
) -> dict[Id, Ranking]:
    owners, others = (wanted.ids, offered.ids) if is_of_wants else (offered.ids, wanted.ids)
    failed = _find_near_miss_failures(side.near, wanted, offered, is_of_wants)

    def pair(owner: int, other: int) -> tuple[Id, Id]:
        return (owners[owner], others[other]) if is_of_wants else (others[other], owners[owner])

    return {
        owners[at]: Ranking(
            [RankedMatch(*pair(at, other), score) for other, score in listed],
            [NearMiss(*pair(at, other), score, failed[at, other]) for other, score in close],
            int(side.matches.counts[at]),
            int(side.near.counts[at]),
        )
        for at, (listed, close) in enumerate(zip(side.matches.entries(), side.near.entries(), strict=True))
    }


def _find_near_miss_failures(
    near: BestEntries, wanted: ChallengeTable, offered: CompanyTable, is_of_wants: bool
) -> dict[tuple[int, int], RuleFailure]:
    """What each near miss fails, by its owner's and the other's place."""
    rows, places, _score = near.columns()
    wants, offers = (rows, places) if is_of_wants else (places, rows)
    found = {}
    for want, at in group_by_challenge(wants):
        rules, which = find_failed_rules(wanted.rows[want], offered.facts, offers[at])
        for row, place, number in zip(rows[at].tolist(), places[at].tolist(), which.tolist(), strict=True):
            offer = offered.rows[place if is_of_wants else row]
            rule = rules[number]
            found[row, place] = RuleFailure(rule.name, rule.asked, rule.found(offer))
    return found


def group_by_challenge(wants: NDArray[np.int64]) -> list[tuple[int, NDArray[np.int64]]]:
    """The places of each challenge's entries in a column of challenges."""
    order = np.argsort(wants, kind="stable")
    ids, starts = np.unique(wants[order], return_index=True)
    return list(zip(ids.tolist(), np.split(order, starts[1:]), strict=True)) if len(ids) else []
