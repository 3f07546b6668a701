"""What a session brought, for spreadsheets: the numbers, and a line for each talk."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from challenges.timetables.results.meeting_lines import ResultLine
from challenges.timetables.results.summary import LISTS, ResultRow
from portal.ui.dates import format_iso_time


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
