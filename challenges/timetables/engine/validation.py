"""Which rules some meetings break, and what one edit by hand would break."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from challenges.timetables.engine.constraints import RuleGround, TimetableRule, build_constraints
from challenges.timetables.engine.programme import SessionProgramme, SlotMeeting
from challenges.timetables.engine.travel import find_exclusive_groups
from challenges.timetables.engine.variables import build_meeting_variables


class BrokenRule(NamedTuple):
    """A rule that does not hold, and the meetings that are too many; or those there are, where they are too few."""

    ground: RuleGround
    meetings: tuple[SlotMeeting, ...]


@dataclass(frozen=True)
class EditResult:
    """The meetings after an edit, what they are worth, how many must-meets they keep, and the rules that the edit
    breaks: what was broken before in the same way is not told again."""

    meetings: tuple[SlotMeeting, ...]
    value: int
    musts: int
    broken: tuple[BrokenRule, ...]


def check_edit(
    programme: SessionProgramme,
    meetings: Sequence[SlotMeeting],
    *,
    add: Sequence[SlotMeeting] = (),
    remove: Sequence[SlotMeeting] = (),
) -> EditResult:
    """To move a meeting is to remove it and to add it elsewhere. ValueError for removing what is not there."""
    after = list(meetings)
    for each in remove:
        after.remove(each)
    after = sorted([*after, *add], key=lambda each: (each.slot, each.host, each.company))
    before = set(find_broken_rules(programme, meetings))
    return EditResult(
        meetings=tuple(after),
        value=sum(int(programme.value[each.pair]) for each in after),
        musts=sum(bool(programme.wanted[each.pair]) for each in after),
        broken=tuple(each for each in find_broken_rules(programme, after) if each not in before),
    )


def find_broken_rules(programme: SessionProgramme, meetings: Iterable[SlotMeeting]) -> list[BrokenRule]:
    """Every rule that does not hold. Must-meets are wishes: none is broken."""
    listed = list(meetings)
    return [
        *_find_broken_limits(programme, listed),
        *_find_declined_meetings(programme, listed),
        *_find_missing_locked(programme, listed),
    ]


def _find_broken_limits(programme: SessionProgramme, meetings: list[SlotMeeting]) -> list[BrokenRule]:
    found = []
    for block in build_constraints(
        programme, build_meeting_variables(meetings), find_exclusive_groups(programme)
    ).blocks:
        counted = np.bincount(block.at, minlength=len(block.index))
        for at in np.flatnonzero((counted < block.lower) | (counted > block.upper)):
            those = tuple(meetings[column] for column in block.column[block.at == at])
            found.append(
                BrokenRule(
                    RuleGround(block.rule, _get_ground_indices(programme, block.rule, int(block.index[at]))), those
                )
            )
    return found


def _get_ground_indices(programme: SessionProgramme, rule: TimetableRule, index: int) -> tuple[int, ...]:
    return divmod(index, programme.hosts) if rule is TimetableRule.ONCE else (index,)


def _find_declined_meetings(programme: SessionProgramme, meetings: list[SlotMeeting]) -> list[BrokenRule]:
    return [
        BrokenRule(RuleGround(TimetableRule.NEVER, each.pair), (each,))
        for each in meetings
        if programme.never[each.pair]
    ]


def _find_missing_locked(programme: SessionProgramme, meetings: list[SlotMeeting]) -> list[BrokenRule]:
    there = set(meetings)
    return [BrokenRule(RuleGround(TimetableRule.LOCKED, each), ()) for each in programme.locked if each not in there]
