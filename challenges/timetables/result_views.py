"""What a session brought, for its organisers: the numbers, the lists that they count, and files of both."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from challenges.sessions.permissions import get_prepared_session
from challenges.timetables.handout_views.files import named, wanted
from challenges.timetables.results.meeting_lines import lines_of
from challenges.timetables.results.spreadsheet import book_of, talks_table
from challenges.timetables.results.summary import came_of, chosen, label_of, pipeline_of, rows_of
from portal.core.forms import row_number
from portal.core.policy import SignedInRequest, rom_staff
from portal.documents.spreadsheet import CONTENT_TYPES, written_book, written_table

CAME = "came"


@rom_staff
def session_results(request: SignedInRequest, slug: str) -> HttpResponse:
    """With ?format=xlsx or csv as a file; the latter has the talks alone."""
    session, now = get_prepared_session(request.user, slug), timezone.now()
    lines = lines_of(session, request.user, now)
    rows, kind, name = rows_of(lines), wanted(request), f"{slug}-results"
    if kind == "xlsx":
        return named(written_book(book_of(rows, lines)), CONTENT_TYPES[kind], f"{name}.xlsx")
    if kind == "csv":
        return named(written_table(talks_table(lines), kind), CONTENT_TYPES[kind], f"{name}.csv")
    came = came_of(session)
    context = {
        "session": session,
        "companies": len(came),
        "people": sum(each.people for each in came),
        "rows": rows[:-1],
        "all": rows[-1],
        "pipeline": pipeline_of(lines),
        "is_over": session.ends_at <= now,
    }
    return render(request, "challenges/session_results.html", context)


@rom_staff
def session_result_list(request: SignedInRequest, slug: str) -> HttpResponse:
    """The list behind a number: ?what=both&challenge=12; 404 where there is no such number."""
    session = get_prepared_session(request.user, slug)
    what = request.GET.get("what", "talks")
    if what == CAME:
        context = {"session": session, "came": came_of(session), "title": _("Companies that came")}
        return render(request, "challenges/session_result_list.html", context)
    challenge = row_number(request.GET.get("challenge"))
    lines = chosen(lines_of(session, request.user, timezone.now()), what, challenge)
    if lines is None:
        raise Http404
    context = {
        "session": session,
        "title": label_of(what),
        "challenge": lines[0].title if challenge and lines else "",
        "lines": lines,
    }
    return render(request, "challenges/session_result_list.html", context)
