"""Learn from a stock of challenges and companies what is rare in it, and on what scale its texts resemble
each other."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from challenges.matching.engine.features import ChallengeFeatures, CompanyFeatures, CountedWords
from challenges.matching.engine.model import MOST_RELATED, ONE, Anchors, MatchingModel, TextMatrices
from challenges.matching.engine.scoring import iter_score_blocks
from challenges.matching.engine.tables import build_challenge_table, build_company_table
from challenges.matching.engine.texts import (
    align_challenge_words,
    build_challenge_matrices,
    build_company_matrices,
    compute_generality,
    compute_meanings,
    compute_scales,
    find_key_places,
    stack_words,
)
from challenges.matching.engine.word_vectors import NEIGHBOURS, SEED, train_word_vectors

Row = TypeVar("Row", ChallengeFeatures, CompanyFeatures)

ENOUGH = 20  # challenges and companies; with fewer the scales keep their defaults
SAMPLE = 200  # challenges looked at for the scales
MOST_CHALLENGES, MOST_COMPANIES = (
    1500,
    200,
)  # that stand for the stock; with fewer, who is near to all is told less surely
FULL = 0.9  # of all challenges, as many have no company closer than what earns the whole text part
SHARES = (2.5, 2.0)  # spread that neighbours and subjects get, against that of the words in common
LENGTH = 0.25  # of the usual spread of resemblances: what a company loses for using e times as many words


def train_model(
    wants: Sequence[ChallengeFeatures], offers: Sequence[CompanyFeatures], seed: int = SEED
) -> MatchingModel:
    """The model of a stock; the order of the rows does not matter, and nothing is learned about a single
    company. seed: where the decomposition of the words begins."""
    wants = sorted(wants, key=lambda row: row.id)
    offers = sorted(offers, key=lambda row: row.id)
    keys, found_in = _count_documents(offers)
    technologies = Counter(technology for row in offers for technology in row.meets)
    counted = {technology: technologies[technology] for technology in sorted(technologies, key=str)}
    model = MatchingModel(len(offers), keys, found_in, counted)
    if min(len(wants), len(offers)) < ENOUGH:
        return model
    asked = _sample_evenly(wants, SAMPLE)
    model = _add_word_vectors(model, wants, offers, seed)
    model = replace(model, related_weights=_compute_related_weights(asked, offers, model))
    model = replace(
        model,
        anchors=build_anchors(_sample_evenly(wants, MOST_CHALLENGES), _sample_evenly(offers, MOST_COMPANIES), model),
    )
    model = replace(model, length=round(LENGTH * _compute_mean_spread(model)))
    model = replace(
        model, anchors=replace(model.anchors, generality=compute_generality(model.anchors.companies, model))
    )
    return replace(model, text_full=_compute_full_closeness(asked, offers, model))


def _sample_evenly(rows: Sequence[Row], most: int) -> Sequence[Row]:
    """Evenly spaced."""
    return rows[:: 1 + (len(rows) - 1) // most]


def _count_documents(offers: Sequence[CompanyFeatures]) -> tuple[NDArray[np.uint64], NDArray[np.uint32]]:
    keys, found_in = np.unique(stack_words([row.words for row in offers]).keys, return_counts=True)
    return keys, found_in.astype(np.uint32)


def _add_word_vectors(
    model: MatchingModel, wants: Sequence[ChallengeFeatures], offers: Sequence[CompanyFeatures], seed: int
) -> MatchingModel:
    passages = stack_words([row.passages for row in offers])
    vectors = train_word_vectors(
        stack_words([passages, _keep_company_words(stack_words([row.words for row in wants]), model)]), seed
    )
    if not len(vectors):
        return model
    model = replace(model, vectors=vectors)
    averages = np.zeros_like(vectors.averages)
    averages[NEIGHBOURS] = np.rint(compute_meanings(passages, model)[NEIGHBOURS].mean(axis=0))
    return replace(model, vectors=replace(vectors, averages=averages))


def _keep_company_words(asked: CountedWords, model: MatchingModel) -> CountedWords:
    """What companies say, too: a word that none of them uses is near to nothing there, and all those of another
    language would be near to each other."""
    known = find_key_places(model.keys, asked.keys)[1]
    ends = np.concatenate(([0], np.cumsum(known)))[asked.ends]
    return CountedWords(asked.keys[known], asked.counts[known], ends.astype(np.int32))


def _compute_related_weights(
    asked: Sequence[ChallengeFeatures], offers: Sequence[CompanyFeatures], model: MatchingModel
) -> tuple[int, ...]:
    """What brings the spread of each kind of cosines to its share of that of the words in common."""
    if not len(model.vectors):
        return model.related_weights
    wanted, offered = _build_challenge_texts(asked, model), _build_company_texts(offers, model)
    common = float((align_challenge_words(wanted, offered) @ offered.words).toarray().std())
    spreads = [float((one @ other).std()) for one, other in zip(wanted.meaning, offered.meaning, strict=True)]
    ratios = [share * common / max(1.0, spread) for share, spread in zip(SHARES, spreads, strict=True)]
    return tuple(min(MOST_RELATED, round(ratio)) for ratio in ratios)


def _build_challenge_texts(rows: Sequence[ChallengeFeatures], model: MatchingModel) -> TextMatrices:
    return build_challenge_matrices([row.words for row in rows], model)


def _build_company_texts(rows: Sequence[CompanyFeatures], model: MatchingModel) -> TextMatrices:
    return build_company_matrices([row.words for row in rows], [row.passages for row in rows], model)


def build_anchors(asked: Sequence[ChallengeFeatures], told: Sequence[CompanyFeatures], model: MatchingModel) -> Anchors:
    """These as what stands for the stock."""
    wanted, offered = _build_challenge_texts(asked, model), _build_company_texts(told, model)
    nobody = replace(model, anchors=Anchors(challenges=wanted))
    return Anchors(wanted, offered, compute_generality(offered, nobody))


def _compute_mean_spread(model: MatchingModel) -> float:
    """What scales_of finds to be the spread for the anchors, in the mean."""
    return float(
        np.mean([scale.full for scale in compute_scales(model.anchors.challenges, replace(model, text_full=1.0))])
    )


def _compute_full_closeness(
    asked: Sequence[ChallengeFeatures], offers: Sequence[CompanyFeatures], model: MatchingModel
) -> float:
    """FULL of the challenges of a sample have no company that is closer than this, in spreads."""
    by_spread = replace(model, text_full=1.0)
    wanted, offered = build_challenge_table(asked, by_spread), build_company_table(offers, by_spread)
    best = [block.similarity.max(axis=1) for block in iter_score_blocks(wanted, offered, by_spread)]
    return max(0.01, float(np.quantile(np.concatenate(best), FULL)) / ONE)
