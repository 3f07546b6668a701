"""Build the agenda of a company, and the sheet of a table for its host, slot by slot through the day."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from challenges.sessions.pitch_models import Pitch
from challenges.sessions.plan_models import Plan
from challenges.sessions.registration_models import Registration
from challenges.sessions.room_models import Walk
from challenges.sessions.slot_list import has_overlapping_spans
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

TALK, BREAK, FREE = "talk", "break", "free"


@dataclass(frozen=True)
class AgendaLine:
    """Show a meeting, a break or free time; walk: minutes from the table before, where that is in another room."""

    kind: str
    starts_at: datetime
    ends_at: datetime
    talk: HandoutMeeting | None = None
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
    def talks(self) -> list[HandoutMeeting]:
        return [line.talk for line in self.lines if line.talk]

    @property
    def divides(self) -> bool:
        """Return whether some meetings are at the same time, so that the company has to divide its people."""
        return has_overlapping_spans((talk.starts_at, talk.ends_at) for talk in self.talks)

    @property
    def company(self) -> str:
        return self.registration.company.name


@dataclass(frozen=True)
class TableSheetLine:
    """Show meetings, a break or free time; several meetings where the table has more than one place."""

    kind: str
    starts_at: datetime
    ends_at: datetime
    talks: list[HandoutMeeting]

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
    def talks(self) -> int:
        return sum(len(line.talks) for line in self.lines)


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
    meetings = plan.meetings.filter(registration__in=[each.pk for each in registrations])
    talks: dict[int, list[HandoutMeeting]] = {each.pk: [] for each in registrations}
    for talk in load_handout_meetings(meetings, visible):
        talks[talk.registration].append(talk)
    spans = build_slot_spans(plan.session.slots.all())
    walks = {
        frozenset((walk.first_id, walk.second_id)): walk.minutes
        for walk in Walk.objects.filter(session=plan.session_id)
    }
    return [_build_agenda(each, talks[each.pk], spans, walks) for each in registrations]


def _build_agenda(
    registration: Registration,
    talks: Sequence[HandoutMeeting],
    spans: Sequence[SlotSpan],
    walks: Mapping[frozenset[int], int],
) -> CompanyAgenda:
    """Build an agenda of every slot; people of one company may be in several meetings at once.

    walks: minutes between two rooms, by their ids.
    """
    agenda, before = CompanyAgenda(registration), list[HandoutMeeting]()
    for span in spans:
        here = [talk for talk in talks if talk.slot == span.slot]
        for talk in here:
            # Where only some of a group would have to walk, the company decides who goes where.
            minutes = {walks.get(frozenset((each.room_id, talk.room_id)), 0) for each in before}
            walk = minutes.pop() if len(minutes) == 1 else 0
            agenda.lines.append(AgendaLine(TALK, span.starts_at, span.ends_at, talk, walk))
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
    talks = load_handout_meetings(plan.meetings.filter(pitch__in=[pitch.pk for pitch in known]))
    spans = build_slot_spans(plan.session.slots.all())
    sheets = [_build_table_sheet(pitch, [talk for talk in talks if talk.pitch == pitch.pk], spans) for pitch in known]
    return sorted((sheet for sheet in sheets if sheet.tables), key=lambda sheet: (sheet.tables, sheet.pitch.pk))


def _build_table_sheet(pitch: Pitch, talks: Sequence[HandoutMeeting], spans: Sequence[SlotSpan]) -> TableSheet:
    lines = []
    for span in spans:
        here = [talk for talk in talks if talk.slot == span.slot]
        kind = BREAK if span.slot is None else TALK if here else FREE
        lines.append(TableSheetLine(kind, span.starts_at, span.ends_at, here))
    tables = sorted({talk.table for talk in talks}) or ([pitch.table.number] if pitch.table else [])
    rooms = list(dict.fromkeys(talk.room for talk in talks)) or ([str(pitch.table.room)] if pitch.table else [])
    title, foreign = get_visible_title(pitch.challenge)
    return TableSheet(pitch, title, foreign, format_host(pitch), tables, ", ".join(rooms), lines)
