"""The rules of a timetable in words, with the names of whom each is about.

What of a timetable does not hold any more, in words.

What has changed since a timetable was made, in words; and which of its talks no longer hold.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.sessions.plan_models import Plan
from challenges.sessions.planned_meeting_models import Meeting
from challenges.sessions.registration_workflow import RegistrationState
from challenges.sessions.slot_models import Slot
from challenges.timetables.notifications import format_time_and_table
from challenges.timetables.pages.comparison import PairNames, load_pair_names
from challenges.timetables.plan_snapshot import MeetingPlace, get_recorded_places
from challenges.timetables.services.conflicts import Change, ChangeKind, PlanConflicts
from challenges.timetables.services.plans import FREE, HAND
from portal.ui.dates import format_time


@dataclass(frozen=True)
class GroundNames:
    """By id. Who is gone since has no name any more."""

    companies: Mapping[int, str]
    challenges: Mapping[int, str]
    slots: Mapping[int, Slot]

    def company(self, pk: int) -> str:
        return self.companies.get(pk) or _("a company that is not there any more")

    def challenge(self, pk: int) -> str:
        return self.challenges.get(pk) or _("a challenge that is not there any more")

    def slot(self, pk: int) -> str:
        return format_time(self.slots[pk].starts_at) if pk in self.slots else "?"


def describe_ground(ground: Mapping[str, Any], names: GroundNames) -> str:
    """What one rule says of whom it is about."""
    told = {
        "company": names.company(ground["registration"]) if "registration" in ground else "",
        "challenge": names.challenge(ground["pitch"]) if "pitch" in ground else "",
        "slot": names.slot(ground["slot"]) if "slot" in ground else "",
    }
    return _SAID[ground["rule"]]() % told


def describe_no_ground(why: str) -> str:
    if why == FREE:
        return _("Nothing stands in its way: a better timetable was not found in the time there was")
    if why == HAND:
        return _("Not looked into: this version was changed by hand")
    return _("There was no time to find out why")


_SAID: Mapping[str, Callable[[], str]] = {
    "must": lambda: _("%(company)s meets “%(challenge)s”, a must-meet too"),
    "locked": lambda: _("%(company)s meets “%(challenge)s” at %(slot)s: that is locked"),
    "never": lambda: _("%(company)s and “%(challenge)s”: one of the two said no thanks, or may not read the challenge"),
    "once": lambda: _("%(company)s and “%(challenge)s” meet once"),
    "people": lambda: _("%(company)s has no more people than talks at one time"),
    "places": lambda: _("The host of “%(challenge)s” is not there more often, or has no more places at the table"),
    "tables": lambda: _("There are no more tables in the room"),
    "walk": lambda: _("Walking from room to room takes time"),
    "most": lambda: _("%(company)s has the most talks that the session allows"),
    "host_most": lambda: _("The host of “%(challenge)s” has the most talks that it wants"),
    "least": lambda: _("%(company)s is promised a least number of talks"),
    "host_least": lambda: _("The host of “%(challenge)s” is promised a least number of talks"),
}

OF_MANY: Mapping[str, Callable[[], str]] = {
    "least": lambda: _("%(n)d companies are promised a least number of talks (%(who)s)"),
    "host_least": lambda: _("The hosts of %(n)d challenges are promised a least number of talks (%(who)s)"),
    "people": lambda: _("%(n)d companies have no more people than talks at one time (%(who)s)"),
    "places": lambda: _("The hosts of %(n)d challenges are not there more often, or have no more places (%(who)s)"),
    "most": lambda: _("%(n)d companies have the most talks that the session allows (%(who)s)"),
    "host_most": lambda: _("The hosts of %(n)d challenges have the most talks that they want (%(who)s)"),
}


def describe_shared_ground(rule: str, grounds: Sequence[Mapping[str, Any]], names: GroundNames) -> str:
    """What one rule of OF_MANY says of all these."""
    who = [
        names.company(each["registration"]) if "registration" in each else f"“{names.challenge(each['pitch'])}”"
        for each in grounds
    ]
    return OF_MANY[rule]() % {"n": len(who), "who": ", ".join(who)}


Triple = tuple[int, int, int]


@dataclass(frozen=True)
class ConflictGroup:
    """A heading, and who it is about."""

    title: str
    lines: list[str]


def list_plan_conflicts(plan: Plan, lapses: PlanConflicts) -> list[ConflictGroup]:
    """What stands in the way first, then what is new."""
    names, places = load_pair_names(plan), get_recorded_places(plan)

    def talks(triples: Iterable[Triple]) -> list[str]:
        return [_format_conflict_meeting(names, places.get(triple[:2]), triple) for triple in triples]

    rules = load_ground_names(plan, names)
    found = [
        ConflictGroup(_("The company has no seat any more"), talks(lapses.left)),
        ConflictGroup(_("The time slot or the challenge is gone"), talks(lapses.gone)),
        ConflictGroup(_("The host has no table any more"), talks(lapses.tableless)),
        ConflictGroup(_("The host sits at another table now"), talks(lapses.moved)),
        ConflictGroup(
            _("A rule does not hold any more"),
            [_describe_broken_rule(each, names, places, rules) for each in lapses.broken],
        ),
        ConflictGroup(
            _("A promised number of talks is not reached"), [describe_ground(each, rules) for each in lapses.promises]
        ),
        ConflictGroup(_("Came later, and has no talks in it"), [names.company(each) for each in lapses.newcomers]),
        ConflictGroup(_("Pitched later, and in no talk"), [names.challenge(each) for each in lapses.new_pitches]),
    ]
    return [each for each in found if each.lines]


def describe_edit_conflict(plan: Plan, grounds: Iterable[dict[str, Any]]) -> list[str]:
    """What an edit by hand would break, each once, with the talks that it is about."""
    names = load_pair_names(plan)
    rules = load_ground_names(plan, names)
    return list(dict.fromkeys(_describe_broken_rule(each, names, {}, rules) + "." for each in grounds))


def load_ground_names(plan: Plan, names: PairNames) -> GroundNames:
    return GroundNames(names.companies, names.challenges, {slot.pk: slot for slot in plan.session.slots.all()})


def _format_conflict_meeting(names: PairNames, place: MeetingPlace | None, triple: Triple) -> str:
    registration, pitch, _slot = triple
    return _("%(company)s, “%(challenge)s”: %(spot)s") % {
        "company": names.company(registration),
        "challenge": names.challenge(pitch),
        "spot": format_time_and_table(place),
    }


def _describe_broken_rule(
    told: dict[str, Any], names: PairNames, places: dict[tuple[int, int], MeetingPlace], rules: GroundNames
) -> str:
    talks = [_describe_conflict_meeting(names, places, rules, each) for each in told.get("meetings", [])]
    return describe_ground(told, rules) + (": " + "; ".join(talks) if talks else "")


def _describe_conflict_meeting(
    names: PairNames, places: dict[tuple[int, int], MeetingPlace], rules: GroundNames, triple: Triple
) -> str:
    """At its time alone where the timetable has no such talk."""
    if place := places.get(triple[:2]):
        return _format_conflict_meeting(names, place, triple)
    told = {"company": names.company(triple[0]), "challenge": names.challenge(triple[1])}
    return _("%(company)s, “%(challenge)s”: %(spot)s") % {**told, "spot": rules.slot(triple[2])}


def describe_session_changes(changes: Sequence[Change]) -> list[str]:
    return [_CHANGED[what](number) % {"n": number} for what, number in changes]


_CHANGED: Mapping[ChangeKind, Callable[[int], str]] = {
    ChangeKind.LEFT: lambda n: ngettext("%(n)s company has left", "%(n)s companies have left", n),
    ChangeKind.CAME: lambda n: ngettext("%(n)s company has got a seat", "%(n)s companies have got a seat", n),
    ChangeKind.NO_PITCH: lambda n: ngettext("%(n)s challenge is gone", "%(n)s challenges are gone", n),
    ChangeKind.NEW_PITCH: lambda n: ngettext(
        "%(n)s challenge is new at a table", "%(n)s challenges are new at a table", n
    ),
    ChangeKind.NO_SLOT: lambda n: ngettext("%(n)s time slot is gone", "%(n)s time slots are gone", n),
    ChangeKind.NEW_SLOT: lambda n: ngettext("%(n)s time slot is new", "%(n)s time slots are new", n),
    ChangeKind.MOVED: lambda n: ngettext("%(n)s challenge has another table", "%(n)s challenges have another table", n),
    ChangeKind.WORTH: lambda n: _("wishes or matches have changed"),
    ChangeKind.RULES: lambda n: _("seats, hours, tables or rules have changed"),
}


def list_withdrawn_meetings(plan: Plan) -> list[str]:
    """The talks that no longer hold, for their company has no seat any more."""
    gone = plan.meetings.exclude(registration__state=RegistrationState.CONFIRMED)
    rows = gone.select_related("registration__company", "pitch__challenge", "slot", "table")
    return [_describe_withdrawn_meeting(each) for each in rows.order_by("slot__starts_at", "table__number")]


def _describe_withdrawn_meeting(meeting: Meeting) -> str:
    return _("%(company)s at table %(table)s, %(clock)s, for “%(challenge)s”") % {
        "company": meeting.registration.company.name,
        "table": meeting.table.number,
        "clock": format_time(meeting.slot.starts_at),
        "challenge": meeting.pitch.challenge.local("title"),
    }
