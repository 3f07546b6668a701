"""What outcomes say about the weights of the parts: a small step, or nothing.

A *preference* is two companies that people judged for one challenge, one taken on and one turned down because it does
not fit. Of each the share of every part is known that it earned when it was judged. That the better one is preferred
has the probability

    1 / (1 + exp(-v . (shares of the better - shares of the worse))),    v >= 0,

and the weights that the outcomes point to are v over its sum (Bradley and Terry 1952, Biometrika 39; with features it
is a logistic regression without a constant). v is drawn to the weights of now, by as much as STIFFNESS says.

Bounds, so that outcomes teach and do not take over:
- fewer than FEWEST_PREFERENCES, FEWEST_CHALLENGES or FEWEST_ROMS: nothing;
- on challenges that were left out while learning, what was learned must tell the better company more surely than the
  weights of now do, by more than BEYOND_CHANCE of its standard error over the challenges;
- the challenges are drawn anew with replacement (Efron 1979, Annals of Statistics 7); a part whose change is under
  BEYOND_NOISE of the spread that this gives keeps its proportion to the others that do not change;
- no part changes by more than STEP, none falls below LEAST, whole tenths, the sum is kept.

Each challenge counts by how many companies were judged in it, not by how many pairs they make. Nothing is learned about
a company: no company has a name here. Freshness is not learned.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from challenges.calibration.engine.pairwise import fit_pairwise_logistic
from challenges.matching.engine.inputs import Id
from challenges.matching.engine.points import distribute_points

FEWEST_PREFERENCES = 50
FEWEST_CHALLENGES = 10
FEWEST_ROMS = 2
STEP = 20  # tenths
LEAST = 20  # tenths: a part that nobody weighs any more can come back
STIFFNESS = 0.02
DRAWS, AT_ONCE = 200, 40  # what is worked on at once stays in the processor's cache
FOLDS = 5
BEYOND_CHANCE = 2.0  # times the standard error of what is gained on challenges left out
BEYOND_NOISE = 2.6  # times the standard error of a weight: five parts are looked at
MOST_PAIRS = 100  # of one challenge

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class JudgedCompany:
    """A company that people judged for a challenge. shares: of each part, what it earned of what it could, 0 to 1.
    grade: 0 turned down because it does not fit, from 1 on taken on, the further the higher."""

    want_id: Id
    rom_id: Id
    shares: tuple[float, ...]
    grade: int


class LearningVerdict(StrEnum):
    TOO_FEW = "too_few"
    WITHIN_NOISE = "within_noise"
    PROPOSED = "proposed"


@dataclass(frozen=True)
class WeightLesson:
    """Weights in tenths, part by part. pointed: what the outcomes alone point to; error: its standard error.
    agrees_now, agrees_then: in what share of the preferences the better one scores higher, by the weights of now and
    by what was learned of other challenges. sure: whose change is beyond noise; other parts only make room. All empty
    where there are too few."""

    verdict: LearningVerdict
    preferences: int
    challenges: int
    roms: int
    before: tuple[int, ...]
    after: tuple[int, ...]
    pointed: tuple[float, ...] = ()
    error: tuple[float, ...] = ()
    agrees_now: float = 0.0
    agrees_then: float = 0.0
    sure: tuple[bool, ...] = ()


@dataclass(frozen=True, eq=False)
class PairwisePreferences:
    """differences `(n, parts)`: shares of the better less those of the worse; `of` `(n,)`: the place of the challenge
    that each is of; `count`: how many there are, before those of large challenges are thinned out."""

    differences: Floats
    weights: Floats
    of: NDArray[np.int64]
    challenges: int
    roms: int
    count: int


def learn_weights(judged: Sequence[JudgedCompany], before: Sequence[int], seed: int = 0) -> WeightLesson:
    """`before`: the weights of now in tenths, as many as each has shares. The order of `judged` does not matter."""
    found, now = build_pairwise_preferences(judged, len(before)), tuple(before)
    counts = found.count, found.challenges, found.roms
    if found.count < FEWEST_PREFERENCES or found.challenges < FEWEST_CHALLENGES or found.roms < FEWEST_ROMS:
        return WeightLesson(LearningVerdict.TOO_FEW, *counts, now, now)
    total, start = sum(now), np.array(now, float) / sum(now)
    pointed = _normalise_weights(_fit_weights(found, start, np.ones((found.challenges, 1))), start)[0]
    error = _estimate_standard_errors(found, start, seed)
    trial = run_hold_out_trial(found, start, seed)
    is_sure = (np.abs(pointed - start) > BEYOND_NOISE * error) & trial.is_better
    after = limit_weight_step(now, _keep_sure_changes(pointed, start, is_sure)) if is_sure.any() else now
    verdict = LearningVerdict.WITHIN_NOISE if after == now else LearningVerdict.PROPOSED
    told = tuple((pointed * total).tolist()), tuple((error * total).tolist())
    sure = tuple(is_sure.tolist())
    return WeightLesson(verdict, *counts, now, after, *told, trial.agrees_now, trial.agrees_then, sure)


def build_pairwise_preferences(judged: Sequence[JudgedCompany], parts: int) -> PairwisePreferences:
    """All pairs of one taken on and one turned down, within each challenge."""
    by_want: dict[Id, list[JudgedCompany]] = {}
    for each in sorted(judged, key=lambda each: (str(each.want_id), each.grade, each.shares)):
        by_want.setdefault(each.want_id, []).append(each)
    differences: list[Floats] = []
    weights: list[Floats] = []
    count = 0
    roms: set[Id] = set()
    for rows in by_want.values():
        better, worse = [row for row in rows if row.grade > 0], [row for row in rows if row.grade == 0]
        if better and worse:
            pairs = _subtract_shares(better, worse)
            differences.append(pairs)
            grades = np.repeat([row.grade for row in better], len(worse)).astype(float)
            weights.append(grades * (len(rows) - 1) / len(grades))
            count, roms = count + len(pairs), roms | {rows[0].rom_id}
    thin = [_thin_out_pairs(len(rows)) for rows in differences]
    lengths = [len(chosen) for chosen in thin]
    kept = zip(differences, weights, thin, strict=True)
    rows_and_weights = [(rows[chosen], weight[chosen] * len(rows) / len(chosen)) for rows, weight, chosen in kept]
    return PairwisePreferences(
        np.concatenate([np.zeros((0, parts)), *(rows for rows, _weight in rows_and_weights)]),
        np.concatenate([np.zeros(0), *(weight for _rows, weight in rows_and_weights)]),
        np.repeat(np.arange(len(lengths)), lengths),
        len(lengths),
        len(roms),
        count,
    )


def _subtract_shares(better: list[JudgedCompany], worse: list[JudgedCompany]) -> Floats:
    high, low = (np.array([row.shares for row in rows], float) for rows in (better, worse))
    return np.asarray((high[:, None, :] - low[None, :, :]).reshape(len(better) * len(worse), -1))


def _thin_out_pairs(pairs: int) -> NDArray[np.int64]:
    """Evenly spaced ones of a challenge with very many."""
    return np.unique(np.linspace(0, pairs - 1, min(pairs, MOST_PAIRS)).astype(np.int64))


def _fit_weights(found: PairwisePreferences, start: Floats, times: Floats) -> Floats:
    """v `(draws, parts)`; times `(challenges, draws)`: how often each challenge counts."""
    weights = found.weights[:, None] * times[found.of]
    weights = weights / np.maximum(weights.sum(axis=0), 1e-9)
    scale = _estimate_score_scale(found, start)
    return fit_pairwise_logistic(found.differences, weights, scale * start, STIFFNESS / scale**2)


def _normalise_weights(v: Floats, start: Floats) -> Floats:
    """Adding up to 1; where nothing was learned, those of now."""
    totals = v.sum(axis=1, keepdims=True)
    return np.asarray(np.where(totals > 1e-9, v / np.maximum(totals, 1e-9), start))


def _estimate_score_scale(found: PairwisePreferences, start: Floats) -> float:
    """How sharply the score of now tells the better one, from 1 (hardly) on."""
    weights = (found.weights / found.weights.sum())[:, None]
    v = fit_pairwise_logistic((found.differences @ start)[:, None], weights, np.array([5.0]), 1e-6)
    return float(np.clip(v[0, 0], 1.0, 100.0))


def _estimate_standard_errors(found: PairwisePreferences, start: Floats, seed: int) -> Floats:
    """The standard error of each weight pointed to, by drawing the challenges anew."""
    rng = np.random.default_rng(seed)
    draws = rng.multinomial(found.challenges, np.full(found.challenges, 1 / found.challenges), DRAWS)
    parts = [_fit_weights(found, start, some.T.astype(float)) for some in np.array_split(draws, DRAWS // AT_ONCE)]
    return np.asarray(np.std(_normalise_weights(np.concatenate(parts), start), axis=0, ddof=1))


@dataclass(frozen=True)
class HoldOutTrial:
    is_better: bool
    agrees_now: float
    agrees_then: float


def run_hold_out_trial(found: PairwisePreferences, start: Floats, seed: int) -> HoldOutTrial:
    """What is learned of four fifths of the challenges, on the fifth that was left out."""
    folds = np.random.default_rng(seed).permutation(found.challenges) % FOLDS
    v = _fit_weights(found, start, (folds[:, None] != np.arange(FOLDS)).astype(float))
    now = found.differences @ (_estimate_score_scale(found, start) * start)
    then = (found.differences * v[folds[found.of]]).sum(axis=1)
    gained = found.weights * (np.logaddexp(0.0, -now) - np.logaddexp(0.0, -then))
    of_challenge = np.bincount(found.of, gained, found.challenges)
    error = float(of_challenge.std(ddof=1)) / found.challenges**0.5
    agrees = [float(found.weights @ (margins > 0) / found.weights.sum()) for margins in (now, then)]
    return HoldOutTrial(bool(of_challenge.mean() > BEYOND_CHANCE * error), *agrees)


def _keep_sure_changes(pointed: Floats, start: Floats, is_sure: NDArray[np.bool_]) -> Floats:
    """What is sure changes; the others share what is left in their old proportions."""
    target = np.where(is_sure, pointed, 0.0)
    others = np.where(is_sure, 0.0, start)
    left = 1.0 - float(target.sum())
    return np.asarray(target + others * left / others.sum() if others.sum() > 0 else target / target.sum())


def limit_weight_step(now: tuple[int, ...], target: Floats) -> tuple[int, ...]:
    """From the weights of now (tenths) towards the target (adding up to 1), as far as one step goes."""
    total, start = sum(now), np.array(now, float)
    change = _raise_to_minimum(target * total, np.minimum(start, LEAST)) - start
    furthest = float(np.abs(change).max())
    if furthest < 1e-9:
        return now
    fine = np.rint(1000 * (start + change * min(1.0, STEP / furthest))).astype(int)
    return tuple(distribute_points(total, fine.tolist()))


def _raise_to_minimum(target: Floats, least: Floats) -> Floats:
    """What falls below its least is raised to it, by what the others have above theirs."""
    raised = np.maximum(target, least)
    room = raised - least
    over = raised.sum() - target.sum()
    return np.asarray(raised - over * room / room.sum() if over > 0 else raised)
