"""The whole plan for spreadsheets: a list with a line per talk, and a grid of tables by time.

What a session brought, for spreadsheets: the numbers, and a line for each talk.
"""

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
    plan: Plan, rows: Sequence[PlanRow], talks: Sequence[HandoutMeeting]
) -> dict[str, list[list[Any]]]:
    """By the name of the sheet."""
    return {_("List"): build_list_sheet(plan, talks), _("Grid"): build_grid_sheet(rows)}


def build_list_sheet(plan: Plan, talks: Sequence[HandoutMeeting]) -> list[list[Any]]:
    """The head, a line for each talk, and below it which version this is."""
    head = [_("Starts"), _("Ends"), pgettext("to sit at", "Table"), _("Room"), _("Company"), _("People")]
    head += [_("Challenge"), _("Host"), _("Must-meet")]
    stamp = get_plan_status(plan)
    made = [[], [_("Session"), str(plan.session)], [_("Timetable"), f"{stamp.label}, {stamp.text}"]]
    return [head, *(_build_list_row(talk) for talk in talks), *made]


def build_grid_sheet(rows: Sequence[PlanRow]) -> list[list[Any]]:
    """Where a table holds several talks at once, they stand in one cell, a line each."""
    times = [format_time(cell.slot.starts_at) for cell in rows[0].cells] if rows else []
    head = [pgettext("to sit at", "Table"), _("Challenge"), _("Host"), *times]
    body = [
        [row.number, row.challenge, row.host, *("\n".join(talk.company for talk in cell.talks) for cell in row.cells)]
        for row in rows
    ]
    return [head, *body]


def _build_list_row(talk: HandoutMeeting) -> list[Any]:
    must = _("yes") if talk.is_must else ""
    when = [format_iso_time(talk.starts_at), format_iso_time(talk.ends_at)]
    return [*when, talk.table, talk.room, talk.company, talk.people, talk.challenge, talk.host, must]


def build_numbers_sheet(rows: Iterable[ResultRow]) -> list[list[Any]]:
    head = [_("Challenge"), *(str(label) for label, _wanted in LISTS.values())]
    return [head, *([row.title or _("In all"), *(cell.number for cell in row.cells)] for row in rows)]


def build_meetings_sheet(lines: Iterable[ResultLine]) -> list[list[Any]]:
    head = [_("Starts"), _("Company"), _("Challenge"), _("Company says"), _("Host says"), _("Introduction")]
    return [head, *(_build_meeting_sheet_row(line) for line in lines)]


def build_results_workbook(rows: Iterable[ResultRow], lines: Iterable[ResultLine]) -> dict[str, list[list[Any]]]:
    return {_("Numbers"): build_numbers_sheet(rows), _("Talks"): build_meetings_sheet(lines)}


def _build_meeting_sheet_row(line: ResultLine) -> Sequence[Any]:
    return [
        format_iso_time(line.starts_at),
        line.company,
        line.title,
        line.company_says,
        line.host_says,
        line.state_told,
    ]
