"""What has changed since a timetable was made, in words; and which of its talks no longer hold."""

from collections.abc import Callable, Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.sessions.plan_models import Plan
from challenges.sessions.planned_meeting_models import Meeting
from challenges.sessions.registration_workflow import State
from challenges.timetables.plan_diff import Change, What
from portal.ui.dates import clock


def changes_in_words(changes: Sequence[Change]) -> list[str]:
    return [_CHANGED[what](number) % {"n": number} for what, number in changes]


_CHANGED: Mapping[What, Callable[[int], str]] = {
    What.LEFT: lambda n: ngettext("%(n)s company has left", "%(n)s companies have left", n),
    What.CAME: lambda n: ngettext("%(n)s company has got a seat", "%(n)s companies have got a seat", n),
    What.NO_PITCH: lambda n: ngettext("%(n)s challenge is gone", "%(n)s challenges are gone", n),
    What.NEW_PITCH: lambda n: ngettext("%(n)s challenge is new at a table", "%(n)s challenges are new at a table", n),
    What.NO_SLOT: lambda n: ngettext("%(n)s time slot is gone", "%(n)s time slots are gone", n),
    What.NEW_SLOT: lambda n: ngettext("%(n)s time slot is new", "%(n)s time slots are new", n),
    What.MOVED: lambda n: ngettext("%(n)s challenge has another table", "%(n)s challenges have another table", n),
    What.WORTH: lambda n: _("wishes or matches have changed"),
    What.RULES: lambda n: _("seats, hours, tables or rules have changed"),
}


def left_of(plan: Plan) -> list[str]:
    """The talks that no longer hold, for their company has no seat any more."""
    gone = plan.meetings.exclude(registration__state=State.CONFIRMED)
    rows = gone.select_related("registration__company", "pitch__challenge", "slot", "table")
    return [_left(each) for each in rows.order_by("slot__starts_at", "table__number")]


def _left(meeting: Meeting) -> str:
    return _("%(company)s at table %(table)s, %(clock)s, for “%(challenge)s”") % {
        "company": meeting.registration.company.name,
        "table": meeting.table.number,
        "clock": clock(meeting.slot.starts_at),
        "challenge": meeting.pitch.challenge.local("title"),
    }
