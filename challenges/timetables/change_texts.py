"""What has changed since a timetable was made, in words; and which of its talks no longer hold."""

from collections.abc import Callable, Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.sessions.plan_models import Plan
from challenges.sessions.planned_meeting_models import Meeting
from challenges.sessions.registration_workflow import RegistrationState
from challenges.timetables.plan_diff import Change, ChangeKind
from portal.ui.dates import format_time


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
