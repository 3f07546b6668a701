"""The talks of one side with its own answers, and what followed. Nothing here reads the answers of the other side."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.introductions.models import Introduction
from challenges.posting.models import Challenge
from challenges.sessions.follow_up_deadlines import get_last_result_day
from challenges.sessions.meeting_models import Appointment, Outcome
from challenges.sessions.pitch_models import Pitch
from companies.profiles.models import Company
from portal.accounts.models import User
from portal.core.bilingual import get_reader_language
from portal.ui.dates import format_day, to_local_day

COMPANY, HOST, GOES_ON = Outcome.Side.COMPANY, Outcome.Side.HOST, Outcome.Kind.GOES_ON
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
