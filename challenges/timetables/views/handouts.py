"""Hand out the published timetable on pages and as files: agendas, table sheets, briefs, and the whole timetable."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from challenges.sessions.part_services import get_published_plan
from challenges.sessions.permissions import (
    can_prepare_session,
    get_confirmed_registration,
    get_prepared_session,
    get_represented_session,
)
from challenges.sessions.plan_models import Meeting, Plan
from challenges.timetables.handouts.agendas import load_agendas, load_own_agenda, load_table_sheets
from challenges.timetables.handouts.briefs import build_briefs
from challenges.timetables.handouts.meetings import HandoutMeeting, get_plan_status, load_handout_meetings
from challenges.timetables.handouts.pdf import (
    build_agendas_document,
    build_briefs_document,
    build_plan_document,
    build_sheets_document,
)
from challenges.timetables.pages.plans import PlanRow, build_plan_rows, mark_slots_after_break
from challenges.timetables.permissions import (
    filter_visible_meetings,
    get_company_agenda,
    get_made_plan,
    get_table_sheet,
    get_visible_meeting,
)
from companies.profiles.permissions import company_member, require_own_company
from portal.core.policy import SignedInRequest, require_sign_in, rom_staff
from portal.documents.pdf import CONTENT_TYPE, render_pdf
from portal.documents.spreadsheet import CONTENT_TYPES, build_table_file, build_workbook
from portal.ui.dates import format_iso_time, format_time

AGENDA_PAPER = "challenges/timetables/agenda.typ"
SHEET_PAPER = "challenges/timetables/sheet.typ"


@company_member
def agenda_own(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show the agenda of the reader's company; with ?format=pdf a document, with briefs a page per meeting.

    404 without a confirmed registration.
    """
    registration = get_confirmed_registration(request.user, require_own_company(request.user), slug)
    plan, kind = get_published_plan(registration.session), request.GET.get("format")
    context = {"session": registration.session, "company": registration.company, "is_own": True}
    if plan is None:
        return render(request, "challenges/timetables/agenda.html", context)
    if kind == "briefs":
        meetings = list(filter_visible_meetings(request.user, slug).filter(registration=registration))
        return _build_briefs_response(request, meetings, _("Briefs"), f"{slug}-briefs")
    agenda = load_own_agenda(plan, registration, request.user)
    if kind == "pdf":
        return _build_pdf_response(AGENDA_PAPER, build_agendas_document(plan, [agenda], _("Agenda")), f"{slug}-agenda")
    return render(
        request, "challenges/timetables/agenda.html", {**context, "stamp": get_plan_status(plan), "agenda": agenda}
    )


