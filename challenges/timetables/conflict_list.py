"""What of a timetable does not hold any more, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from challenges.sessions.plan_models import Plan
from challenges.timetables.conflict_texts import Names, sentence
from challenges.timetables.conflicts import Lapses
from challenges.timetables.notification_texts import spot
from challenges.timetables.plan_comparison import PairNames, names_of
from challenges.timetables.plan_snapshot import Place, places_as_made

Triple = tuple[int, int, int]


@dataclass(frozen=True)
class Trouble:
    """A heading, and who it is about."""

    title: str
    lines: list[str]


def troubles_of(plan: Plan, lapses: Lapses) -> list[Trouble]:
    """What stands in the way first, then what is new."""
    names, places = names_of(plan), places_as_made(plan)

    def talks(triples: Iterable[Triple]) -> list[str]:
        return [_talk(names, places.get(triple[:2]), triple) for triple in triples]

    rules = rule_names(plan, names)
    found = [
        Trouble(_("The company has no seat any more"), talks(lapses.left)),
        Trouble(_("The time slot or the challenge is gone"), talks(lapses.gone)),
        Trouble(_("The host has no table any more"), talks(lapses.tableless)),
        Trouble(_("The host sits at another table now"), talks(lapses.moved)),
        Trouble(_("A rule does not hold any more"), [_rule(each, names, places, rules) for each in lapses.broken]),
        Trouble(_("A promised number of talks is not reached"), [sentence(each, rules) for each in lapses.promises]),
        Trouble(_("Came later, and has no talks in it"), [names.company(each) for each in lapses.newcomers]),
        Trouble(_("Pitched later, and in no talk"), [names.challenge(each) for each in lapses.new_pitches]),
    ]
    return [each for each in found if each.lines]


def clash_in_words(plan: Plan, grounds: Iterable[dict[str, Any]]) -> list[str]:
    """What an edit by hand would break, each once, with the talks that it is about."""
    names = names_of(plan)
    rules = rule_names(plan, names)
    return list(dict.fromkeys(_rule(each, names, {}, rules) + "." for each in grounds))


def rule_names(plan: Plan, names: PairNames) -> Names:
    return Names(names.companies, names.challenges, {slot.pk: slot for slot in plan.session.slots.all()})


def _talk(names: PairNames, place: Place | None, triple: Triple) -> str:
    registration, pitch, _slot = triple
    return _("%(company)s, “%(challenge)s”: %(spot)s") % {
        "company": names.company(registration),
        "challenge": names.challenge(pitch),
        "spot": spot(place),
    }


def _rule(told: dict[str, Any], names: PairNames, places: dict[tuple[int, int], Place], rules: Names) -> str:
    talks = [_of_rule(names, places, rules, each) for each in told.get("meetings", [])]
    return sentence(told, rules) + (": " + "; ".join(talks) if talks else "")


def _of_rule(names: PairNames, places: dict[tuple[int, int], Place], rules: Names, triple: Triple) -> str:
    """At its time alone where the timetable has no such talk."""
    if place := places.get(triple[:2]):
        return _talk(names, place, triple)
    told = {"company": names.company(triple[0]), "challenge": names.challenge(triple[1])}
    return _("%(company)s, “%(challenge)s”: %(spot)s") % {**told, "spot": rules.slot(triple[2])}
