"""Load a session as the engine of timetables reads it: arrays, in which numbers stand for the ids of rows.

Ids become numbers, and numbers ids again, only here. Loaded are confirmed registrations, pitches at their tables while
their hosts are present, time slots, walking times between rooms, stored matches, and meeting preferences.
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
from challenges.sessions.part_models import MeetingTable, Pitch, Slot, Walk
from challenges.sessions.plan_models import Plan
from challenges.sessions.registration_models import Registration
from challenges.timetables.engine.constraints import RuleGround, TimetableRule
from challenges.timetables.engine.programme import (
    MeetingPair,
    SessionProgramme,
    SlotMeeting,
    build_programme,
    compute_meeting_value,
    is_meeting_declined,
    is_priority_meeting,
)
from challenges.timetables.models import Wish
from challenges.timetables.plan_snapshot import PlanRecord, Triple, get_recorded_meetings
from companies.declarations.models import build_vetted_condition
from companies.profiles.models import Company
from portal.ui.dates import get_today

_RULE = TimetableRule
COMPANY_RULES = {_RULE.PEOPLE, _RULE.MOST, _RULE.LEAST}
HOST_RULES = {_RULE.PLACES, _RULE.HOST_MOST, _RULE.HOST_LEAST}


@dataclass(frozen=True)
class TimetableInput:
    """Hold a session in numbers, with the rows that the numbers stand for.

    table: of each pitch that has or got one; the other pitches are left out. least: the number of meetings that the
    session itself promises to every company, whatever minimum was requested.
    """

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
    def record(self) -> PlanRecord:
        """Return the ids of all numbers, and hashes of what else counted, to be stored with a timetable."""
        return PlanRecord(
            registrations=[each.pk for each in self.registrations],
            pitches=[each.pk for each in self.pitches],
            slots=[each.pk for each in self.slots],
            tables=[self.table[each.pk].pk for each in self.pitches],
            hashes={
                "worth": self._hash_arrays("value", "must", "never"),
                "rules": self._hash_arrays(
                    "people", "places", "slots", "room", "walk", "most", "host_least", "host_most"
                ),
            },
        )

    def _hash_arrays(self, *names: str) -> str:
        """Return a hash of these arrays; without the array `least`, which includes the requested minimum."""
        parts = [getattr(self.programme, name).tobytes() for name in names]
        return hashlib.sha256(b"|".join([str(self.least).encode(), *parts])).hexdigest()[:16]

    def get_ids(self, meeting: SlotMeeting) -> Triple:
        return self.registrations[meeting.company].pk, self.pitches[meeting.host].pk, self.slots[meeting.slot].pk

    def find_pair(self, registration: int, pitch: int) -> MeetingPair:
        """Return the numbers of these ids; raise ValueError for an id that is not there."""
        return MeetingPair(self.record.registrations.index(registration), self.record.pitches.index(pitch))

    def find_meetings(self, rows: Iterable[Triple]) -> list[SlotMeeting]:
        """Return meetings in numbers; leave out those of which the registration, pitch or slot is gone."""
        return _number_meetings(self.registrations, self.pitches, self.slots, rows)

    def pair_to_json(self, pair: Sequence[int]) -> dict[str, int]:
        return {"registration": self.registrations[pair[0]].pk, "pitch": self.pitches[pair[1]].pk}

    def ground_to_json(self, ground: RuleGround) -> dict[str, Any]:
        """Return a rule with the ids that it is about."""
        found: dict[str, Any] = {"rule": str(ground.rule)}
        if ground.rule in COMPANY_RULES:
            found["registration"] = self.registrations[ground.who[0]].pk
        elif ground.rule in HOST_RULES:
            found["pitch"] = self.pitches[ground.who[0]].pk
        elif len(ground.who) > 1:
            found |= self.pair_to_json(ground.who)
        if ground.rule == TimetableRule.LOCKED:
            found["slot"] = self.slots[ground.who[2]].pk
        return found

    def count_idle_tables(self, meetings: Sequence[SlotMeeting]) -> int:
        """Count tables whose host is present without a meeting, once per time slot."""
        busy = {(each.host, each.slot) for each in meetings}
        return int((self.programme.places > 0).sum()) - len(busy)


def load_timetable_input(
    session: Session,
    *,
    floor: int = 0,
    locked: Sequence[Triple] = (),
    tables: Mapping[int, int] | None = None,
) -> TimetableInput:
    """Load a session as it is now.

    floor: meetings promised to every company that wants as many. locked: meetings that stay. tables: by the id of a
    pitch, the table that a pitch without a table of its own gets if it is free.
    """
    registrations = list(session.registrations.confirmed().select_related("company").order_by("pk"))
    pitches, table = _match_pitches_to_tables(session, tables or {})
    slots = list(session.slots.order_by("starts_at"))
    value, must, never = _build_value_arrays(session, registrations, pitches)
    room, walk = _number_rooms(session, pitches, table)
    most = session.most_meetings
    least = max(floor, session.least_meetings)
    programme = build_programme(
        value,
        must=must,
        never=never,
        people=np.array([[each.seats] * len(slots) for each in registrations]).reshape(len(registrations), len(slots)),
        places=np.array([[_count_table_places(each, slot) for slot in slots] for each in pitches]).reshape(
            len(pitches), len(slots)
        ),
        slots=[  # minutes since the session starts
            [int((at - session.starts_at).total_seconds()) // 60 for at in (slot.starts_at, slot.ends_at)]
            for slot in slots
        ],
        room=room,
        walk=walk,
        least=least if most is None else min(least, most),
        most=most,
        host_least=[each.least_meetings for each in pitches],
        host_most=[len(slots) * each.places if each.most_meetings is None else each.most_meetings for each in pitches],
        locked=_number_meetings(registrations, pitches, slots, locked),
    )
    return TimetableInput(registrations, pitches, slots, table, programme, session.least_meetings)


def load_plan_input(plan: Plan, *, locked: Sequence[Triple] = ()) -> TimetableInput:
    """Load the session as it is now; pitches without a table of their own stay at the table of the timetable."""
    return load_timetable_input(plan.session, floor=plan.floor, tables=get_plan_tables(plan), locked=locked)


def load_plan_inputs(session: Session, plans: Iterable[Plan]) -> dict[int, TimetableInput]:
    """Load the same for several timetables, by number and without their promised minimum.

    Timetables share one result, unless they have pitches without a table of their own at different tables.
    """
    loose = set(session.pitches.filter(table=None).values_list("pk", flat=True))
    loads: dict[frozenset[tuple[int, int]], TimetableInput] = {}
    found = {}
    for plan in plans:
        tables = {pitch: table for pitch, table in get_plan_tables(plan).items() if pitch in loose} if loose else {}
        key = frozenset(tables.items())
        if key not in loads:
            loads[key] = load_timetable_input(session, tables=tables)
        found[plan.number] = loads[key]
    return found


def load_new_plan_input(plan: Plan) -> TimetableInput:
    """Load what a new timetable is made from, with the locked meetings and the tables of the one it is based on."""
    if plan.based_on is None:
        return load_timetable_input(plan.session, floor=plan.floor)
    locked, tables = list_locked_meetings(plan.based_on), get_plan_tables(plan.based_on)
    return load_timetable_input(plan.session, floor=plan.floor, locked=locked, tables=tables)


def get_plan_tables(plan: Plan) -> dict[int, int]:
    """Return the table of each pitch in a timetable, by id, including pitches without a meeting."""
    record = PlanRecord.from_json(plan.programme)
    tables = dict(zip(record.pitches, record.tables, strict=True))
    return tables | {pitch: table for _registration, pitch, _slot, table in get_recorded_meetings(plan)}


def list_locked_meetings(plan: Plan) -> list[Triple]:
    return list(plan.meetings.filter(is_locked=True).order_by("pk").values_list("registration", "pitch", "slot"))


def _match_pitches_to_tables(
    session: Session, preferred: Mapping[int, int]
) -> tuple[list[Pitch], dict[int, MeetingTable]]:
    """Return the pitches in the order of their tables, and the table of each.

    A pitch without a table gets its preferred table if that is free, else the first free table.
    """
    found = session.pitches.select_related("challenge", "table").prefetch_related("presences")
    found = found.order_by("table__number", "pk")
    tables = {table.pk: table for table in session.tables.order_by("number")}
    taken = {pitch.table_id for pitch in found}
    stays = {pitch.pk: preferred.get(pitch.pk) for pitch in found if not pitch.table_id}
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
    """Return how many meetings fit at the table in a slot; none unless the host is present for all of it."""
    hours = list(pitch.presences.all())
    is_present = not hours or any(each.starts_at <= slot.starts_at and slot.ends_at <= each.ends_at for each in hours)
    return pitch.places if is_present else 0


def _number_rooms(session: Session, pitches: Sequence[Pitch], table: Mapping[int, MeetingTable]) -> tuple[Any, Any]:
    """Return the room of each pitch as a number, and the walking minutes between rooms (R, R)."""
    rooms = sorted({table[pitch.pk].room_id for pitch in pitches})
    number = {room: at for at, room in enumerate(rooms)}
    walk = np.zeros((max(len(rooms), 1),) * 2, np.int64)
    for each in Walk.objects.filter(session=session, first__in=rooms, second__in=rooms):
        ends = number[each.first_id], number[each.second_id]
        walk[ends] = walk[ends[::-1]] = each.minutes
    return [number[table[pitch.pk].room_id] for pitch in pitches], walk


def _build_value_arrays(
    session: Session, registrations: Sequence[Registration], pitches: Sequence[Pitch]
) -> tuple[Any, Any, Any]:
    """Return three arrays (n, m): the value of each meeting, which are priority meetings, and which may not be.

    Only matches that meet every requirement have a value.
    """
    shape = (len(registrations), len(pitches))
    value, must, never = np.zeros(shape, np.int64), np.zeros(shape, bool), np.zeros(shape, bool)
    matches = Match.objects.ranked().filter(
        company__in=[each.company_id for each in registrations], challenge__in=[each.challenge_id for each in pitches]
    )
    totals = {
        (company, challenge): total
        for company, challenge, total in matches.values_list("company", "challenge", "total")
    }
    preferences: dict[tuple[int, int], dict[str, str]] = {}
    rows = Wish.objects.filter(pitch__session=session).values_list("registration", "pitch", "side", "wish")
    for registration, pitch, side, wish in rows:
        preferences.setdefault((registration, pitch), {})[side] = wish
    unreadable = _find_unreadable_pairs(registrations, pitches)
    for i, registration in enumerate(registrations):
        for j, pitch in enumerate(pitches):
            sides = preferences.get((registration.pk, pitch.pk), {})
            total = totals.get((registration.company_id, pitch.challenge_id), 0)
            value[i, j] = compute_meeting_value(total, **sides)
            must[i, j] = is_priority_meeting(**sides)
            never[i, j] = is_meeting_declined(**sides) or (registration.pk, pitch.pk) in unreadable
    return value, must, never


def _find_unreadable_pairs(registrations: Sequence[Registration], pitches: Sequence[Pitch]) -> set[tuple[int, int]]:
    """Return the pairs of a registration and a pitch whose challenge the company may not read."""
    companies = [each.company_id for each in registrations]
    vetted = set(
        Company.objects.filter(build_vetted_condition(get_today()), pk__in=companies).values_list("pk", flat=True)
    )
    challenges = [each.challenge_id for each in pitches]
    invited = set(ChallengeInvitation.objects.filter(challenge__in=challenges).values_list("challenge", "company"))
    unreadable = set()
    for pitch in pitches:
        visibility = pitch.challenge.visibility
        for each in registrations:
            if (visibility == Challenge.Visibility.VETTED and each.company_id not in vetted) or (
                visibility == Challenge.Visibility.INVITED and (pitch.challenge_id, each.company_id) not in invited
            ):
                unreadable.add((each.pk, pitch.pk))
    return unreadable


def _number_meetings(
    registrations: Sequence[Registration], pitches: Sequence[Pitch], slots: Sequence[Slot], rows: Iterable[Triple]
) -> list[SlotMeeting]:
    """Return meetings in numbers; leave out those of which a part is gone."""
    numbers = [{each.pk: at for at, each in enumerate(known)} for known in (registrations, pitches, slots)]
    found = [[known.get(pk, -1) for known, pk in zip(numbers, row, strict=True)] for row in rows]
    return [SlotMeeting(*each) for each in found if min(each) >= 0]
