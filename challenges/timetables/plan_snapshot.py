"""What a timetable says of each pair, kept so that it outlives what is removed; and how two of them differ.

A meeting goes with its slot, its table or its pitch. What participants were told of it is still needed: to repair the
timetable, and to tell them that it was called off. So a plan keeps, beside the rows, where each pair was.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from challenges.sessions.plan_models import Plan
from challenges.sessions.planned_meeting_models import Meeting

Pair = tuple[int, int]  # ids of registration and pitch


@dataclass(frozen=True)
class MeetingPlace:
    """When, and at which table; `number` is what people read of it. None for a table that is gone."""

    starts_at: datetime
    ends_at: datetime
    table: int | None
    number: int | None = field(default=None, compare=False)


Places = Mapping[Pair, MeetingPlace]


@dataclass(frozen=True)
class MeetingChange:
    """of, to: where a pair was and is; None where it does not meet."""

    pair: Pair
    of: MeetingPlace | None
    to: MeetingPlace | None

    @property
    def at(self) -> datetime:
        place = self.to or self.of
        assert place is not None  # noqa: S101  (one of the two is always there)
        return place.starts_at

    @property
    def is_of_table_only(self) -> bool:
        return self.of is not None and self.to is not None and self.of.starts_at == self.to.starts_at


def diff_meeting_places(before: Places, after: Places) -> list[MeetingChange]:
    """Of each pair that meets elsewhere, no more, or for the first time; in the order of the day."""
    pairs = before.keys() | after.keys()
    found = [
        MeetingChange(pair, before.get(pair), after.get(pair)) for pair in pairs if before.get(pair) != after.get(pair)
    ]
    return sorted(found, key=lambda change: (change.at, change.pair))


def record_plan_meetings(plan: Plan) -> None:
    """Of the meetings as they are now; the caller saves the plan."""
    rows = list(plan.meetings.select_related("slot", "table", "pitch").order_by("pk"))
    plan.programme |= {
        "meetings": [[each.registration_id, each.pitch_id, each.slot_id, each.table_id] for each in rows],
        "times": {str(each.slot_id): [each.slot.starts_at.isoformat(), each.slot.ends_at.isoformat()] for each in rows},
        "numbers": {str(each.table_id): each.table.number for each in rows},
        "challenges": {str(each.pitch_id): each.pitch.challenge_id for each in rows},
    }


def get_recorded_meetings(plan: Plan) -> list[tuple[int, int, int, int]]:
    """Registration, pitch, slot and table of each meeting as it was made, whatever was removed since."""
    kept = plan.programme.get("meetings")
    if kept is None:
        return list(plan.meetings.order_by("pk").values_list("registration", "pitch", "slot", "table"))
    return [(registration, pitch, slot, table) for registration, pitch, slot, table in kept]


def list_meeting_triples(plan: Plan) -> list[tuple[int, int, int]]:
    """Registration, pitch and slot of each meeting as it was made."""
    return [(registration, pitch, slot) for registration, pitch, slot, _table in get_recorded_meetings(plan)]


def map_pitch_challenges(plan: Plan) -> dict[int, int]:
    """The challenge of each pitch, by id, also of those that are gone."""
    kept = {int(pitch): challenge for pitch, challenge in plan.programme.get("challenges", {}).items()}
    return kept | dict(plan.session.pitches.values_list("pk", "challenge"))


def get_recorded_places(plan: Plan | None) -> dict[Pair, MeetingPlace]:
    """Where each pair was put, whatever was removed since; of no plan nothing."""
    if plan is None:
        return {}
    kept: dict[str, Any] = plan.programme
    if "meetings" not in kept:
        return get_current_places(plan)
    moment = datetime.fromisoformat
    times = {slot: (moment(start), moment(end)) for slot, (start, end) in kept["times"].items()}
    return {
        (registration, pitch): MeetingPlace(*times[str(slot)], table, kept["numbers"][str(table)])
        for registration, pitch, slot, table in kept["meetings"]
    }


def get_current_places(plan: Plan) -> dict[Pair, MeetingPlace]:
    """Where each pair is, of the meetings that are there."""
    return {
        (each.registration_id, each.pitch_id): build_meeting_place(each)
        for each in plan.meetings.select_related("slot", "table")
    }


def build_meeting_place(meeting: Meeting) -> MeetingPlace:
    return MeetingPlace(meeting.slot.starts_at, meeting.slot.ends_at, meeting.table_id, meeting.table.number)
