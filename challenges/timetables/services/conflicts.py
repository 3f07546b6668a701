"""Find what in a timetable no longer holds, and what has changed in its session since it was made."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from challenges.sessions.plan_models import Plan
from challenges.timetables.engine.constraints import TimetableRule
from challenges.timetables.engine.validation import find_broken_rules
from challenges.timetables.plan_snapshot import PlanRecord, Triple, get_recorded_meetings
from challenges.timetables.programme import TimetableInput, load_plan_input

PROMISES = {TimetableRule.LEAST, TimetableRule.HOST_LEAST}


@dataclass
class PlanConflicts:
    """List what no longer holds, by id.

    left: meetings of companies without a confirmed registration. gone: of a deleted slot or pitch. moved: of a pitch at
    another table now; tableless: of a pitch without a table. broken: rules that do not hold for the other meetings.
    promises: minimum numbers that are not reached, which does not keep a timetable from being published. newcomers,
    new_pitches: registrations and pitches that the timetable does not know.
    """

    left: list[Triple] = field(default_factory=list)
    gone: list[Triple] = field(default_factory=list)
    moved: list[Triple] = field(default_factory=list)
    tableless: list[Triple] = field(default_factory=list)
    broken: list[dict[str, Any]] = field(default_factory=list)
    promises: list[dict[str, Any]] = field(default_factory=list)
    newcomers: list[int] = field(default_factory=list)
    new_pitches: list[int] = field(default_factory=list)

    @property
    def number(self) -> int:
        """Count what keeps the timetable from being published."""
        return len(self.left) + len(self.gone) + len(self.moved) + len(self.tableless) + len(self.broken)


def find_plan_conflicts(plan: Plan, loaded: TimetableInput | None = None) -> PlanConflicts:
    """Compare a timetable with its session as it is now; loaded: from `load_plan_input`, where the caller has it."""
    loaded = loaded or load_plan_input(plan)
    found = PlanConflicts()
    recorded, record = get_recorded_meetings(plan), PlanRecord.from_json(plan.programme)
    registrations, slots = {each.pk for each in loaded.registrations}, {each.pk for each in loaded.slots}
    pitches = set(plan.session.pitches.values_list("pk", flat=True))
    remaining: list[Triple] = []
    for registration, pitch, slot, table in recorded:
        triple = (registration, pitch, slot)
        if registration not in registrations:
            found.left.append(triple)
        elif slot not in slots or pitch not in pitches:
            found.gone.append(triple)
        elif pitch not in loaded.table:
            found.tableless.append(triple)
        else:
            remaining.append(triple)
            if loaded.table[pitch].pk != table:
                found.moved.append(triple)
    for each in find_broken_rules(loaded.programme, loaded.find_meetings(remaining)):
        ground = loaded.ground_to_json(each.ground)
        if each.ground.rule in PROMISES:
            found.promises.append(ground)
        elif each.ground.rule is not TimetableRule.LOCKED:
            found.broken.append(ground | {"meetings": [loaded.get_ids(one) for one in each.meetings]})
    # A timetable that stored no ids knows the companies and pitches that meet in it.
    known_registrations = {*record.registrations, *(row[0] for row in recorded)}
    known_pitches = {*record.pitches, *(row[1] for row in recorded)}
    found.newcomers = [each.pk for each in loaded.registrations if each.pk not in known_registrations]
    found.new_pitches = [each.pk for each in loaded.pitches if each.pk not in known_pitches]
    return found


def check_plan_valid(plan: Plan) -> None:
    """Raise ValidationError with the code "lapsed" for a timetable that can no longer be published as it is."""
    if find_plan_conflicts(plan).number:
        raise ValidationError(
            _("Something changed since this timetable was made, so that not all of it holds. Repair it first."),
            code="lapsed",
        )


class ChangeKind(StrEnum):
    LEFT, CAME = "left", "came"  # companies
    NO_PITCH, NEW_PITCH = "no_pitch", "new_pitch"
    NO_SLOT, NEW_SLOT = "no_slot", "new_slot"
    MOVED = "moved"  # a pitch to another table
    WORTH, RULES = "worth", "rules"  # the names of their hashes in PlanRecord


Change = tuple[ChangeKind, int]  # with how many


def list_plan_changes(plan: Plan, loaded: TimetableInput) -> list[Change]:
    """List what changed in the session; preferences and rules only where participants and slots are the same."""
    if not plan.programme:
        return []
    record = PlanRecord.from_json(plan.programme)
    return list(_compare_ids(record, loaded.record)) or list(_compare_hashes(plan, record, loaded.record))


def _compare_ids(before: PlanRecord, now: PlanRecord) -> Iterator[Change]:
    for old, new, removed, added in (
        (before.registrations, now.registrations, ChangeKind.LEFT, ChangeKind.CAME),
        (before.pitches, now.pitches, ChangeKind.NO_PITCH, ChangeKind.NEW_PITCH),
        (before.slots, now.slots, ChangeKind.NO_SLOT, ChangeKind.NEW_SLOT),
    ):
        if gone := set(old) - set(new):
            yield removed, len(gone)
        if came := set(new) - set(old):
            yield added, len(came)
    table_before, table_now = (dict(zip(each.pitches, each.tables, strict=True)) for each in (before, now))
    if moved := [pitch for pitch in table_before.keys() & table_now.keys() if table_before[pitch] != table_now[pitch]]:
        yield ChangeKind.MOVED, len(moved)


def _compare_hashes(plan: Plan, before: PlanRecord, now: PlanRecord) -> Iterator[Change]:
    if not before.hashes and plan.of_version is not None and plan.of_version < plan.session.version:
        yield ChangeKind.RULES, 1
    for kind in (ChangeKind.WORTH, ChangeKind.RULES):
        if before.hashes.get(kind, now.hashes[kind]) != now.hashes[kind]:
            yield kind, 1
