"""Find meetings that one person cannot both attend, because their rooms lie too far apart.

A place is a slot with a room. Two places exclude one another for one person when they are in one slot, or when the time
between is shorter than the walk. A company can be in no more of a set of places that all exclude one another than it
has people; and because walks go by the shortest way, that is sufficient too (Dilworth, 1950: as many people as the
largest such set can take all the meetings between them).
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from challenges.timetables.engine.programme import Bools, Ints, SessionProgramme


@dataclass(frozen=True)
class ExclusiveGroup:
    """Hold places (T, R) that exclude one another, not all in one slot, in the slots from `first` to `last`."""

    places: Bools
    first: int
    last: int


def find_unreachable_places(programme: SessionProgramme) -> Bools:
    """Return (T, R, T, R): whether a person in the one place cannot be in the other."""
    start, end = programme.slots[:, 0], programme.slots[:, 1]
    between = np.maximum(start[None, :] - end[:, None], start[:, None] - end[None, :])
    far: Bools = programme.walk[None, :, None, :] > between[:, None, :, None]
    at = np.arange(programme.times)
    far[at, :, at, :] = True
    return far


def find_exclusive_groups(programme: SessionProgramme) -> list[ExclusiveGroup]:
    """Return the largest sets of places that exclude one another.

    There are about 2^R of them per break that is too short; rooms without a walk between them count as one.
    """
    area, areas = _number_areas(programme.walk)
    used = np.unique(area[programme.room]) if programme.hosts else np.arange(0)
    heads = np.array([np.flatnonzero(area == each)[0] for each in range(areas)])[used]
    far = find_unreachable_places(programme)[:, heads][:, :, :, heads]
    size = programme.times * len(heads)
    apart = far.reshape(size, size)
    np.fill_diagonal(apart, False)
    neighbours = [set(np.flatnonzero(row).tolist()) for row in apart]
    found = []
    for clique in _iter_cliques(set(), set(range(size)), set(), neighbours):
        slots, rooms = np.divmod(np.array(sorted(clique)), len(heads))
        if len(set(slots.tolist())) > 1:
            places = np.zeros((programme.times, programme.rooms), bool)
            for slot, room in zip(slots, rooms, strict=True):
                places[slot] |= area == used[room]
            found.append(ExclusiveGroup(places, int(slots.min()), int(slots.max())))
    return sorted(found, key=lambda each: (each.first, each.last, each.places.tobytes()))


def _number_areas(walk: Ints) -> tuple[Ints, int]:
    """Return the area of each room, and how many there are; rooms without a walk between them are one area."""
    first = (walk == 0).argmax(axis=1)
    names, area = np.unique(first, return_inverse=True)
    return area, len(names)


def _iter_cliques(inside: set[int], open_: set[int], done: set[int], neighbours: list[set[int]]) -> Iterator[set[int]]:
    """Yield every maximal set of neighbours (Bron and Kerbosch, 1973, with a pivot)."""
    if not open_ and not done:
        yield inside
        return
    pivot = max(sorted(open_ | done), key=lambda each: len(open_ & neighbours[each]))
    for each in sorted(open_ - neighbours[pivot]):
        yield from _iter_cliques(inside | {each}, open_ & neighbours[each], done & neighbours[each], neighbours)
        open_ = open_ - {each}
        done = done | {each}
