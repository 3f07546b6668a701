"""Keep with a timetable what it was made from and where each pair met, and list how two timetables differ.

A meeting is deleted with its time slot, table or pitch. What participants were told of it is still needed: to repair
the timetable, and to tell them that the meeting was cancelled.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Self

from challenges.sessions.plan_models import Plan

Pair = tuple[int, int]  # ids of registration and pitch
Triple = tuple[int, int, int]  # ids of registration, pitch and slot


@dataclass(frozen=True)
class PlanRecord:
    """Hold what `Plan.programme` stores as JSON, all by id.

    registrations, pitches, slots: in the order of their numbers in the engine. tables: the table of each pitch.
    hashes: of the values and of the rules that counted, to notice that they changed. without_floor: "musts" and "value"
    that no timetable without the promised minimum exceeds. repair: "kept" and "most_kept", how many meetings stay and
    how many could at most. meetings: registration, pitch, slot and table of each; None in a timetable that kept none.
    times, numbers, challenges: the time of each slot, the number of each table and the challenge of each pitch.
    """

    registrations: list[int] = field(default_factory=list)
    pitches: list[int] = field(default_factory=list)
    slots: list[int] = field(default_factory=list)
    tables: list[int] = field(default_factory=list)
    hashes: dict[str, str] = field(default_factory=dict)
    without_floor: dict[str, int] | None = None
    repair: dict[str, int] | None = None
    meetings: list[tuple[int, int, int, int]] | None = None
    times: dict[int, tuple[datetime, datetime]] = field(default_factory=dict)
    numbers: dict[int, int] = field(default_factory=dict)
    challenges: dict[int, int] = field(default_factory=dict)

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Read a stored record; keys that an older timetable does not have are empty."""
        meetings = stored.get("meetings")
        return cls(
            **{name: stored.get(name, []) for name in ("registrations", "pitches", "slots", "tables")},
            hashes=stored.get("marks", {}),
            without_floor=stored.get("without_floor"),
            repair=stored.get("repair"),
            meetings=None if meetings is None else [tuple(row) for row in meetings],
            times={
                int(slot): (datetime.fromisoformat(start), datetime.fromisoformat(end))
                for slot, (start, end) in stored.get("times", {}).items()
            },
            numbers={int(table): number for table, number in stored.get("numbers", {}).items()},
            challenges={int(pitch): challenge for pitch, challenge in stored.get("challenges", {}).items()},
        )

    def to_json(self) -> dict[str, Any]:
        """Return the record as `Plan.programme` stores it; JSON turns the ids of its mappings into text."""
        stored: dict[str, Any] = {
            "registrations": self.registrations,
            "pitches": self.pitches,
            "slots": self.slots,
            "tables": self.tables,
            "marks": self.hashes,
            "without_floor": self.without_floor,
            "repair": self.repair,
            "meetings": None if self.meetings is None else [list(row) for row in self.meetings],
            "times": {str(slot): [start.isoformat(), end.isoformat()] for slot, (start, end) in self.times.items()},
            "numbers": {str(table): number for table, number in self.numbers.items()},
            "challenges": {str(pitch): challenge for pitch, challenge in self.challenges.items()},
        }
        return {name: value for name, value in stored.items() if value not in (None, {})}


@dataclass(frozen=True)
class MeetingPlace:
    """Say when and at which table a pair meets: `table` by id, `number` as people read it; None without one."""

    starts_at: datetime
    ends_at: datetime
    table: int | None
    number: int | None = field(default=None, compare=False)


@dataclass(frozen=True)
class MeetingChange:
    """Say where a pair met before and meets after; None where it does not meet."""

    pair: Pair
    before: MeetingPlace | None
    after: MeetingPlace | None

    @property
    def has_same_time(self) -> bool:
        """Return whether the pair meets before and after, and only the table differs."""
        return bool(self.before and self.after and self.before.starts_at == self.after.starts_at)


def diff_meeting_places(before: Mapping[Pair, MeetingPlace], after: Mapping[Pair, MeetingPlace]) -> list[MeetingChange]:
    """List each pair that meets elsewhere, no longer or for the first time, in the order of the day."""
    pairs = before.keys() | after.keys()
    changed = [pair for pair in pairs if before.get(pair) != after.get(pair)]
    changed.sort(key=lambda pair: ((after.get(pair) or before[pair]).starts_at, pair))
    return [MeetingChange(pair, before.get(pair), after.get(pair)) for pair in changed]


def record_plan_meetings(plan: Plan) -> None:
    """Add the meetings as they are now to the record of a timetable; the caller saves it."""
    rows = list(plan.meetings.select_related("slot", "table", "pitch").order_by("pk"))
    plan.programme = replace(
        PlanRecord.from_json(plan.programme),
        meetings=[(each.registration_id, each.pitch_id, each.slot_id, each.table_id) for each in rows],
        times={each.slot_id: (each.slot.starts_at, each.slot.ends_at) for each in rows},
        numbers={each.table_id: each.table.number for each in rows},
        challenges={each.pitch_id: each.pitch.challenge_id for each in rows},
    ).to_json()


def get_recorded_meetings(plan: Plan) -> list[tuple[int, int, int, int]]:
    """Return registration, pitch, slot and table of each meeting as it was made, whatever was deleted since."""
    recorded = PlanRecord.from_json(plan.programme).meetings
    if recorded is None:
        return list(plan.meetings.order_by("pk").values_list("registration", "pitch", "slot", "table"))
    return recorded


def map_pitch_challenges(plan: Plan) -> dict[int, int]:
    """Return the challenge of each pitch, by id, including pitches that were deleted."""
    recorded = PlanRecord.from_json(plan.programme).challenges
    return recorded | dict(plan.session.pitches.values_list("pk", "challenge"))


def get_recorded_places(plan: Plan | None) -> dict[Pair, MeetingPlace]:
    """Return where each pair was put, whatever was deleted since; nothing without a timetable."""
    if plan is None:
        return {}
    record = PlanRecord.from_json(plan.programme)
    if record.meetings is None:
        return get_current_places(plan)
    return {
        (registration, pitch): MeetingPlace(*record.times[slot], table, record.numbers[table])
        for registration, pitch, slot, table in record.meetings
    }


def get_current_places(plan: Plan) -> dict[Pair, MeetingPlace]:
    """Return where each pair meets, from the meetings that still exist."""
    return {
        (each.registration_id, each.pitch_id): MeetingPlace(
            each.slot.starts_at, each.slot.ends_at, each.table_id, each.table.number
        )
        for each in plan.meetings.select_related("slot", "table")
    }
