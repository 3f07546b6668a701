"""What is asked of the search: a programme, and what counts first, second and so on."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from challenges.timetables.engine.programme import Ints, Meeting, Programme
from challenges.timetables.engine.travel import Crowd, crowds
from challenges.timetables.engine.variables import Columns, of_meetings

Level = Callable[[Columns], Ints]  # what each column counts for
Score = tuple[int, ...]  # minus what is short of the least, then the sum of each level


@dataclass(frozen=True)
class Task:
    """`anchors`: meetings of which it matters that they keep their slot."""

    programme: Programme
    levels: Sequence[Level]
    anchors: Sequence[Meeting] = field(default=())

    @cached_property
    def crowds(self) -> list[Crowd]:
        return crowds(self.programme)

    def score(self, meetings: Iterable[Meeting]) -> Score:
        columns = of_meetings(meetings)
        return (-self.short(columns), *(int(level(columns).sum()) for level in self.levels))

    def short(self, columns: Columns) -> int:
        """How many meetings companies and hosts together have fewer than their least."""
        have = np.bincount(columns.company, minlength=self.programme.companies)
        host_have = np.bincount(columns.host, minlength=self.programme.hosts)
        missing = np.maximum(self.programme.least - have, 0).sum()
        return int(missing + np.maximum(self.programme.host_least - host_have, 0).sum())

    def together(self, columns: Columns) -> tuple[Ints, int]:
        """The levels as one weight, of which each is worth any two of the next; and the weight of one that is short.

        Good for searching; what was found is judged by its score.
        """
        total, unit = np.zeros(len(columns), np.int64), 1
        for level in reversed(self.levels):
            weights = level(columns)
            total += unit * weights
            unit *= 2 * int(weights.max(initial=1)) + 1
        return total, unit


def musts(programme: Programme) -> Level:
    return lambda columns: programme.wanted[columns.company, columns.host].astype(np.int64)


def value(programme: Programme) -> Level:
    return lambda columns: programme.value[columns.company, columns.host]


def staying(meetings: Sequence[Meeting]) -> Level:
    """How many of these meetings stay in their slot."""
    return lambda columns: columns.among(meetings).astype(np.int64)
