"""The pages on which a side says what came of its talks: open, choose, done."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from challenges.sessions.meeting_models import Appointment, Outcome
from challenges.sessions.permissions import get_coming, get_spoken_pitch, get_spoken_session
from challenges.sessions.pitch_models import Pitch
from challenges.timetables.meeting_results import say
from challenges.timetables.results.own_meetings import own_talks, tables_of, unsaid, unsaid_told
from companies.profiles.permissions import company_member, company_of_member
from portal.core.forms import row_number, told
from portal.core.policy import SignedInRequest, rom_staff


@company_member
def outcome_own(request: SignedInRequest, slug: str) -> HttpResponse:
    """Of the reader's company; 404 for who had no seat."""
    registration, now = get_coming(request.user, company_of_member(request.user), slug), timezone.now()
    if request.method == "POST":
        mine = Appointment.objects.filter(registration__company=registration.company_id)
        return _said(request, mine.filter(pitch__session=registration.session_id), Outcome.Side.COMPANY)
    talks = own_talks(registration.company, registration.session_id, request.user, now)
    left = unsaid(talks)
    context = {"session": registration.session, "talks": talks, "left": left, "left_told": unsaid_told(left)}
    return render(request, "challenges/outcome_own.html", context)


@rom_staff
def outcome_hosts(request: SignedInRequest, slug: str) -> HttpResponse:
    """Of all the pitches of a session that the reader speaks for."""
    session, pitches = get_spoken_session(request.user, slug)
    return _of_hosts(request, pitches, {"session": session})


@rom_staff
def outcome_host(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Of one pitch: what its host, who needs no account, says at the table or after it."""
    pitch = get_spoken_pitch(request.user, slug, number)
    return _of_hosts(request, Pitch.objects.filter(pk=pitch.pk), {"session": pitch.session, "pitch": pitch})


def _of_hosts(request: SignedInRequest, pitches: QuerySet[Pitch], context: dict[str, Any]) -> HttpResponse:
    if request.method == "POST":
        return _said(request, Appointment.objects.filter(pitch__in=pitches.values("pk")), Outcome.Side.HOST)
    tables = tables_of(pitches, request.user, timezone.now())
    left = sum(unsaid(table.talks) for table in tables)
    context |= {"tables": tables, "left": left, "left_told": unsaid_told(left)}
    return render(request, "challenges/outcome_hosts.html", context)


def _said(request: SignedInRequest, talks: QuerySet[Appointment], side: str) -> HttpResponse:
    """Back to the talk that it was about; a talk that is not there is said nothing of."""
    talk = talks.filter(pk=row_number(request.POST.get("talk")) or 0).first()
    if talk is None:
        messages.error(request, _("Nothing was noted: this talk is not on your list any more."))
        return redirect(request.path)
    kind = request.POST.get("kind", "")
    told(request, lambda: say(talk, request.user, side, kind), _("Noted. You can still change it."))
    return redirect(f"{request.path}#talk-{talk.pk}")
