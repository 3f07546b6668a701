"""The best companies of every challenge and the best challenges of every company, exactly, from one and the
same score.

Order: total, then text similarity before rounding, both highest first, then the lower id. Only who qualifies
is ranked; who fails exactly one rule is listed apart, in the same order.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from challenges.matching.eligibility import Failure, failures
from challenges.matching.model import Model
from challenges.matching.records import Id
from challenges.matching.scoring import Block, Score, blocks
from challenges.matching.selection import LAST, NOBODY, Best, order_keys, packed_parts
from challenges.matching.tables import OfferTable, WantTable

QUALIFIES, NEARLY = 0, 1  # rules failed

Pair = tuple[int, int, Score]  # the places of a challenge and a company in their tables


@dataclass(frozen=True, slots=True)
class Match:
    """A challenge and a company that qualifies for it."""

    want_id: Id
    offer_id: Id
    score: Score


@dataclass(frozen=True, slots=True)
class Nearly:
    """A company that fails exactly one rule: which, and the score it would have."""

    want_id: Id
    offer_id: Id
    score: Score
    failure: Failure


@dataclass(frozen=True, slots=True)
class Ranking:
    """One challenge's companies or one company's challenges, best first; the counts are of all, not only of
    those listed."""

    matches: Sequence[Match]
    nearly: Sequence[Nearly]
    qualified: int
    nearly_count: int


@dataclass(frozen=True, slots=True)
class Rankings:
    by_want: dict[Id, Ranking]
    by_offer: dict[Id, Ranking]


def rank(
    wanted: WantTable,
    offered: OfferTable,
    model: Model,
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
    if max(len(wanted), len(offered)) > LAST:
        raise ValueError(f"more than {LAST} rows in a table")
    by_want: dict[Id, Ranking] = {}
    matches, near = Best.none_yet(len(offered), per_offer or 0), Best.none_yet(len(offered), nearly)
    for block in blocks(wanted, offered, model):
        if per_want is not None:
            by_want.update(_of_wants(block, wanted, offered, per_want, nearly))
        if per_offer is not None:
            places = np.arange(block.start, block.start + len(block.total), dtype=np.int64)[:, None]
            _choose(block, places, matches, near, transposed=True)
    return Rankings(by_want, {} if per_offer is None else _of_offers(wanted, offered, matches, near))


def _of_offers(wanted: WantTable, offered: OfferTable, matches: Best, near: Best) -> dict[Id, Ranking]:
    return {
        offered.rows[at].id: _ranking(
            wanted,
            offered,
            [(want, at, score) for want, score in listed],
            [(want, at, score) for want, score in close],
            counts=(int(matches.counts[at]), int(near.counts[at])),
        )
        for at, (listed, close) in enumerate(zip(matches.entries(), near.entries(), strict=True))
    }


def _of_wants(block: Block, wanted: WantTable, offered: OfferTable, n: int, n_nearly: int) -> dict[Id, Ranking]:
    rows = len(block.total)
    matches, near = Best.none_yet(rows, n), Best.none_yet(rows, n_nearly)
    _choose(block, np.arange(len(offered), dtype=np.int64)[None, :], matches, near)
    return {
        wanted.rows[block.start + row].id: _ranking(
            wanted,
            offered,
            [(block.start + row, offer, score) for offer, score in listed],
            [(block.start + row, offer, score) for offer, score in close],
            counts=(int(matches.counts[row]), int(near.counts[row])),
        )
        for row, (listed, close) in enumerate(zip(matches.entries(), near.entries(), strict=True))
    }


def _choose(block: Block, places: NDArray[np.int64], matches: Best, near: Best, transposed: bool = False) -> None:
    keys, parts = order_keys(block, places), packed_parts(block)
    for failed, best in ((QUALIFIES, matches), (NEARLY, near)):
        candidates = np.where(block.failed == failed, keys, NOBODY)
        if transposed:
            best.add(candidates.T, parts.T)
        else:
            best.add(candidates, parts)


def _ranking(
    wanted: WantTable, offered: OfferTable, matches: list[Pair], near: list[Pair], counts: tuple[int, int]
) -> Ranking:
    wants, offers = wanted.rows, offered.rows
    return Ranking(
        [Match(wants[want].id, offers[offer].id, score) for want, offer, score in matches],
        [
            Nearly(wants[want].id, offers[offer].id, score, failures(wants[want], offers[offer])[0])
            for want, offer, score in near
        ],
        *counts,
    )
