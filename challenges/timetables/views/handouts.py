"""Files that a page of a timetable is kept as.

Agendas: a company's own, and for the organisers those of all.

Table sheets: which company comes when, for the hosts; by their ROM, and by the organisers for all.

One talk on one page, for the company, for the ROM of the challenge, and for the organisers.

The whole plan, for the organisers: a grid and the same talks as a list; on a page, on paper, for spreadsheets.
"""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from challenges.sessions.permissions import (
    can_prepare_session,
    get_confirmed_registration,
    get_prepared_session,
    get_represented_session,
)
from challenges.sessions.planned_meeting_models import Meeting
from challenges.timetables.handouts.agendas import load_agendas, load_own_agenda, load_table_sheets
from challenges.timetables.handouts.briefs import build_briefs
from challenges.timetables.handouts.meetings import get_plan_status, load_handout_meetings
from challenges.timetables.handouts.pdf import (
    build_agendas_document,
    build_briefs_document,
    build_plan_document,
    build_sheets_document,
)
from challenges.timetables.handouts.spreadsheets import build_list_sheet, build_plan_workbook
from challenges.timetables.pages.plans import build_plan_rows, find_slots_after_break
from challenges.timetables.permissions import (
    filter_visible_meetings,
    find_published_plan,
    get_company_agenda,
    get_prepared_plan,
    get_table_sheet,
    get_visible_meeting,
)
from companies.profiles.permissions import company_member, require_own_company
from portal.core.policy import SignedInRequest, require_sign_in, rom_staff
from portal.documents.pdf import CONTENT_TYPE, render_pdf
from portal.documents.spreadsheet import CONTENT_TYPES, build_table_file, build_workbook
from portal.ui.language import get_reader_language


def get_requested_format(request: SignedInRequest) -> str:
    """pdf, briefs, xlsx or csv, as the address says; "" is the page."""
    return request.GET.get("format", "")


def build_pdf_response(template: str, data: dict[str, Any], name: str) -> HttpResponse:
    return build_file_response(render_pdf(template, data), CONTENT_TYPE, f"{name}.pdf")


def build_briefs_response(request: SignedInRequest, meetings: Sequence[Meeting], title: str, name: str) -> HttpResponse:
    """A page for each; 404 without any."""
    if not meetings:
        raise Http404
    briefs = build_briefs(meetings, request.user, timezone.now())
    return build_pdf_response("papers/brief.typ", build_briefs_document(meetings[0].plan, briefs, title), name)


