"""A timetable to look at: how good it is, who sits where and when, and which must-meets are missed and why."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

from challenges.sessions.pitch_models import Pitch
from challenges.sessions.plan_models import Plan
from challenges.sessions.planned_meeting_models import Meeting
from challenges.sessions.registration_models import Registration
from challenges.sessions.registration_workflow import RegistrationState
from challenges.sessions.slot_list import SHORTEST_BREAK
from challenges.sessions.slot_models import Slot
from challenges.timetables.conflict_texts import (
    OF_MANY,
    GroundNames,
    describe_ground,
    describe_no_ground,
    describe_shared_ground,
)
from portal.ui.match_bar import format_per_cent

MOST_ONE_BY_ONE = 3  # of one rule; more are named in one sentence
WHOLE = 1000  # tenths of points: a bar of a talk is full then


@dataclass(frozen=True)
class PlanMeeting:
    """bar: how full its bar is, in per cent. has_left: the company has no seat any more. registration: its id."""

    company: str
    value: int
    bar: str
    is_must: bool
    has_left: bool = False
    is_locked: bool = False
    registration: int = 0


@dataclass(frozen=True)
class PlanCell:
    slot: Slot
    talks: list[PlanMeeting]
    after_break: bool


@dataclass
class PlanRow:
    """A table through the day. pitch: its id."""

    number: int
    challenge: str
    host: str
    pitch: int = 0
    cells: list[PlanCell] = field(default_factory=list)

    @property
    def talks(self) -> int:
        return sum(len(cell.talks) for cell in self.cells)


@dataclass(frozen=True)
class MissedPriority:
    """price_at: what names it in the address, to ask what it costs; empty where it can never be."""

    company: str
    challenge: str
    why: list[str]
    price_at: str


def build_plan_rows(plan: Plan, slots: Sequence[Slot]) -> list[PlanRow]:
    """By table; two queries."""
    meetings = plan.meetings.select_related("registration__company", "table", "slot")
    pitches = {pitch.pk: pitch for pitch in _get_plan_pitches(plan)}
    by_place: dict[tuple[int, int], list[Meeting]] = {}
    table_of: dict[int, int] = {}
    for each in meetings:
        by_place.setdefault((each.pitch_id, each.slot_id), []).append(each)
        table_of[each.pitch_id] = each.table.number
    known = [pitch for pitch in pitches.values() if pitch.table or pitch.pk in table_of]
    breaks = find_slots_after_break(slots)
    rows = []
    for pitch in known:
        number = table_of.get(pitch.pk) or (pitch.table.number if pitch.table else 0)
        row = PlanRow(number, str(pitch.challenge.local("title")), pitch.host_organisation, pitch.pk)
        row.cells = [
            PlanCell(
                slot, [_build_plan_meeting(each) for each in by_place.get((pitch.pk, slot.pk), [])], slot.pk in breaks
            )
            for slot in slots
        ]
        rows.append(row)
    return sorted(rows, key=lambda row: row.number)


def _get_plan_pitches(plan: Plan) -> Iterable[Pitch]:
    found: Iterable[Pitch] = plan.session.pitches.select_related("challenge", "table")
    return found


def _build_plan_meeting(meeting: Meeting) -> PlanMeeting:
    bar = format_per_cent(min(meeting.value, WHOLE))
    has_left = meeting.registration.state != RegistrationState.CONFIRMED
    told = (meeting.is_must, has_left, meeting.is_locked, meeting.registration_id)
    return PlanMeeting(meeting.registration.company.name, meeting.value, bar, *told)


def find_slots_after_break(slots: Sequence[Slot]) -> set[int]:
    """The slots that begin after a break."""
    return {later.pk for earlier, later in pairwise(slots) if later.starts_at - earlier.ends_at >= SHORTEST_BREAK}


def list_missed_priorities(plan: Plan, slots: Sequence[Slot]) -> list[MissedPriority]:
    """Each must-meet that is missed, with what stands in its way."""
    names = _load_plan_names(plan, slots)
    return [
        MissedPriority(
            names.company(each["registration"]),
            names.challenge(each["pitch"]),
            [describe_ground(ground, names) for ground in each["grounds"]]
            or [describe_no_ground(each.get("without", ""))],
            "" if _has_never_ground(each) else f"{each['registration']}-{each['pitch']}",
        )
        for each in plan.reasons
        if "grounds" in each
    ]


def _has_never_ground(reason: Mapping[str, Any]) -> bool:
    return any(ground["rule"] == "never" for ground in reason["grounds"])


def describe_infeasible_plan(plan: Plan, slots: Sequence[Slot]) -> list[str]:
    """The rules that cannot go together, where a timetable failed for them; one that many companies or hosts share is
    told once."""
    names = _load_plan_names(plan, slots)
    by_rule: dict[str, list[dict[str, Any]]] = {}
    for ground in plan.reasons:
        by_rule.setdefault(ground.get("rule", ""), []).append(ground)
    by_rule.pop("", None)
    return [line for rule, grounds in by_rule.items() for line in _describe_rule_grounds(rule, grounds, names)]


def _describe_rule_grounds(rule: str, grounds: Sequence[Mapping[str, Any]], names: GroundNames) -> list[str]:
    if len(grounds) > MOST_ONE_BY_ONE and rule in OF_MANY:
        return [describe_shared_ground(rule, grounds, names)]
    return [describe_ground(ground, names) for ground in grounds]


def _load_plan_names(plan: Plan, slots: Sequence[Slot]) -> GroundNames:
    if not plan.reasons:
        return GroundNames({}, {}, {})
    coming = Registration.objects.filter(session=plan.session_id).select_related("company")
    return GroundNames(
        {each.pk: each.company.name for each in coming},
        {each.pk: str(each.challenge.local("title")) for each in _get_plan_pitches(plan)},
        {slot.pk: slot for slot in slots},
    )


def get_plan_figures(plan: Plan) -> dict[str, Any]:
    """Of a plan that is made, or the best so far; empty where nothing is known yet."""
    if plan.value is None or plan.bound is None:
        return {}
    reached = plan.value / plan.bound if plan.bound else 1.0
    return {
        "gap": round(100 * (1 - reached), 1),
        "reached": format_per_cent(int(1000 * reached)),
        "judged": _describe_plan_quality(plan),
    }


def _describe_plan_quality(plan: Plan) -> str:
    if plan.kind == Plan.Kind.HAND:
        return _("changed by hand: the bound is that of the version it began from")
    if plan.kind == Plan.Kind.REPAIR:
        return _("proved: none that moves as few is better") if plan.is_proved else _("repaired: not proved to be best")
    return _("proved: none is better") if plan.is_proved else _("none can be worth more than the bound")
