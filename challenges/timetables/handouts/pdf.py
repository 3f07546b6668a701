"""What the papers are set from: every text in the reader's language, ready to be read."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from challenges.sessions.models import Session
from challenges.sessions.plan_models import Plan
from challenges.timetables.handouts.agenda import TALK, AgendaLine, CompanyAgenda, format_idle_time, get_split_note
from challenges.timetables.handouts.meetings import HandoutMeeting
from challenges.timetables.handouts.status import get_plan_status
from challenges.timetables.handouts.table_sheets import TableSheet, TableSheetLine
from challenges.timetables.pages import PlanRow
from portal.ui.dates import format_day, format_time, format_time_span

MOST_SLOTS = 10  # side by side on a page of A4 that is still read at arm's length


def build_agendas_document(plan: Plan, agendas: Sequence[CompanyAgenda], title: str) -> dict[str, Any]:
    return build_document_base(plan, title) | {"agendas": [_format_agenda(plan.session, agenda) for agenda in agendas]}


def build_sheets_document(plan: Plan, sheets: Sequence[TableSheet], title: str) -> dict[str, Any]:
    return build_document_base(plan, title) | {"sheets": [_format_sheet(plan.session, sheet) for sheet in sheets]}


def build_plan_document(plan: Plan, rows: Sequence[PlanRow], talks: Sequence[HandoutMeeting]) -> dict[str, Any]:
    title = _("Timetable")
    return build_document_base(plan, title) | {
        "lead": format_time_and_place(plan.session),
        "grids": [
            _format_plan_grid(rows, first, last) for first, last in split_into_pages(len(rows[0].cells) if rows else 0)
        ],
        "list": [_format_list_line(talk, before) for talk, before in zip(talks, [None, *talks], strict=False)],
    }


def split_into_pages(slots: int) -> list[tuple[int, int]]:
    """As few parts as there can be, about as wide as each other: 16 slots are 8 and 8."""
    count = -(-slots // MOST_SLOTS)
    return [(slots * part // count, slots * (part + 1) // count) for part in range(count)]


def build_document_base(plan: Plan, title: str) -> dict[str, Any]:
    """What every paper has: its title, the running head, and the words of its tables."""
    stamp, session = get_plan_status(plan), plan.session
    running = f"{session.local('title')} · {format_day(session.starts_at, 'year')}"
    return {
        "title": title,
        "author": str(session.rom),
        "running": running,
        "stamp": {"label": stamp.label, "text": stamp.text, "warning": stamp.warning},
        "words": {
            "page": _("page {page} of {pages}"),
            "time": _("Time"),
            "table": pgettext("to sit at", "Table"),
            "talk": _("With whom, about what"),
            "company": _("Company"),
            "challenge": _("Challenge"),
            "notes": _("Notes"),
            "must": _("must"),
            "list": _("All talks in the order of the day"),
            "empty": _("No talks in this timetable."),
        },
    }


def format_time_and_place(session: Session) -> str:
    told = {"when": format_time_span(session.starts_at, session.ends_at), "place": session.place, "city": session.city}
    told["when"] = told["when"][:1].upper() + told["when"][1:]
    return _("%(when)s, %(place)s in %(city)s") % told


def format_time_range(starts_at: datetime, ends_at: datetime) -> str:
    return f"{format_time(starts_at)}–{format_time(ends_at)}"


def format_table_title(tables: Sequence[int]) -> str:
    told = ngettext("Table %(numbers)s", "Tables %(numbers)s", len(tables))
    return told % {"numbers": ", ".join(str(number) for number in tables)}


def _format_agenda(session: Session, agenda: CompanyAgenda) -> dict[str, Any]:
    count = len(agenda.talks)
    told = ngettext("%(count)d talk.", "%(count)d talks.", count) % {"count": count}
    return {
        "company": agenda.company,
        "lead": f"{format_time_and_place(session)}. {told}",
        "lines": [_format_agenda_line(line) for line in agenda.lines] if count else [],
        "note": _get_agenda_note(agenda) if count else "",
    }


def _get_agenda_note(agenda: CompanyAgenda) -> str:
    told = _("Be at the table on time: the next talk there begins right after yours.")
    return f"{get_split_note()} {told}" if agenda.divides else told


def _format_agenda_line(line: AgendaLine) -> dict[str, str]:
    told = {"kind": line.kind, "time": format_time_range(line.starts_at, line.ends_at)}
    if line.talk is None:
        return told | {"text": format_idle_time(line.kind)}
    talk = line.talk
    return told | {
        "table": str(talk.table),
        "room": talk.room,
        "challenge": talk.challenge,
        "foreign": talk.foreign,
        "host": talk.host,
        "walk": line.walk_told,
    }


def _format_sheet(session: Session, sheet: TableSheet) -> dict[str, Any]:
    return {
        "title": format_table_title(sheet.tables),
        "challenge": sheet.challenge,
        "foreign": sheet.foreign,
        "host": sheet.host,
        "lead": f"{sheet.room}. {format_time_and_place(session)}."
        if sheet.room
        else f"{format_time_and_place(session)}.",
        "lines": [_format_sheet_line(line, moves=len(sheet.tables) > 1) for line in sheet.lines],
    }


def _format_sheet_line(line: TableSheetLine, *, moves: bool) -> dict[str, Any]:
    told = {"kind": line.kind, "time": format_time_range(line.starts_at, line.ends_at)}
    if line.kind != TALK:
        return told | {"text": format_idle_time(line.kind)}
    return told | {
        "talks": [
            {
                "company": talk.company,
                "people": talk.people_told,
                "table": format_table_title([talk.table]) if moves else "",
            }
            for talk in line.talks
        ]
    }


def _format_plan_grid(rows: Sequence[PlanRow], first: int, last: int) -> dict[str, Any]:
    slots = [{"time": format_time(cell.slot.starts_at), "after_break": cell.after_break} for cell in rows[0].cells]
    return {
        "slots": _clear_first_break(slots[first:last]),
        "rows": [
            {
                "table": str(row.number),
                "challenge": row.challenge,
                "foreign": "",
                "host": row.host,
                "cells": _clear_first_break(
                    [
                        {
                            "after_break": cell.after_break,
                            "talks": [{"company": talk.company, "must": talk.is_must} for talk in cell.talks],
                        }
                        for cell in row.cells[first:last]
                    ]
                ),
            }
            for row in rows
        ],
    }


def _clear_first_break(cells: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The first of a page comes after nothing on it."""
    return [{**cell, "after_break": cell["after_break"] and number > 0} for number, cell in enumerate(cells)]


def _format_list_line(talk: HandoutMeeting, before: HandoutMeeting | None) -> dict[str, Any]:
    return {
        "first": before is None or before.slot != talk.slot,
        "time": format_time_range(talk.starts_at, talk.ends_at),
        "table": str(talk.table),
        "company": talk.company,
        "challenge": talk.challenge,
        "foreign": talk.foreign,
        "must": talk.is_must,
    }
