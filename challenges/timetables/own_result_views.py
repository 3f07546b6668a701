"""The pages on which a side says what came of its talks: open, choose, done."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from challenges.sessions.meeting_models import Appointment, Outcome
from challenges.sessions.permissions import get_confirmed_registration, get_represented_pitch, get_represented_session
from challenges.sessions.pitch_models import Pitch
from challenges.timetables.meeting_results import save_meeting_result
from challenges.timetables.results.own_meetings import (
    count_unreported,
    format_unreported_count,
    list_host_tables,
    list_own_meetings,
)
from companies.profiles.permissions import company_member, require_own_company
from portal.core.forms import call_with_messages, parse_row_number
from portal.core.policy import SignedInRequest, rom_staff


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
    return render(request, "challenges/timetables/outcome_own.html", context)


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
    return render(request, "challenges/timetables/outcome_hosts.html", context)


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
