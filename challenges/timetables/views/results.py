"""Show organisers what a session led to: figures, the lists that they count, and files of both."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from challenges.sessions.permissions import get_prepared_session
from challenges.timetables.handouts.spreadsheets import build_result_list, build_results_workbook
from challenges.timetables.pages.results import (
    build_result_pipeline,
    build_result_rows,
    get_list_label,
    list_present_companies,
    list_result_lines,
    select_result_lines,
)
from challenges.timetables.views.handouts import build_spreadsheet_response
from portal.core.forms import parse_row_number
from portal.core.policy import SignedInRequest, rom_staff

CAME = "came"


@rom_staff
def session_results(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show the figures; with ?format=xlsx as a file, and with csv a file of the meetings alone."""
    session, now = get_prepared_session(request.user, slug), timezone.now()
    lines = list_result_lines(session, request.user, now)
    rows = build_result_rows(lines)
    kind, name = request.GET.get("format"), f"{slug}-results"
    if kind == "xlsx":
        return build_spreadsheet_response(build_results_workbook(rows, lines), kind, name)
    if kind == "csv":
        return build_spreadsheet_response({"": build_result_list(lines)}, kind, name)
    companies = list_present_companies(session)
    context = {
        "session": session,
        "companies": len(companies),
        "people": sum(each["people"] for each in companies),
        "rows": rows[:-1],
        "all": rows[-1],
        "pipeline": build_result_pipeline(lines),
        "is_over": session.ends_at <= now,
    }
    return render(request, "challenges/timetables/session_results.html", context)


@rom_staff
def session_result_list(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show the list behind a figure, as in ?what=both&challenge=12; 404 where there is no such figure."""
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
