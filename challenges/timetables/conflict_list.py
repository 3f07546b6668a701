"""What of a timetable does not hold any more, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from challenges.sessions.plan_models import Plan
from challenges.timetables.conflict_texts import GroundNames, describe_ground
from challenges.timetables.conflicts import PlanConflicts
from challenges.timetables.notifications import format_time_and_table
from challenges.timetables.plan_comparison import PairNames, load_pair_names
from challenges.timetables.plan_snapshot import MeetingPlace, get_recorded_places

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
