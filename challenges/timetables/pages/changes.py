"""Describe changes: between two timetables, in a session since one was made, and what in it no longer holds."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from challenges.posting.models import Challenge
from challenges.sessions.part_models import Slot
from challenges.sessions.plan_models import Plan
from challenges.sessions.registration_models import Registration
from challenges.sessions.workflow import RegistrationState
from challenges.timetables.notifications import format_time_and_table
from challenges.timetables.plan_snapshot import (
    MeetingChange,
    MeetingPlace,
    Pair,
    PlanRecord,
    Triple,
    diff_meeting_places,
    get_recorded_places,
    map_pitch_challenges,
)
from challenges.timetables.services.conflicts import Change, ChangeKind, PlanConflicts
from challenges.timetables.services.explanations import FREE, HAND
from portal.ui.dates import format_time


@dataclass(frozen=True)
class PlanNames:
    """Hold names for messages about a timetable, by the id of a registration, pitch and slot."""

    companies: Mapping[int, str] = field(default_factory=dict)
    challenges: Mapping[int, str] = field(default_factory=dict)
    slots: Mapping[int, Slot] = field(default_factory=dict)

    def get_company(self, registration: int) -> str:
        return self.companies.get(registration) or _("a company that is not there any more")

    def get_challenge(self, pitch: int) -> str:
        return self.challenges.get(pitch) or _("a challenge that is not there any more")

    def get_time(self, slot: int) -> str:
        return format_time(self.slots[slot].starts_at) if slot in self.slots else "?"


def load_plan_names(*plans: Plan, slots: Iterable[Slot] = ()) -> PlanNames:
    """Load the names of everything in timetables of one session, including deleted pitches."""
    of_pitch: dict[int, int] = {}
    for plan in plans:
        of_pitch |= map_pitch_challenges(plan)
    companies = Registration.objects.filter(session=plans[0].session_id).values_list("pk", "company__name")
    rows = Challenge.objects.filter(pk__in=of_pitch.values()).only("title_nl", "title_en")
    titles = {row.pk: str(row.local("title")) for row in rows}
    return PlanNames(
        dict(companies),
        {pitch: titles.get(challenge, "") for pitch, challenge in of_pitch.items()},
        {slot.pk: slot for slot in slots},
    )


# Two timetables beside each other.


@dataclass(frozen=True)
class PlanDifference:
    """Say how two timetables differ.

    kept: how many pairs stay where they are. moved, tables, dropped, added: company, challenge, and the places before
    and after, of pairs at another time, at another table only, in the first only and in the second only. figures: a
    label, both values, and whether they are points. companies: how many are affected.
    """

    kept: int
    moved: list[tuple[str, ...]]
    tables: list[tuple[str, ...]]
    dropped: list[tuple[str, ...]]
    added: list[tuple[str, ...]]
    figures: list[tuple[str, object, object, bool]]
    companies: int


def compare_plans(first: Plan, second: Plan) -> PlanDifference:
    """Compare two timetables of a session as each was made."""
    before, after = get_recorded_places(first), get_recorded_places(second)
    changes = diff_meeting_places(before, after)
    names = load_plan_names(second, first)
    moved = [each for each in changes if each.before and each.after]

    def describe(found: Iterable[MeetingChange]) -> list[tuple[str, ...]]:
        return [
            (
                names.get_company(each.pair[0]),
                names.get_challenge(each.pair[1]),
                format_time_and_table(each.before),
                format_time_and_table(each.after),
            )
            for each in found
        ]

    return PlanDifference(
        kept=len(before.keys() & after.keys()) - len(moved),
        moved=describe(each for each in moved if not each.has_same_time),
        tables=describe(each for each in moved if each.has_same_time),
        dropped=describe(each for each in changes if each.after is None),
        added=describe(each for each in changes if each.before is None),
        figures=[
            (_("Value"), first.value, second.value, True),
            (_("Must-meets kept"), first.musts_kept, second.musts_kept, False),
            (_("Fewest talks of a company"), first.fewest, second.fewest, False),
            (_("Tables left idle"), first.idle_tables, second.idle_tables, False),
        ],
        companies=len({each.pair[0] for each in changes}),
    )


def describe_repair_proof(plan: Plan) -> str:
    """Say whether a repair moves as few meetings as possible; "" for a timetable that is no repair."""
    repair = PlanRecord.from_json(plan.programme).repair
    if not repair:
        return ""
    if repair["kept"] >= repair["most_kept"]:
        return _("Proven: no timetable with as many priority meetings keeps more meetings at their time.")
    words = _("It is not proved that this moves fewest: %(kept)s talks stay, and perhaps %(most)s could.")
    return words % {"kept": repair["kept"], "most": repair["most_kept"]}


# Changes in a session since its timetable was made.

CHANGES = {
    ChangeKind.LEFT: ngettext_lazy("%(n)s company has left", "%(n)s companies have left", "n"),
    ChangeKind.CAME: ngettext_lazy("%(n)s company has got a seat", "%(n)s companies have got a seat", "n"),
    ChangeKind.NO_PITCH: ngettext_lazy("%(n)s challenge is gone", "%(n)s challenges are gone", "n"),
    ChangeKind.NEW_PITCH: ngettext_lazy(
        "%(n)s challenge is new at a table", "%(n)s challenges are new at a table", "n"
    ),
    ChangeKind.NO_SLOT: ngettext_lazy("%(n)s time slot is gone", "%(n)s time slots are gone", "n"),
    ChangeKind.NEW_SLOT: ngettext_lazy("%(n)s time slot is new", "%(n)s time slots are new", "n"),
    ChangeKind.MOVED: ngettext_lazy("%(n)s challenge has another table", "%(n)s challenges have another table", "n"),
    ChangeKind.WORTH: gettext_lazy("wishes or matches have changed"),
    ChangeKind.RULES: gettext_lazy("seats, hours, tables or rules have changed"),
}


def describe_session_changes(changes: Iterable[Change]) -> list[str]:
    return [str(CHANGES[kind] % {"n": number}) for kind, number in changes]


def list_withdrawn_meetings(plan: Plan) -> list[str]:
    """List meetings of companies that no longer have a confirmed registration, in the order of the day."""
    rows = plan.meetings.exclude(registration__state=RegistrationState.CONFIRMED)
    rows = rows.select_related("registration__company", "pitch__challenge", "slot", "table")
    return [
        _("%(company)s at table %(table)s, %(clock)s, for “%(challenge)s”")
        % {
            "company": each.registration.company.name,
            "table": each.table.number,
            "clock": format_time(each.slot.starts_at),
            "challenge": each.pitch.challenge.local("title"),
        }
        for each in rows.order_by("slot__starts_at", "table__number")
    ]


# The rules of a timetable, about one company or host and about many.

GROUNDS = {
    "must": gettext_lazy("%(company)s meets “%(challenge)s”, a must-meet too"),
    "locked": gettext_lazy("%(company)s meets “%(challenge)s” at %(slot)s: that is locked"),
    "never": gettext_lazy(
        "%(company)s and “%(challenge)s”: one of the two said no thanks, or may not read the challenge"
    ),
    "once": gettext_lazy("%(company)s and “%(challenge)s” meet once"),
    "people": gettext_lazy("%(company)s has no one free at that time"),
    "places": gettext_lazy("The host of “%(challenge)s” has no free time slots or table places"),
    "tables": gettext_lazy("There are no more tables in the room"),
    "walk": gettext_lazy("Walking from room to room takes time"),
    "most": gettext_lazy("%(company)s has reached the maximum number of meetings"),
    "host_most": gettext_lazy("The host of “%(challenge)s” has reached its maximum number of meetings"),
    "least": gettext_lazy("%(company)s is promised a least number of talks"),
    "host_least": gettext_lazy("The host of “%(challenge)s” is promised a least number of talks"),
}
SHARED_GROUNDS = {
    "least": gettext_lazy("%(n)d companies are promised a least number of talks (%(who)s)"),
    "host_least": gettext_lazy("The hosts of %(n)d challenges are promised a least number of talks (%(who)s)"),
    "people": gettext_lazy("%(n)d companies have no more people than talks at one time (%(who)s)"),
    "places": gettext_lazy("The hosts of %(n)d challenges have no free time slots or table places (%(who)s)"),
    "most": gettext_lazy("%(n)d companies have reached the maximum number of meetings (%(who)s)"),
    "host_most": gettext_lazy("The hosts of %(n)d challenges have reached their maximum number of meetings (%(who)s)"),
}
MOST_ONE_BY_ONE = 3  # grounds of one rule; more of them are named in one sentence


def describe_ground(ground: Mapping[str, Any], names: PlanNames) -> str:
    """Say what a rule means for the company, challenge or time that it is about."""
    return str(GROUNDS[ground["rule"]]) % {
        "company": names.get_company(ground["registration"]) if "registration" in ground else "",
        "challenge": names.get_challenge(ground["pitch"]) if "pitch" in ground else "",
        "slot": names.get_time(ground["slot"]) if "slot" in ground else "",
    }


def describe_rule_grounds(rule: str, grounds: Sequence[Mapping[str, Any]], names: PlanNames) -> list[str]:
    """Describe all grounds of one rule, in one sentence where there are many."""
    if len(grounds) <= MOST_ONE_BY_ONE or rule not in SHARED_GROUNDS:
        return [describe_ground(ground, names) for ground in grounds]
    who = [
        names.get_company(each["registration"]) if "registration" in each else f"“{names.get_challenge(each['pitch'])}”"
        for each in grounds
    ]
    return [str(SHARED_GROUNDS[rule]) % {"n": len(who), "who": ", ".join(who)}]


def describe_no_ground(why: str) -> str:
    if why == FREE:
        return _("Nothing stands in its way: a better timetable was not found in the time there was")
    if why == HAND:
        return _("Not looked into: this version was changed by hand")
    return _("There was no time to find out why")


# What no longer holds, and what an edit would break.


@dataclass(frozen=True)
class ConflictGroup:
    """List what one kind of conflict is about, below a heading."""

    title: str
    lines: list[str]


def list_plan_conflicts(plan: Plan, conflicts: PlanConflicts) -> list[ConflictGroup]:
    """Describe conflicts, those that keep a timetable from being published first; kinds without any are left out."""
    names, places = load_plan_names(plan, slots=plan.session.slots.all()), get_recorded_places(plan)

    def describe(meetings: Iterable[Triple]) -> list[str]:
        return [_describe_meeting(names, places, meeting) for meeting in meetings]

    found = [
        ConflictGroup(_("The company has no seat any more"), describe(conflicts.left)),
        ConflictGroup(_("The time slot or the challenge is gone"), describe(conflicts.gone)),
        ConflictGroup(_("The host has no table any more"), describe(conflicts.tableless)),
        ConflictGroup(_("The host sits at another table now"), describe(conflicts.moved)),
        ConflictGroup(
            _("A rule no longer holds"),
            [_describe_broken_rule(each, names, places) for each in conflicts.broken],
        ),
        ConflictGroup(
            _("A promised number of talks is not reached"),
            [describe_ground(each, names) for each in conflicts.promises],
        ),
        ConflictGroup(
            _("Came later, and has no talks in it"), [names.get_company(each) for each in conflicts.newcomers]
        ),
        ConflictGroup(
            _("Pitched later, and in no talk"), [names.get_challenge(each) for each in conflicts.new_pitches]
        ),
    ]
    return [each for each in found if each.lines]


def describe_edit_conflict(plan: Plan, grounds: Iterable[dict[str, Any]]) -> list[str]:
    """Describe each rule that an edit would break once, with the meetings that it is about."""
    names = load_plan_names(plan, slots=plan.session.slots.all())
    return list(dict.fromkeys(_describe_broken_rule(each, names, {}) + "." for each in grounds))


def _describe_broken_rule(ground: Mapping[str, Any], names: PlanNames, places: Mapping[Pair, MeetingPlace]) -> str:
    meetings = [_describe_meeting(names, places, each) for each in ground.get("meetings", [])]
    return describe_ground(ground, names) + (": " + "; ".join(meetings) if meetings else "")


def _describe_meeting(names: PlanNames, places: Mapping[Pair, MeetingPlace], meeting: Triple) -> str:
    """Name a meeting with its time and table, or with its time alone where the timetable does not have it."""
    registration, pitch, slot = meeting
    place = places.get((registration, pitch))
    return _("%(company)s, “%(challenge)s”: %(spot)s") % {
        "company": names.get_company(registration),
        "challenge": names.get_challenge(pitch),
        "spot": format_time_and_table(place) if place else names.get_time(slot),
    }
