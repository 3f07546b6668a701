"""Describe a matchmaking session as arrays: who can meet, when, and what each meeting is worth."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

MOST_SLOTS = 62  # sets of slots are the bits of one whole number

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


class MeetingPair(NamedTuple):
    company: int
    host: int


class SlotMeeting(NamedTuple):
    company: int
    host: int
    slot: int

    @property
    def pair(self) -> MeetingPair:
        return MeetingPair(self.company, self.host)


@dataclass(frozen=True)
class SessionProgramme:
    """Hold a session of `n` companies, `m` hosts, `T` slots and `R` rooms; `build_programme` checks and completes it.

    `value` (n, m): what a meeting is worth, in whole tenths of points. `must`, `never` (n, m): of either side; "never"
    wins. `people` (n, T): how many people of a company are present; each can be in one meeting at a time. `places` (m,
    T): how many meetings a host can have at one time, 0 when absent. `slots` (T, 2): first and last minute, in order.
    `tables` (R, T): how many are ready in a room. `room` (m,): of each host. `walk` (R, R): minutes, by the shortest
    way, as long there as back. `least`, `most` (n,) and `host_least`, `host_most` (m,): meetings of one. `locked`:
    meetings that stay.
    """

    value: Ints
    must: Bools
    never: Bools
    people: Ints
    places: Ints
    slots: Ints
    tables: Ints
    room: Ints
    walk: Ints
    least: Ints
    most: Ints
    host_least: Ints
    host_most: Ints
    locked: tuple[SlotMeeting, ...]

    @property
    def companies(self) -> int:
        return len(self.value)

    @property
    def hosts(self) -> int:
        return int(self.value.shape[1])

    @property
    def times(self) -> int:
        return len(self.slots)

    @property
    def rooms(self) -> int:
        return len(self.walk)

    @cached_property
    def wanted(self) -> Bools:
        """Return the priority meetings that nobody declines."""
        return self.must & ~self.never

    @cached_property
    def seats(self) -> Ints:
        """Return (m, T): meetings that a host can have at one time at the tables of its room."""
        return np.minimum(self.places, self.tables[self.room])

    @cached_property
    def usable(self) -> Ints:
        """Return (R, T): tables of a room that its hosts can use at one time."""
        hosts = np.zeros_like(self.tables)
        np.add.at(hosts, self.room, self.places)
        return np.minimum(self.tables, hosts)

    @cached_property
    def shared(self) -> Ints:
        """Return (n, m): the slots in which both are present, as bits; none for a pair that is declined."""
        bits = np.int64(1) << np.arange(self.times, dtype=np.int64)
        both = np.zeros(self.value.shape, np.int64)
        for at, bit in enumerate(bits):
            both |= np.outer(self.people[:, at] > 0, self.seats[:, at] > 0) * bit
        return np.where(self.never, 0, both)

    def persons(self, first: int, last: int) -> Ints:
        """Return (n,): how many different people of each company are present in the slots from `first` to `last`.

        They are as few as the counts allow from one slot to the next: who stays is the same person, and anybody may
        leave.
        """
        came = np.maximum(np.diff(self.people[:, first : last + 1], axis=1), 0).sum(axis=1)
        several: Ints = self.people[:, first] + came
        return several


def build_programme(
    value: ArrayLike,
    *,
    people: ArrayLike,
    places: ArrayLike,
    slots: ArrayLike,
    must: ArrayLike = False,
    never: ArrayLike = False,
    tables: ArrayLike | None = None,
    room: ArrayLike = 0,
    walk: ArrayLike | None = None,
    least: ArrayLike = 0,
    most: ArrayLike | None = None,
    host_least: ArrayLike = 0,
    host_most: ArrayLike | None = None,
    locked: Sequence[tuple[int, int, int]] = (),
) -> SessionProgramme:
    """Build a programme; what is left out limits nothing, and one number applies to everybody.

    Raises ValueError for different shapes, negative numbers, overlapping slots, and locked meetings of nobody.
    """
    worth = np.asarray(value, np.int64)
    if worth.ndim != 2:
        raise ValueError("value is a table of companies and hosts")
    (n, m), between = worth.shape, np.asarray(slots, np.int64).reshape(-1, 2)
    times, way = len(between), np.asarray([[0]] if walk is None else walk, np.int64)
    rooms = len(way)
    ample = n * m + 1

    def filled(given: ArrayLike | None, *shape: int) -> Ints:
        return np.broadcast_to(np.asarray(ample if given is None else given, np.int64), shape).copy()

    made = SessionProgramme(
        value=worth,
        must=np.broadcast_to(np.asarray(must, bool), (n, m)).copy(),
        never=np.broadcast_to(np.asarray(never, bool), (n, m)).copy(),
        people=filled(people, n, times),
        places=filled(places, m, times),
        slots=between,
        tables=filled(tables, rooms, times),
        room=filled(room, m),
        walk=_compute_shortest_walks(way),
        least=filled(least, n),
        most=filled(most, n),
        host_least=filled(host_least, m),
        host_most=filled(host_most, m),
        locked=tuple(sorted({SlotMeeting(*map(int, each)) for each in locked})),
    )
    _validate_programme(made, way)
    return made


def _compute_shortest_walks(way: Ints) -> Ints:
    walk = np.where(np.eye(len(way), dtype=bool), 0, np.minimum(way, way.T))
    for via in range(len(way)):
        walk = np.minimum(walk, walk[:, via, None] + walk[None, via])
    return walk


def _validate_programme(made: SessionProgramme, way: Ints) -> None:
    counts = (made.value, made.people, made.places, made.tables, made.least, made.host_least, way)
    if any(each.size and each.min() < 0 for each in counts):
        raise ValueError("nothing can be less than zero")
    if made.times > MOST_SLOTS:
        raise ValueError(f"more than {MOST_SLOTS} slots")
    if (np.diff(made.slots.ravel()) < 0).any():
        raise ValueError("slots follow one another, and end after they start")
    if made.hosts and not (made.room.min() >= 0 and made.room.max() < made.rooms):
        raise ValueError("a host in a room that is not there")
    shape = (made.companies, made.hosts, made.times)
    for meeting in made.locked:
        if not all(0 <= at < size for at, size in zip(meeting, shape, strict=True)):
            raise ValueError(f"locked meeting of nobody: {tuple(meeting)}")


MUST, MEET, NO = "must", "meet", "no"
WISHED = {MUST: 300, MEET: 200}  # per side; a full match is 1000
MOST = 1000 + 2 * WISHED[MUST]


def compute_meeting_value(total: int, company: str = "", host: str = "") -> int:
    """Return what a meeting is worth in tenths of points, from the match and the preferences of both sides.

    total: of the match, 0 without an eligible one. company, host: a preference, "" for none, so that only the match
    counts.
    """
    return total + WISHED.get(company, 0) + WISHED.get(host, 0)


def is_priority_meeting(company: str = "", host: str = "") -> bool:
    """Return whether a side wants the meeting most of all; `is_meeting_declined` overrides it."""
    return MUST in (company, host)


def is_meeting_declined(company: str = "", host: str = "") -> bool:
    """Return whether a side declines; one side is enough, even against a priority meeting."""
    return NO in (company, host)
