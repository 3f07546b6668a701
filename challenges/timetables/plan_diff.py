"""What has changed in a session since a timetable was made of it."""

from collections.abc import Iterator
from enum import StrEnum

from challenges.sessions.plan_models import Plan
from challenges.timetables.programme import TimetableInput


class ChangeKind(StrEnum):
    LEFT, CAME = "left", "came"  # companies
    NO_PITCH, NEW_PITCH = "no_pitch", "new_pitch"
    NO_SLOT, NEW_SLOT = "no_slot", "new_slot"
    MOVED = "moved"  # a pitch to another table
    WORTH, RULES = "worth", "rules"


Change = tuple[ChangeKind, int]
_GONE_AND_NEW = {
    "registrations": (ChangeKind.LEFT, ChangeKind.CAME),
    "pitches": (ChangeKind.NO_PITCH, ChangeKind.NEW_PITCH),
    "slots": (ChangeKind.NO_SLOT, ChangeKind.NEW_SLOT),
}


def list_plan_changes(plan: Plan, loaded: TimetableInput) -> list[Change]:
    """How many of each. Wishes and rules are compared where the same people are there at the same times."""
    if not plan.programme:
        return []
    return list(_compare_plan_parts(plan, loaded)) or list(_compare_plan_hashes(plan, loaded))


def _compare_plan_parts(plan: Plan, loaded: TimetableInput) -> Iterator[Change]:
    for part, (gone, new) in _GONE_AND_NEW.items():
        before, now = set(plan.programme[part]), set(loaded.ids[part])
        if before - now:
            yield gone, len(before - now)
        if now - before:
            yield new, len(now - before)
    table_before = dict(zip(plan.programme["pitches"], plan.programme["tables"], strict=True))
    table_now = dict(zip(loaded.ids["pitches"], loaded.ids["tables"], strict=True))
    moved = [pitch for pitch in table_before.keys() & table_now.keys() if table_before[pitch] != table_now[pitch]]
    if moved:
        yield ChangeKind.MOVED, len(moved)


def _compare_plan_hashes(plan: Plan, loaded: TimetableInput) -> Iterator[Change]:
    marks = plan.programme.get("marks", {})
    if not marks and plan.of_version is not None and plan.of_version < plan.session.version:
        yield ChangeKind.RULES, 1
    for what in (ChangeKind.WORTH, ChangeKind.RULES):
        if marks.get(what, loaded.ids["marks"][what]) != loaded.ids["marks"][what]:
            yield what, 1