@rom_staff
def agenda_list(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show organisers the agendas of all companies; with ?format=pdf one document, with a page for each."""
    session = get_prepared_session(request.user, slug)
    plan = get_published_plan(session)
    if plan is None:
        return render(request, "challenges/timetables/agenda_list.html", {"session": session})
    coming = session.registrations.confirmed().select_related("company").order_by("company__name", "pk")
    agendas = load_agendas(plan, list(coming))
    if request.GET.get("format") == "pdf":
        return _build_pdf_response(AGENDA_PAPER, build_agendas_document(plan, agendas, _("Agendas")), f"{slug}-agendas")
    context = {"session": session, "stamp": get_plan_status(plan), "agendas": agendas}
    return render(request, "challenges/timetables/agenda_list.html", context)


@rom_staff
def agenda_detail(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Show organisers the agenda of one company."""
    plan, registration = get_company_agenda(request.user, slug, number)
    [agenda] = load_agendas(plan, [registration])
    if request.GET.get("format") == "pdf":
        name = f"{slug}-agenda-{registration.company.slug}"
        return _build_pdf_response(AGENDA_PAPER, build_agendas_document(plan, [agenda], _("Agenda")), name)
    context = {
        "session": plan.session,
        "company": registration.company,
        "stamp": get_plan_status(plan),
        "agenda": agenda,
    }
    return render(request, "challenges/timetables/agenda.html", context)


@rom_staff
def sheet_list(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show the table sheets of hosts for whom the reader speaks; with ?format=pdf one document, a page for each."""
    session, pitches = get_represented_session(request.user, slug)
    plan = get_published_plan(session)
    context = {"session": session, "organises": can_prepare_session(request.user, session)}
    if plan is None:
        return render(request, "challenges/timetables/sheet_list.html", context)
    sheets = load_table_sheets(plan, pitches.select_related("challenge", "table__room"))
    if request.GET.get("format") == "pdf":
        return _build_pdf_response(
            SHEET_PAPER, build_sheets_document(plan, sheets, _("Table sheets")), f"{slug}-tables"
        )
    return render(
        request, "challenges/timetables/sheet_list.html", {**context, "stamp": get_plan_status(plan), "sheets": sheets}
    )


@rom_staff
def sheet_detail(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Show the table sheet of one host; with ?format=pdf a document, with briefs a page per meeting."""
    plan, pitch = get_table_sheet(request.user, slug, number)
    kind = request.GET.get("format")
    if kind == "briefs":
        meetings = list(filter_visible_meetings(request.user, slug).filter(pitch=pitch))
        return _build_briefs_response(request, meetings, _("Briefs"), f"{slug}-briefs-{number}")
    sheets = load_table_sheets(plan, [pitch])
    if kind == "pdf" and sheets:
        name = f"{slug}-table-{sheets[0].tables[0]}"
        return _build_pdf_response(SHEET_PAPER, build_sheets_document(plan, sheets, _("Table sheet")), name)
    context = {
        "session": plan.session,
        "pitch": pitch,
        "stamp": get_plan_status(plan),
        "sheet": sheets[0] if sheets else None,
        "organises": can_prepare_session(request.user, plan.session),
    }
    return render(request, "challenges/timetables/sheet_detail.html", context)


@require_sign_in
def brief_detail(request: SignedInRequest, slug: str, registration: int, pitch: int) -> HttpResponse:
    """Show a meeting on one page, at an address that stays the same in every version; with ?format=pdf a document."""
    meeting = get_visible_meeting(request.user, slug, registration, pitch)
    if request.GET.get("format") == "pdf":
        return _build_briefs_response(request, [meeting], _("Brief"), f"{slug}-talk-{registration}-{pitch}")
    [brief] = build_briefs([meeting], request.user, timezone.now())
    context = {"session": meeting.plan.session, "stamp": get_plan_status(meeting.plan), "brief": brief}
    return render(request, "challenges/timetables/brief_detail.html", context)


@rom_staff
def plan_whole(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Show organisers any timetable that is ready, as a grid and a list; with ?format=pdf, xlsx or csv as a file."""
    plan = get_made_plan(request.user, slug, number)
    slots = list(plan.session.slots.order_by("starts_at"))
    rows, meetings = build_plan_rows(plan, slots), load_handout_meetings(plan.meetings.all())
    name, kind = f"{slug}-timetable-{number}", request.GET.get("format")
    if kind == "pdf":
        return _build_pdf_response("challenges/timetables/plan.typ", build_plan_document(plan, rows, meetings), name)
    if kind == "xlsx":
        return build_spreadsheet_response(_build_plan_workbook(plan, rows, meetings), kind, name)
    if kind == "csv":
        return build_spreadsheet_response({"": _build_meeting_list(plan, meetings)}, kind, name)
    context = {
        "session": plan.session,
        "plan": plan,
        "stamp": get_plan_status(plan),
        "slots": mark_slots_after_break(slots),
        "rows": rows,
        "meetings": meetings,
    }
    return render(request, "challenges/timetables/plan_whole.html", context)


def _build_plan_workbook(
    plan: Plan, rows: Sequence[PlanRow], meetings: Sequence[HandoutMeeting]
) -> dict[str, list[list[Any]]]:
    """Prepare a list of meetings, and a grid of tables by time; several meetings at once share a cell, a line each."""
    times = [format_time(cell.slot.starts_at) for cell in rows[0].cells] if rows else []
    head = [pgettext("to sit at", "Table"), _("Challenge"), _("Host"), *times]
    grid = []
    for row in rows:
        companies = ["\n".join(meeting.company for meeting in cell.meetings) for cell in row.cells]
        grid.append([row.number, row.challenge, row.host, *companies])
    return {_("List"): _build_meeting_list(plan, meetings), _("Grid"): [head, *grid]}


def _build_meeting_list(plan: Plan, meetings: Sequence[HandoutMeeting]) -> list[list[Any]]:
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


def _build_briefs_response(
    request: SignedInRequest, meetings: Sequence[Meeting], title: str, name: str
) -> HttpResponse:
    """Return a document with a page for each meeting; 404 without any."""
    if not meetings:
        raise Http404
    document = build_briefs_document(meetings[0].plan, build_briefs(meetings, request.user, timezone.now()), title)
    return _build_pdf_response("challenges/timetables/brief.typ", document, name)


def _build_pdf_response(template: str, data: dict[str, Any], name: str) -> HttpResponse:
    return _build_file_response(render_pdf(template, data), CONTENT_TYPE, f"{name}.pdf")


def build_spreadsheet_response(sheets: Mapping[str, Sequence[Sequence[Any]]], kind: str, name: str) -> HttpResponse:
    """Return an XLSX file of sheets by name, or a CSV file of the only sheet."""
    if kind == "xlsx":
        content = build_workbook(sheets)
    else:
        [rows] = sheets.values()
        content = build_table_file(rows, kind)
    return _build_file_response(content, CONTENT_TYPES[kind], f"{name}.{kind}")


def _build_file_response(content: bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
