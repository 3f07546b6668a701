"""What the papers are set from: every text in the reader's language, ready to be read.

A brief as it is set on one page of A4: what does not fit is left to the page on the screen, and said so.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from challenges.matching.explanation import ExplainedMatch, TechnologyPair
from challenges.sessions.models import Session
from challenges.sessions.plan_models import Plan
from challenges.timetables.handouts.agendas import (
    TALK,
    AgendaLine,
    CompanyAgenda,
    TableSheet,
    TableSheetLine,
    format_idle_time,
    get_split_note,
)
from challenges.timetables.handouts.briefs import MeetingBrief
from challenges.timetables.handouts.meetings import HandoutMeeting, get_plan_status
from challenges.timetables.pages.plans import PlanRow
from portal.technologies.phrases import QuotedPhrase
from portal.ui.dates import format_day, format_time, format_time_span
from portal.ui.match_bar import build_bar_slots, format_per_cent, format_tenths

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


MOST_PAIRS, MOST_MISSING, MOST_BEFORE, MOST_QUESTIONS = 5, 4, 3, 3
LONGEST = 140  # characters of a sentence or a question


def build_briefs_document(plan: Plan, briefs: Sequence[MeetingBrief], title: str) -> dict[str, Any]:
    """Each a page."""
    return build_document_base(plan, title) | {
        "briefs": [_format_brief(brief) for brief in briefs],
        "labels": {
            "why": _("Why you two"),
            "how": _("How the points add up"),
            "missing": _("What is missing"),
            "nothing": _("Nothing that would bring more points."),
            "before": _("What was asked before"),
            "none": _("Nothing between these two yet."),
            "questions": _("The challenge asks of everyone who answers it:"),
            "offer": _("Profile of the company"),
            "want": _("Challenge"),
            "no_phrase": _("No phrase found"),
            "closed": _("Why these two match is for the company and the ROM of the challenge to read."),
            "notes": _("Notes"),
        },
    }


def _format_brief(brief: MeetingBrief) -> dict[str, Any]:
    talk, explained = brief.talk, brief.explained
    return {
        "company": talk.company,
        "challenge": talk.challenge,
        "foreign": talk.foreign,
        "facts": _list_brief_facts(brief, talk),
        "score": _format_brief_score(explained, is_own=brief.is_own) if explained else None,
        "pairs": _list_top_pairs(explained) if explained else [],
        "more": _format_more_technologies(explained),
        "parts": _list_score_parts(explained) if explained else [],
        "missing": _list_missing_points(explained) if explained else [],
        "before": [_shorten_text(each.text) for each in brief.before[:MOST_BEFORE]],
        "questions": [_shorten_text(each) for each in brief.questions[:MOST_QUESTIONS]],
    }


def _list_brief_facts(brief: MeetingBrief, talk: HandoutMeeting) -> list[list[str]]:
    session = brief.meeting.plan.session
    found = [
        [_("When"), format_time_range(talk.starts_at, talk.ends_at)],
        [_("Where"), f"{format_table_title([talk.table])}, {talk.room}"],
        [_("Session"), f"{session.local('title')}. {format_time_and_place(session)}."],
    ]
    return [*found, [_("Host"), talk.host]] if talk.host else found


def _format_brief_score(explained: ExplainedMatch, *, is_own: bool) -> dict[str, Any]:
    score = explained.explanation.score
    failures = [f"{rule.name}: {rule.to_you if is_own else rule.sentence}" for rule in explained.failures]
    told = _("%(points)s of 100 points") % {"points": format_tenths(score.total)}
    parts = [
        {
            "name": slot.name,
            "share": format_per_cent(slot.maximum),
            "earned": f"{100 * slot.points / max(1, slot.maximum):.1f}%",
        }
        for slot in build_bar_slots(score, explained.explanation.most)
    ]
    return {"told": told, "parts": parts, "failures": failures}


def _list_score_parts(explained: ExplainedMatch) -> list[dict[str, str]]:
    of = _("%(points)s of %(maximum)s")
    return [
        {
            "label": part.label,
            "why": _shorten_text(part.why),
            "points": of % {"points": format_tenths(part.points), "maximum": format_tenths(part.maximum)}
            if part.maximum is not None
            else format_tenths(part.points),
        }
        for part in explained.parts
    ]


def _list_top_pairs(explained: ExplainedMatch) -> list[dict[str, Any]]:
    """What brings most points first."""
    best = sorted(explained.pairs, key=lambda pair: (-pair.points, -pair.maximum))
    return [_format_brief_pair(pair) for pair in best[:MOST_PAIRS]]


def _format_brief_pair(pair: TechnologyPair) -> dict[str, Any]:
    told = _("%(points)s of %(maximum)s") % {
        "points": format_tenths(pair.points),
        "maximum": format_tenths(pair.maximum),
    }
    return {
        "technology": pair.technology,
        "points": told,
        "offer": _shorten_phrase(pair.offer),
        "want": _shorten_phrase(pair.want),
    }


def _shorten_phrase(phrase: QuotedPhrase | None) -> dict[str, str] | None:
    if phrase is None:
        return None
    side = (LONGEST - min(len(phrase.mark), LONGEST)) // 2
    before = phrase.before if len(phrase.before) <= side else "…" + phrase.before[-side:].partition(" ")[2]
    return {
        "before": before,
        "mark": _shorten_text(phrase.mark),
        "after": _shorten_text(phrase.after, side),
        "lang": phrase.lang,
    }


def _list_missing_points(explained: ExplainedMatch) -> list[dict[str, str]]:
    return [{"strong": each.strong, "text": _shorten_text(each.text)} for each in explained.missing[:MOST_MISSING]]


def _format_more_technologies(explained: ExplainedMatch | None) -> str:
    left = len(explained.pairs) - MOST_PAIRS if explained else 0
    told = ngettext("%(count)d technology more on the page", "%(count)d technologies more on the page", max(left, 0))
    return told % {"count": left} if left > 0 else ""


def _shorten_text(text: str, length: int = LONGEST) -> str:
    return text if len(text) <= length else text[:length].rpartition(" ")[0] + "…"
