"""Write the rules as rows of an integer program: the only place where they are written for the solver.

A column stands for a meeting in one slot, or for a pair in any of several slots. For the latter a rule says less, but
nothing untrue: of the pairs that have no other slots than some stretch of the day, no more can meet than fit in it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_array

from challenges.timetables.engine.programme import Bools, Ints, SessionProgramme
from challenges.timetables.engine.travel import ExclusiveGroup
from challenges.timetables.engine.variables import MeetingVariables

MANY = 2**40  # no limit


class TimetableRule(StrEnum):
    """Name the rules of a timetable. The last three have no rows here: they decide which columns there are."""

    ONCE = "once"
    PEOPLE = "people"
    WALK = "walk"
    PLACES = "places"
    TABLES = "tables"
    MOST = "most"
    HOST_MOST = "host_most"
    LEAST = "least"
    HOST_LEAST = "host_least"
    NEVER = "never"
    LOCKED = "locked"
    MUST = "must"


class RuleGround(NamedTuple):
    """Say about whom a rule is.

    `who`: a company, a host or a room, by the rule; both of a pair, with the slot where it is locked; nobody for
    `WALK`, which is about all rooms.
    """

    rule: TimetableRule
    who: tuple[int, ...] = ()


@dataclass(frozen=True)
class ConstraintBlock:
    """Hold the rows of one rule.

    `index`: about whom each row is: a company, a host, a room, or a pair (company x hosts + host). `at`, `column`:
    which columns count in which rows.
    """

    rule: TimetableRule
    index: Ints
    lower: Ints
    upper: Ints
    at: Ints
    column: Ints


@dataclass(frozen=True)
class ConstraintRows:
    blocks: tuple[ConstraintBlock, ...]
    width: int

    def without_least(self) -> "ConstraintRows":
        fewest = (TimetableRule.LEAST, TimetableRule.HOST_LEAST)
        return ConstraintRows(tuple(block for block in self.blocks if block.rule not in fewest), self.width)

    def which(self, *rules: TimetableRule) -> Ints:
        """Return the numbers of the rows of these rules."""
        asked = [np.full(len(block.index), block.rule in rules) for block in self.blocks]
        return np.flatnonzero(np.concatenate([*asked, np.zeros(0, bool)]))

    @property
    def matrix(self) -> csr_array:
        starts = np.cumsum([0, *(len(block.index) for block in self.blocks)])
        at = [block.at + start for block, start in zip(self.blocks, starts, strict=False)]
        rows = np.concatenate([*at, np.zeros(0, np.int64)])
        columns = np.concatenate([*(block.column for block in self.blocks), np.zeros(0, np.int64)])
        return csr_array((np.ones(len(rows)), (rows, columns)), shape=(int(starts[-1]), self.width))

    @property
    def lower(self) -> Ints:
        return np.concatenate([*(block.lower for block in self.blocks), np.zeros(0, np.int64)])

    @property
    def upper(self) -> Ints:
        return np.concatenate([*(block.upper for block in self.blocks), np.zeros(0, np.int64)])


def build_constraints(
    programme: SessionProgramme, columns: MeetingVariables, crowds: list[ExclusiveGroup]
) -> ConstraintRows:
    """Write every rule for these columns; rows that cannot be broken are left out."""
    blocks = [*_iter_maximum_rows(programme, columns, crowds), *_iter_minimum_rows(programme, columns)]
    return ConstraintRows(tuple(block for block in blocks if len(block.index)), len(columns))


def _iter_maximum_rows(
    programme: SessionProgramme, columns: MeetingVariables, crowds: list[ExclusiveGroup]
) -> Iterator[ConstraintBlock]:
    pair = columns.company * programme.hosts + columns.host
    every = np.ones(len(columns), bool)
    yield _build_limit_block(TimetableRule.ONCE, pair, every, np.ones(programme.companies * programme.hosts, np.int64))
    yield _build_limit_block(TimetableRule.MOST, columns.company, every, programme.most)
    yield _build_limit_block(TimetableRule.HOST_MOST, columns.host, every, programme.host_most)
    room = programme.room[columns.host]
    for first, last in _list_slot_stretches(columns, programme.times):
        inside = (columns.first >= first) & (columns.last <= last)
        for rule, who, room_for in (
            (TimetableRule.PEOPLE, columns.company, programme.people),
            (TimetableRule.PLACES, columns.host, programme.places),
            (TimetableRule.TABLES, room, programme.tables if columns.single.all() else programme.usable),
        ):
            limit = room_for[:, first : last + 1].sum(axis=1)
            tight = inside & _mask_spanning_columns(columns, who, inside, first, last, len(limit))
            yield _build_limit_block(rule, who, tight, limit)
    if columns.single.any():
        for crowd in crowds:
            inside = columns.single & crowd.places[columns.first, room]
            yield _build_limit_block(
                TimetableRule.WALK, columns.company, inside, programme.persons(crowd.first, crowd.last)
            )


def _list_slot_stretches(columns: MeetingVariables, times: int) -> list[tuple[int, int]]:
    if columns.single.all():
        return [(at, at) for at in range(times)]
    return [(first, last) for first in range(times) for last in range(first, times)]


def _mask_spanning_columns(
    columns: MeetingVariables, who: Ints, inside: Bools, first: int, last: int, size: int
) -> Bools:
    """Select columns of those who have one that starts and one that ends with a stretch; others need a shorter one."""
    starts, ends = np.zeros(size, bool), np.zeros(size, bool)
    starts[who[inside & (columns.first == first)]] = True
    ends[who[inside & (columns.last == last)]] = True
    return (starts & ends)[who]


def _build_limit_block(rule: TimetableRule, who: Ints, inside: Bools, limit: Ints) -> ConstraintBlock:
    """Write a row for everybody who could exceed the limit."""
    counted = np.bincount(who[inside], minlength=len(limit))
    index = np.flatnonzero(counted > limit)
    return _build_block(rule, index, who, inside, np.full(len(index), -MANY), limit[index], len(limit))


def _iter_minimum_rows(programme: SessionProgramme, columns: MeetingVariables) -> Iterator[ConstraintBlock]:
    every = np.ones(len(columns), bool)
    for rule, who, least in (
        (TimetableRule.LEAST, columns.company, programme.least),
        (TimetableRule.HOST_LEAST, columns.host, programme.host_least),
    ):
        index = np.flatnonzero(least > 0)
        yield _build_block(rule, index, who, every, least[index], np.full(len(index), MANY), len(least))


def _build_block(
    rule: TimetableRule, index: Ints, who: Ints, inside: Bools, lower: Ints, upper: Ints, size: int
) -> ConstraintBlock:
    number = np.full(size, -1)
    number[index] = np.arange(len(index))
    column = np.flatnonzero(inside & (number[who] >= 0)) if size else np.zeros(0, np.int64)
    return ConstraintBlock(rule, index, lower, upper, number[who[column]], column)
