"""Everybody together asks for more meetings than there is room for: found by counting, without a solver.

Of one side each needs some number of meetings, with as many different ones of the other side; those have so many in
all, so many at one time, and a room so many tables. Whether all get theirs is a flow (Ford and Fulkerson, "Flows in
Networks", 1962): a few milliseconds, where a solver that has to prove the same takes minutes.
"""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_flow

from challenges.timetables.engine.constraints import RuleGround, TimetableRule
from challenges.timetables.engine.programme import Ints, SessionProgramme


@dataclass(frozen=True)
class DemandSide:
    """One side in need of the other. `need` (k,), `most` (g,): meetings of one in all. `at_time` (g, T): at one time.
    `tables` (R, T), `room` (g,): where the other side sits. Each with the rule that says so."""

    need: tuple[TimetableRule, Ints]
    most: tuple[TimetableRule, Ints]
    at_time: tuple[TimetableRule, Ints]
    tables: tuple[TimetableRule, Ints] | None
    room: Ints

    @property
    def grounds(self) -> list[RuleGround]:
        """In the order in which they are left out: who needs least first."""
        given = [self.tables] if self.tables else []
        limits = [
            RuleGround(rule, (who,)) for rule, limit in (*given, self.most, self.at_time) for who in range(len(limit))
        ]
        rule, need = self.need
        return [*(RuleGround(rule, (who,)) for who in np.argsort(need, kind="stable").tolist() if need[who]), *limits]


def find_shortage(programme: SessionProgramme) -> tuple[RuleGround, ...] | None:
    """Grounds that cannot go together for want of room, though all but any one of them can; None where there is room,
    as far as counting tells. The shorter of what the companies and what the hosts are short of."""
    found = [_find_least_shortage(side) for side in (_build_company_side(programme), _build_host_side(programme))]
    return min((each for each in found if each), key=len, default=None)


def _build_company_side(programme: SessionProgramme) -> DemandSide:
    return DemandSide(
        (TimetableRule.LEAST, programme.least),
        (TimetableRule.HOST_MOST, programme.host_most),
        (TimetableRule.PLACES, programme.places),
        (TimetableRule.TABLES, programme.tables),
        programme.room,
    )


def _build_host_side(programme: SessionProgramme) -> DemandSide:
    return DemandSide(
        (TimetableRule.HOST_LEAST, programme.host_least),
        (TimetableRule.MOST, programme.most),
        (TimetableRule.PEOPLE, programme.people),
        None,
        np.zeros(programme.companies, np.int64),
    )


def _find_least_shortage(side: DemandSide) -> tuple[RuleGround, ...] | None:
    held = side.grounds
    if not side.need[1].any() or _has_room(side, held):
        return None
    for ground in list(held):
        fewer = [each for each in held if each != ground]
        if not _has_room(side, fewer):
            held = fewer
    return tuple(sorted(held))


def _has_room(side: DemandSide, grounds: Collection[RuleGround]) -> bool:
    """Whether those that are held go together, with all others given up.

    From the source to each in need, to each of the other side, through what that has in all, to each time of it, to
    that time in its room, to the sink.
    """
    held = set(grounds)
    need = _keep_held_limits(side.need, held, 0)
    asked = int(need.sum())
    givers, times = side.at_time[1].shape
    most, at_time = _keep_held_limits(side.most, held, asked), _keep_held_limits(side.at_time, held, asked)
    tables = _keep_held_limits(side.tables, held, asked) if side.tables else np.full((1, times), asked)
    source, needy = 0, 1 + np.arange(len(need))
    giver = 1 + len(need) + np.arange(givers)
    through = giver + givers
    timed = 1 + len(need) + 2 * givers + np.arange(givers * times).reshape(givers, times)
    roomed = 1 + len(need) + 2 * givers + givers * times + np.arange(tables.size).reshape(tables.shape)
    sink = int(1 + len(need) + 2 * givers + givers * times + tables.size)
    edges = [
        (np.full(len(need), source), needy, need),
        (np.repeat(needy, givers), np.tile(giver, len(need)), np.ones(len(need) * givers, np.int64)),
        (giver, through, most),
        (np.repeat(through, times), timed.ravel(), at_time.ravel()),
        (timed.ravel(), roomed[side.room].ravel(), np.full(timed.size, asked)),
        (roomed.ravel(), np.full(roomed.size, sink), tables.ravel()),
    ]
    start, end, limit = (np.concatenate(each) for each in zip(*edges, strict=True))
    size = (sink + 1, sink + 1)
    graph = csr_array((np.minimum(limit, asked).astype(np.int32), (start, end)), shape=size)
    return int(maximum_flow(graph, source, sink).flow_value) == asked


def _keep_held_limits(limit: tuple[TimetableRule, Ints], held: Collection[RuleGround], otherwise: int) -> Ints:
    """The limits of those whose rule is held, and for the others what limits nothing."""
    rule, values = limit
    kept = np.array([RuleGround(rule, (who,)) in held for who in range(len(values))], bool)
    return np.where(kept.reshape(-1, *[1] * (values.ndim - 1)), values, otherwise)
