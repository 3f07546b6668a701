"""The rules of a timetable in words, with the names of whom each is about."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from challenges.sessions.slot_models import Slot
from challenges.timetables.explanations import FREE, HAND
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
