"""Score challenges x companies, part by part, in whole tenths.

technology   sum over requirements of what it can bring x how close the company comes, rounded once
text         the text part x closeness of the texts (texts.py), rounded once, never more than the part
maturity     the part x points.compute_maturity_share
region       the part x points.compute_region_share
experience   the part x points.compute_experience_share; half of it for all when the challenge does not ask
freshness    zero; minus STALE for a stale profile, and never more than the other parts together
total        the sum of the six
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from challenges.matching.engine.eligibility import EligibilityColumns, count_failed_rules
from challenges.matching.engine.features import ChallengeFeatures, CompanyFeatures
from challenges.matching.engine.model import ONE, MatchingModel, TextMatrices
from challenges.matching.engine.points import (
    NOT_ASKED,
    PERMILLE,
    STALE,
    compute_maturity_share,
    compute_region_share,
    round_part_points,
)
from challenges.matching.engine.tables import ChallengeTable, CompanyTable, build_challenge_table, build_company_table
from challenges.matching.engine.texts import compute_resemblance, compute_text_closeness

CELLS = 4_000_000  # challenge-company pairs in one block: about 100 MB
FINE = PERMILLE * PERMILLE  # worth and closeness are thousandths both


class PairScore(NamedTuple):
    """The score of one pair, in tenths. `similarity` decides ties: the closeness of the texts, in 1/ONE."""

    technology: int
    text: int
    maturity: int
    region: int
    experience: int
    freshness: int
    similarity: int

    @property
    def total(self) -> int:
        return self.technology + self.text + self.maturity + self.region + self.experience + self.freshness


@dataclass(frozen=True, eq=False)
class ScoreBlock:
    """Scores of the challenges from `start` on with all companies, each `(n_challenges, n_companies)`.

    `failed`: how many rules the company fails.
    """

    start: int
    technology: NDArray[np.int32]
    text: NDArray[np.int32]
    maturity: NDArray[np.int32]
    region: NDArray[np.int32]
    experience: NDArray[np.int32]
    freshness: NDArray[np.int32]
    similarity: NDArray[np.int64]
    failed: NDArray[np.int16]

    @classmethod
    def scored(
        cls,
        start: int,
        model: MatchingModel,
        *,
        fine: NDArray[np.int32],
        similarity: NDArray[np.int64],
        maturity: NDArray[np.int32],
        region: NDArray[np.int32],
        experience: NDArray[np.int32],
        stale: NDArray[np.bool_],
        failed: NDArray[np.int16],
    ) -> "ScoreBlock":
        """Round technology (`fine`, in 1/FINE) and texts to points, and subtract what stale profiles lose."""
        technology = (fine + FINE // 2) // FINE  # as points.round_to_unit
        most = model.points.text
        text = np.minimum(most, (similarity * most + ONE // 2) // ONE).astype(np.int32)
        freshness = compute_freshness_loss(technology + text + maturity + region + experience, stale)
        return cls(start, technology, text, maturity, region, experience, freshness, similarity, failed)

    @property
    def total(self) -> NDArray[np.int32]:
        return self.technology + self.text + self.maturity + self.region + self.experience + self.freshness

    def score(self, want: int, offer: int) -> PairScore:
        return PairScore(*(int(getattr(self, part)[want, offer]) for part in PairScore._fields))


def iter_score_blocks(wanted: ChallengeTable, offered: CompanyTable, model: MatchingModel) -> Iterator[ScoreBlock]:
    """Yield the scores of all pairs, a few challenges at a time, so that memory stays small."""
    worth, most = build_worth_matrix(wanted, offered), model.points
    step = max(1, CELLS // max(1, len(offered)))
    for start in range(0, len(wanted), step):
        some = slice(start, start + step)
        rows = wanted.rows[some]
        yield ScoreBlock.scored(
            start,
            model,
            fine=(worth[some] @ offered.closeness).toarray(),
            similarity=_compute_similarity(wanted, some, offered, model),
            maturity=_stack_columns(
                [build_maturity_column(row, offered.facts, most.maturity) for row in rows], offered
            ),
            region=_stack_columns([build_region_column(row, offered.facts, most.region) for row in rows], offered),
            experience=_stack_columns(
                [build_experience_column(row, offered.facts, most.experience) for row in rows], offered
            ),
            stale=offered.facts.stale,
            failed=_stack_columns([count_failed_rules(row, offered.facts) for row in rows], offered),
        )


def score_pair(want: ChallengeFeatures, offer: CompanyFeatures, model: MatchingModel) -> PairScore:
    """Score one pair, as a block of one by one: by construction the same number as in a large block."""
    return next(
        iter_score_blocks(build_challenge_table([want], model), build_company_table([offer], model), model)
    ).score(0, 0)


def _compute_similarity(
    wanted: ChallengeTable, some: slice, offered: CompanyTable, model: MatchingModel
) -> NDArray[np.int64]:
    """Return the closeness of the texts of some challenges and all companies."""
    asked = TextMatrices(wanted.texts.keys, wanted.texts.words[some], wanted.texts.meaning[:, some])
    alike = compute_resemblance(asked, offered.texts, model)
    return compute_text_closeness(alike, offered.generality, wanted.usual[some], wanted.full[some])


def compute_freshness_loss(earned: NDArray[np.int32], stale: NDArray[np.bool_]) -> NDArray[np.int32]:
    """Return what each pair loses; `earned`: the sum of its other parts."""
    return np.where(stale, -np.minimum(STALE, earned), 0).astype(np.int32)


def build_worth_matrix(wanted: ChallengeTable, offered: CompanyTable) -> csr_array:
    """Return what each requirement can bring, in the technology columns of the companies' table."""
    entries = [
        (worth, row, offered.technologies[each.technology_id])
        for row, (want, worths) in enumerate(zip(wanted.rows, wanted.worth, strict=True))
        for each, worth in zip(want.requirements, worths, strict=True)
        if each.technology_id in offered.technologies
    ]
    data, rows, columns = np.array(entries, np.int32).reshape(-1, 3).T
    return csr_array((data, (rows, columns)), shape=(len(wanted), len(offered.technologies)), dtype=np.int32)


def _stack_columns(columns: list, offered: CompanyTable) -> NDArray:
    return np.stack(columns) if columns else np.zeros((0, len(offered)), np.int32)


def build_maturity_column(row: ChallengeFeatures, facts: EligibilityColumns, most: int) -> NDArray[np.int32]:
    """Return the points for maturity of every company: a look-up of ten levels, unknown last."""
    want = row.want
    table = [
        round_part_points(most, compute_maturity_share(trl, want.trl_min, want.trl_max)) for trl in (*range(10), None)
    ]
    return np.array(table, np.int32)[facts.trl_for(want.provinces)]


def build_region_column(row: ChallengeFeatures, facts: EligibilityColumns, most: int) -> NDArray[np.int32]:
    area = row.want.provinces
    table = [round_part_points(most, compute_region_share(province, area)) for province in facts.provinces]
    return np.array(table, np.int32)[facts.province]


def build_experience_column(row: ChallengeFeatures, facts: EligibilityColumns, most: int) -> NDArray[np.int32]:
    want = row.want
    if want.year is None:
        return np.full(len(facts), round_part_points(most, NOT_ASKED), np.int32)
    shares = facts.experience_until(want.year, want.provinces)
    return ((most * shares + PERMILLE // 2) // PERMILLE).astype(np.int32)
