"""Which rules some meetings break, and what one edit by hand would break."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from challenges.timetables.engine.constraints import Ground, Rule, rows_of
from challenges.timetables.engine.programme import Meeting, Programme
from challenges.timetables.engine.travel import crowds
from challenges.timetables.engine.variables import of_meetings


class Broken(NamedTuple):
    """A rule that does not hold, and the meetings that are too many; or those there are, where they are too few."""

    ground: Ground
    meetings: tuple[Meeting, ...]


@dataclass(frozen=True)
class Edited:
    """The meetings after an edit, what they are worth, how many must-meets they keep, and the rules that the edit
    breaks: what was broken before in the same way is not told again."""

    meetings: tuple[Meeting, ...]
    value: int
    musts: int
    broken: tuple[Broken, ...]


def edited(
    programme: Programme, meetings: Sequence[Meeting], *, add: Sequence[Meeting] = (), remove: Sequence[Meeting] = ()
) -> Edited:
    """To move a meeting is to remove it and to add it elsewhere. ValueError for removing what is not there."""
    after = list(meetings)
    for each in remove:
        after.remove(each)
    after = sorted([*after, *add], key=lambda each: (each.slot, each.host, each.company))
    before = set(broken(programme, meetings))
    return Edited(
        meetings=tuple(after),
        value=sum(int(programme.value[each.pair]) for each in after),
        musts=sum(bool(programme.wanted[each.pair]) for each in after),
        broken=tuple(each for each in broken(programme, after) if each not in before),
    )


def broken(programme: Programme, meetings: Iterable[Meeting]) -> list[Broken]:
    """Every rule that does not hold. Must-meets are wishes: none is broken."""
    listed = list(meetings)
    return [*_by_rows(programme, listed), *_refused(programme, listed), *_unlocked(programme, listed)]


def _by_rows(programme: Programme, meetings: list[Meeting]) -> list[Broken]:
    found = []
    for block in rows_of(programme, of_meetings(meetings), crowds(programme)).blocks:
        counted = np.bincount(block.at, minlength=len(block.index))
        for at in np.flatnonzero((counted < block.lower) | (counted > block.upper)):
            those = tuple(meetings[column] for column in block.column[block.at == at])
            found.append(Broken(Ground(block.rule, _who(programme, block.rule, int(block.index[at]))), those))
    return found


def _who(programme: Programme, rule: Rule, index: int) -> tuple[int, ...]:
    return divmod(index, programme.hosts) if rule is Rule.ONCE else (index,)


def _refused(programme: Programme, meetings: list[Meeting]) -> list[Broken]:
    return [Broken(Ground(Rule.NEVER, each.pair), (each,)) for each in meetings if programme.never[each.pair]]


def _unlocked(programme: Programme, meetings: list[Meeting]) -> list[Broken]:
    there = set(meetings)
    return [Broken(Ground(Rule.LOCKED, each), ()) for each in programme.locked if each not in there]
