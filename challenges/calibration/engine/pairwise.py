"""Logistic regression over pairs, without a constant, with weights that are not negative and drawn to a middle; for
many weightings of the pairs at once.

With differences d of n pairs and their weights w this finds the v >= 0 at which

    sum w ln(1 + exp(-v . d)) + stiffness / 2 |v - middle|^2

is smallest: it is convex, and so has one smallest value. Projected Newton steps (Bertsekas 1982, SIAM Journal on
Control and Optimization 20(2), 221-246), halved where one would go too far.
"""

import numpy as np
from numpy.typing import NDArray

ROUNDS = 60
CLOSE = 1e-9
HALVINGS = 12

Floats = NDArray[np.float64]


def fit_pairwise_logistic(differences: Floats, weights: Floats, middle: Floats, stiffness: float) -> Floats:
    """v `(draws, parts)`, for differences `(n, parts)`, weights `(n, draws)` and one middle `(parts,)`."""
    v = np.tile(middle, (weights.shape[1], 1))
    products = (differences[:, :, None] * differences[:, None, :]).reshape(-1, differences.shape[1] ** 2)
    value = _compute_loss(v, differences, weights, middle, stiffness)
    for _ in range(ROUNDS):
        step = _compute_newton_step(v, differences, products, weights, middle, stiffness)
        new, new_value = _shorten_step(v, value, step, differences, weights, middle, stiffness)
        moved = float(np.abs(new - v).max(initial=0.0))
        v, value = new, new_value
        if moved < CLOSE:
            break
    return v


def _compute_loss(v: Floats, differences: Floats, weights: Floats, middle: Floats, stiffness: float) -> Floats:
    margins = differences @ v.T
    pulled = v - middle
    return np.asarray((weights * np.logaddexp(0.0, -margins)).sum(axis=0) + 0.5 * stiffness * (pulled**2).sum(axis=1))


def _compute_newton_step(
    v: Floats, differences: Floats, products: Floats, weights: Floats, middle: Floats, stiffness: float
) -> Floats:
    """A Newton step in the parts that may move; one that stands at zero and would fall below it stays."""
    parts = v.shape[1]
    wrong = sigmoid(-differences @ v.T)
    slope = -(weights * wrong).T @ differences + stiffness * (v - middle)
    bend = ((weights * wrong * (1 - wrong)).T @ products).reshape(-1, parts, parts) + stiffness * np.eye(parts)
    is_free = (v > 0) | (slope < 0)
    bend = np.where(is_free[:, :, None] & is_free[:, None, :], bend, np.eye(parts))
    return np.asarray(np.linalg.solve(bend, np.where(is_free, slope, 0.0)[:, :, None])[:, :, 0])


def _shorten_step(
    v: Floats, value: Floats, step: Floats, differences: Floats, weights: Floats, middle: Floats, stiffness: float
) -> tuple[Floats, Floats]:
    """Where each draw stands after its step, and what that is worth; never worse than before."""
    found, found_value, length = v, value, np.ones(len(v))
    for _ in range(HALVINGS):
        tried = np.maximum(0.0, v - length[:, None] * step)
        tried_value = _compute_loss(tried, differences, weights, middle, stiffness)
        is_better = tried_value <= value
        found = np.where(is_better[:, None], tried, found)
        found_value = np.where(is_better, tried_value, found_value)
        if is_better.all():
            break
        length = np.where(is_better, length, length / 2)
    return found, found_value


def sigmoid(x: Floats) -> Floats:
    return np.asarray(np.exp(-np.logaddexp(0.0, -x)))
