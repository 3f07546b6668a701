"""Build the same rules so that each of them may be given up."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

import numpy as np

from challenges.timetables.engine.constraints import (
    MANY,
    ConstraintBlock,
    ConstraintRows,
    RuleGround,
    TimetableRule,
    build_constraints,
)
from challenges.timetables.engine.programme import Bools, Ints, MeetingPair, SessionProgramme
from challenges.timetables.engine.solver import SolverClock, add_slack_columns, build_program
from challenges.timetables.engine.travel import find_exclusive_groups
from challenges.timetables.engine.variables import MeetingVariables

NEARLY = 0.5  # it need not be the very least that is broken


class SoftConstraints:
    """Hold every possible meeting of the pairs `among` (n, m), and the rules over them.

    `musts`: pairs that must meet. Where nobody needs any number of meetings, pairs that are neither locked nor must
    meet stand in nobody's way, and may be left out.
    """

    def __init__(self, programme: SessionProgramme, among: Bools, musts: Sequence[MeetingPair] = ()) -> None:
        columns = _build_all_variables(programme, among)
        blocks = build_constraints(programme, columns, find_exclusive_groups(programme)).blocks
        wishes = [
            *_iter_declined_rows(programme, columns),
            *_iter_locked_rows(programme, columns),
            *_iter_priority_rows(columns, musts),
        ]
        rows = ConstraintRows((*blocks, *(block for block, _ground in wishes)), len(columns))
        self.program = build_program(rows)
        self.of_row = [_list_rule_grounds(block.rule, int(index)) for block in blocks for index in block.index]
        self.of_row += [[ground] for _block, ground in wishes]
        self.grounds = sorted({ground for grounds in self.of_row for ground in grounds})
        self.width = len(columns)
        self.too_few = rows.upper >= MANY

    def possible(self, held: Collection[RuleGround], clock: SolverClock) -> bool:
        """Return whether the held grounds hold together, all others given up; raise TimeoutError when time is up."""
        hard = [at for at, grounds in enumerate(self.of_row) if all(ground in held for ground in grounds)]
        base = self.program
        found = replace(base, matrix=base.matrix[hard], lower=base.lower[hard], upper=base.upper[hard]).best(
            np.zeros(self.width, np.int64), clock.left
        )
        if found.chosen is None and not found.proved:
            raise TimeoutError
        return found.chosen is not None

    def given_up(self, held: Collection[RuleGround], clock: SolverClock) -> set[RuleGround] | None:
        """Return grounds to give up so that all others hold together, none of the held ones, and none for nothing.

        Returns None where that is impossible; raises TimeoutError when time is up.
        """
        given = self._broken_least(held, clock)
        if given is None:
            return None
        for ground in sorted(given):
            if len(given) > 1 and self.possible(set(self.grounds) - (given - {ground}), clock):
                given = given - {ground}
        return given

    def _broken_least(self, held: Collection[RuleGround], clock: SolverClock) -> set[RuleGround] | None:
        """Return the grounds that are broken where all together are broken by least."""
        free = [next((ground for ground in grounds if ground not in held), None) for grounds in self.of_row]
        rows = np.array([at for at, ground in enumerate(free) if ground is not None], np.int64)
        loose = add_slack_columns(self.program, rows, np.where(self.too_few[rows], 1, -1))
        weights = np.append(np.zeros(self.width, np.int64), np.full(len(rows), -1))
        found = loose.best(weights, clock.left, gap=NEARLY)
        if found.chosen is None and not found.proved:
            raise TimeoutError
        if found.chosen is None:
            return None
        return {ground for at in rows[found.chosen[self.width :]] if (ground := free[at]) is not None}


def _build_all_variables(programme: SessionProgramme, among: Bools) -> MeetingVariables:
    company, host = np.nonzero(among)
    slots = np.int64(1) << np.arange(programme.times, dtype=np.int64)
    return MeetingVariables(np.repeat(company, len(slots)), np.repeat(host, len(slots)), np.tile(slots, len(company)))


def _list_rule_grounds(rule: TimetableRule, index: int) -> list[RuleGround]:
    if rule is TimetableRule.ONCE:
        return []
    if rule is TimetableRule.WALK:
        return [RuleGround(TimetableRule.WALK), RuleGround(TimetableRule.PEOPLE, (index,))]
    return [RuleGround(rule, (index,))]


Wish = tuple[ConstraintBlock, RuleGround]


def _iter_declined_rows(programme: SessionProgramme, columns: MeetingVariables) -> Iterable[Wish]:
    refused = np.argwhere(programme.never).tolist()
    for pair in refused:
        at = _find_pair_columns(columns, MeetingPair(*pair))
        if len(at):
            yield _build_single_row(TimetableRule.NEVER, at, -MANY, 0), RuleGround(TimetableRule.NEVER, tuple(pair))


def _iter_locked_rows(programme: SessionProgramme, columns: MeetingVariables) -> Iterable[Wish]:
    for each in programme.locked:
        at = np.flatnonzero(columns.among([each]))
        if len(at):
            yield _build_single_row(TimetableRule.LOCKED, at, 1, MANY), RuleGround(TimetableRule.LOCKED, tuple(each))


def _iter_priority_rows(columns: MeetingVariables, musts: Sequence[MeetingPair]) -> Iterable[Wish]:
    for pair in musts:
        yield (
            _build_single_row(TimetableRule.MUST, _find_pair_columns(columns, pair), 1, MANY),
            RuleGround(TimetableRule.MUST, tuple(pair)),
        )


def _find_pair_columns(columns: MeetingVariables, pair: MeetingPair) -> Ints:
    return np.flatnonzero((columns.company == pair.company) & (columns.host == pair.host))


def _build_single_row(rule: TimetableRule, columns: Ints, lower: int, upper: int) -> ConstraintBlock:
    nobody = np.zeros(1, np.int64)
    return ConstraintBlock(rule, nobody, nobody + lower, nobody + upper, np.zeros(len(columns), np.int64), columns)
