"""Let each side give the results of its own meetings. Nothing here reads the results of the other side."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.introductions.models import Introduction
from challenges.sessions.appointment_models import Appointment, Outcome, get_last_result_day
from challenges.sessions.part_models import Pitch
from challenges.sessions.permissions import get_confirmed_registration, get_represented_pitch, get_represented_session
from challenges.timetables.handouts.meetings import find_visible_challenges, get_visible_title
from challenges.timetables.services.results import save_meeting_result
from companies.profiles.models import Company
from companies.profiles.permissions import company_member, require_own_company
from portal.accounts.models import User
from portal.core.forms import call_with_messages, parse_row_number
from portal.core.policy import SignedInRequest, rom_staff
from portal.ui.dates import format_day, to_local_day

COMPANY, HOST, GOES_ON = Outcome.Side.COMPANY, Outcome.Side.HOST, Outcome.Kind.GOES_ON


@dataclass(frozen=True)
class ReportedMeeting:
    """Show a meeting to one side.

    who: the other side. foreign: the language of its name, "" for the reader's own. table: for the company, which
    moves between tables. said: the kind of its result, "" for none. introduction: of the pair, if the reader may see
    it, and if it has not ended or began after the meeting. is_open, until: whether and until when a result can be
    given.
    """

    number: int
    who: str
    foreign: str
    starts_at: datetime
    table: int | None
    said: str
    introduction: Introduction | None
    is_open: bool
    until: str

    @property
    def answers(self) -> list[tuple[str, str, bool]]:
        """Return kind and label of each possible result, and whether it was given."""
        return [(kind, str(label), kind == self.said) for kind, label in Outcome.Kind.choices]

    @property
    def told(self) -> str:
        """Say what follows. The text is the same whether the other side said no or nothing."""
        if not self.said:
            return _("Say it until %(day)s.") % {"day": self.until} if self.is_open else _("Nothing was said.")
        if self.said != GOES_ON:
            return _("Noted. The other side does not read it.")
        if self.introduction:
            return ""
        if not self.is_open:
            return _("Nothing has followed from it so far.")
        return _(
            "If the other side says so too, an introduction begins. Heard nothing by %(day)s? Then nothing follows."
        ) % {"day": self.until}


@company_member
def result_own(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show and save the results of a company; 404 without a confirmed registration."""
    user = request.user
    registration = get_confirmed_registration(user, require_own_company(user), slug)
    appointments = Appointment.objects.filter(
        registration__company=registration.company_id, pitch__session=registration.session_id
    )
    if request.method == "POST":
        return _save_posted_result(request, appointments, COMPANY)
    now = timezone.now()
    rows = _load_appointments(appointments.begun(now))
    visible = find_visible_challenges(user, {row.pitch.challenge_id for row in rows})
    meetings = _build_reported_meetings(rows, COMPANY, user, now, visible)
    context = {"session": registration.session, "meetings": meetings, **_count_unreported(meetings)}
    return render(request, "challenges/timetables/result_own.html", context)


@rom_staff
def result_hosts(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show and save the results of all hosts at a session for whom the reader speaks."""
    session, pitches = get_represented_session(request.user, slug)
    return _render_host_results(request, pitches, {"session": session})


@rom_staff
def result_host(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Show and save the results of one host, who needs no account."""
    pitch = get_represented_pitch(request.user, slug, number)
    return _render_host_results(request, Pitch.objects.filter(pk=pitch.pk), {"session": pitch.session, "pitch": pitch})


def _render_host_results(request: SignedInRequest, pitches: QuerySet[Pitch], context: dict[str, Any]) -> HttpResponse:
    if request.method == "POST":
        return _save_posted_result(request, Appointment.objects.filter(pitch__in=pitches.values("pk")), HOST)
    now = timezone.now()
    known = list(pitches.select_related("challenge", "table").order_by("table__number", "pk"))
    rows = _load_appointments(Appointment.objects.begun(now).filter(pitch__in=known))
    reported = _build_reported_meetings(rows, HOST, request.user, now, ())
    meetings: dict[int, list[ReportedMeeting]] = {}
    for row, meeting in zip(rows, reported, strict=True):
        meetings.setdefault(row.pitch_id, []).append(meeting)
    tables = []
    for pitch in known:
        if pitch.pk in meetings:
            title, foreign = get_visible_title(pitch.challenge)
            tables.append({"pitch": pitch, "title": title, "foreign": foreign, "meetings": meetings[pitch.pk]})
    context |= {"tables": tables, **_count_unreported(reported)}
    return render(request, "challenges/timetables/result_hosts.html", context)


def _load_appointments(found: QuerySet[Appointment]) -> list[Appointment]:
    found = found.select_related("registration__company", "pitch__challenge", "table")
    long = (f"registration__company__{name}" for name in Company.LONG_FIELDS)
    return list(found.defer(*long).order_by("starts_at", "table__number", "pk"))


def _build_reported_meetings(
    rows: list[Appointment], side: str, user: User, now: datetime, visible: Collection[int]
) -> list[ReportedMeeting]:
    """Build what one side sees; visible: the challenges that a company may see."""
    said = dict(Outcome.objects.filter(appointment__in=rows, side=side).values_list("appointment", "kind"))
    introductions = Introduction.objects.visible_to(user).filter(
        challenge__in={row.pitch.challenge_id for row in rows},
        company__in={row.registration.company_id for row in rows},
    )
    newest = {(each.challenge_id, each.company_id): each for each in introductions.order_by("asked_at", "pk")}
    found = []
    for row in rows:
        who, foreign = str(row.registration.company), ""
        if side == COMPANY:
            who, foreign = get_visible_title(row.pitch.challenge, visible)
        introduction = newest.get((row.pitch.challenge_id, row.registration.company_id))
        if introduction and not (introduction.is_living or introduction.asked_at >= row.starts_at):
            introduction = None
        last = get_last_result_day(row.starts_at)
        found.append(
            ReportedMeeting(
                number=row.pk,
                who=who,
                foreign=foreign,
                starts_at=row.starts_at,
                table=row.table.number if row.table and side == COMPANY else None,
                said=said.get(row.pk, ""),
                introduction=introduction,
                is_open=to_local_day(now) <= last,
                until=format_day(last),
            )
        )
    return found


def _count_unreported(meetings: Iterable[ReportedMeeting]) -> dict[str, Any]:
    """Count the meetings without a result, as a number and in words."""
    left = sum(not meeting.said for meeting in meetings)
    if not left:
        return {"left": 0, "left_told": _("You have answered all.")}
    words = ngettext("%(count)d talk waits for your word.", "%(count)d talks wait for your word.", left)
    return {"left": left, "left_told": words % {"count": left}}


def _save_posted_result(request: SignedInRequest, appointments: QuerySet[Appointment], side: str) -> HttpResponse:
    """Save a result and return to its meeting; meetings that are not on the list get an error without details."""
    appointment = appointments.filter(pk=parse_row_number(request.POST.get("talk")) or 0).first()
    if appointment is None:
        messages.error(request, _("Nothing was noted: this talk is not on your list any more."))
        return redirect(request.path)
    kind = request.POST.get("kind", "")
    call_with_messages(
        request,
        lambda: save_meeting_result(appointment, request.user, side, kind),
        _("Noted. You can still change it."),
    )
    return redirect(f"{request.path}#talk-{appointment.pk}")
