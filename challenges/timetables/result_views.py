"""What a session brought, for its organisers: the numbers, the lists that they count, and files of both."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from challenges.sessions.permissions import get_prepared_session
from challenges.timetables.handout_views.files import build_file_response, get_requested_format
from challenges.timetables.results.meeting_lines import list_result_lines
from challenges.timetables.results.spreadsheet import build_meetings_sheet, build_results_workbook
from challenges.timetables.results.summary import (
    build_result_pipeline,
    build_result_rows,
    get_list_label,
    list_present_companies,
    select_result_lines,
)
from portal.core.forms import parse_row_number
from portal.core.policy import SignedInRequest, rom_staff
from portal.documents.spreadsheet import CONTENT_TYPES, build_table_file, build_workbook

CAME = "came"


@rom_staff
def session_results(request: SignedInRequest, slug: str) -> HttpResponse:
    """With ?format=xlsx or csv as a file; the latter has the talks alone."""
    session, now = get_prepared_session(request.user, slug), timezone.now()
    lines = list_result_lines(session, request.user, now)
    rows, kind, name = build_result_rows(lines), get_requested_format(request), f"{slug}-results"
    if kind == "xlsx":
        return build_file_response(
            build_workbook(build_results_workbook(rows, lines)), CONTENT_TYPES[kind], f"{name}.xlsx"
        )
    if kind == "csv":
        return build_file_response(
            build_table_file(build_meetings_sheet(lines), kind), CONTENT_TYPES[kind], f"{name}.csv"
        )
    came = list_present_companies(session)
    context = {
        "session": session,
        "companies": len(came),
        "people": sum(each.people for each in came),
        "rows": rows[:-1],
        "all": rows[-1],
        "pipeline": build_result_pipeline(lines),
        "is_over": session.ends_at <= now,
    }
    return render(request, "challenges/timetables/session_results.html", context)


@rom_staff
def session_result_list(request: SignedInRequest, slug: str) -> HttpResponse:
    """The list behind a number: ?what=both&challenge=12; 404 where there is no such number."""
    session = get_prepared_session(request.user, slug)
    what = request.GET.get("what", "talks")
    if what == CAME:
        context = {"session": session, "came": list_present_companies(session), "title": _("Companies that came")}
        return render(request, "challenges/timetables/session_result_list.html", context)
    challenge = parse_row_number(request.GET.get("challenge"))
    lines = select_result_lines(list_result_lines(session, request.user, timezone.now()), what, challenge)
    if lines is None:
        raise Http404
    context = {
        "session": session,
        "title": get_list_label(what),
        "challenge": lines[0].title if challenge and lines else "",
        "lines": lines,
    }
    return render(request, "challenges/timetables/session_result_list.html", context)
