"""Show organisers the results of the meetings of a session; every figure is the length of a list of the same rows.

Results name organisations only, so that they stay true when the names of attendees are erased. The state of an
introduction is shown where the reader may see it; that there is one follows from the two results anyway.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, OuterRef, Q, Subquery
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from challenges.introductions.models import Introduction
from challenges.introductions.workflow import ENDED_STATES, INTRODUCED_STATES, IntroductionState
from challenges.posting.models import Challenge
from challenges.sessions.appointment_models import Appointment, Outcome
from challenges.sessions.models import Session
from challenges.sessions.permissions import get_prepared_session
from challenges.sessions.registration_models import Attendee
from challenges.timetables.views.handouts import build_spreadsheet_response
from portal.accounts.models import User
from portal.core.bilingual import get_local_text
from portal.core.forms import parse_row_number
from portal.core.policy import SignedInRequest, rom_staff
from portal.ui.dates import format_iso_time

CAME = "came"  # the list of companies, beside those of meetings
GOES_ON, NOT_MET = Outcome.Kind.GOES_ON, Outcome.Kind.NOT_MET
HIDDEN = "hidden"  # the state of an introduction that the reader may not open
STATES: dict[str, object] = {
    **{state.value: state.label for state in (IntroductionState.ASKED, *INTRODUCED_STATES, *ENDED_STATES)},
    HIDDEN: gettext_lazy("With other ROMs"),
}


@dataclass(frozen=True)
class ResultLine:
    """Show a meeting with both results.

    said_company, said_host: kinds of results, "" for none; company_says, host_says: their labels. introduction: its id,
    0 for none. state: of the introduction, or HIDDEN; state_told: its label.
    """

    challenge: int
    title: str
    company: str
    company_slug: str
    starts_at: datetime
    said_company: str
    said_host: str
    company_says: str
    host_says: str
    introduction: int
    state: str
    state_told: str

    @property
    def can_open(self) -> bool:
        """Return whether the reader may open the introduction."""
        return bool(self.introduction) and self.state != HIDDEN


# What each figure counts: its label, and which meetings. One side that says "not met" is enough.
LISTS: dict[str, tuple[object, Callable[[ResultLine], bool]]] = {
    "talks": (gettext_lazy("Talks in the timetable"), lambda line: True),
    "held": (pgettext_lazy("talks", "Held"), lambda line: NOT_MET not in (line.said_company, line.said_host)),
    "not_met": (gettext_lazy("Not met"), lambda line: NOT_MET in (line.said_company, line.said_host)),
    "said_company": (gettext_lazy("Company answered"), lambda line: bool(line.said_company)),
    "said_host": (gettext_lazy("Host answered"), lambda line: bool(line.said_host)),
    "both": (gettext_lazy("Both go on"), lambda line: line.said_company == line.said_host == GOES_ON),
    "introduced": (gettext_lazy("Introductions"), lambda line: bool(line.introduction)),
}
Cell = tuple[str, object, int]  # the name of a list or state, its label, and the number of meetings


@dataclass(frozen=True)
class ResultRow:
    """Count the meetings about one challenge, by id, or about all: None."""

    challenge: int | None
    title: str
    cells: list[Cell]


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


def list_result_lines(session: Session, user: User, now: datetime) -> list[ResultLine]:
    """List the meetings that started and were not cancelled, in the order of the day; two queries."""
    # After both sides go on: the newest introduction that has not ended, or that began after the meeting.
    introductions = Introduction.objects.filter(
        Q(asked_at__gte=OuterRef("starts_at")) | ~Q(state__in=ENDED_STATES),
        challenge=OuterRef("pitch__challenge"),
        company=OuterRef("registration__company"),
    ).order_by("-asked_at", "-pk")
    results = Outcome.objects.filter(appointment=OuterRef("pk"))
    rows = (
        Appointment.objects.begun(now)
        .filter(pitch__session=session)
        .annotate(
            said_company=Subquery(results.filter(side=Outcome.Side.COMPANY).values("kind")[:1]),
            said_host=Subquery(results.filter(side=Outcome.Side.HOST).values("kind")[:1]),
            introduction=Subquery(introductions.values("pk")[:1]),
        )
        .annotate(
            state=Subquery(
                Introduction.objects.visible_to(user).filter(pk=OuterRef("introduction")).values("state")[:1]
            )
        )
        .order_by("starts_at", "table__number", "pk")
        .values_list(
            *("pitch__challenge", "registration__company__name", "registration__company__slug", "starts_at"),
            *("said_company", "said_host", "introduction", "state"),
        )
    )
    rows = list(rows)
    challenges = Challenge.objects.filter(pk__in={row[0] for row in rows}).only("pk", "title_nl", "title_en")
    titles = {each.pk: get_local_text(each, "title").text for each in challenges}
    lines = []
    for challenge, company, slug, starts_at, said_company, said_host, introduction, state in rows:
        follows = said_company == said_host == GOES_ON and introduction
        state = (state or HIDDEN) if follows else ""
        lines.append(
            ResultLine(
                challenge=challenge,
                title=titles[challenge],
                company=company,
                company_slug=slug,
                starts_at=starts_at,
                said_company=said_company or "",
                said_host=said_host or "",
                company_says=str(Outcome.Kind(said_company).label) if said_company else "",
                host_says=str(Outcome.Kind(said_host).label) if said_host else "",
                introduction=introduction if follows else 0,
                state=state,
                state_told=str(STATES[state]) if state else "",
            )
        )
    return lines


def build_result_rows(lines: Sequence[ResultLine]) -> list[ResultRow]:
    """Count by challenge, in the order of titles, and all meetings last."""
    by_challenge: dict[tuple[str, int], list[ResultLine]] = {}
    for line in lines:
        by_challenge.setdefault((line.title, line.challenge), []).append(line)
    rows = [(challenge, title, by_challenge[title, challenge]) for title, challenge in sorted(by_challenge)]
    return [
        ResultRow(challenge, title, [(what, label, sum(map(is_in, found))) for what, (label, is_in) in LISTS.items()])
        for challenge, title, found in (*rows, (None, "", lines))
    ]


def build_result_pipeline(lines: Iterable[ResultLine]) -> list[Cell]:
    """Count introductions by their state now; states without any are left out."""
    counts = Counter(line.state for line in lines)
    return [(state, label, counts[state]) for state, label in STATES.items() if counts[state]]


def select_result_lines(lines: Iterable[ResultLine], what: str, challenge: int | None) -> list[ResultLine] | None:
    """Return the meetings that a figure counts, by the name of a list or a state; None for an unknown name."""
    if what in LISTS:
        lines = filter(LISTS[what][1], lines)
    elif what in STATES:
        lines = [line for line in lines if line.state == what]
    else:
        return None
    return [line for line in lines if challenge in (None, line.challenge)]


def get_list_label(what: str) -> str:
    return str(LISTS[what][0] if what in LISTS else STATES[what])


def list_present_companies(session: Session) -> list[dict[str, object]]:
    """List the companies with attendees who came: `company`, `slug` and how many `people`; one query."""
    rows = Attendee.objects.filter(registration__session=session, attended=True).order_by()
    rows = rows.values_list("registration__company__name", "registration__company__slug").annotate(number=Count("pk"))
    return [
        {"company": name, "slug": slug, "people": number}
        for name, slug, number in rows.order_by("registration__company__name", "registration__company__slug")
    ]


def build_results_workbook(rows: Iterable[ResultRow], lines: Iterable[ResultLine]) -> dict[str, list[list[Any]]]:
    """Prepare the figures of a session, and a line for each meeting."""
    head = [_("Challenge"), *(str(label) for label, _wanted in LISTS.values())]
    figures = [[row.title or _("In all"), *(number for _what, _label, number in row.cells)] for row in rows]
    return {_("Numbers"): [head, *figures], _("Talks"): build_result_list(lines)}


def build_result_list(lines: Iterable[ResultLine]) -> list[list[Any]]:
    """Prepare a line for each meeting with both results."""
    head = [_("Starts"), _("Company"), _("Challenge"), _("Company says"), _("Host says"), _("Introduction")]
    return [
        head,
        *(
            [
                *(format_iso_time(line.starts_at), line.company, line.title),
                *(line.company_says, line.host_says, line.state_told),
            ]
            for line in lines
        ),
    ]
