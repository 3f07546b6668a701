"""The same rules, each of which may be given up."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

import numpy as np

from challenges.timetables.engine.constraints import MANY, Block, Ground, Rows, Rule, rows_of
from challenges.timetables.engine.programme import Bools, Ints, Pair, Programme
from challenges.timetables.engine.solver import Clock, program, with_slack
from challenges.timetables.engine.travel import crowds
from challenges.timetables.engine.variables import Columns

NEARLY = 0.5  # it need not be the very least that is broken


class Loosened:
    """Of the pairs `among` (n, m) every meeting that can be thought of, and the rules over them.

    `musts`: pairs that must meet. Where nobody needs any number of meetings, pairs that are neither locked nor must
    meet stand in nobody's way, and may be left out.
    """

    def __init__(self, programme: Programme, among: Bools, musts: Sequence[Pair] = ()) -> None:
        columns = _every(programme, among)
        blocks = rows_of(programme, columns, crowds(programme)).blocks
        wishes = [*_refused(programme, columns), *_locked(programme, columns), *_musts(columns, musts)]
        rows = Rows((*blocks, *(block for block, _ground in wishes)), len(columns))
        self.program = program(rows)
        self.of_row = [_grounds(block.rule, int(index)) for block in blocks for index in block.index]
        self.of_row += [[ground] for _block, ground in wishes]
        self.grounds = sorted({ground for grounds in self.of_row for ground in grounds})
        self.width = len(columns)
        self.too_few = rows.upper >= MANY

    def possible(self, held: Collection[Ground], clock: Clock) -> bool:
        """Whether those that are held go together, with all others given up. TimeoutError when time is up."""
        hard = [at for at, grounds in enumerate(self.of_row) if all(ground in held for ground in grounds)]
        base = self.program
        found = replace(base, matrix=base.matrix[hard], lower=base.lower[hard], upper=base.upper[hard]).best(
            np.zeros(self.width, np.int64), clock.left
        )
        if found.chosen is None and not found.proved:
            raise TimeoutError
        return found.chosen is not None

    def given_up(self, held: Collection[Ground], clock: Clock) -> set[Ground] | None:
        """Grounds to give up so that all others go together, none of those that are held, and none for nothing; None
        where that cannot be. TimeoutError when time is up."""
        given = self._broken_least(held, clock)
        if given is None:
            return None
        for ground in sorted(given):
            if len(given) > 1 and self.possible(set(self.grounds) - (given - {ground}), clock):
                given = given - {ground}
        return given

    def _broken_least(self, held: Collection[Ground], clock: Clock) -> set[Ground] | None:
        """The grounds broken where all together are broken by least."""
        free = [next((ground for ground in grounds if ground not in held), None) for grounds in self.of_row]
        rows = np.array([at for at, ground in enumerate(free) if ground is not None], np.int64)
        loose = with_slack(self.program, rows, np.where(self.too_few[rows], 1, -1))
        weights = np.append(np.zeros(self.width, np.int64), np.full(len(rows), -1))
        found = loose.best(weights, clock.left, gap=NEARLY)
        if found.chosen is None and not found.proved:
            raise TimeoutError
        if found.chosen is None:
            return None
        return {ground for at in rows[found.chosen[self.width :]] if (ground := free[at]) is not None}


def _every(programme: Programme, among: Bools) -> Columns:
    company, host = np.nonzero(among)
    slots = np.int64(1) << np.arange(programme.times, dtype=np.int64)
    return Columns(np.repeat(company, len(slots)), np.repeat(host, len(slots)), np.tile(slots, len(company)))


def _grounds(rule: Rule, index: int) -> list[Ground]:
    if rule is Rule.ONCE:
        return []
    if rule is Rule.WALK:
        return [Ground(Rule.WALK), Ground(Rule.PEOPLE, (index,))]
    return [Ground(rule, (index,))]


Wish = tuple[Block, Ground]


def _refused(programme: Programme, columns: Columns) -> Iterable[Wish]:
    refused = np.argwhere(programme.never).tolist()
    for pair in refused:
        at = _of_pair(columns, Pair(*pair))
        if len(at):
            yield _one_row(Rule.NEVER, at, -MANY, 0), Ground(Rule.NEVER, tuple(pair))


def _locked(programme: Programme, columns: Columns) -> Iterable[Wish]:
    for each in programme.locked:
        at = np.flatnonzero(columns.among([each]))
        if len(at):
            yield _one_row(Rule.LOCKED, at, 1, MANY), Ground(Rule.LOCKED, tuple(each))


def _musts(columns: Columns, musts: Sequence[Pair]) -> Iterable[Wish]:
    for pair in musts:
        yield _one_row(Rule.MUST, _of_pair(columns, pair), 1, MANY), Ground(Rule.MUST, tuple(pair))


def _of_pair(columns: Columns, pair: Pair) -> Ints:
    return np.flatnonzero((columns.company == pair.company) & (columns.host == pair.host))


def _one_row(rule: Rule, columns: Ints, lower: int, upper: int) -> Block:
    nobody = np.zeros(1, np.int64)
    return Block(rule, nobody, nobody + lower, nobody + upper, np.zeros(len(columns), np.int64), columns)
