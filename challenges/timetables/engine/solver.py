"""Solve integer programs with HiGHS through scipy."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, hstack, vstack

from challenges.timetables.engine.constraints import MANY, ConstraintRows
from challenges.timetables.engine.programme import Bools, Ints

Numbers = NDArray[np.float64]
SLACK = 1e-6  # by how much the solver may be wrong
SECONDS = 300.0


class InfeasibleError(Exception):
    """Report that no timetable keeps every rule; conflict_core.py finds which rules cannot hold together."""


def never_stop() -> bool:
    return False


@dataclass
class SolverClock:
    """Say when to stop: after a number of seconds, or when asked."""

    seconds: float
    asked: Callable[[], bool] = never_stop
    began: float = field(default_factory=time.monotonic)

    @property
    def left(self) -> float:
        return max(self.seconds - (time.monotonic() - self.began), 0.0)

    @property
    def over(self) -> bool:
        return self.left <= 0 or self.asked()


@dataclass(frozen=True)
class SolvedProgram:
    """Hold a solution, or None in `chosen` where none was found.

    `bound`: no solution is worth more; minus infinity where there is none.
    """

    chosen: Bools | None
    worth: int
    bound: float

    @property
    def proved(self) -> bool:
        return self.worth >= np.floor(self.bound + SLACK) if self.chosen is not None else self.bound == -np.inf


@dataclass(frozen=True)
class IntegerProgram:
    """Choose among columns, within `lower` and `upper` per row and `least` and `most` (0 or 1) per column."""

    matrix: csr_array
    lower: Numbers
    upper: Numbers
    least: Numbers
    most: Numbers

    def kept(self, weights: Ints, at_least: float) -> "IntegerProgram":
        """Return the program with one more row: at least so much of these weights."""
        row = csr_array(np.asarray(weights, float)[None, :])
        matrix = vstack([self.matrix, row], format="csr")
        return IntegerProgram(
            matrix, np.append(self.lower, at_least), np.append(self.upper, np.inf), self.least, self.most
        )

    def best(self, weights: Ints, seconds: float, nodes: int | None = None, gap: float = 0.0) -> SolvedProgram:
        """Find the columns that are worth most together.

        They may be worth less by a `gap` (0.5: half as much again could exist), or where the seconds or nodes run out.
        """
        if not len(self.least):
            nothing = bool((self.lower <= 0).all() and (self.upper >= 0).all())
            return SolvedProgram(np.zeros(0, bool), 0, 0.0) if nothing else SolvedProgram(None, 0, -np.inf)
        from scipy.optimize import Bounds, LinearConstraint, milp  # slow to import; web processes never get here

        options = {"mip_rel_gap": gap, "time_limit": max(seconds, 0.01)} | ({"node_limit": nodes} if nodes else {})
        found = milp(
            -np.asarray(weights, float),
            integrality=np.ones(len(weights)),
            bounds=Bounds(self.least, self.most),
            constraints=LinearConstraint(self.matrix, self.lower, self.upper),
            options=options,
        )
        if found.status == 2:
            return SolvedProgram(None, 0, -np.inf)
        bound = np.inf if found.mip_dual_bound is None else -found.mip_dual_bound
        if found.x is None:
            return SolvedProgram(None, 0, bound)
        chosen: Bools = found.x[: len(weights)] > 0.5
        return SolvedProgram(chosen, int(np.asarray(weights)[chosen].sum()), bound)

    def relaxed(self, weights: Ints, seconds: float) -> tuple[Numbers, float, Numbers] | None:
        """Solve the program with fractions of columns.

        Returns the amounts, their worth, and the least that choosing each column would cost; None where time is up.
        Raises InfeasibleError where there is no solution.
        """
        if not len(self.least):
            if self.best(weights, seconds).chosen is None:
                raise InfeasibleError
            return np.zeros(0), 0.0, np.zeros(0)
        top = self.upper < MANY
        low = self.lower > -MANY
        from scipy.optimize import linprog

        found = linprog(
            -np.asarray(weights, float),
            A_ub=vstack([self.matrix[top], -self.matrix[low]], format="csr"),
            b_ub=np.concatenate([self.upper[top], -self.lower[low]]),
            bounds=np.stack([self.least, self.most], axis=1),
            method="highs",
            options={"time_limit": max(seconds, 0.01)},
        )
        if found.status == 2:
            raise InfeasibleError
        if found.x is None or found.status != 0:
            return None
        return found.x, -found.fun, np.maximum(found.lower.marginals, 0)


def build_program(rows: ConstraintRows, least: Bools | None = None) -> IntegerProgram:
    """Build the program of these rows; `least`: columns that must be chosen."""
    lowest = np.zeros(rows.width) if least is None else least.astype(float)
    return IntegerProgram(rows.matrix, rows.lower.astype(float), rows.upper.astype(float), lowest, np.ones(rows.width))


def add_slack_columns(base: IntegerProgram, rows: Ints, sign: Ints) -> IntegerProgram:
    """Add columns behind the others that make up for what a row has too little (`sign` 1) or too much (-1) of."""
    size = len(rows)
    made_up = csr_array((sign.astype(float), (rows, np.arange(size))), shape=(base.matrix.shape[0], size))
    return IntegerProgram(
        hstack([base.matrix, made_up], format="csr"),
        base.lower,
        base.upper,
        np.append(base.least, np.zeros(size)),
        np.append(base.most, np.full(size, np.inf)),
    )
