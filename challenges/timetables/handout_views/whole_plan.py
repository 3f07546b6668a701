"""The whole plan, for the organisers: a grid and the same talks as a list; on a page, on paper, for spreadsheets."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from challenges.timetables.handout_views.files import build_file_response, build_pdf_response, get_requested_format
from challenges.timetables.handouts.meetings import load_handout_meetings
from challenges.timetables.handouts.pdf import build_plan_document
from challenges.timetables.handouts.spreadsheets import build_list_sheet, build_plan_workbook
from challenges.timetables.handouts.status import get_plan_status
from challenges.timetables.pages import build_plan_rows, find_slots_after_break
from challenges.timetables.permissions import get_prepared_plan
from portal.core.policy import SignedInRequest, rom_staff
from portal.documents.spreadsheet import CONTENT_TYPES, build_table_file, build_workbook
from portal.ui.language import get_reader_language


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
        return build_pdf_response("challenges/timetables/plan.typ", build_plan_document(plan, rows, talks), name)
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
    return render(request, "challenges/timetables/plan_whole.html", context)
