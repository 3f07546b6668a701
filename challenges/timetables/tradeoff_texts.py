"""What a timetable promises to everybody and what that costs; and what a single must-meet would cost the others."""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.sessions.plan_models import Plan
from challenges.timetables.engine.reasons import PriorityPrice
from portal.ui.match_bar import format_tenths

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
