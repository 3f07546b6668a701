"""The sheet of one table: which company comes when, for the host who sits there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from challenges.sessions.pitch_models import Pitch
from challenges.timetables.handouts.agenda import BREAK, FREE, TALK, format_idle_time
from challenges.timetables.handouts.meetings import HandoutMeeting, SlotSpan, format_host


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
