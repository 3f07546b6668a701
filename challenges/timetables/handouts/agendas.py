"""Build the agenda of a company, and the sheet of a table for its host, slot by slot through the day."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from challenges.sessions.pages import has_overlapping_spans
from challenges.sessions.part_models import Pitch, Walk
from challenges.sessions.plan_models import Plan
from challenges.sessions.registration_models import Registration
from challenges.timetables.handouts.meetings import (
    HandoutMeeting,
    SlotSpan,
    build_slot_spans,
    find_visible_challenges,
    format_host,
    get_visible_title,
    load_handout_meetings,
)
from portal.accounts.models import User

MEETING, BREAK, FREE = "talk", "break", "free"


@dataclass(frozen=True)
class AgendaLine:
    """Show a meeting, a break or free time; walk: minutes from the table before, where that is in another room."""

    kind: str
    starts_at: datetime
    ends_at: datetime
    meeting: HandoutMeeting | None = None
    walk: int = 0

    @property
    def walk_told(self) -> str:
        text = ngettext(
            "%(count)d minute's walk from the table before", "%(count)d minutes' walk from the table before", self.walk
        )
        return text % {"count": self.walk} if self.walk else ""

    @property
    def idle(self) -> str:
        return format_idle_time(self.kind)


@dataclass
class CompanyAgenda:
    registration: Registration
    lines: list[AgendaLine] = field(default_factory=list)

    @property
    def meetings(self) -> list[HandoutMeeting]:
        return [line.meeting for line in self.lines if line.meeting]

    @property
    def divides(self) -> bool:
        """Return whether some meetings are at the same time, so that the company has to divide its people."""
        return has_overlapping_spans((meeting.starts_at, meeting.ends_at) for meeting in self.meetings)

    @property
    def company(self) -> str:
        return self.registration.company.name


@dataclass(frozen=True)
class TableSheetLine:
    """Show meetings, a break or free time; several meetings where the table has more than one place."""

    kind: str
    starts_at: datetime
    ends_at: datetime
    meetings: list[HandoutMeeting]

    @property
    def idle(self) -> str:
        return format_idle_time(self.kind)


@dataclass(frozen=True)
class TableSheet:
    """Show which company comes when; tables: their numbers, several where the host moves during the day."""

    pitch: Pitch
    challenge: str
    foreign: str
    host: str
    tables: list[int]
    room: str
    lines: list[TableSheetLine]

    @property
    def meeting_count(self) -> int:
        return sum(len(line.meetings) for line in self.lines)


def format_idle_time(kind: str) -> str:
    return _("Break") if kind == BREAK else pgettext("agenda", "Free")


def load_own_agenda(plan: Plan, registration: Registration, user: User) -> CompanyAgenda:
    """Load the agenda of a company for its own people, without titles of challenges that they may not see."""
    challenges = plan.meetings.filter(registration=registration).values("pitch__challenge")
    return load_agendas(plan, [registration], find_visible_challenges(user, challenges))[0]


def load_agendas(
    plan: Plan, registrations: Sequence[Registration], visible: Collection[int] | None = None
) -> list[CompanyAgenda]:
    """Load agendas with a fixed number of queries; visible: challenges that the reader may see, None for all."""
    rows = plan.meetings.filter(registration__in=[each.pk for each in registrations])
    meetings: dict[int, list[HandoutMeeting]] = {each.pk: [] for each in registrations}
    for meeting in load_handout_meetings(rows, visible):
        meetings[meeting.registration].append(meeting)
    spans = build_slot_spans(plan.session.slots.all())
    walks = {
        frozenset((walk.first_id, walk.second_id)): walk.minutes
        for walk in Walk.objects.filter(session=plan.session_id)
    }
    return [_build_agenda(each, meetings[each.pk], spans, walks) for each in registrations]


def _build_agenda(
    registration: Registration,
    meetings: Sequence[HandoutMeeting],
    spans: Sequence[SlotSpan],
    walks: Mapping[frozenset[int], int],
) -> CompanyAgenda:
    """Build an agenda of every slot; people of one company may be in several meetings at once.

    walks: minutes between two rooms, by their ids.
    """
    agenda, before = CompanyAgenda(registration), list[HandoutMeeting]()
    for span in spans:
        here = [meeting for meeting in meetings if meeting.slot == span.slot]
        for meeting in here:
            # Where only some of a group would have to walk, the company decides who goes where.
            minutes = {walks.get(frozenset((each.room_id, meeting.room_id)), 0) for each in before}
            walk = minutes.pop() if len(minutes) == 1 else 0
            agenda.lines.append(AgendaLine(MEETING, span.starts_at, span.ends_at, meeting, walk))
        if here:
            before = here
        elif span.slot is None:
            agenda.lines.append(AgendaLine(BREAK, span.starts_at, span.ends_at))
        else:  # free slots that follow each other are one line
            is_longer = agenda.lines and agenda.lines[-1].kind == FREE
            starts_at = agenda.lines.pop().starts_at if is_longer else span.starts_at
            agenda.lines.append(AgendaLine(FREE, starts_at, span.ends_at))
    return agenda


def load_table_sheets(plan: Plan, pitches: Iterable[Pitch]) -> list[TableSheet]:
    """Load sheets by table with a fixed number of queries; pitches without a table and a meeting are left out.

    pitches: with their challenges, and their tables with the rooms.
    """
    known = list(pitches)
    meetings = load_handout_meetings(plan.meetings.filter(pitch__in=[pitch.pk for pitch in known]))
    spans = build_slot_spans(plan.session.slots.all())
    sheets = [
        _build_table_sheet(pitch, [meeting for meeting in meetings if meeting.pitch == pitch.pk], spans)
        for pitch in known
    ]
    return sorted((sheet for sheet in sheets if sheet.tables), key=lambda sheet: (sheet.tables, sheet.pitch.pk))


def _build_table_sheet(pitch: Pitch, meetings: Sequence[HandoutMeeting], spans: Sequence[SlotSpan]) -> TableSheet:
    lines = []
    for span in spans:
        here = [meeting for meeting in meetings if meeting.slot == span.slot]
        kind = BREAK if span.slot is None else MEETING if here else FREE
        lines.append(TableSheetLine(kind, span.starts_at, span.ends_at, here))
    tables = sorted({meeting.table for meeting in meetings}) or ([pitch.table.number] if pitch.table else [])
    rooms = list(dict.fromkeys(meeting.room for meeting in meetings)) or (
        [str(pitch.table.room)] if pitch.table else []
    )
    title, foreign = get_visible_title(pitch.challenge)
    return TableSheet(pitch, title, foreign, format_host(pitch), tables, ", ".join(rooms), lines)