def build_file_response(content: bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


AGENDA_PAPER = "papers/agenda.typ"


@company_member
def agenda_own(request: SignedInRequest, slug: str) -> HttpResponse:
    """Of the reader's company; with ?format=pdf on paper, with briefs its talks, a page each. 404 without a seat."""
    registration = get_confirmed_registration(request.user, require_own_company(request.user), slug)
    plan = find_published_plan(registration.session)
    context = {"session": registration.session, "company": registration.company, "is_own": True}
    if plan is None:
        return render(request, "challenges/agenda.html", context)
    if get_requested_format(request) == "briefs":
        meetings = list(filter_visible_meetings(request.user, slug).filter(registration=registration))
        return build_briefs_response(request, meetings, _("Briefs"), f"{slug}-briefs")
    agenda = load_own_agenda(plan, registration, request.user)
    if get_requested_format(request) == "pdf":
        return build_pdf_response(AGENDA_PAPER, build_agendas_document(plan, [agenda], _("Agenda")), f"{slug}-agenda")
    return render(request, "challenges/agenda.html", {**context, "stamp": get_plan_status(plan), "agenda": agenda})


@rom_staff
def agenda_list(request: SignedInRequest, slug: str) -> HttpResponse:
    """Of every company with a seat; with ?format=pdf all in one file, a page for each."""
    session = get_prepared_session(request.user, slug)
    plan = find_published_plan(session)
    if plan is None:
        return render(request, "challenges/agenda_list.html", {"session": session})
    coming = session.registrations.confirmed().select_related("company").order_by("company__name", "pk")
    agendas = load_agendas(plan, list(coming))
    if get_requested_format(request) == "pdf":
        return build_pdf_response(AGENDA_PAPER, build_agendas_document(plan, agendas, _("Agendas")), f"{slug}-agendas")
    context = {"session": session, "stamp": get_plan_status(plan), "agendas": agendas}
    return render(request, "challenges/agenda_list.html", context)


@rom_staff
def agenda_detail(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Of one company, as it reads it, for the organisers."""
    plan, registration = get_company_agenda(request.user, slug, number)
    [agenda] = load_agendas(plan, [registration])
    if get_requested_format(request) == "pdf":
        name = f"{slug}-agenda-{registration.company.slug}"
        return build_pdf_response(AGENDA_PAPER, build_agendas_document(plan, [agenda], _("Agenda")), name)
    context = {
        "session": plan.session,
        "company": registration.company,
        "stamp": get_plan_status(plan),
        "agenda": agenda,
    }
    return render(request, "challenges/agenda.html", context)


SHEET_PAPER = "papers/sheet.typ"


@rom_staff
def sheet_list(request: SignedInRequest, slug: str) -> HttpResponse:
    """Those of the pitches that the reader speaks for; with ?format=pdf all in one file, a page for each."""
    session, pitches = get_represented_session(request.user, slug)
    plan = find_published_plan(session)
    context = {"session": session, "organises": can_prepare_session(request.user, session)}
    if plan is None:
        return render(request, "challenges/sheet_list.html", context)
    sheets = load_table_sheets(plan, pitches.select_related("challenge", "table__room"))
    if get_requested_format(request) == "pdf":
        return build_pdf_response(SHEET_PAPER, build_sheets_document(plan, sheets, _("Table sheets")), f"{slug}-tables")
    return render(request, "challenges/sheet_list.html", {**context, "stamp": get_plan_status(plan), "sheets": sheets})


@rom_staff
def sheet_detail(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """With ?format=pdf on paper, with briefs the talks at this table, a page each."""
    plan, pitch = get_table_sheet(request.user, slug, number)
    if get_requested_format(request) == "briefs":
        meetings = list(filter_visible_meetings(request.user, slug).filter(pitch=pitch))
        return build_briefs_response(request, meetings, _("Briefs"), f"{slug}-briefs-{number}")
    sheets = load_table_sheets(plan, [pitch])
    if get_requested_format(request) == "pdf" and sheets:
        return build_pdf_response(
            SHEET_PAPER, build_sheets_document(plan, sheets, _("Table sheet")), f"{slug}-table-{sheets[0].tables[0]}"
        )
    context = {
        "session": plan.session,
        "pitch": pitch,
        "stamp": get_plan_status(plan),
        "sheet": sheets[0] if sheets else None,
        "organises": can_prepare_session(request.user, plan.session),
    }
    return render(request, "challenges/sheet_detail.html", context)


@require_sign_in
def brief_detail(request: SignedInRequest, slug: str, registration: int, pitch: int) -> HttpResponse:
    """Or with ?format=pdf on paper. Its address stays the same through every version of the timetable."""
    meeting = get_visible_meeting(request.user, slug, registration, pitch)
    if get_requested_format(request) == "pdf":
        return build_briefs_response(request, [meeting], _("Brief"), f"{slug}-talk-{registration}-{pitch}")
    [brief] = build_briefs([meeting], request.user, timezone.now())
    context = {"session": meeting.plan.session, "stamp": get_plan_status(meeting.plan), "brief": brief}
    return render(request, "challenges/brief_detail.html", context)


@rom_staff
def plan_whole(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Of any version that is made, drafts too; with ?format=pdf, xlsx or csv as a file."""
    plan = get_prepared_plan(request.user, slug, number)
    if not plan.is_made:
        raise Http404
    slots = list(plan.session.slots.order_by("starts_at"))
    rows, talks = build_plan_rows(plan, slots), load_handout_meetings(plan.meetings.all(), get_reader_language())
    name, kind = f"{slug}-timetable-{number}", get_requested_format(request)
    if kind == "pdf":
        return build_pdf_response("papers/plan.typ", build_plan_document(plan, rows, talks), name)
    if kind == "xlsx":
        return build_file_response(
            build_workbook(build_plan_workbook(plan, rows, talks)), CONTENT_TYPES[kind], f"{name}.xlsx"
        )
    if kind == "csv":
        return build_file_response(
            build_table_file(build_list_sheet(plan, talks), kind), CONTENT_TYPES[kind], f"{name}.csv"
        )
    context = {
        "session": plan.session,
        "plan": plan,
        "stamp": get_plan_status(plan),
        "slots": [(slot, slot.pk in find_slots_after_break(slots)) for slot in slots],
        "rows": rows,
        "talks": talks,
    }
    return render(request, "challenges/plan_whole.html", context)
