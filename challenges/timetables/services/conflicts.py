"""What of a timetable does not hold any more: somebody left, a table or a time slot is gone, hours changed.

What has changed in a session since a timetable was made of it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from challenges.sessions.models import Session
from challenges.sessions.plan_models import Plan
from challenges.timetables.engine.constraints import TimetableRule
from challenges.timetables.engine.validation import find_broken_rules
from challenges.timetables.plan_snapshot import get_recorded_meetings
from challenges.timetables.programme import TimetableInput, load_timetable_input

PROMISES = {TimetableRule.LEAST, TimetableRule.HOST_LEAST}
Triple = tuple[int, int, int]  # ids of registration, pitch and slot


@dataclass
class PlanConflicts:
    """left: meetings of companies without a seat. gone: of a removed slot or pitch. moved: of a pitch that sits at
    another table now; tableless: at none. broken: rules that do not hold for the others, with ids. promises: least
    numbers that are not reached, which no meeting is in the way of. newcomers: ids of registrations, and of pitches,
    that the timetable does not know."""

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
        """How many things stand in the way of telling it to people."""
        return len(self.left) + len(self.gone) + len(self.moved) + len(self.tableless) + len(self.broken)

    @property
    def is_any(self) -> bool:
        """Whether there is anything that a repair could put right."""
        return bool(self.number or self.promises or self.newcomers or self.new_pitches)


def load_plan_input(plan: Plan, **how: Any) -> TimetableInput:
    """The session as it is now; a pitch without a table of its own stays at the one where the plan has it."""
    return load_timetable_input(plan.session, floor=plan.floor, tables=get_plan_tables(plan), **how)


def load_plan_inputs(session: Session, plans: Iterable[Plan]) -> dict[int, TimetableInput]:
    """The same for several versions, by the number of each, without their floors; loaded anew only for versions that
    have a pitch without a table of its own elsewhere."""
    loose = set(session.pitches.filter(table=None).values_list("pk", flat=True))
    loads: dict[frozenset[tuple[int, int]], TimetableInput] = {}
    found = {}
    for plan in plans:
        tables = {pitch: table for pitch, table in get_plan_tables(plan).items() if pitch in loose} if loose else {}
        key = frozenset(tables.items())
        if key not in loads:
            loads[key] = load_timetable_input(session, tables=tables)
        found[plan.number] = loads[key]
    return found


def get_plan_tables(plan: Plan) -> dict[int, int]:
    """By the id of each pitch, its table in this version: also of one that nobody meets."""
    known = plan.programme
    sat = dict(zip(known.get("pitches", ()), known.get("tables", ()), strict=True))
    return sat | {pitch: table for _registration, pitch, _slot, table in get_recorded_meetings(plan)}


def load_planning_input(plan: Plan) -> TimetableInput:
    """What a plan is made from: the locked meetings of the one that it is based on stay, and its pitches without a
    table of their own sit where they sat."""
    base = plan.based_on
    if base is None:
        return load_timetable_input(plan.session, floor=plan.floor)
    return load_timetable_input(
        plan.session, floor=plan.floor, locked=list_locked_meetings(base), tables=get_plan_tables(base)
    )


def list_locked_meetings(plan: Plan) -> list[Triple]:
    return list(plan.meetings.filter(is_locked=True).order_by("pk").values_list("registration", "pitch", "slot"))


def find_plan_conflicts(plan: Plan, loaded: TimetableInput | None = None) -> PlanConflicts:
    loaded = loaded or load_plan_input(plan)
    found, seats, slots = (
        PlanConflicts(),
        {each.pk for each in loaded.registrations},
        {each.pk for each in loaded.slots},
    )
    there = set(plan.session.pitches.values_list("pk", flat=True))
    standing: list[Triple] = []
    for registration, pitch, slot, table in get_recorded_meetings(plan):
        triple = (registration, pitch, slot)
        if registration not in seats:
            found.left.append(triple)
        elif slot not in slots or pitch not in there:
            found.gone.append(triple)
        elif pitch not in loaded.table:
            found.tableless.append(triple)
        else:
            standing.append(triple)
            if loaded.table[pitch].pk != table:
                found.moved.append(triple)
    _collect_broken_rules(found, loaded, standing)
    _count_newcomers(found, plan, loaded)
    return found


def _collect_broken_rules(found: PlanConflicts, loaded: TimetableInput, standing: Iterable[Triple]) -> None:
    for each in find_broken_rules(loaded.programme, loaded.meetings(standing)):
        if each.ground.rule in PROMISES:
            found.promises.append(loaded.ground(each.ground))
        elif each.ground.rule is not TimetableRule.LOCKED:
            found.broken.append(
                loaded.ground(each.ground) | {"meetings": [loaded.triple(one) for one in each.meetings]}
            )


def _count_newcomers(found: PlanConflicts, plan: Plan, loaded: TimetableInput) -> None:
    """Whom it did not know when it was made; a plan that kept no ids knows whoever meets."""
    kept = get_recorded_meetings(plan)
    known = {*plan.programme.get("registrations", []), *(each[0] for each in kept)}
    pitches = {*plan.programme.get("pitches", []), *(each[1] for each in kept)}
    found.newcomers = [each.pk for each in loaded.registrations if each.pk not in known]
    found.new_pitches = [each.pk for each in loaded.pitches if each.pk not in pitches]


def check_plan_valid(plan: Plan) -> None:
    """ValidationError, "lapsed", where the timetable cannot be told to people as it is."""
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
