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
from challenges.sessions.registration_workflow import State
from challenges.sessions.slot_list import SHORTEST_BREAK
from challenges.sessions.slot_models import Slot
from challenges.timetables.conflict_texts import OF_MANY, Names, of_many, sentence, without_ground
from portal.ui.match_bar import per_cent

MOST_ONE_BY_ONE = 3  # of one rule; more are named in one sentence
WHOLE = 1000  # tenths of points: a bar of a talk is full then


@dataclass(frozen=True)
class Talk:
    """bar: how full its bar is, in per cent. has_left: the company has no seat any more. registration: its id."""

    company: str
    value: int
    bar: str
    is_must: bool
    has_left: bool = False
    is_locked: bool = False
    registration: int = 0


@dataclass(frozen=True)
class Cell:
    slot: Slot
    talks: list[Talk]
    after_break: bool


@dataclass
class Row:
    """A table through the day. pitch: its id."""

    number: int
    challenge: str
    host: str
    pitch: int = 0
    cells: list[Cell] = field(default_factory=list)

    @property
    def talks(self) -> int:
        return sum(len(cell.talks) for cell in self.cells)


@dataclass(frozen=True)
class Missed:
    """price_at: what names it in the address, to ask what it costs; empty where it can never be."""

    company: str
    challenge: str
    why: list[str]
    price_at: str


def rows_of(plan: Plan, slots: Sequence[Slot]) -> list[Row]:
    """By table; two queries."""
    meetings = plan.meetings.select_related("registration__company", "table", "slot")
    pitches = {pitch.pk: pitch for pitch in _pitches(plan)}
    by_place: dict[tuple[int, int], list[Meeting]] = {}
    table_of: dict[int, int] = {}
    for each in meetings:
        by_place.setdefault((each.pitch_id, each.slot_id), []).append(each)
        table_of[each.pitch_id] = each.table.number
    known = [pitch for pitch in pitches.values() if pitch.table or pitch.pk in table_of]
    breaks = breaks_before(slots)
    rows = []
    for pitch in known:
        number = table_of.get(pitch.pk) or (pitch.table.number if pitch.table else 0)
        row = Row(number, str(pitch.challenge.local("title")), pitch.host_organisation, pitch.pk)
        row.cells = [
            Cell(slot, [_talk(each) for each in by_place.get((pitch.pk, slot.pk), [])], slot.pk in breaks)
            for slot in slots
        ]
        rows.append(row)
    return sorted(rows, key=lambda row: row.number)


def _pitches(plan: Plan) -> Iterable[Pitch]:
    found: Iterable[Pitch] = plan.session.pitches.select_related("challenge", "table")
    return found


def _talk(meeting: Meeting) -> Talk:
    bar = per_cent(min(meeting.value, WHOLE))
    has_left = meeting.registration.state != State.CONFIRMED
    told = (meeting.is_must, has_left, meeting.is_locked, meeting.registration_id)
    return Talk(meeting.registration.company.name, meeting.value, bar, *told)


def breaks_before(slots: Sequence[Slot]) -> set[int]:
    """The slots that begin after a break."""
    return {later.pk for earlier, later in pairwise(slots) if later.starts_at - earlier.ends_at >= SHORTEST_BREAK}


def missed_of(plan: Plan, slots: Sequence[Slot]) -> list[Missed]:
    """Each must-meet that is missed, with what stands in its way."""
    names = _names(plan, slots)
    return [
        Missed(
            names.company(each["registration"]),
            names.challenge(each["pitch"]),
            [sentence(ground, names) for ground in each["grounds"]] or [without_ground(each.get("without", ""))],
            "" if _is_refused(each) else f"{each['registration']}-{each['pitch']}",
        )
        for each in plan.reasons
        if "grounds" in each
    ]


def _is_refused(reason: Mapping[str, Any]) -> bool:
    return any(ground["rule"] == "never" for ground in reason["grounds"])


def clash_of(plan: Plan, slots: Sequence[Slot]) -> list[str]:
    """The rules that cannot go together, where a timetable failed for them; one that many companies or hosts share is
    told once."""
    names = _names(plan, slots)
    by_rule: dict[str, list[dict[str, Any]]] = {}
    for ground in plan.reasons:
        by_rule.setdefault(ground.get("rule", ""), []).append(ground)
    by_rule.pop("", None)
    return [line for rule, grounds in by_rule.items() for line in _of_rule(rule, grounds, names)]


def _of_rule(rule: str, grounds: Sequence[Mapping[str, Any]], names: Names) -> list[str]:
    if len(grounds) > MOST_ONE_BY_ONE and rule in OF_MANY:
        return [of_many(rule, grounds, names)]
    return [sentence(ground, names) for ground in grounds]


def _names(plan: Plan, slots: Sequence[Slot]) -> Names:
    if not plan.reasons:
        return Names({}, {}, {})
    coming = Registration.objects.filter(session=plan.session_id).select_related("company")
    return Names(
        {each.pk: each.company.name for each in coming},
        {each.pk: str(each.challenge.local("title")) for each in _pitches(plan)},
        {slot.pk: slot for slot in slots},
    )


def figures_of(plan: Plan) -> dict[str, Any]:
    """Of a plan that is made, or the best so far; empty where nothing is known yet."""
    if plan.value is None or plan.bound is None:
        return {}
    reached = plan.value / plan.bound if plan.bound else 1.0
    return {
        "gap": round(100 * (1 - reached), 1),
        "reached": per_cent(int(1000 * reached)),
        "judged": _judged(plan),
    }


def _judged(plan: Plan) -> str:
    if plan.kind == Plan.Kind.HAND:
        return _("changed by hand: the bound is that of the version it began from")
    if plan.kind == Plan.Kind.REPAIR:
        return _("proved: none that moves as few is better") if plan.is_proved else _("repaired: not proved to be best")
    return _("proved: none is better") if plan.is_proved else _("none can be worth more than the bound")
