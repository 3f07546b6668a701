"""Table sheets: which company comes when, for the hosts; by their ROM, and by the organisers for all."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from challenges.sessions.permissions import can_prepare_session, get_represented_session
from challenges.timetables.handout_views.files import build_briefs_response, build_pdf_response, get_requested_format
from challenges.timetables.handouts.loading import load_table_sheets
from challenges.timetables.handouts.pdf import build_sheets_document
from challenges.timetables.handouts.status import get_plan_status
from challenges.timetables.permissions import filter_visible_meetings, find_published_plan, get_table_sheet
from portal.core.policy import SignedInRequest, rom_staff

PAPER = "challenges/timetables/sheet.typ"


@rom_staff
def sheet_list(request: SignedInRequest, slug: str) -> HttpResponse:
    """Those of the pitches that the reader speaks for; with ?format=pdf all in one file, a page for each."""
    session, pitches = get_represented_session(request.user, slug)
    plan = find_published_plan(session)
    context = {"session": session, "organises": can_prepare_session(request.user, session)}
    if plan is None:
        return render(request, "challenges/timetables/sheet_list.html", context)
    sheets = load_table_sheets(plan, pitches.select_related("challenge", "table__room"))
    if get_requested_format(request) == "pdf":
        return build_pdf_response(PAPER, build_sheets_document(plan, sheets, _("Table sheets")), f"{slug}-tables")
    return render(
        request, "challenges/timetables/sheet_list.html", {**context, "stamp": get_plan_status(plan), "sheets": sheets}
    )


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
            PAPER, build_sheets_document(plan, sheets, _("Table sheet")), f"{slug}-table-{sheets[0].tables[0]}"
        )
    context = {
        "session": plan.session,
        "pitch": pitch,
        "stamp": get_plan_status(plan),
        "sheet": sheets[0] if sheets else None,
        "organises": can_prepare_session(request.user, plan.session),
    }
    return render(request, "challenges/timetables/sheet_detail.html", context)
