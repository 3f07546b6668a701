"""The agenda of one company: its talks, what lies between them, and where it has to walk.

The sheet of one table: which company comes when, for the host who sits there.

The pages' data, in a fixed number of queries however many companies, tables and slots there are.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from challenges.posting.models import Challenge
from challenges.sessions.pitch_models import Pitch
from challenges.sessions.plan_models import Plan
from challenges.sessions.registration_models import Registration
from challenges.sessions.room_models import Walk
from challenges.sessions.slot_list import has_overlapping_spans
from challenges.timetables.handouts.meetings import (
    HandoutMeeting,
    SlotSpan,
    build_slot_spans,
    format_host,
    group_by_registration,
    load_handout_meetings,
)
from portal.accounts.models import User
from portal.ui.language import get_reader_language

Walks = Mapping[frozenset[int], int]
TALK, BREAK, FREE = "talk", "break", "free"


@dataclass(frozen=True)
class AgendaLine:
    """kind: talk, break or free. walk: minutes from the table before, where that is in another room."""

    kind: str
    starts_at: datetime
    ends_at: datetime
    talk: HandoutMeeting | None = None
    walk: int = 0

    @property
    def walk_told(self) -> str:
        told = ngettext(
            "%(count)d minute's walk from the table before", "%(count)d minutes' walk from the table before", self.walk
        )
        return told % {"count": self.walk} if self.walk else ""

    @property
    def idle(self) -> str:
        return format_idle_time(self.kind)


def format_idle_time(kind: str) -> str:
    return _("Break") if kind == BREAK else pgettext("agenda", "Free")


def get_split_note() -> str:
    return _("Some of these talks are at the same time: divide your people over the tables.")


@dataclass
class CompanyAgenda:
    registration: Registration
    lines: list[AgendaLine] = field(default_factory=list)

    @property
    def talks(self) -> list[HandoutMeeting]:
        return [line.talk for line in self.lines if line.talk]

    @property
    def divides(self) -> bool:
        return has_overlapping_spans((talk.starts_at, talk.ends_at) for talk in self.talks)

    @property
    def company(self) -> str:
        return self.registration.company.name


def load_walking_times(session: int) -> Walks:
    """Minutes between two rooms; one query."""
    return {frozenset((walk.first_id, walk.second_id)): walk.minutes for walk in Walk.objects.filter(session=session)}


def build_agenda(
    registration: Registration, talks: Sequence[HandoutMeeting], spans: Sequence[SlotSpan], walks: Walks
) -> CompanyAgenda:
    """Every slot of the day: several people of one company may be in two talks at once."""
    agenda, before = CompanyAgenda(registration), list[HandoutMeeting]()
    for span in spans:
        here = [talk for talk in talks if talk.slot == span.slot]
        for talk in here:
            agenda.lines.append(
                AgendaLine(TALK, span.starts_at, span.ends_at, talk, _get_walking_minutes(before, talk, walks))
            )
        if here:
            before = here
        else:
            _add_idle_time(agenda.lines, span)
    return agenda


def _get_walking_minutes(before: Sequence[HandoutMeeting], talk: HandoutMeeting, walks: Walks) -> int:
    """0 where some of a group walk and others do not: who goes where is theirs to choose."""
    minutes = {walks.get(frozenset((each.room_id, talk.room_id)), 0) for each in before}
    return minutes.pop() if len(minutes) == 1 else 0


def _add_idle_time(lines: list[AgendaLine], span: SlotSpan) -> None:
    """Free slots that follow each other are one free time."""
    kind = BREAK if span.slot is None else FREE
    if kind == FREE and lines and lines[-1].kind == FREE:
        span = SlotSpan(lines.pop().starts_at, span.ends_at, span.slot)
    lines.append(AgendaLine(kind, span.starts_at, span.ends_at))


@dataclass(frozen=True)
class TableSheetLine:
    """kind: talk, break or free. talks: several where the table holds more than one at once."""

    kind: str
    starts_at: datetime
    ends_at: datetime
    talks: list[HandoutMeeting]

    @property
    def idle(self) -> str:
        return format_idle_time(self.kind)


@dataclass(frozen=True)
class TableSheet:
    """tables: the numbers, several where the host moves during the day."""

    pitch: Pitch
    challenge: str
    foreign: str
    host: str
    tables: list[int]
    room: str
    lines: list[TableSheetLine]

    @property
    def talks(self) -> int:
        return sum(len(line.talks) for line in self.lines)


def build_table_sheet(
    pitch: Pitch, talks: Sequence[HandoutMeeting], spans: Sequence[SlotSpan], language: str
) -> TableSheet:
    """pitch: with its challenge, and its table with the room."""
    title, usual = pitch.challenge.local("title"), pitch.table
    lines = [_build_sheet_line(span, [talk for talk in talks if talk.slot == span.slot]) for span in spans]
    tables = sorted({talk.table for talk in talks}) or ([usual.number] if usual else [])
    rooms = list(dict.fromkeys(talk.room for talk in talks)) or ([str(usual.room)] if usual else [])
    foreign = "" if title.language == language else title.language
    return TableSheet(pitch, title.text, foreign, format_host(pitch), tables, ", ".join(rooms), lines)


def _build_sheet_line(span: SlotSpan, talks: list[HandoutMeeting]) -> TableSheetLine:
    kind = BREAK if span.slot is None else TALK if talks else FREE
    return TableSheetLine(kind, span.starts_at, span.ends_at, talks)


def load_own_agenda(plan: Plan, registration: Registration, user: User) -> CompanyAgenda:
    """A challenge that its reader may not see (any more) is told without its title."""
    mine = plan.meetings.filter(registration=registration)
    of_mine = mine.values("pitch__challenge")
    seen = set(Challenge.objects.visible_to(user).filter(pk__in=of_mine).values_list("pk", flat=True))
    return _build_agendas(plan, [registration], seen)[0]


def load_agendas(plan: Plan, registrations: Sequence[Registration]) -> list[CompanyAgenda]:
    """For the organisers."""
    return _build_agendas(plan, registrations, None)


def _build_agendas(
    plan: Plan, registrations: Sequence[Registration], seen: Collection[int] | None
) -> list[CompanyAgenda]:
    meetings = plan.meetings.filter(registration__in=[each.pk for each in registrations])
    talks = group_by_registration(load_handout_meetings(meetings, get_reader_language(), seen))
    spans, walks = build_slot_spans(plan.session.slots.all()), load_walking_times(plan.session_id)
    return [build_agenda(each, talks.get(each.pk, []), spans, walks) for each in registrations]


def load_table_sheets(plan: Plan, pitches: Iterable[Pitch]) -> list[TableSheet]:
    """By table; those of pitches without a table and without a talk are left out."""
    known = list(pitches)
    talks = load_handout_meetings(plan.meetings.filter(pitch__in=[pitch.pk for pitch in known]), get_reader_language())
    spans = build_slot_spans(plan.session.slots.all())
    sheets = [
        build_table_sheet(each, [talk for talk in talks if talk.pitch == each.pk], spans, get_reader_language())
        for each in known
    ]
    return sorted((sheet for sheet in sheets if sheet.tables), key=lambda sheet: (sheet.tables, sheet.pitch.pk))
