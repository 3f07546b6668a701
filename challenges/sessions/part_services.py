"""Save the parts of a session: time slots, rooms and tables, pitches and the programme.

Every service locks the session first, checks that its parts have not changed since the person saw them, and increases
the version of the session. Meetings that participants can see are not deleted without a warning.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.posting.models import Challenge
from challenges.sessions.models import ProgrammeItem, Session
from challenges.sessions.part_models import MeetingTable, Pitch, Presence, Room, Slot, Walk
from challenges.sessions.plan_models import Meeting, Plan
from challenges.sessions.services import (
    CHANGED,
    bump_session_version,
    is_within_session,
    lock_owned_session,
)
from portal.accounts.models import User
from portal.core.validation import save_validated
from portal.core.versions import check_version, hash_version
from portal.ui.dates import format_time

MOST_NAMED = 8
Stretch = tuple[datetime, datetime]


def get_published_plan(session: Session) -> Plan | None:
    """Return the version of the timetable that participants see; None if there is none."""
    return session.plans.shown().first()


def check_published_meetings(session: Session, *, instead: str, go_ahead: bool = False, **where: Any) -> int:
    """Return how many planned meetings, in all versions, depend on some slots, tables or pitches (`where`).

    Raise ValidationError with the code "in_use" if participants can see some of these meetings. The error names them
    and says what to do `instead`. go_ahead: the person has seen the warning and wants to continue.
    """
    planned = Meeting.objects.filter(plan__session=session, **where)
    published = None if go_ahead else get_published_plan(session)
    if published is None:
        return planned.count()
    lost = list(
        planned.filter(plan=published)
        .select_related("registration__company", "pitch__challenge", "slot")
        .order_by("slot__starts_at", "table__number", "pk")
    )
    if lost:
        words = ngettext(
            "Version %(version)s of the timetable has %(n)s talk here that participants go by: %(talks)s. %(instead)s",
            "Version %(version)s of the timetable has %(n)s talks here that participants go by: %(talks)s. %(instead)s",
            len(lost),
        )
        values = {"version": published.number, "n": len(lost), "talks": _name_meetings(lost), "instead": instead}
        raise ValidationError(words % values, code="in_use")
    return planned.count()


def _name_meetings(meetings: Sequence[Meeting]) -> str:
    """List the first meetings by company, challenge and time, and count the others."""
    named = "; ".join(
        _("%(company)s about “%(challenge)s”, %(time)s")
        % {
            "company": meeting.registration.company,
            "challenge": meeting.pitch.challenge.local("title"),
            "time": format_time(meeting.slot.starts_at),
        }
        for meeting in meetings[:MOST_NAMED]
    )
    more = len(meetings) - MOST_NAMED
    return _("%(talks)s; and %(n)s more") % {"talks": named, "n": more} if more > 0 else named


def lay_out_slots(
    starts_at: datetime,
    number: int,
    minutes: int,
    pause: int = 0,
    break_after: int | None = None,
    break_minutes: int = 0,
) -> list[Stretch]:
    """Return the start and end of equal time slots with a pause after each, and a longer break instead of one pause.

    Minutes are elapsed time, also in a night in which the clock changes. break_after is the number of a slot, counted
    from 1; None means no break.
    """
    stretches, start = [], starts_at.astimezone(UTC)
    for slot in range(1, number + 1):
        end = start + timedelta(minutes=minutes)
        stretches.append((start, end))
        start = end + timedelta(minutes=break_minutes if slot == break_after else pause)
    return stretches


def hash_slots(session: Session) -> str:
    return hash_version(session.slots.values_list("starts_at", "ends_at"))


@transaction.atomic
def save_time_slots(
    session: Session, by: User, stretches: Sequence[Stretch], *, seen: str = "", go_ahead: bool = False
) -> int:
    """Replace the time slots of the session; a slot whose times stay keeps its row.

    Return how many planned meetings were deleted with the other slots. go_ahead: also delete meetings that participants
    can see.
    """
    session = lock_owned_session(session, by)
    wanted = sorted(stretches)
    known = {(slot.starts_at, slot.ends_at): slot for slot in session.slots.all()}
    if set(wanted) == known.keys() and len(wanted) == len(known):
        return 0
    check_version(seen, hash_slots(session), CHANGED)
    _validate_slots(session, wanted)
    gone = [slot.pk for times, slot in known.items() if times not in wanted]
    instead = _("To remove it all the same, tick the box, and repair the timetable afterwards.")
    removed = check_published_meetings(session, slot__in=gone, instead=instead, go_ahead=go_ahead)
    session.slots.filter(pk__in=gone).delete()
    Slot.objects.bulk_create(
        Slot(session=session, starts_at=start, ends_at=end) for start, end in wanted if (start, end) not in known
    )
    bump_session_version(session)
    return removed


def _validate_slots(session: Session, wanted: Sequence[Stretch]) -> None:
    for start, end in wanted:
        values = {"start": format_time(start)}
        if end <= start:
            raise ValidationError(_("The time slot of %(start)s ends before it starts.") % values)
        if not is_within_session(session, start, end):
            raise ValidationError(_("The time slot of %(start)s falls outside the session.") % values)
    for (_start, end), (start, _end) in pairwise(wanted):
        if start < end:
            values = {"start": format_time(start)}
            raise ValidationError(_("The time slot of %(start)s overlaps the one before it.") % values)


@dataclass(frozen=True, slots=True)
class RoomInput:
    """A room as it should become. pk is None for a new room; tables holds table numbers."""

    pk: int | None
    name_nl: str
    name_en: str
    tables: frozenset[int]


def hash_room_layout(session: Session) -> str:
    rooms = session.rooms.values_list("pk", "name_nl", "name_en", "order")
    tables = session.tables.values_list("pk", "room", "number")
    return hash_version([*rooms, *tables, *session.walks.values_list("first", "second", "minutes")])


@transaction.atomic
def save_room_layout(
    session: Session, by: User, rooms: Sequence[RoomInput], walks: Mapping[tuple[int, int], int], *, seen: str = ""
) -> int:
    """Replace the rooms, tables and walking times of the session. A table that moves to another room keeps its host.

    walks: minutes by the ids of two rooms, the lower id first; a missing pair is next to each other. Return how many
    planned meetings were deleted with removed tables. Raise ValidationError if participants can see some of them.
    Sending the same form twice changes nothing.
    """
    session = lock_owned_session(session, by)
    if _is_layout_unchanged(session, rooms, walks):
        return 0
    check_version(seen, hash_room_layout(session), CHANGED)
    numbers = [number for room in rooms for number in room.tables]
    if twice := sorted({number for number in numbers if numbers.count(number) > 1}):
        raise ValidationError(_("Table %(number)s stands in two rooms.") % {"number": twice[0]}, code="twice")
    saved = _save_rooms(session, rooms)
    removed = _save_tables(session, {number: room for room, wanted in saved for number in wanted.tables})
    _save_walking_times(session, {room.pk for room, _wanted in saved}, walks)
    session.rooms.exclude(pk__in=[room.pk for room, _wanted in saved]).delete()
    bump_session_version(session)
    return removed


def _is_layout_unchanged(session: Session, rooms: Sequence[RoomInput], walks: Mapping[tuple[int, int], int]) -> bool:
    """Return whether the layout is already stored. A new room is compared with the room at the same position."""
    numbers: dict[int, set[int]] = {}
    for room, number in session.tables.values_list("room", "number"):
        numbers.setdefault(room, set()).add(number)
    there = [
        RoomInput(room.pk, room.name_nl, room.name_en, frozenset(numbers.get(room.pk, ())))
        for room in session.rooms.all()
    ]
    if len(there) != len(rooms):
        return False
    asked = [replace(each, pk=each.pk or known.pk) for each, known in zip(rooms, there, strict=True)]
    minutes = {(walk.first_id, walk.second_id): walk.minutes for walk in session.walks.all()}
    return asked == there and minutes == {pair: number for pair, number in walks.items() if number}


def _save_rooms(session: Session, rooms: Sequence[RoomInput]) -> list[tuple[Room, RoomInput]]:
    known = {room.pk: room for room in session.rooms.all()}
    names = {room.pk: room.name_nl for room in rooms}
    for room in known.values():
        if names.get(room.pk) != room.name_nl:  # its name becomes free, so that two rooms can swap theirs
            Room.objects.filter(pk=room.pk).update(name_nl=f"\u2026 {room.pk}")
    saved = []
    for order, wanted in enumerate(rooms, 1):
        room = known.get(wanted.pk or 0) or Room(session=session)
        room.name_nl, room.name_en, room.order = wanted.name_nl, wanted.name_en, order
        save_validated(room)
        saved.append((room, wanted))
    return saved


def _save_tables(session: Session, rooms: Mapping[int, Room]) -> int:
    known = {table.number: table for table in session.tables.all()}
    gone = known.keys() - rooms.keys()
    pitched = Pitch.objects.filter(session=session, table__number__in=gone).select_related("table", "challenge")
    if used := pitched.order_by("table__number").first():
        raise ValidationError(
            _("Table %(number)s is in use, by “%(challenge)s”. Give that another table first.")
            % {"number": used.table, "challenge": used.challenge},
            code="in_use",
        )
    instead = _("Repair the timetable first, and show that one.")
    removed = check_published_meetings(session, table__number__in=gone, instead=instead)
    session.tables.filter(number__in=gone).delete()
    moved = [table for number, table in known.items() if number in rooms and table.room_id != rooms[number].pk]
    for table in moved:
        table.room = rooms[table.number]
    MeetingTable.objects.bulk_update(moved, ["room"])
    new = sorted(rooms.keys() - known.keys())
    MeetingTable.objects.bulk_create(MeetingTable(session=session, room=rooms[number], number=number) for number in new)
    return removed


def _save_walking_times(session: Session, rooms: set[int], walks: Mapping[tuple[int, int], int]) -> None:
    session.walks.all().delete()
    wanted = [
        Walk(session=session, first_id=first, second_id=second, minutes=minutes)
        for (first, second), minutes in sorted(walks.items())
        if minutes and {first, second} <= rooms
    ]
    for walk in wanted:
        walk.full_clean()
    Walk.objects.bulk_create(wanted)


Hours = Sequence[tuple[datetime, datetime]]


class ProgrammeItemInput(NamedTuple):
    starts_at: time | None
    text_nl: str
    text_en: str


def hash_pitch(pitch: Pitch) -> str:
    limits = (pitch.places, pitch.least_meetings, pitch.most_meetings)
    hours = pitch.presences.values_list("starts_at", "ends_at")
    return hash_version([pitch.table_id, pitch.host_name, pitch.host_organisation, *limits, *hours])


@transaction.atomic
def add_pitch(session: Session, by: User, challenge: Challenge) -> Pitch:
    """Add a challenge to the session, still without a table or host. Adding it again changes nothing."""
    session = lock_owned_session(session, by)
    pitch, is_new = Pitch.objects.get_or_create(session=session, challenge=challenge)
    if is_new:
        bump_session_version(session)
    return pitch


@transaction.atomic
def update_pitch(pitch: Pitch, by: User, *, hours: Hours, seen: str = "", **fields: Any) -> Pitch:
    """Change a pitch. hours: when its host is present; none means the whole session."""
    session = lock_owned_session(pitch.session, by)
    pitch = Pitch.objects.get(pk=pitch.pk, session=session)
    same = list(pitch.presences.values_list("starts_at", "ends_at")) == sorted(hours)
    if same and all(getattr(pitch, name) == value for name, value in fields.items()):
        return pitch
    check_version(seen, hash_pitch(pitch), CHANGED)
    for name, value in fields.items():
        setattr(pitch, name, value)
    other = Pitch.objects.filter(table=pitch.table_id).exclude(pk=pitch.pk).select_related("challenge").first()
    if pitch.table_id and other:
        raise ValidationError({"table": _("This table is taken, by “%(challenge)s”.") % {"challenge": other.challenge}})
    save_validated(pitch)
    _save_host_hours(session, pitch, hours)
    bump_session_version(session)
    return pitch


@transaction.atomic
def remove_pitch(pitch: Pitch, by: User) -> int:
    """Remove a pitch, and return how many planned meetings were deleted with it.

    Raise ValidationError if participants can see some of these meetings.
    """
    session = lock_owned_session(pitch.session, by)
    instead = _("Give it hours outside the time slots instead, and repair the timetable.")
    removed = check_published_meetings(session, pitch=pitch.pk, instead=instead)
    if Pitch.objects.filter(pk=pitch.pk).delete()[0]:
        bump_session_version(session)
    return removed


def hash_programme(session: Session) -> str:
    return hash_version(session.programme.values_list("starts_at", "text_nl", "text_en"))


@transaction.atomic
def save_programme(session: Session, by: User, items: Sequence[ProgrammeItemInput], *, seen: str = "") -> Session:
    """Replace the programme of the session by these items, in this order."""
    session = lock_owned_session(session, by)
    if list(items) == list(session.programme.values_list(*ProgrammeItemInput._fields)):
        return session
    check_version(seen, hash_programme(session), CHANGED)
    wanted = [ProgrammeItem(session=session, **item._asdict(), order=order) for order, item in enumerate(items, 1)]
    for item in wanted:
        item.full_clean()
    session.programme.all().delete()
    ProgrammeItem.objects.bulk_create(wanted)
    bump_session_version(session)
    return session


def _save_host_hours(session: Session, pitch: Pitch, hours: Hours) -> None:
    pitch.presences.all().delete()
    for starts_at, ends_at in sorted(hours):
        if not is_within_session(session, starts_at, ends_at):
            raise ValidationError({"hours": _("These hours fall outside the session.")})
        presence = Presence(pitch=pitch, starts_at=starts_at, ends_at=ends_at)
        try:
            presence.full_clean()
        except ValidationError as error:
            raise ValidationError({"hours": error.messages}) from None
        presence.save()
