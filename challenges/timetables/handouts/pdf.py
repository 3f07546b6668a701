"""Prepare the data of PDF documents (templates/papers): every text in the reader's language, ready to be set.

A brief is set on one page of A4; what does not fit is left to its page on the screen, and the document says so.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from challenges.matching.explanation import ExplainedMatch
from challenges.sessions.models import Session
from challenges.sessions.plan_models import Plan
from challenges.timetables.handouts.agendas import MEETING, CompanyAgenda, TableSheet, format_idle_time
from challenges.timetables.handouts.briefs import MeetingBrief
from challenges.timetables.handouts.meetings import HandoutMeeting, get_plan_status
from challenges.timetables.pages.plans import PlanRow
from portal.technologies.phrases import QuotedPhrase
from portal.ui.dates import format_day, format_time, format_time_span
from portal.ui.match_bar import build_bar_slots, format_per_cent, format_tenths

MOST_SLOTS = 10  # side by side on a page of A4, so that it can be read at arm's length
MOST_PAIRS, MOST_MISSING, MOST_BEFORE, MOST_QUESTIONS = 5, 4, 3, 3  # in a brief
LONGEST = 140  # characters of a sentence or a question in a brief


def build_agendas_document(plan: Plan, agendas: Sequence[CompanyAgenda], title: str) -> dict[str, Any]:
    """Prepare agendas, one per page."""
    lead = _format_time_and_place(plan.session)
    on_time = _("Be at the table on time: the next talk there begins right after yours.")
    divide = _("Some of these talks are at the same time: divide your people over the tables.")
    pages = []
    for agenda in agendas:
        count = len(agenda.meetings)
        words = ngettext("%(count)d talk.", "%(count)d talks.", count) % {"count": count}
        lines: list[dict[str, str]] = []
        for line in agenda.lines if count else ():
            lines.append({"kind": line.kind, "time": _format_time_range(line.starts_at, line.ends_at)})
            if meeting := line.meeting:
                lines[-1] |= {
                    "table": str(meeting.table),
                    "room": meeting.room,
                    "challenge": meeting.challenge,
                    "foreign": meeting.foreign,
                    "host": meeting.host,
                    "walk": line.walk_told,
                }
            else:
                lines[-1]["text"] = format_idle_time(line.kind)
        note = f"{divide} {on_time}" if agenda.divides else on_time
        pages.append(
            {"company": agenda.company, "lead": f"{lead}. {words}", "lines": lines, "note": note if count else ""}
        )
    return _build_document_base(plan, title) | {"agendas": pages}


def build_sheets_document(plan: Plan, sheets: Sequence[TableSheet], title: str) -> dict[str, Any]:
    """Prepare table sheets, one per page."""
    lead = _format_time_and_place(plan.session)
    pages = []
    for sheet in sheets:
        lines: list[dict[str, Any]] = []
        for line in sheet.lines:
            lines.append({"kind": line.kind, "time": _format_time_range(line.starts_at, line.ends_at)})
            if line.kind == MEETING:
                lines[-1]["talks"] = [
                    {
                        "company": meeting.company,
                        "people": meeting.people_told,
                        "table": _format_table_title([meeting.table]) if len(sheet.tables) > 1 else "",
                    }
                    for meeting in line.meetings
                ]
            else:
                lines[-1]["text"] = format_idle_time(line.kind)
        pages.append(
            {
                "title": _format_table_title(sheet.tables),
                "challenge": sheet.challenge,
                "foreign": sheet.foreign,
                "host": sheet.host,
                "lead": f"{sheet.room}. {lead}." if sheet.room else f"{lead}.",
                "lines": lines,
            }
        )
    return _build_document_base(plan, title) | {"sheets": pages}


def build_plan_document(plan: Plan, rows: Sequence[PlanRow], meetings: Sequence[HandoutMeeting]) -> dict[str, Any]:
    """Prepare the whole timetable: grids of tables by time slot, and a list in the order of the day."""
    parts = split_into_pages(len(rows[0].cells) if rows else 0)
    return _build_document_base(plan, _("Timetable")) | {
        "lead": _format_time_and_place(plan.session),
        "grids": [_format_plan_grid(rows, first, last) for first, last in parts],
        "list": [
            {
                "first": before is None or before.slot != meeting.slot,
                "time": _format_time_range(meeting.starts_at, meeting.ends_at),
                "table": str(meeting.table),
                "company": meeting.company,
                "challenge": meeting.challenge,
                "foreign": meeting.foreign,
                "must": meeting.is_must,
            }
            for meeting, before in zip(meetings, [None, *meetings], strict=False)
        ],
    }


def split_into_pages(slots: int) -> list[tuple[int, int]]:
    """Divide slots over as few pages as possible, about as many on each: 16 slots are 8 and 8."""
    count = -(-slots // MOST_SLOTS)
    return [(slots * part // count, slots * (part + 1) // count) for part in range(count)]


def _format_plan_grid(rows: Sequence[PlanRow], first: int, last: int) -> dict[str, Any]:
    """Prepare the slots from `first` up to `last`; before the first slot of a page no break is drawn."""
    return {
        "slots": [
            {"time": format_time(cell.slot.starts_at), "after_break": cell.after_break and number > 0}
            for number, cell in enumerate(rows[0].cells[first:last])
        ],
        "rows": [
            {
                "table": str(row.number),
                "challenge": row.challenge,
                "foreign": "",
                "host": row.host,
                "cells": [
                    {
                        "after_break": cell.after_break and number > 0,
                        "talks": [{"company": meeting.company, "must": meeting.is_must} for meeting in cell.meetings],
                    }
                    for number, cell in enumerate(row.cells[first:last])
                ],
            }
            for row in rows
        ],
    }


def _build_document_base(plan: Plan, title: str) -> dict[str, Any]:
    """Prepare what every document has: its title, the running head, and the words of its tables."""
    status, session = get_plan_status(plan), plan.session
    return {
        "title": title,
        "author": str(session.rom),
        "running": f"{session.local('title')} · {format_day(session.starts_at, 'year')}",
        "stamp": {"label": status.label, "text": status.text, "warning": status.warning},
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


def _format_time_and_place(session: Session) -> str:
    when = format_time_span(session.starts_at, session.ends_at)
    return _("%(when)s, %(place)s in %(city)s") % {
        "when": when[:1].upper() + when[1:],
        "place": session.place,
        "city": session.city,
    }


def _format_time_range(starts_at: datetime, ends_at: datetime) -> str:
    return f"{format_time(starts_at)}–{format_time(ends_at)}"


def _format_table_title(tables: Sequence[int]) -> str:
    words = ngettext("Table %(numbers)s", "Tables %(numbers)s", len(tables))
    return words % {"numbers": ", ".join(map(str, tables))}


def build_briefs_document(plan: Plan, briefs: Sequence[MeetingBrief], title: str) -> dict[str, Any]:
    """Prepare briefs, one per page."""
    return _build_document_base(plan, title) | {
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
    meeting, session, explained = brief.details, brief.meeting.plan.session, brief.explained
    facts = [
        [_("When"), _format_time_range(meeting.starts_at, meeting.ends_at)],
        [_("Where"), f"{_format_table_title([meeting.table])}, {meeting.room}"],
        [_("Session"), f"{session.local('title')}. {_format_time_and_place(session)}."],
    ]
    if meeting.host:
        facts.append([_("Host"), meeting.host])
    return {
        "company": meeting.company,
        "challenge": meeting.challenge,
        "foreign": meeting.foreign,
        "facts": facts,
        **(_format_explanation(explained, is_own=brief.is_own) if explained else NOT_EXPLAINED),
        "before": [_shorten_text(each.text) for each in brief.before[:MOST_BEFORE]],
        "questions": [_shorten_text(each) for each in brief.questions[:MOST_QUESTIONS]],
    }


NOT_EXPLAINED: dict[str, Any] = {"score": None, "pairs": [], "more": "", "parts": [], "missing": []}


def _format_explanation(explained: ExplainedMatch, *, is_own: bool) -> dict[str, Any]:
    """Prepare the score, its parts, the technologies that bring most points, and what is missing."""
    score, of = explained.explanation.score, _("%(points)s of %(maximum)s")
    best = sorted(explained.pairs, key=lambda pair: (-pair.points, -pair.maximum))
    more = max(len(explained.pairs) - MOST_PAIRS, 0)
    words = ngettext("%(count)d technology more on the page", "%(count)d technologies more on the page", more)
    return {
        "score": {
            "told": _("%(points)s of 100 points") % {"points": format_tenths(score.total)},
            "parts": [
                {
                    "name": slot.name,
                    "share": format_per_cent(slot.maximum),
                    "earned": f"{100 * slot.points / max(1, slot.maximum):.1f}%",
                }
                for slot in build_bar_slots(score, explained.explanation.most)
            ],
            "failures": [f"{rule.name}: {rule.to_you if is_own else rule.sentence}" for rule in explained.failures],
        },
        "pairs": [
            {
                "technology": pair.technology,
                "points": of % {"points": format_tenths(pair.points), "maximum": format_tenths(pair.maximum)},
                "offer": _shorten_phrase(pair.offer),
                "want": _shorten_phrase(pair.want),
            }
            for pair in best[:MOST_PAIRS]
        ],
        "more": words % {"count": more} if more else "",
        "parts": [
            {
                "label": part.label,
                "why": _shorten_text(part.why),
                "points": of % {"points": format_tenths(part.points), "maximum": format_tenths(part.maximum)}
                if part.maximum is not None
                else format_tenths(part.points),
            }
            for part in explained.parts
        ],
        "missing": [
            {"strong": each.strong, "text": _shorten_text(each.text)} for each in explained.missing[:MOST_MISSING]
        ],
    }


def _shorten_phrase(phrase: QuotedPhrase | None) -> dict[str, str] | None:
    """Shorten a quoted phrase on both sides of what is marked."""
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


def _shorten_text(text: str, length: int = LONGEST) -> str:
    return text if len(text) <= length else text[:length].rpartition(" ")[0] + "…"
