"""Prepare spreadsheets of a timetable and of meeting results: rows of cells, by the name of the sheet."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from challenges.sessions.plan_models import Plan
from challenges.timetables.handouts.meetings import HandoutMeeting, get_plan_status
from challenges.timetables.pages.plans import PlanRow
from challenges.timetables.pages.results import LISTS, ResultLine, ResultRow
from portal.ui.dates import format_iso_time, format_time


def build_plan_workbook(
    plan: Plan, rows: Sequence[PlanRow], meetings: Sequence[HandoutMeeting]
) -> dict[str, list[list[Any]]]:
    """Prepare a list of meetings, and a grid of tables by time; several meetings at once share a cell, a line each."""
    times = [format_time(cell.slot.starts_at) for cell in rows[0].cells] if rows else []
    head = [pgettext("to sit at", "Table"), _("Challenge"), _("Host"), *times]
    grid = []
    for row in rows:
        companies = ["\n".join(meeting.company for meeting in cell.meetings) for cell in row.cells]
        grid.append([row.number, row.challenge, row.host, *companies])
    return {_("List"): build_meeting_list(plan, meetings), _("Grid"): [head, *grid]}


def build_meeting_list(plan: Plan, meetings: Sequence[HandoutMeeting]) -> list[list[Any]]:
    """Prepare a line for each meeting, and below them which version of the timetable it is."""
    head = [_("Starts"), _("Ends"), pgettext("to sit at", "Table"), _("Room"), _("Company"), _("People")]
    head += [_("Challenge"), _("Host"), _("Must-meet")]
    lines = [
        [
            *(format_iso_time(meeting.starts_at), format_iso_time(meeting.ends_at)),
            *(meeting.table, meeting.room, meeting.company, meeting.people, meeting.challenge, meeting.host),
            _("yes") if meeting.is_must else "",
        ]
        for meeting in meetings
    ]
    status = get_plan_status(plan)
    version = [_("Timetable"), f"{status.label}, {status.text}"]
    return [head, *lines, [], [_("Session"), str(plan.session)], version]


def build_results_workbook(rows: Iterable[ResultRow], lines: Iterable[ResultLine]) -> dict[str, list[list[Any]]]:
    """Prepare the figures of a session, and a line for each meeting."""
    head = [_("Challenge"), *(str(label) for label, _wanted in LISTS.values())]
    figures = [[row.title or _("In all"), *(number for _what, _label, number in row.cells)] for row in rows]
    return {_("Numbers"): [head, *figures], _("Talks"): build_result_list(lines)}


def build_result_list(lines: Iterable[ResultLine]) -> list[list[Any]]:
    """Prepare a line for each meeting with both results."""
    head = [_("Starts"), _("Company"), _("Challenge"), _("Company says"), _("Host says"), _("Introduction")]
    return [
        head,
        *(
            [
                *(format_iso_time(line.starts_at), line.company, line.title),
                *(line.company_says, line.host_says, line.state_told),
            ]
            for line in lines
        ),
    ]
