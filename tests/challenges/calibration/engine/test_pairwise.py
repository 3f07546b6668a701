"""The regression over pairs, against scipy's own optimiser, one weighting at a time."""

import numpy as np
import pytest
from scipy.optimize import minimize

from challenges.calibration.engine.pairwise import fit_pairwise_logistic


def oracle(differences, weights, middle, stiffness):
    def loss(v):
        margins = differences @ v
        return weights @ np.logaddexp(0, -margins) + stiffness / 2 * ((v - middle) ** 2).sum()

    options = {"ftol": 1e-15, "gtol": 1e-10, "maxiter": 5000}
    return minimize(loss, middle, method="L-BFGS-B", bounds=[(0, None)] * len(middle), options=options).x


@pytest.mark.parametrize("seed", range(8))
def test_fitted_finds_the_weights_that_scipy_finds(seed):
    rng = np.random.default_rng(seed)
    n, parts, draws = 60, 4, 5
    differences = rng.uniform(-1, 1, (n, parts)) + rng.uniform(-0.2, 0.4, parts)
    weights = rng.integers(0, 4, (n, draws)) / n
    middle, stiffness = rng.uniform(0, 5, parts), 10.0 ** -rng.integers(1, 4)
    found = fit_pairwise_logistic(differences, weights, middle, stiffness)
    for draw in range(draws):
        assert found[draw] == pytest.approx(oracle(differences, weights[:, draw], middle, stiffness), abs=1e-3)


def test_fitted_without_any_pair_stays_in_the_middle():
    middle = np.array([1.0, 2.0])
    assert fit_pairwise_logistic(np.zeros((0, 2)), np.zeros((0, 3)), middle, 0.1).tolist() == [[1.0, 2.0]] * 3


def test_fitted_weight_is_zero_where_more_of_it_is_worse():
    differences = np.array([[1.0, -1.0]] * 20)
    [found] = fit_pairwise_logistic(differences, np.full((20, 1), 0.05), np.array([1.0, 1.0]), 0.01)
    assert found[1] == 0
    assert found[0] > 1
