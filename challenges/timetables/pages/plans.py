"""A timetable to look at: how good it is, who sits where and when, and which must-meets are missed and why.

What an organiser can do with a timetable that is made, and whom it would be told to, in words.

What a timetable promises to everybody and what that costs; and what a single must-meet would cost the others.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.posting.status_chips import StatusChip
from challenges.sessions.dependents import get_published_plan
from challenges.sessions.pitch_models import Pitch
from challenges.sessions.plan_models import Plan
from challenges.sessions.planned_meeting_models import Meeting
from challenges.sessions.registration_models import Registration
from challenges.sessions.registration_workflow import RegistrationState
from challenges.sessions.slot_list import SHORTEST_BREAK
from challenges.sessions.slot_models import Slot
from challenges.timetables.engine.reasons import PriorityPrice
from challenges.timetables.pages.changes import (
    OF_MANY,
    GroundNames,
    describe_ground,
    describe_no_ground,
    describe_shared_ground,
)
from challenges.timetables.plan_snapshot import diff_meeting_places, get_current_places, get_recorded_places
from portal.ui.match_bar import format_per_cent, format_tenths

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


@dataclass(frozen=True)
class PublishPanel:
    """shown: the version that participants go by, or None. provisional, final: whom each of the two buttons tells;
    empty where it cannot be pressed. lapsed: how many talks do not hold any more, which is why."""

    plan: Plan
    shown: Plan | None
    provisional: str = ""
    final: str = ""
    lapsed: int = 0

    @property
    def replaces(self) -> bool:
        """Whether it would take the place of another version."""
        return self.shown is not None and self.shown != self.plan

    @property
    def chip(self) -> StatusChip | None:
        return get_publication_chip(self.plan, self.shown)


def get_publication_chip(plan: Plan, shown: Plan | None) -> StatusChip | None:
    """As what participants see it, or saw it; None for a draft."""
    if plan == shown:
        if plan.final_at:
            return StatusChip("open", _("Final, shown to the participants"))
        return StatusChip("draft", _("Provisional, shown to the participants"))
    if plan.is_shown:
        return StatusChip("closed", _("Shown before, replaced since"))
    return None


def build_publish_panel(plan: Plan, lapsed: int = 0) -> PublishPanel:
    shown = get_published_plan(plan.session)
    if not plan.is_made or (shown == plan and plan.final_at):
        return PublishPanel(plan, shown, lapsed=lapsed)
    if lapsed:
        return PublishPanel(plan, shown, lapsed=lapsed)
    seats = set(plan.session.registrations.confirmed().values_list("pk", flat=True))
    coming = len(seats)
    first_final = shown is None or shown.final_at is None
    if shown:
        shown.session = plan.session
        moved = {each.pair[0] for each in diff_meeting_places(get_recorded_places(shown), get_current_places(plan))}
        changed = len(moved & seats)
    provisional = (
        ""
        if shown == plan or not first_final
        else _describe_first_notice(coming)
        if shown is None
        else _describe_changed_notice(changed)
    )
    return PublishPanel(
        plan,
        shown,
        provisional,
        _describe_final_notice(coming) if first_final else _describe_replacement_notice(changed, bool(moved)),
    )


def _describe_first_notice(companies: int) -> str:
    told = ngettext(
        "%(count)d company that comes gets a message with its own talks, and can make a remark until it is final.",
        "%(count)d companies that come get a message with their own talks, and can make a remark until it is final.",
        companies,
    )
    return told % {"count": companies}


def _describe_final_notice(companies: int) -> str:
    told = ngettext(
        "%(count)d company that comes gets a message with its own talks, and so do the ROMs of the challenges.",
        "%(count)d companies that come get a message with their own talks, and so do the ROMs of the challenges.",
        companies,
    )
    return told % {"count": companies} + " " + _("The talks go to their calendars. This is announced once.")


def _describe_replacement_notice(companies: int, any_moved: bool) -> str:
    """Of a final one in the place of another: ROMs also hear of talks with companies that left."""
    if not any_moved:
        return _describe_changed_notice(0)
    told = _describe_changed_notice(companies) if companies else _("No company that comes has other talks.")
    return told + " " + _("The ROMs of the challenges with other talks get a message, too.")


def _describe_changed_notice(companies: int) -> str:
    if not companies:
        return _("It is the same as what participants see: nobody gets a message.")
    told = ngettext(
        "Only the %(count)d company whose own talks are different gets a message, with the difference.",
        "Only the %(count)d companies whose own talks are different get a message, with the difference.",
        companies,
    )
    return told % {"count": companies}


MOST_NAMES = 10


@dataclass(frozen=True)
class FewestMeetings:
    """The companies with the fewest talks: the first names, and how many more."""

    talks: int
    names: list[str]
    more: int


def get_fewest_meetings(plan: Plan) -> FewestMeetings | None:
    """Of those that have a seat now; None where nobody has."""
    companies = dict(plan.session.registrations.confirmed().values_list("pk", "company__name"))
    counts = Counter(plan.meetings.values_list("registration", flat=True))
    if not companies:
        return None
    talks = min(counts[pk] for pk in companies)
    names = sorted((name for pk, name in companies.items() if counts[pk] == talks), key=str.lower)
    return FewestMeetings(talks, names[:MOST_NAMES], max(len(names) - MOST_NAMES, 0))


def describe_minimum(plan: Plan, least: int) -> list[str]:
    """Sentences on its floor and what that cost at most; none where nothing was promised. least: by the session."""
    floor, without = max(plan.floor, least), plan.programme.get("without_floor")
    if not floor:
        return []
    words = ngettext(
        "Every company has %(n)s talk at least: that was promised.",
        "Every company has %(n)s talks at least: that was promised.",
        floor,
    )
    return [words % {"n": floor}, *([_describe_minimum_cost(plan, without)] if without else [])]


def _describe_minimum_cost(plan: Plan, without: dict[str, int]) -> str:
    """The bound without a floor is no plan: the true cost may be less."""
    musts, value = without["musts"] - (plan.musts_kept or 0), without["value"] - (plan.value or 0)
    if musts <= 0 and value <= 0:
        return _("Without the promise no timetable is better: it costs nothing.")
    told = {
        "musts": max(musts, 0),
        "value": format_tenths(max(value, 0)),
        "share": round(100 * max(value, 0) / without["value"], 1) if without["value"] else 0,
    }
    if musts <= 0:
        return _("Without the promise a timetable is worth %(value)s more at most (%(share)s %%).") % told
    return _("Without the promise a timetable keeps %(musts)s more must-meets at most.") % told


def describe_price(price: PriorityPrice | None) -> str:
    if price is None:
        return _("That cannot be told: the session has changed since, or there was no time. Make the timetable anew.")
    if price.falls is None:
        return _("It cannot be kept, whatever else is given up.")
    told = {"n": price.falls, "value": format_tenths(price.value)}
    if price.falls == 0:
        return _("It costs no other must-meet; the timetable is worth %(value)s then at most.") % told
    words = (
        ngettext(
            "It costs %(n)s other must-meet; the timetable is worth %(value)s then at most.",
            "It costs %(n)s other must-meets; the timetable is worth %(value)s then at most.",
            price.falls,
        )
        if price.proved
        else ngettext(
            "It costs %(n)s other must-meet or more; the timetable is worth %(value)s then at most.",
            "It costs %(n)s other must-meets or more; the timetable is worth %(value)s then at most.",
            price.falls,
        )
    )
    return words % told
