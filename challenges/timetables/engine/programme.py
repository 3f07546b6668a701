"""What a matchmaking session is made of, as arrays; what may meet, and when.

What a meeting is worth: how well the two match, and what each side says of it. Whole tenths of points.
"""

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
    """`n` companies, `m` hosts, `T` slots and `R` rooms. Made by `programme()`, which checks and fills in.

    `value` (n, m): what a meeting is worth, whole tenths of points. `must`, `never` (n, m): of either side; "never"
    wins. `people` (n, T): how many of a company are there; each of them can be in one meeting at a time. `places`
    (m, T): how many meetings a host can have at one time, 0 when away. `slots` (T, 2): first and last minute, one
    after another. `tables` (R, T): how many stand ready in a room. `room` (m,): of each host. `walk` (R, R): minutes,
    by the shortest way, as long there as back. `least`, `most` (n,) and `host_least`, `host_most` (m,): meetings of
    one. `locked`: meetings that stay.
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
        """The must-meets that nobody refuses."""
        return self.must & ~self.never

    @cached_property
    def seats(self) -> Ints:
        """(m, T): meetings that a host can have at one time at the tables of its room."""
        return np.minimum(self.places, self.tables[self.room])

    @cached_property
    def usable(self) -> Ints:
        """(R, T): tables of a room that its hosts can use at one time."""
        hosts = np.zeros_like(self.tables)
        np.add.at(hosts, self.room, self.places)
        return np.minimum(self.tables, hosts)

    @cached_property
    def shared(self) -> Ints:
        """(n, m): the slots in which both are there, as bits; none for a pair that is refused."""
        bits = np.int64(1) << np.arange(self.times, dtype=np.int64)
        both = np.zeros(self.value.shape, np.int64)
        for at, bit in enumerate(bits):
            both |= np.outer(self.people[:, at] > 0, self.seats[:, at] > 0) * bit
        return np.where(self.never, 0, both)

    def persons(self, first: int, last: int) -> Ints:
        """(n,): how many different people of each company are there in the slots from `first` to `last`.

        As few as the counts allow from one slot to the next: who stays is the same person, and who leaves may be any.
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
    """What is left out limits nothing; one number stands for everyone. ValueError for what cannot be a programme:
    shapes that differ, numbers below zero, slots that overlap, locked meetings of nobody."""
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
    """total: of the match, 0 where the company fails a requirement or no match is kept. company, host: what each side
    says; empty where it says nothing, so that the match alone counts."""
    return total + WISHED.get(company, 0) + WISHED.get(host, 0)


def is_priority_meeting(company: str = "", host: str = "") -> bool:
    """Either side's word is enough, unless the other says no."""
    return MUST in (company, host)


def is_meeting_declined(company: str = "", host: str = "") -> bool:
    """One "no thanks" is enough, against a must-meet too."""
    return NO in (company, host)
