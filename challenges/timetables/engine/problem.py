"""Define what the search is asked for, a programme with what counts first and second, and its result, a timetable."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from challenges.timetables.engine.programme import Ints, MeetingPair, SessionProgramme, SlotMeeting
from challenges.timetables.engine.travel import ExclusiveGroup, find_exclusive_groups
from challenges.timetables.engine.variables import MeetingVariables, build_meeting_variables

Level = Callable[[MeetingVariables], Ints]  # what each column counts for
Score = tuple[int, ...]  # minus what is short of the least, then the sum of each level


@dataclass(frozen=True)
class SearchTask:
    """Hold a task. `anchors`: meetings of which it matters that they keep their slot."""

    programme: SessionProgramme
    levels: Sequence[Level]
    anchors: Sequence[SlotMeeting] = field(default=())

    @cached_property
    def crowds(self) -> list[ExclusiveGroup]:
        return find_exclusive_groups(self.programme)

    def score(self, meetings: Iterable[SlotMeeting]) -> Score:
        columns = build_meeting_variables(meetings)
        return (-self.short(columns), *(int(level(columns).sum()) for level in self.levels))

    def short(self, columns: MeetingVariables) -> int:
        """Count how many meetings companies and hosts together are short of their minimum."""
        have = np.bincount(columns.company, minlength=self.programme.companies)
        host_have = np.bincount(columns.host, minlength=self.programme.hosts)
        missing = np.maximum(self.programme.least - have, 0).sum()
        return int(missing + np.maximum(self.programme.host_least - host_have, 0).sum())

    def together(self, columns: MeetingVariables) -> tuple[Ints, int]:
        """Return the levels as one weight, of which each is worth any two of the next, and the weight of one shortage.

        This is good for searching; what was found is judged by its score.
        """
        total, unit = np.zeros(len(columns), np.int64), 1
        for level in reversed(self.levels):
            weights = level(columns)
            total += unit * weights
            unit *= 2 * int(weights.max(initial=1)) + 1
        return total, unit


def build_priority_level(programme: SessionProgramme) -> Level:
    return lambda columns: programme.wanted[columns.company, columns.host].astype(np.int64)


def build_value_level(programme: SessionProgramme) -> Level:
    return lambda columns: programme.value[columns.company, columns.host]


def build_staying_level(meetings: Sequence[SlotMeeting]) -> Level:
    """Count the meetings that stay in their slot."""
    return lambda columns: columns.among(meetings).astype(np.int64)


@dataclass(frozen=True)
class TimetablePlan:
    """Hold the meetings of a timetable in the order of slots, and what is known of it.

    `bound`: no timetable that keeps as many priority meetings is worth more; `must_bound`: none keeps more. `fewest`:
    meetings of the company with the fewest. `idle` (T,): tables without a meeting.
    """

    meetings: tuple[SlotMeeting, ...]
    value: int
    bound: int
    kept: tuple[MeetingPair, ...]
    missed: tuple[MeetingPair, ...]
    must_bound: int
    fewest: int
    idle: tuple[int, ...]

    @property
    def gap(self) -> float:
        """Return which share of the bound is missing, from 0 to 1."""
        return (self.bound - self.value) / self.bound if self.bound else 0.0

    @property
    def optimal(self) -> bool:
        """Return whether it is proved that no timetable keeps more priority meetings, or as many and is worth more."""
        return len(self.kept) == self.must_bound and self.value == self.bound


def build_plan(
    programme: SessionProgramme, meetings: Iterable[SlotMeeting], must_bound: int, bound: int
) -> TimetablePlan:
    ordered = tuple(sorted(meetings, key=lambda each: (each.slot, each.host, each.company)))
    met = {each.pair for each in ordered}
    musts = [MeetingPair(*row) for row in np.argwhere(programme.must).tolist()]
    counts = np.bincount([each.company for each in ordered], minlength=programme.companies)
    busy = np.bincount([each.slot for each in ordered], minlength=programme.times)
    return TimetablePlan(
        meetings=ordered,
        value=sum(int(programme.value[pair]) for pair in met),
        bound=bound,
        kept=tuple(pair for pair in musts if pair in met),
        missed=tuple(pair for pair in musts if pair not in met),
        must_bound=must_bound,
        fewest=int(counts.min(initial=programme.times * programme.hosts)) if programme.companies else 0,
        idle=tuple((programme.tables.sum(axis=0) - busy).tolist()),
    )
