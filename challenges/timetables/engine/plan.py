"""A timetable, and what is known of it."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from challenges.timetables.engine.programme import MeetingPair, SessionProgramme, SlotMeeting


@dataclass(frozen=True)
class TimetablePlan:
    """Meetings in the order of slots. `bound`: no plan that keeps as many must-meets is worth more; `must_bound`: none
    keeps more. `fewest`: meetings of the company that has the fewest. `idle` (T): tables without a meeting."""

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
        """How much of the bound is missing, from 0 to 1."""
        return (self.bound - self.value) / self.bound if self.bound else 0.0

    @property
    def optimal(self) -> bool:
        """Proved: no plan keeps more must-meets, or as many and is worth more."""
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
