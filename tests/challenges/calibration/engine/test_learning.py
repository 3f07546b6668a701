"""What outcomes say about weights: a known preference is found again step by step; noise and few teach nothing."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from challenges.calibration.engine import learning
from challenges.calibration.engine.learning import (
    LEAST,
    STEP,
    JudgedCompany,
    LearningVerdict,
    build_pairwise_preferences,
    learn_weights,
    limit_weight_step,
)

NOW = (400, 250, 150, 120, 80)
SHARP = 12  # how surely people of the simulation take on the company with the higher utility


def simulated(rng, utility, now, challenges=30, looked_at=8, companies=40, roms=3):
    """People look at the best by the weights of now, and take on the better half of those by a utility of their own."""
    found = []
    for challenge in range(challenges):
        shares = np.column_stack(
            [
                rng.beta(2, 3, companies),
                rng.beta(2, 2, companies),
                rng.choice([1, 0.75, 0.5, 0.4], companies),
                rng.choice([1, 0.4, 0.2], companies),
                rng.beta(1, 3, companies),
            ]
        )
        seen = shares[np.argsort(-(shares @ np.array(now)))[:looked_at]]
        worth = seen @ np.array(utility)
        chance = 1 / (1 + np.exp(-SHARP * (worth - np.median(worth))))
        grades = (rng.random(looked_at) < chance).astype(int)
        found += [
            JudgedCompany(challenge, challenge % roms, tuple(row), int(grade))
            for row, grade in zip(seen.tolist(), grades, strict=True)
        ]
    return found


def test_a_known_preference_is_recovered_in_a_series_of_small_steps(monkeypatch):
    monkeypatch.setattr(learning, "DRAWS", 80)
    rng, now = np.random.default_rng(1), NOW
    utility = (0.7, 0.1, 0.1, 0.05, 0.05)
    for turn in range(12):
        lesson = learn_weights(simulated(rng, utility, now, challenges=100), now, seed=turn)
        assert max(abs(a - b) for a, b in zip(lesson.after, now, strict=True)) <= STEP
        assert sum(lesson.after) == 1000
        now = lesson.after
    assert now[0] >= 520
    assert now[1] < 220
    before, after = (np.abs(np.array(weights) / 1000 - utility).sum() for weights in (NOW, now))
    assert after < before / 2


def test_the_first_step_says_what_it_learned_from_and_tells_the_better_one_more_surely():
    lesson = learn_weights(simulated(np.random.default_rng(1), (0.7, 0.1, 0.1, 0.05, 0.05), NOW), NOW)
    assert (lesson.verdict, lesson.challenges, lesson.roms) == (LearningVerdict.PROPOSED, 30, 3)
    assert lesson.after[0] == NOW[0] + STEP
    assert lesson.agrees_then > lesson.agrees_now


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("utility", [(0.0,) * 5, tuple(each / 1000 for each in NOW)], ids=["noise", "as now"])
def test_noise_and_people_who_judge_by_the_weights_of_now_propose_nothing(seed, utility):
    lesson = learn_weights(simulated(np.random.default_rng(seed), utility, NOW), NOW, seed=seed)
    assert lesson.verdict == LearningVerdict.WITHIN_NOISE
    assert lesson.after == NOW


@pytest.mark.parametrize(
    ("name", "least"), [("FEWEST_PREFERENCES", 460), ("FEWEST_CHALLENGES", 31), ("FEWEST_ROMS", 4)]
)
def test_too_few_outcomes_teach_nothing(monkeypatch, name, least):
    judged = simulated(np.random.default_rng(1), (0.7, 0.1, 0.1, 0.05, 0.05), NOW)
    assert learn_weights(judged, NOW).verdict == LearningVerdict.PROPOSED
    monkeypatch.setattr(learning, name, least)
    lesson = learn_weights(judged, NOW)
    assert (lesson.verdict, lesson.after, lesson.pointed) == (LearningVerdict.TOO_FEW, NOW, ())


def test_no_outcome_teaches_nothing():
    assert learn_weights([], NOW).verdict == LearningVerdict.TOO_FEW


def test_the_order_of_outcomes_does_not_matter():
    judged = simulated(np.random.default_rng(1), (0.7, 0.1, 0.1, 0.05, 0.05), NOW)
    assert learn_weights(judged, NOW) == learn_weights(judged[::-1], NOW)


shares = st.tuples(st.sampled_from([0.0, 0.5, 1.0]), st.sampled_from([0.0, 1.0]))
judgements = st.lists(st.builds(JudgedCompany, st.integers(1, 4), st.just(1), shares, st.integers(0, 4)), max_size=25)


@given(judgements)
def test_preferences_are_pairs_within_one_challenge_and_each_challenge_counts_by_its_companies(judged):
    found = build_pairwise_preferences(judged, 2)
    expected = []
    for want in {each.want_id for each in judged}:
        rows = [each for each in judged if each.want_id == want]
        better, worse = [each for each in rows if each.grade], [each for each in rows if not each.grade]
        for a in better:
            for b in worse:
                weight = a.grade * (len(rows) - 1) / (len(better) * len(worse))
                expected.append((a.shares[0] - b.shares[0], a.shares[1] - b.shares[1], round(weight, 9)))
    rows = zip(found.differences.tolist(), found.weights.tolist(), strict=True)
    assert sorted((*row, round(weight, 9)) for row, weight in rows) == sorted(expected)
    assert found.count == len(expected)


def test_pairs_of_a_large_challenge_are_thinned_and_count_as_much(monkeypatch):
    judged = [JudgedCompany(1, 1, (each / 10, 0.0), each % 2) for each in range(10)]
    whole = build_pairwise_preferences(judged, 2)
    monkeypatch.setattr(learning, "MOST_PAIRS", 5)
    thin = build_pairwise_preferences(judged, 2)
    assert (len(whole.weights), len(thin.weights), thin.count) == (25, 5, 25)
    assert thin.weights.sum() == pytest.approx(whole.weights.sum())


@given(st.lists(st.integers(0, 100), min_size=5, max_size=5).filter(sum))
def test_a_step_keeps_the_sum_goes_no_further_and_leaves_every_part_something(target):
    wanted = np.array(target) / sum(target)
    after = limit_weight_step(NOW, wanted)
    assert sum(after) == 1000
    assert max(abs(a - b) for a, b in zip(after, NOW, strict=True)) <= STEP
    assert min(after) >= LEAST


def test_steps_towards_one_part_alone_leave_the_others_the_least():
    now = NOW
    for _ in range(60):
        now = limit_weight_step(now, np.array([1.0, 0, 0, 0, 0]))
    assert now == (1000 - 4 * LEAST, LEAST, LEAST, LEAST, LEAST)


def test_a_part_that_brings_nothing_now_stays_so_without_a_reason():
    assert limit_weight_step((500, 500, 0), np.array([0.5, 0.5, 0.0])) == (500, 500, 0)


def test_a_higher_grade_counts_more():
    judged = simulated(np.random.default_rng(1), (0.7, 0.1, 0.1, 0.05, 0.05), NOW)
    higher = [replace(each, grade=each.grade * 4) for each in judged[:80]] + judged[80:]
    assert learn_weights(higher, NOW).pointed != learn_weights(judged, NOW).pointed
