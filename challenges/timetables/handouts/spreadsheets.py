"""The whole plan for spreadsheets: a list with a line per talk, and a grid of tables by time."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from challenges.sessions.plan_models import Plan
from challenges.timetables.handouts.meetings import Talk
from challenges.timetables.handouts.status import stamp_of
from challenges.timetables.pages import Row
from portal.ui.dates import clock, iso


def book_of(plan: Plan, rows: Sequence[Row], talks: Sequence[Talk]) -> dict[str, list[list[Any]]]:
    """By the name of the sheet."""
    return {_("List"): list_table(plan, talks), _("Grid"): grid_table(rows)}


def list_table(plan: Plan, talks: Sequence[Talk]) -> list[list[Any]]:
    """The head, a line for each talk, and below it which version this is."""
    head = [_("Starts"), _("Ends"), pgettext("to sit at", "Table"), _("Room"), _("Company"), _("People")]
    head += [_("Challenge"), _("Host"), _("Must-meet")]
    stamp = stamp_of(plan)
    made = [[], [_("Session"), str(plan.session)], [_("Timetable"), f"{stamp.label}, {stamp.text}"]]
    return [head, *(_line(talk) for talk in talks), *made]


def grid_table(rows: Sequence[Row]) -> list[list[Any]]:
    """Where a table holds several talks at once, they stand in one cell, a line each."""
    times = [clock(cell.slot.starts_at) for cell in rows[0].cells] if rows else []
    head = [pgettext("to sit at", "Table"), _("Challenge"), _("Host"), *times]
    body = [
        [row.number, row.challenge, row.host, *("\n".join(talk.company for talk in cell.talks) for cell in row.cells)]
        for row in rows
    ]
    return [head, *body]


def _line(talk: Talk) -> list[Any]:
    must = _("yes") if talk.is_must else ""
    when = [iso(talk.starts_at), iso(talk.ends_at)]
    return [*when, talk.table, talk.room, talk.company, talk.people, talk.challenge, talk.host, must]
