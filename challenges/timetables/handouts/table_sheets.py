"""The sheet of one table: which company comes when, for the host who sits there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from challenges.sessions.pitch_models import Pitch
from challenges.timetables.handouts.agenda import BREAK, FREE, TALK, idle_told
from challenges.timetables.handouts.meetings import Span, Talk, host_of


@dataclass(frozen=True)
class SheetLine:
    """kind: talk, break or free. talks: several where the table holds more than one at once."""

    kind: str
    starts_at: datetime
    ends_at: datetime
    talks: list[Talk]

    @property
    def idle(self) -> str:
        return idle_told(self.kind)


@dataclass(frozen=True)
class Sheet:
    """tables: the numbers, several where the host moves during the day."""

    pitch: Pitch
    challenge: str
    foreign: str
    host: str
    tables: list[int]
    room: str
    lines: list[SheetLine]

    @property
    def talks(self) -> int:
        return sum(len(line.talks) for line in self.lines)


def sheet_of(pitch: Pitch, talks: Sequence[Talk], spans: Sequence[Span], language: str) -> Sheet:
    """pitch: with its challenge, and its table with the room."""
    title, usual = pitch.challenge.local("title"), pitch.table
    lines = [_line(span, [talk for talk in talks if talk.slot == span.slot]) for span in spans]
    tables = sorted({talk.table for talk in talks}) or ([usual.number] if usual else [])
    rooms = list(dict.fromkeys(talk.room for talk in talks)) or ([str(usual.room)] if usual else [])
    foreign = "" if title.language == language else title.language
    return Sheet(pitch, title.text, foreign, host_of(pitch), tables, ", ".join(rooms), lines)


def _line(span: Span, talks: list[Talk]) -> SheetLine:
    kind = BREAK if span.slot is None else TALK if talks else FREE
    return SheetLine(kind, span.starts_at, span.ends_at, talks)
