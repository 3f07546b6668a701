"""The talks of a session as its organisers read them: what both sides said, and the introduction that followed.

Organisations alone are told, so it stays true when names of attendees are gone. An introduction's state is told where
the reader may see that introduction; that there is one follows from two answers, which organisers may read.

What a session brought: every number is the length of a list, counted over the same rows.

The talks of one side with its own answers, and what followed. Nothing here reads the answers of the other side.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from challenges.introductions.models import Introduction
from challenges.introductions.workflow import ENDED_STATES, INTRODUCED_STATES, IntroductionState
from challenges.posting.models import Challenge
from challenges.sessions.follow_up_deadlines import get_last_result_day
from challenges.sessions.meeting_models import Appointment, Outcome
from challenges.sessions.models import Session
from challenges.sessions.pitch_models import Pitch
from challenges.sessions.registration_models import Attendee
from companies.profiles.models import Company
from portal.accounts.models import User
from portal.ui.dates import format_day, to_local_day
from portal.ui.language import get_local_text, get_reader_language

COMPANY, HOST = Outcome.Side.COMPANY, Outcome.Side.HOST
GOES_ON, NOT_MET = Outcome.Kind.GOES_ON, Outcome.Kind.NOT_MET
HIDDEN = "hidden"  # of an introduction that the reader may not open
STATES: dict[str, object] = {
    **{state.value: state.label for state in (IntroductionState.ASKED, *INTRODUCED_STATES, *ENDED_STATES)},
    HIDDEN: gettext_lazy("With other ROMs"),
}


@dataclass(frozen=True)
class ResultLine:
    """A talk. said_*: "" where nothing is. introduction: 0 where there is none; state: "hidden", or of it."""

    number: int
    challenge: int
    title: str
    company: str
    company_slug: str
    starts_at: datetime
    said_company: str
    said_host: str
    introduction: int
    state: str

    @property
    def company_says(self) -> str:
        return get_answer_label(self.said_company)

    @property
    def host_says(self) -> str:
        return get_answer_label(self.said_host)

    @property
    def state_told(self) -> str:
        return str(STATES[self.state]) if self.state else ""

    @property
    def can_open(self) -> bool:
        return bool(self.introduction) and self.state != HIDDEN

    @property
    def both_go_on(self) -> bool:
        return self.said_company == self.said_host == GOES_ON

    @property
    def is_not_met(self) -> bool:
        """One side saying so is enough."""
        return NOT_MET in {self.said_company, self.said_host}


def list_result_lines(session: Session, user: User, now: datetime) -> list[ResultLine]:
    """The talks that began and were not called off, in the order of the day; two queries."""
    rows = _select_result_rows(session, user, now)
    titles = {row["pitch__challenge"] for row in rows}
    known = {each.pk: each for each in Challenge.objects.filter(pk__in=titles).only("pk", "title_nl", "title_en")}
    return [_build_result_line(row, get_local_text(known[row["pitch__challenge"]], "title").text) for row in rows]


def _select_result_rows(session: Session, user: User, now: datetime) -> QuerySet:
    """introduction: of a pair that both go on, the newest that lives or began after the talk."""
    pair = Introduction.objects.filter(
        Q(asked_at__gte=OuterRef("starts_at")) | ~Q(state__in=ENDED_STATES),
        challenge=OuterRef("pitch__challenge"),
        company=OuterRef("registration__company"),
    ).order_by("-asked_at", "-pk")
    seen = Introduction.objects.visible_to(user).filter(pk=OuterRef("introduction"))
    found = Appointment.objects.begun(now).filter(pitch__session=session)
    found = found.annotate(
        said_company=_build_answer_subquery(COMPANY),
        said_host=_build_answer_subquery(HOST),
        introduction=Subquery(pair.values("pk")[:1]),
    ).annotate(state=Subquery(seen.values("state")[:1]))
    columns = ("registration__company__name", "registration__company__slug", "pitch__challenge")
    said = ("said_company", "said_host", "introduction", "state")
    return found.order_by("starts_at", "table__number", "pk").values("pk", "starts_at", *columns, *said)


def _build_answer_subquery(side: str) -> Subquery:
    said = Outcome.objects.filter(appointment=OuterRef("pk"), side=side)
    return Subquery(said.values("kind")[:1])


def _build_result_line(row: dict[str, Any], title: str) -> ResultLine:
    said_company, said_host = row["said_company"] or "", row["said_host"] or ""
    follows = said_company == said_host == GOES_ON and row["introduction"]
    return ResultLine(
        number=row["pk"],
        challenge=row["pitch__challenge"],
        title=title,
        company=row["registration__company__name"],
        company_slug=row["registration__company__slug"],
        starts_at=row["starts_at"],
        said_company=said_company,
        said_host=said_host,
        introduction=row["introduction"] if follows else 0,
        state=(row["state"] or HIDDEN) if follows else "",
    )


def get_answer_label(kind: str) -> str:
    return str(Outcome.Kind(kind).label) if kind else ""


Chosen = Callable[[ResultLine], bool]
LISTS: dict[str, tuple[object, Chosen]] = {
    "talks": (gettext_lazy("Talks in the timetable"), lambda line: True),
    "held": (pgettext_lazy("talks", "Held"), lambda line: not line.is_not_met),
    "not_met": (gettext_lazy("Not met"), lambda line: line.is_not_met),
    "said_company": (gettext_lazy("Company answered"), lambda line: bool(line.said_company)),
    "said_host": (gettext_lazy("Host answered"), lambda line: bool(line.said_host)),
    "both": (gettext_lazy("Both go on"), lambda line: line.both_go_on),
    "introduced": (gettext_lazy("Introductions"), lambda line: bool(line.introduction)),
}


def build_state_filter(state: str) -> Chosen:
    return lambda line: bool(line.introduction) and line.state == state


@dataclass(frozen=True)
class ResultCell:
    what: str
    label: object
    number: int


@dataclass(frozen=True)
class ResultRow:
    """Of one challenge, or of all: challenge None."""

    challenge: int | None
    title: str
    cells: list[ResultCell]


@dataclass(frozen=True)
class PresentCompany:
    company: str
    slug: str
    people: int


def build_result_rows(lines: Iterable[ResultLine]) -> list[ResultRow]:
    """One per challenge by its title, and all of them last."""
    known = list(lines)
    titles = sorted({(line.title, line.challenge) for line in known})
    of_each = [
        _build_result_row([line for line in known if line.challenge == number], number, title)
        for title, number in titles
    ]
    return [*of_each, _build_result_row(known, None, "")]


def _build_result_row(lines: list[ResultLine], challenge: int | None, title: str) -> ResultRow:
    return ResultRow(
        challenge, title, [ResultCell(what, label, sum(map(wanted, lines))) for what, (label, wanted) in LISTS.items()]
    )


def build_result_pipeline(lines: Iterable[ResultLine]) -> list[ResultCell]:
    """How far the introductions are now; states that none is in are left out."""
    known = list(lines)
    cells = [ResultCell(state, label, sum(map(build_state_filter(state), known))) for state, label in STATES.items()]
    return [cell for cell in cells if cell.number]


def list_present_companies(session: Session) -> list[PresentCompany]:
    """The companies of which somebody came, with how many; one query."""
    rows = Attendee.objects.filter(registration__session=session, attended=True).order_by()
    rows = rows.values_list("registration__company__name", "registration__company__slug")
    counted = rows.annotate(number=Count("pk")).order_by("registration__company__name", "registration__company__slug")
    return [PresentCompany(name, slug, number) for name, slug, number in counted]


def select_result_lines(lines: Iterable[ResultLine], what: str, challenge: int | None) -> list[ResultLine] | None:
    """The list behind a number; None where there is no such number."""
    wanted = LISTS[what][1] if what in LISTS else build_state_filter(what) if what in STATES else None
    if wanted is None:
        return None
    return [line for line in lines if wanted(line) and challenge in {None, line.challenge}]


def get_list_label(what: str) -> str:
    return str(LISTS[what][0] if what in LISTS else STATES[what])


Pair = tuple[int, int]  # ids of challenge and company


@dataclass(frozen=True)
class ReportedMeeting:
    """who: the other side. foreign: the language of its name, where that is not the reader's. said: "" where nothing
    is. table: told to the company, which moves about. introduction: of the pair, begun since the talk or alive, where
    the reader may see it."""

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
        """(kind, label, whether it is what was said)"""
        return [(kind, str(label), kind == self.said) for kind, label in Outcome.Kind.choices]

    @property
    def told(self) -> str:
        """What follows, by the clock and the introduction alone: the same whether the other said no or nothing."""
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


@dataclass(frozen=True)
class HostTable:
    """A pitch with its talks, as its host reads them."""

    pitch: Pitch
    title: str
    foreign: str
    talks: list[ReportedMeeting]


def list_own_meetings(company: Company, session: int, user: User, now: datetime) -> list[ReportedMeeting]:
    """Of a company, in the order of the day. A challenge that its reader may not see (any more) is not named."""
    found = _select_meeting_rows(
        Appointment.objects.begun(now).filter(registration__company=company, pitch__session=session)
    )
    rows = list(found)
    challenges = [row.pitch.challenge_id for row in rows]
    seen = set(Challenge.objects.visible_to(user).filter(pk__in=challenges).values_list("pk", flat=True))
    return _build_reported_meetings(rows, COMPANY, user, now, seen)


def list_host_tables(pitches: QuerySet[Pitch], user: User, now: datetime) -> list[HostTable]:
    """Those with a talk that has begun; the same number of queries however many."""
    known = list(pitches.select_related("challenge", "table").order_by("table__number", "pk"))
    rows = list(_select_meeting_rows(Appointment.objects.begun(now).filter(pitch__in=known)))
    talks = dict(zip((row.pk for row in rows), _build_reported_meetings(rows, HOST, user, now, set()), strict=True))
    tables = [_build_host_table(pitch, [talks[row.pk] for row in rows if row.pitch_id == pitch.pk]) for pitch in known]
    return [table for table in tables if table.talks]


def count_unreported(talks: Iterable[ReportedMeeting]) -> int:
    return sum(not talk.said for talk in talks)


def format_unreported_count(number: int) -> str:
    if not number:
        return _("You have answered all.")
    told = ngettext("%(count)d talk waits for your word.", "%(count)d talks wait for your word.", number)
    return told % {"count": number}


def _build_host_table(pitch: Pitch, talks: list[ReportedMeeting]) -> HostTable:
    title = pitch.challenge.local("title")
    return HostTable(pitch, title.text, "" if title.language == get_reader_language() else title.language, talks)


def _select_meeting_rows(found: QuerySet[Appointment]) -> QuerySet[Appointment]:
    found = found.select_related("registration__company", "pitch__challenge", "table")
    long = (f"registration__company__{name}" for name in Company.LONG_FIELDS)
    return found.defer(*long).order_by("starts_at", "table__number", "pk")


def _build_reported_meetings(
    rows: list[Appointment], side: str, user: User, now: datetime, seen: set[int]
) -> list[ReportedMeeting]:
    said = dict(Outcome.objects.filter(appointment__in=rows, side=side).values_list("appointment", "kind"))
    introductions = _map_latest_introductions(rows, user)
    return [_build_reported_meeting(row, side, said.get(row.pk, ""), introductions, seen, now) for row in rows]


def _build_reported_meeting(
    row: Appointment, side: str, said: str, introductions: Mapping[Pair, Introduction], seen: set[int], now: datetime
) -> ReportedMeeting:
    who, foreign = str(row.registration.company), ""
    if side == COMPANY:
        who, foreign = _get_visible_title(row.pitch.challenge, seen)
    introduction = introductions.get((row.pitch.challenge_id, row.registration.company_id))
    if introduction and not (introduction.is_living or introduction.asked_at >= row.starts_at):
        introduction = None
    last = get_last_result_day(row.starts_at)
    table = row.table.number if row.table and side == COMPANY else None
    return ReportedMeeting(
        row.pk, who, foreign, row.starts_at, table, said, introduction, to_local_day(now) <= last, format_day(last)
    )


def _get_visible_title(challenge: Challenge, seen: set[int]) -> tuple[str, str]:
    if challenge.pk not in seen:
        return _("A challenge that is not shown any more"), ""
    title = challenge.local("title")
    return title.text, "" if title.language == get_reader_language() else title.language


def _map_latest_introductions(rows: list[Appointment], user: User) -> dict[Pair, Introduction]:
    """The newest of each pair that the reader may see."""
    found = Introduction.objects.visible_to(user).filter(
        challenge__in={row.pitch.challenge_id for row in rows},
        company__in={row.registration.company_id for row in rows},
    )
    return {(each.challenge_id, each.company_id): each for each in found.order_by("asked_at", "pk")}
