"""The agenda of one company: its talks, what lies between them, and where it has to walk."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from challenges.sessions.registration_models import Registration
from challenges.sessions.room_models import Walk
from challenges.sessions.slot_list import has_overlapping_spans
from challenges.timetables.handouts.meetings import HandoutMeeting, SlotSpan

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
