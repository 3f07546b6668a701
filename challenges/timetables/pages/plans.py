"""Show a timetable to organisers: its quality, its tables, missed priority meetings, and whom publishing notifies."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.posting.status_chips import StatusChip
from challenges.sessions.pages import SHORTEST_BREAK
from challenges.sessions.part_models import Pitch, Slot
from challenges.sessions.part_services import get_published_plan
from challenges.sessions.plan_models import Meeting, Plan
from challenges.sessions.registration_models import Registration
from challenges.sessions.workflow import RegistrationState
from challenges.timetables.engine.reasons import PriorityPrice
from challenges.timetables.pages.changes import (
    PlanNames,
    describe_ground,
    describe_no_ground,
    describe_rule_grounds,
)
from challenges.timetables.plan_snapshot import (
    PlanRecord,
    diff_meeting_places,
    get_current_places,
    get_recorded_places,
)
from portal.ui.match_bar import format_per_cent, format_tenths

WHOLE = 1000  # tenths of points that fill the bar of a meeting
MOST_NAMES = 10


@dataclass(frozen=True)
class PlanMeeting:
    """Show a meeting in the grid; bar: how full its bar is, in per cent. has_left: its registration has ended."""

    company: str
    value: int
    bar: str
    is_must: bool
    has_left: bool
    is_locked: bool
    registration: int


@dataclass(frozen=True)
class PlanCell:
    slot: Slot
    meetings: list[PlanMeeting]
    after_break: bool


@dataclass(frozen=True)
class PlanRow:
    """Show a table through the day; pitch: the id of the pitch at that table."""

    number: int
    challenge: str
    host: str
    pitch: int
    cells: list[PlanCell]

    @property
    def meeting_count(self) -> int:
        return sum(len(cell.meetings) for cell in self.cells)


def build_plan_rows(plan: Plan, slots: Sequence[Slot]) -> list[PlanRow]:
    """Return a row for each pitch with a table or a meeting, in the order of the tables; two queries."""
    by_place: dict[tuple[int, int], list[PlanMeeting]] = {}
    number_of: dict[int, int] = {}
    for each in plan.meetings.select_related("registration__company", "table", "slot"):
        by_place.setdefault((each.pitch_id, each.slot_id), []).append(_build_plan_meeting(each))
        number_of[each.pitch_id] = each.table.number
    with_breaks = mark_slots_after_break(slots)
    rows = []
    for pitch in _select_plan_pitches(plan):
        number = number_of.get(pitch.pk) or (pitch.table.number if pitch.table else None)
        if number is not None:
            cells = [
                PlanCell(slot, by_place.get((pitch.pk, slot.pk), []), after_break) for slot, after_break in with_breaks
            ]
            rows.append(PlanRow(number, str(pitch.challenge.local("title")), pitch.host_organisation, pitch.pk, cells))
    return sorted(rows, key=lambda row: row.number)


def _build_plan_meeting(meeting: Meeting) -> PlanMeeting:
    return PlanMeeting(
        company=meeting.registration.company.name,
        value=meeting.value,
        bar=format_per_cent(min(meeting.value, WHOLE)),
        is_must=meeting.is_must,
        has_left=meeting.registration.state != RegistrationState.CONFIRMED,
        is_locked=meeting.is_locked,
        registration=meeting.registration_id,
    )


def _select_plan_pitches(plan: Plan) -> Iterable[Pitch]:
    found: Iterable[Pitch] = plan.session.pitches.select_related("challenge", "table")
    return found


def mark_slots_after_break(slots: Sequence[Slot]) -> list[tuple[Slot, bool]]:
    """Return each slot with whether a break comes before it."""
    breaks = [later.starts_at - earlier.ends_at >= SHORTEST_BREAK for earlier, later in pairwise(slots)]
    return list(zip(slots, [False, *breaks], strict=False))


@dataclass(frozen=True)
class MissedPriority:
    """Explain a missed priority meeting; price_at: asks for its cost in the address, "" where it can never be kept."""

    company: str
    challenge: str
    why: list[str]
    price_at: str


def list_missed_priorities(plan: Plan, slots: Sequence[Slot]) -> list[MissedPriority]:
    """List the missed priority meetings with what stands in the way of each."""
    names = _load_reason_names(plan, slots)
    found = []
    for each in plan.reasons:
        if "grounds" in each:
            is_possible = all(ground["rule"] != "never" for ground in each["grounds"])
            found.append(
                MissedPriority(
                    names.get_company(each["registration"]),
                    names.get_challenge(each["pitch"]),
                    [describe_ground(ground, names) for ground in each["grounds"]]
                    or [describe_no_ground(each.get("without", ""))],
                    f"{each['registration']}-{each['pitch']}" if is_possible else "",
                )
            )
    return found


def describe_infeasible_plan(plan: Plan, slots: Sequence[Slot]) -> list[str]:
    """Describe the rules that cannot hold together, where a timetable failed for that reason."""
    names = _load_reason_names(plan, slots)
    by_rule: dict[str, list[dict[str, Any]]] = {}
    for ground in plan.reasons:
        if "rule" in ground:
            by_rule.setdefault(ground["rule"], []).append(ground)
    return [line for rule, grounds in by_rule.items() for line in describe_rule_grounds(rule, grounds, names)]


def _load_reason_names(plan: Plan, slots: Sequence[Slot]) -> PlanNames:
    if not plan.reasons:
        return PlanNames()
    return PlanNames(
        dict(Registration.objects.filter(session=plan.session_id).values_list("pk", "company__name")),
        {each.pk: str(each.challenge.local("title")) for each in _select_plan_pitches(plan)},
        {slot.pk: slot for slot in slots},
    )


def get_plan_figures(plan: Plan) -> dict[str, Any]:
    """Return the quality of a timetable, or of the best one so far; empty where nothing is known yet."""
    if plan.value is None or plan.bound is None:
        return {}
    reached = plan.value / plan.bound if plan.bound else 1.0
    if plan.kind == Plan.Kind.HAND:
        judged = _("changed by hand: the bound is that of the version it began from")
    elif plan.kind == Plan.Kind.REPAIR:
        judged = (
            _("proved: none that moves as few is better") if plan.is_proved else _("repaired: not proved to be best")
        )
    else:
        judged = _("proved: none is better") if plan.is_proved else _("none can be worth more than the bound")
    return {"gap": round(100 * (1 - reached), 1), "reached": format_per_cent(int(1000 * reached)), "judged": judged}


def get_fewest_meetings(plan: Plan) -> dict[str, Any]:
    """Return the fewest meetings of a company that comes, the first companies with so few, and how many more."""
    companies = dict(plan.session.registrations.confirmed().values_list("pk", "company__name"))
    if not companies:
        return {}
    counts = Counter(plan.meetings.values_list("registration", flat=True))
    fewest = min(counts[pk] for pk in companies)
    names = sorted((name for pk, name in companies.items() if counts[pk] == fewest), key=str.lower)
    return {"talks": fewest, "names": names[:MOST_NAMES], "more": max(len(names) - MOST_NAMES, 0)}


def describe_minimum(plan: Plan, least: int) -> list[str]:
    """Describe the promised minimum of a timetable and what it cost; least: what the session itself promises."""
    floor = max(plan.floor, least)
    if not floor:
        return []
    words = ngettext(
        "Every company has %(n)s talk at least: that was promised.",
        "Every company has %(n)s talks at least: that was promised.",
        floor,
    )
    without = PlanRecord.from_json(plan.programme).without_floor
    return [words % {"n": floor}, *([_describe_minimum_cost(plan, without)] if without else [])]


def _describe_minimum_cost(plan: Plan, without: dict[str, int]) -> str:
    """Compare with the bound without a minimum; a bound is no timetable, so the true cost may be less."""
    musts = max(without["musts"] - (plan.musts_kept or 0), 0)
    value = max(without["value"] - (plan.value or 0), 0)
    if musts:
        return _("Without the promise a timetable keeps %(musts)s more must-meets at most.") % {"musts": musts}
    if not value:
        return _("Without the promise no timetable is better: it costs nothing.")
    return _("Without the promise a timetable is worth %(value)s more at most (%(share)s %%).") % {
        "value": format_tenths(value),
        "share": round(100 * value / without["value"], 1) if without["value"] else 0,
    }


def describe_price(price: PriorityPrice | None) -> str:
    """Say what it would cost to keep a missed priority meeting."""
    if price is None:
        return _("That cannot be told: the session has changed since, or there was no time. Make the timetable anew.")
    if price.falls is None:
        return _("It cannot be kept, whatever else is given up.")
    if price.falls == 0:
        words = _("No other priority meeting is lost. The timetable would then score %(value)s at most.")
    elif price.proved:
        words = ngettext(
            "It costs %(n)s other must-meet; the timetable is worth %(value)s then at most.",
            "It costs %(n)s other must-meets; the timetable is worth %(value)s then at most.",
            price.falls,
        )
    else:
        words = ngettext(
            "It costs %(n)s other must-meet or more; the timetable is worth %(value)s then at most.",
            "It costs %(n)s other must-meets or more; the timetable is worth %(value)s then at most.",
            price.falls,
        )
    return words % {"n": price.falls, "value": format_tenths(price.value)}


@dataclass(frozen=True)
class PublishPanel:
    """Say what publishing a timetable would do.

    shown: the published version, or None. chip: how participants see this version. provisional, final: whom each of the
    two buttons notifies, "" where it cannot be pressed. lapsed: how many meetings no longer hold, which prevents both.
    """

    shown: Plan | None
    chip: StatusChip | None
    replaces: bool
    provisional: str = ""
    final: str = ""
    lapsed: int = 0


def get_publication_chip(plan: Plan, shown: Plan | None) -> StatusChip | None:
    """Say how participants see a timetable, or saw it; None for a draft."""
    if plan == shown:
        if plan.final_at:
            return StatusChip("open", _("Final, shown to the participants"))
        return StatusChip("draft", _("Provisional, shown to the participants"))
    if plan.is_shown:
        return StatusChip("closed", _("Shown before, replaced since"))
    return None


def build_publish_panel(plan: Plan, lapsed: int = 0) -> PublishPanel:
    """Compute whom publishing a timetable would notify; lapsed: how many meetings no longer hold."""
    shown = get_published_plan(plan.session)
    panel = PublishPanel(
        shown, get_publication_chip(plan, shown), replaces=shown is not None and shown != plan, lapsed=lapsed
    )
    if lapsed or not plan.is_made or (shown == plan and plan.final_at):
        return panel
    coming = set(plan.session.registrations.confirmed().values_list("pk", flat=True))
    moved: set[int] = set()
    if shown:
        moved = {each.pair[0] for each in diff_meeting_places(get_recorded_places(shown), get_current_places(plan))}
    provisional = ""
    if shown is None:
        provisional = _describe_first_notice(len(coming))
    elif shown != plan and not shown.final_at:
        provisional = _describe_changed_notice(len(moved & coming))
    if shown is None or not shown.final_at:
        final = ngettext(
            "%(count)d company that comes gets a message with its own talks, and so do the ROMs of the challenges.",
            "%(count)d companies that come get a message with their own talks, and so do the ROMs of the challenges.",
            len(coming),
        ) % {"count": len(coming)}
        final += " " + _("The talks go to their calendars. This is announced once.")
    elif not moved:
        final = _describe_changed_notice(0)
    else:  # ROMs also hear of meetings with companies that left
        final = (
            _describe_changed_notice(len(moved & coming)) if moved & coming else _("No participant’s meetings change.")
        )
        final += " " + _("The ROMs of the challenges with other talks get a message, too.")
    return replace(panel, provisional=provisional, final=final)


def _describe_first_notice(companies: int) -> str:
    return ngettext(
        "%(count)d company that comes gets a message with its own talks, and can make a remark until it is final.",
        "%(count)d companies that come get a message with their own talks, and can make a remark until it is final.",
        companies,
    ) % {"count": companies}


def _describe_changed_notice(companies: int) -> str:
    if not companies:
        return _("It is the same as what participants see: nobody gets a message.")
    return ngettext(
        "Only the %(count)d company whose own talks are different gets a message, with the difference.",
        "Only the %(count)d companies whose own talks are different get a message, with the difference.",
        companies,
    ) % {"count": companies}
