"""What the papers are set from: every text in the reader's language, ready to be read."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from challenges.sessions.models import Session
from challenges.sessions.plan_models import Plan
from challenges.timetables.handouts.agenda import TALK, Agenda, Line, divide_told, idle_told
from challenges.timetables.handouts.meetings import Talk
from challenges.timetables.handouts.status import stamp_of
from challenges.timetables.handouts.table_sheets import Sheet, SheetLine
from challenges.timetables.pages import Row
from portal.ui.dates import clock, day, span

MOST_SLOTS = 10  # side by side on a page of A4 that is still read at arm's length


def agendas_paper(plan: Plan, agendas: Sequence[Agenda], title: str) -> dict[str, Any]:
    return paper_of(plan, title) | {"agendas": [_agenda(plan.session, agenda) for agenda in agendas]}


def sheets_paper(plan: Plan, sheets: Sequence[Sheet], title: str) -> dict[str, Any]:
    return paper_of(plan, title) | {"sheets": [_sheet(plan.session, sheet) for sheet in sheets]}


def plan_paper(plan: Plan, rows: Sequence[Row], talks: Sequence[Talk]) -> dict[str, Any]:
    title = _("Timetable")
    return paper_of(plan, title) | {
        "lead": when_and_where(plan.session),
        "grids": [_grid(rows, first, last) for first, last in parts_of(len(rows[0].cells) if rows else 0)],
        "list": [_in_list(talk, before) for talk, before in zip(talks, [None, *talks], strict=False)],
    }


def parts_of(slots: int) -> list[tuple[int, int]]:
    """As few parts as there can be, about as wide as each other: 16 slots are 8 and 8."""
    count = -(-slots // MOST_SLOTS)
    return [(slots * part // count, slots * (part + 1) // count) for part in range(count)]


def paper_of(plan: Plan, title: str) -> dict[str, Any]:
    """What every paper has: its title, the running head, and the words of its tables."""
    stamp, session = stamp_of(plan), plan.session
    running = f"{session.local('title')} · {day(session.starts_at, 'year')}"
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


def when_and_where(session: Session) -> str:
    told = {"when": span(session.starts_at, session.ends_at), "place": session.place, "city": session.city}
    told["when"] = told["when"][:1].upper() + told["when"][1:]
    return _("%(when)s, %(place)s in %(city)s") % told


def times(starts_at: datetime, ends_at: datetime) -> str:
    return f"{clock(starts_at)}–{clock(ends_at)}"


def table_title(tables: Sequence[int]) -> str:
    told = ngettext("Table %(numbers)s", "Tables %(numbers)s", len(tables))
    return told % {"numbers": ", ".join(str(number) for number in tables)}


def _agenda(session: Session, agenda: Agenda) -> dict[str, Any]:
    count = len(agenda.talks)
    told = ngettext("%(count)d talk.", "%(count)d talks.", count) % {"count": count}
    return {
        "company": agenda.company,
        "lead": f"{when_and_where(session)}. {told}",
        "lines": [_line(line) for line in agenda.lines] if count else [],
        "note": _note(agenda) if count else "",
    }


def _note(agenda: Agenda) -> str:
    told = _("Be at the table on time: the next talk there begins right after yours.")
    return f"{divide_told()} {told}" if agenda.divides else told


def _line(line: Line) -> dict[str, str]:
    told = {"kind": line.kind, "time": times(line.starts_at, line.ends_at)}
    if line.talk is None:
        return told | {"text": idle_told(line.kind)}
    talk = line.talk
    return told | {
        "table": str(talk.table),
        "room": talk.room,
        "challenge": talk.challenge,
        "foreign": talk.foreign,
        "host": talk.host,
        "walk": line.walk_told,
    }


def _sheet(session: Session, sheet: Sheet) -> dict[str, Any]:
    return {
        "title": table_title(sheet.tables),
        "challenge": sheet.challenge,
        "foreign": sheet.foreign,
        "host": sheet.host,
        "lead": f"{sheet.room}. {when_and_where(session)}." if sheet.room else f"{when_and_where(session)}.",
        "lines": [_sheet_line(line, moves=len(sheet.tables) > 1) for line in sheet.lines],
    }


def _sheet_line(line: SheetLine, *, moves: bool) -> dict[str, Any]:
    told = {"kind": line.kind, "time": times(line.starts_at, line.ends_at)}
    if line.kind != TALK:
        return told | {"text": idle_told(line.kind)}
    return told | {
        "talks": [
            {
                "company": talk.company,
                "people": talk.people_told,
                "table": table_title([talk.table]) if moves else "",
            }
            for talk in line.talks
        ]
    }


def _grid(rows: Sequence[Row], first: int, last: int) -> dict[str, Any]:
    slots = [{"time": clock(cell.slot.starts_at), "after_break": cell.after_break} for cell in rows[0].cells]
    return {
        "slots": _unbroken(slots[first:last]),
        "rows": [
            {
                "table": str(row.number),
                "challenge": row.challenge,
                "foreign": "",
                "host": row.host,
                "cells": _unbroken(
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


def _unbroken(cells: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The first of a page comes after nothing on it."""
    return [{**cell, "after_break": cell["after_break"] and number > 0} for number, cell in enumerate(cells)]


def _in_list(talk: Talk, before: Talk | None) -> dict[str, Any]:
    return {
        "first": before is None or before.slot != talk.slot,
        "time": times(talk.starts_at, talk.ends_at),
        "table": str(talk.table),
        "company": talk.company,
        "challenge": talk.challenge,
        "foreign": talk.foreign,
        "must": talk.is_must,
    }
