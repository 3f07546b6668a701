"""Find which rules meetings break, and which rules one edit by hand would break."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from challenges.timetables.engine.constraints import RuleGround, TimetableRule, build_constraints
from challenges.timetables.engine.programme import SessionProgramme, SlotMeeting
from challenges.timetables.engine.travel import find_exclusive_groups
from challenges.timetables.engine.variables import build_meeting_variables


class BrokenRule(NamedTuple):
    """Hold a rule that does not hold, and the meetings that are too many, or those there are where they are too few."""

    ground: RuleGround
    meetings: tuple[SlotMeeting, ...]


@dataclass(frozen=True)
class EditResult:
    """Hold what an edit leads to: meetings, what they are worth, and how many priority meetings they keep.

    `broken`: the rules that the edit breaks, without those that were broken in the same way before.
    """

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
    """Apply an edit and check it; to move a meeting is to remove and add it. Raises ValueError where it is missing."""
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
    """List every rule that does not hold. Priority meetings are preferences: none is broken."""
    listed = list(meetings)
    there, found = set(listed), []
    columns, crowds = build_meeting_variables(listed), find_exclusive_groups(programme)
    for block in build_constraints(programme, columns, crowds).blocks:
        counted = np.bincount(block.at, minlength=len(block.index))
        for at in np.flatnonzero((counted < block.lower) | (counted > block.upper)):
            index = int(block.index[at])
            who = divmod(index, programme.hosts) if block.rule is TimetableRule.ONCE else (index,)
            involved = tuple(listed[column] for column in block.column[block.at == at])
            found.append(BrokenRule(RuleGround(block.rule, who), involved))
    declined = [each for each in listed if programme.never[each.pair]]
    missing = [each for each in programme.locked if each not in there]
    found += [BrokenRule(RuleGround(TimetableRule.NEVER, each.pair), (each,)) for each in declined]
    found += [BrokenRule(RuleGround(TimetableRule.LOCKED, each), ()) for each in missing]
    return found
