"""What an organiser can do with a timetable that is made, and whom it would be told to, in words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.posting.status_chips import StatusChip
from challenges.sessions.dependents import get_published_plan
from challenges.sessions.plan_models import Plan
from challenges.timetables.plan_snapshot import diff_meeting_places, get_current_places, get_recorded_places


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
