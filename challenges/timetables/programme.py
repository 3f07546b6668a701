"""A session as the engine of timetables reads it: numbers, each of which stands for the id of a row.

Here alone ids become numbers and numbers ids again. What counts: confirmed registrations with their seats, pitches at
their tables in the hours of their hosts, time slots, walks between rooms, kept matches, and wishes.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from challenges.matching.models import Match
from challenges.posting.invitation_models import ChallengeInvitation
from challenges.posting.models import Challenge
from challenges.sessions.models import Session
from challenges.sessions.pitch_models import Pitch
from challenges.sessions.registration_models import Registration
from challenges.sessions.room_models import MeetingTable, Walk
from challenges.sessions.slot_models import Slot
from challenges.timetables.engine.constraints import RuleGround, TimetableRule
from challenges.timetables.engine.pair_value import compute_meeting_value, is_meeting_declined, is_priority_meeting
from challenges.timetables.engine.programme import MeetingPair, SessionProgramme, SlotMeeting, build_programme
from challenges.timetables.preference_models import Wish
from companies.declarations.models import build_vetted_condition
from companies.profiles.models import Company
from portal.ui.dates import get_today

Said = Mapping[tuple[int, int], Mapping[str, str]]  # by registration and pitch: what each side says


@dataclass(frozen=True)
class TimetableInput:
    """table: of each pitch that has or got one; the others are in no timetable. least: the session's own promise of
    meetings to every company, apart from the floor that was asked for."""

    registrations: Sequence[Registration]
    pitches: Sequence[Pitch]
    slots: Sequence[Slot]
    table: Mapping[int, MeetingTable]
    programme: SessionProgramme
    least: int = 0

    @property
    def is_empty(self) -> bool:
        return not (self.registrations and self.pitches and self.slots)

    @cached_property
    def ids(self) -> dict[str, Any]:
        """What the numbers stand for, and marks of what counted beside that, to be kept with a plan."""
        return {
            "registrations": [each.pk for each in self.registrations],
            "pitches": [each.pk for each in self.pitches],
            "slots": [each.pk for each in self.slots],
            "tables": [self.table[each.pk].pk for each in self.pitches],
            "marks": {"worth": self._mark(*_WORTH), "rules": self._mark(*_RULES)},
        }

    def _mark(self, *names: str) -> str:
        """Tells one state of these arrays from the next. Without `least`, which holds the floor."""
        parts = [getattr(self.programme, name).tobytes() for name in names]
        return hashlib.sha256(b"|".join([str(self.least).encode(), *parts])).hexdigest()[:16]

    def triple(self, meeting: SlotMeeting) -> tuple[int, int, int]:
        """Ids of registration, pitch and slot."""
        return self.registrations[meeting.company].pk, self.pitches[meeting.host].pk, self.slots[meeting.slot].pk

    def pair(self, pair: Sequence[int]) -> dict[str, int]:
        return {"registration": self.registrations[pair[0]].pk, "pitch": self.pitches[pair[1]].pk}

    def pair_of(self, registration: int, pitch: int) -> MeetingPair:
        """The numbers of these ids. ValueError for who is not there."""
        return MeetingPair(self.ids["registrations"].index(registration), self.ids["pitches"].index(pitch))

    def meetings(self, rows: Iterable[tuple[int, int, int]]) -> list[SlotMeeting]:
        """In numbers, of rows of registration, pitch and slot by id. Those of which a part is gone are left out."""
        found = _number_meetings(self.registrations, self.pitches, self.slots, list(rows))
        return [SlotMeeting(*each) for each in found]

    def ground(self, ground: RuleGround) -> dict[str, Any]:
        """A rule with the ids of whom it is about, as JSON."""
        told: dict[str, Any] = {"rule": str(ground.rule)}
        if ground.rule in _COMPANY:
            told["registration"] = self.registrations[ground.who[0]].pk
        elif ground.rule in _HOST:
            told["pitch"] = self.pitches[ground.who[0]].pk
        elif len(ground.who) > 1:
            told |= self.pair(ground.who)
        if ground.rule == TimetableRule.LOCKED:
            told["slot"] = self.slots[ground.who[2]].pk
        return told

    def idle(self, meetings: Sequence[SlotMeeting]) -> int:
        """Tables whose host is there without a talk, counted per time slot."""
        busy = {(each.host, each.slot) for each in meetings}
        there = int((self.programme.places > 0).sum())
        return there - len(busy)


_RULE = TimetableRule
_COMPANY = {_RULE.PEOPLE, _RULE.MOST, _RULE.LEAST}
_HOST = {_RULE.PLACES, _RULE.HOST_MOST, _RULE.HOST_LEAST}
_WORTH = ("value", "must", "never")
_RULES = ("people", "places", "slots", "room", "walk", "most", "host_least", "host_most")


def load_timetable_input(
    session: Session,
    *,
    floor: int = 0,
    locked: Sequence[tuple[int, int, int]] = (),
    tables: Mapping[int, int] | None = None,
) -> TimetableInput:
    """floor: meetings promised to every company that wants so many. locked: of registration, pitch and slot, by id.
    tables: by the id of a pitch, the table where one without its own would rather be."""
    registrations = list(session.registrations.confirmed().select_related("company").order_by("pk"))
    pitches, table = _match_pitches_to_tables(session, tables or {})
    slots = list(session.slots.order_by("starts_at"))
    value, must, never = _build_value_arrays(session, registrations, pitches)
    room, walk = _number_rooms(session, pitches, table)
    most = session.most_meetings
    least = max(floor, session.least_meetings)
    made = build_programme(
        value,
        must=must,
        never=never,
        people=np.array([[each.seats] * len(slots) for each in registrations]).reshape(len(registrations), len(slots)),
        places=np.array([[_count_table_places(each, slot) for slot in slots] for each in pitches]).reshape(
            len(pitches), len(slots)
        ),
        slots=_get_slot_minutes(session, slots),
        room=room,
        walk=walk,
        least=least if most is None else min(least, most),
        most=most,
        host_least=[each.least_meetings for each in pitches],
        host_most=[len(slots) * each.places if each.most_meetings is None else each.most_meetings for each in pitches],
        locked=_number_meetings(registrations, pitches, slots, locked),
    )
    return TimetableInput(registrations, pitches, slots, table, made, session.least_meetings)


def _match_pitches_to_tables(
    session: Session, rather: Mapping[int, int]
) -> tuple[list[Pitch], dict[int, MeetingTable]]:
    """The pitches in the order of their tables. One without a table gets the one where it would rather be, or else the
    first that nobody has."""
    found = session.pitches.select_related("challenge", "table").prefetch_related("presences")
    found = found.order_by("table__number", "pk")
    tables = {table.pk: table for table in session.tables.order_by("number")}
    taken = {pitch.table_id for pitch in found}
    stays = {pitch.pk: rather.get(pitch.pk) for pitch in found if not pitch.table_id}
    stays = {pitch: table for pitch, table in stays.items() if table in tables and table not in taken}
    taken |= set(stays.values())
    spare = iter([table for pk, table in tables.items() if pk not in taken])
    at: dict[int, MeetingTable] = {}
    for pitch in found:
        own = pitch.table_id or stays.get(pitch.pk)
        table = tables[own] if own else next(spare, None)
        if table is not None:
            at[pitch.pk] = table
    return [pitch for pitch in found if pitch.pk in at], at


def _count_table_places(pitch: Pitch, slot: Slot) -> int:
    """How many talks its table holds in the slot; none where the host is not there for the whole of it."""
    hours = list(pitch.presences.all())
    is_there = not hours or any(each.starts_at <= slot.starts_at and slot.ends_at <= each.ends_at for each in hours)
    return pitch.places if is_there else 0


def _get_slot_minutes(session: Session, slots: Sequence[Slot]) -> list[tuple[int, int]]:
    """From the start of the session."""
    return [
        tuple(int((at - session.starts_at).total_seconds()) // 60 for at in (slot.starts_at, slot.ends_at))  # type: ignore[misc]
        for slot in slots
    ]


def _number_rooms(session: Session, pitches: Sequence[Pitch], table: Mapping[int, MeetingTable]) -> tuple[Any, Any]:
    """The room of each pitch as a number, and the minutes between the rooms."""
    rooms = sorted({table[pitch.pk].room_id for pitch in pitches})
    number = {room: at for at, room in enumerate(rooms)}
    walk = np.zeros((max(len(rooms), 1),) * 2, np.int64)
    for each in Walk.objects.filter(session=session, first__in=rooms, second__in=rooms):
        ends = number[each.first_id], number[each.second_id]
        walk[ends] = walk[ends[::-1]] = each.minutes
    return [number[table[pitch.pk].room_id] for pitch in pitches], walk


def load_preferences(session: Session) -> Said:
    said: dict[tuple[int, int], dict[str, str]] = {}
    rows = Wish.objects.filter(pitch__session=session).values_list("registration", "pitch", "side", "wish")
    for registration, pitch, side, wish in rows:
        said.setdefault((registration, pitch), {})[side] = wish
    return said


def _build_value_arrays(
    session: Session, registrations: Sequence[Registration], pitches: Sequence[Pitch]
) -> tuple[Any, Any, Any]:
    """(n, m) each: what a meeting is worth, which must be, and which may not."""
    shape = (len(registrations), len(pitches))
    value, must, never = np.zeros(shape, np.int64), np.zeros(shape, bool), np.zeros(shape, bool)
    totals, said, closed = (
        _load_match_totals(registrations, pitches),
        load_preferences(session),
        _find_unreadable_pairs(registrations, pitches),
    )
    for i, registration in enumerate(registrations):
        for j, pitch in enumerate(pitches):
            sides = said.get((registration.pk, pitch.pk), {})
            total = totals.get((registration.company_id, pitch.challenge_id), 0)
            value[i, j] = compute_meeting_value(total, **sides)
            must[i, j] = is_priority_meeting(**sides)
            never[i, j] = is_meeting_declined(**sides) or (registration.pk, pitch.pk) in closed
    return value, must, never


def _load_match_totals(registrations: Sequence[Registration], pitches: Sequence[Pitch]) -> dict[tuple[int, int], int]:
    """By company and challenge, of those that meet every requirement."""
    found = Match.objects.ranked().filter(
        company__in=[each.company_id for each in registrations], challenge__in=[each.challenge_id for each in pitches]
    )
    return {
        (company, challenge): total for company, challenge, total in found.values_list("company", "challenge", "total")
    }


def _find_unreadable_pairs(registrations: Sequence[Registration], pitches: Sequence[Pitch]) -> set[tuple[int, int]]:
    """Pairs of a registration and a pitch whose challenge that company may not read."""
    companies = [each.company_id for each in registrations]
    is_vetted = set(
        Company.objects.filter(build_vetted_condition(get_today()), pk__in=companies).values_list("pk", flat=True)
    )
    challenges = [each.challenge_id for each in pitches]
    invited = set(ChallengeInvitation.objects.filter(challenge__in=challenges).values_list("challenge", "company"))
    closed = set()
    for pitch in pitches:
        for each in registrations:
            by_vetting = pitch.challenge.visibility == Challenge.Visibility.VETTED and each.company_id not in is_vetted
            by_asking = (
                pitch.challenge.visibility == Challenge.Visibility.INVITED
                and (pitch.challenge_id, each.company_id) not in invited
            )
            if by_vetting or by_asking:
                closed.add((each.pk, pitch.pk))
    return closed


def _number_meetings(
    registrations: Sequence[Registration],
    pitches: Sequence[Pitch],
    slots: Sequence[Slot],
    locked: Sequence[tuple[int, int, int]],
) -> list[tuple[int, int, int]]:
    """Those of which every part is still there."""
    numbers = [{each.pk: at for at, each in enumerate(rows)} for rows in (registrations, pitches, slots)]
    found = [tuple(known.get(pk, -1) for known, pk in zip(numbers, each, strict=True)) for each in locked]
    return [(a, b, c) for a, b, c in found if min(a, b, c) >= 0]
