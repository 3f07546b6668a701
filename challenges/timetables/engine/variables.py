"""List what may be chosen: a company with a host, in one slot or in any of several."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from challenges.timetables.engine.programme import Bools, Ints, SessionProgramme, SlotMeeting


@dataclass(frozen=True)
class MeetingVariables:
    """Hold one choice per position in the arrays. `slots`: the slots in which it may take place, as bits."""

    company: Ints
    host: Ints
    slots: Ints

    def __len__(self) -> int:
        return len(self.company)

    @cached_property
    def single(self) -> Bools:
        """Select the choices of which the slot is fixed."""
        alone: Bools = self.slots & (self.slots - 1) == 0
        return alone

    @cached_property
    def first(self) -> Ints:
        """Return the first slot of each choice."""
        return _get_highest_bit(self.slots & -self.slots)

    @cached_property
    def last(self) -> Ints:
        high, low = self.slots >> 31, self.slots & (2**31 - 1)
        return np.where(high > 0, 31 + _get_highest_bit(high), _get_highest_bit(low))

    def meetings(self, chosen: Bools) -> list[SlotMeeting]:
        """Return chosen columns of one slot each as meetings."""
        table = np.stack([self.company[chosen], self.host[chosen], self.first[chosen]], axis=1)
        return [SlotMeeting(*row) for row in table.tolist()]

    def among(self, meetings: Iterable[SlotMeeting]) -> Bools:
        """Select the columns with a fixed slot that are one of these meetings."""
        other = build_meeting_variables(meetings)
        found: Bools = self.single & np.isin(self._names, other._names)
        return found

    @property
    def _names(self) -> Ints:
        return (self.company << 38) | (self.host << 8) | self.first


def _get_highest_bit(number: Ints) -> Ints:
    exponent: Ints = np.frexp(number.astype(float))[1].astype(np.int64)
    return exponent - 1


def build_pair_variables(programme: SessionProgramme, among: Bools | None = None) -> MeetingVariables:
    """Build one column for each pair that can meet, in whichever slot."""
    shared = programme.shared if among is None else np.where(among, programme.shared, 0)
    company, host = np.nonzero(shared)
    return MeetingVariables(company, host, shared[company, host])


def build_slot_variables(
    programme: SessionProgramme, among: Bools | None = None, times: Bools | None = None
) -> MeetingVariables:
    """Build one column for each pair and each slot in which it can meet; only of `among` (n, m) and `times` (T,)."""
    return split_by_slot(build_pair_variables(programme, among), programme.times, times)


def split_by_slot(pairs: MeetingVariables, count: int, times: Bools | None = None) -> MeetingVariables:
    slots = np.arange(count) if times is None else np.flatnonzero(times)
    at, place = np.nonzero(pairs.slots[:, None] >> slots[None, :] & 1)
    return MeetingVariables(pairs.company[at], pairs.host[at], np.int64(1) << slots[place])


def build_meeting_variables(meetings: Iterable[SlotMeeting]) -> MeetingVariables:
    table = np.array(list(meetings), np.int64).reshape(-1, 3)
    return MeetingVariables(table[:, 0], table[:, 1], np.int64(1) << table[:, 2])


def join_variables(*parts: MeetingVariables) -> MeetingVariables:
    return MeetingVariables(
        np.concatenate([each.company for each in parts]),
        np.concatenate([each.host for each in parts]),
        np.concatenate([each.slots for each in parts]),
    )
