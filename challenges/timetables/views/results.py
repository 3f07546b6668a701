"""What a session brought, for its organisers: the numbers, the lists that they count, and files of both.

The pages on which a side says what came of its talks: open, choose, done.
"""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from challenges.sessions.meeting_models import Appointment, Outcome
from challenges.sessions.permissions import (
    get_confirmed_registration,
    get_prepared_session,
    get_represented_pitch,
    get_represented_session,
)
from challenges.sessions.pitch_models import Pitch
from challenges.timetables.handouts.spreadsheets import build_meetings_sheet, build_results_workbook
from challenges.timetables.pages.results import (
    build_result_pipeline,
    build_result_rows,
    count_unreported,
    format_unreported_count,
    get_list_label,
    list_host_tables,
    list_own_meetings,
    list_present_companies,
    list_result_lines,
    select_result_lines,
)
from challenges.timetables.services.results import save_meeting_result
from challenges.timetables.views.handouts import build_file_response, get_requested_format
from companies.profiles.permissions import company_member, require_own_company
from portal.core.forms import call_with_messages, parse_row_number
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
    return render(request, "challenges/session_results.html", context)


@rom_staff
def session_result_list(request: SignedInRequest, slug: str) -> HttpResponse:
    """The list behind a number: ?what=both&challenge=12; 404 where there is no such number."""
    session = get_prepared_session(request.user, slug)
    what = request.GET.get("what", "talks")
    if what == CAME:
        context = {"session": session, "came": list_present_companies(session), "title": _("Companies that came")}
        return render(request, "challenges/session_result_list.html", context)
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
    return render(request, "challenges/session_result_list.html", context)


@company_member
def outcome_own(request: SignedInRequest, slug: str) -> HttpResponse:
    """Of the reader's company; 404 for who had no seat."""
    registration, now = (
        get_confirmed_registration(request.user, require_own_company(request.user), slug),
        timezone.now(),
    )
    if request.method == "POST":
        mine = Appointment.objects.filter(registration__company=registration.company_id)
        return _save_posted_result(request, mine.filter(pitch__session=registration.session_id), Outcome.Side.COMPANY)
    talks = list_own_meetings(registration.company, registration.session_id, request.user, now)
    left = count_unreported(talks)
    context = {
        "session": registration.session,
        "talks": talks,
        "left": left,
        "left_told": format_unreported_count(left),
    }
    return render(request, "challenges/outcome_own.html", context)


@rom_staff
def outcome_hosts(request: SignedInRequest, slug: str) -> HttpResponse:
    """Of all the pitches of a session that the reader speaks for."""
    session, pitches = get_represented_session(request.user, slug)
    return _render_host_results(request, pitches, {"session": session})


@rom_staff
def outcome_host(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Of one pitch: what its host, who needs no account, says at the table or after it."""
    pitch = get_represented_pitch(request.user, slug, number)
    return _render_host_results(request, Pitch.objects.filter(pk=pitch.pk), {"session": pitch.session, "pitch": pitch})


def _render_host_results(request: SignedInRequest, pitches: QuerySet[Pitch], context: dict[str, Any]) -> HttpResponse:
    if request.method == "POST":
        return _save_posted_result(
            request, Appointment.objects.filter(pitch__in=pitches.values("pk")), Outcome.Side.HOST
        )
    tables = list_host_tables(pitches, request.user, timezone.now())
    left = sum(count_unreported(table.talks) for table in tables)
    context |= {"tables": tables, "left": left, "left_told": format_unreported_count(left)}
    return render(request, "challenges/outcome_hosts.html", context)


def _save_posted_result(request: SignedInRequest, talks: QuerySet[Appointment], side: str) -> HttpResponse:
    """Back to the talk that it was about; a talk that is not there is said nothing of."""
    talk = talks.filter(pk=parse_row_number(request.POST.get("talk")) or 0).first()
    if talk is None:
        messages.error(request, _("Nothing was noted: this talk is not on your list any more."))
        return redirect(request.path)
    kind = request.POST.get("kind", "")
    call_with_messages(
        request, lambda: save_meeting_result(talk, request.user, side, kind), _("Noted. You can still change it.")
    )
    return redirect(f"{request.path}#talk-{talk.pk}")
