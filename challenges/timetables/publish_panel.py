"""What an organiser can do with a timetable that is made, and whom it would be told to, in words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.posting.status_chips import Chip
from challenges.sessions.dependents import shown_of
from challenges.sessions.plan_models import Plan
from challenges.timetables.plan_snapshot import changes, places_as_made, places_of


@dataclass(frozen=True)
class Announce:
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
    def chip(self) -> Chip | None:
        return chip_of(self.plan, self.shown)


def chip_of(plan: Plan, shown: Plan | None) -> Chip | None:
    """As what participants see it, or saw it; None for a draft."""
    if plan == shown:
        if plan.final_at:
            return Chip("open", _("Final, shown to the participants"))
        return Chip("draft", _("Provisional, shown to the participants"))
    if plan.is_shown:
        return Chip("closed", _("Shown before, replaced since"))
    return None


def announce_of(plan: Plan, lapsed: int = 0) -> Announce:
    shown = shown_of(plan.session)
    if not plan.is_made or (shown == plan and plan.final_at):
        return Announce(plan, shown, lapsed=lapsed)
    if lapsed:
        return Announce(plan, shown, lapsed=lapsed)
    seats = set(plan.session.registrations.confirmed().values_list("pk", flat=True))
    coming = len(seats)
    first_final = shown is None or shown.final_at is None
    if shown:
        shown.session = plan.session
        moved = {each.pair[0] for each in changes(places_as_made(shown), places_of(plan))}
        changed = len(moved & seats)
    provisional = "" if shown == plan or not first_final else _all(coming) if shown is None else _some(changed)
    return Announce(plan, shown, provisional, _final(coming) if first_final else _again(changed, bool(moved)))


def _all(companies: int) -> str:
    told = ngettext(
        "%(count)d company that comes gets a message with its own talks, and can make a remark until it is final.",
        "%(count)d companies that come get a message with their own talks, and can make a remark until it is final.",
        companies,
    )
    return told % {"count": companies}


def _final(companies: int) -> str:
    told = ngettext(
        "%(count)d company that comes gets a message with its own talks, and so do the ROMs of the challenges.",
        "%(count)d companies that come get a message with their own talks, and so do the ROMs of the challenges.",
        companies,
    )
    return told % {"count": companies} + " " + _("The talks go to their calendars. This is announced once.")


def _again(companies: int, any_moved: bool) -> str:
    """Of a final one in the place of another: ROMs also hear of talks with companies that left."""
    if not any_moved:
        return _some(0)
    told = _some(companies) if companies else _("No company that comes has other talks.")
    return told + " " + _("The ROMs of the challenges with other talks get a message, too.")


def _some(companies: int) -> str:
    if not companies:
        return _("It is the same as what participants see: nobody gets a message.")
    told = ngettext(
        "Only the %(count)d company whose own talks are different gets a message, with the difference.",
        "Only the %(count)d companies whose own talks are different get a message, with the difference.",
        companies,
    )
    return told % {"count": companies}
