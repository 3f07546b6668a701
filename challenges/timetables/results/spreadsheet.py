"""What a session brought, for spreadsheets: the numbers, and a line for each talk."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from challenges.timetables.results.meeting_lines import Line
from challenges.timetables.results.summary import LISTS, Row
from portal.ui.dates import iso


def numbers_table(rows: Iterable[Row]) -> list[list[Any]]:
    head = [_("Challenge"), *(str(label) for label, _wanted in LISTS.values())]
    return [head, *([row.title or _("In all"), *(cell.number for cell in row.cells)] for row in rows)]


def talks_table(lines: Iterable[Line]) -> list[list[Any]]:
    head = [_("Starts"), _("Company"), _("Challenge"), _("Company says"), _("Host says"), _("Introduction")]
    return [head, *(_line(line) for line in lines)]


def book_of(rows: Iterable[Row], lines: Iterable[Line]) -> dict[str, list[list[Any]]]:
    return {_("Numbers"): numbers_table(rows), _("Talks"): talks_table(lines)}


def _line(line: Line) -> Sequence[Any]:
    return [iso(line.starts_at), line.company, line.title, line.company_says, line.host_says, line.state_told]
