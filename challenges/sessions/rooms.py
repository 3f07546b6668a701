"""Rooms, the tables in them, and the minutes between rooms: saved together as one page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from challenges.sessions.dependents import check_published_meetings
from challenges.sessions.locking import CHANGED, bump_session_version, lock_owned_session
from challenges.sessions.models import Session
from challenges.sessions.pitch_models import Pitch
from challenges.sessions.room_models import MeetingTable, Room, Walk
from portal.accounts.models import User
from portal.core.validation import save_validated
from portal.core.versions import check_version, hash_version


@dataclass(frozen=True, slots=True)
class RoomInput:
    """A room as it should be: the one with this number, or a new one; `tables` are the numbers of those in it."""

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
    """The floor is exactly this from now on. A table keeps its host when it moves to another room. The same form sent
    twice is no clash.

    Returns how many talks of timetables went with tables that are gone; ValidationError where participants go by them.

    walks: minutes by the numbers of two rooms, the lower first; without one they lie next to each other.
    """
    session = lock_owned_session(session, by)
    if _is_layout_unchanged(session, rooms, walks):
        return 0
    check_version(seen, hash_room_layout(session), CHANGED)
    _check_unique_numbers(rooms)
    kept = _save_rooms(session, rooms)
    talks = _save_tables(session, {number: room for room, wanted in kept for number in wanted.tables})
    _save_walking_times(session, {room.pk for room, _wanted in kept}, walks)
    session.rooms.exclude(pk__in=[room.pk for room, _wanted in kept]).delete()
    bump_session_version(session)
    return talks


def _is_layout_unchanged(session: Session, rooms: Sequence[RoomInput], walks: Mapping[tuple[int, int], int]) -> bool:
    """A room without a number is the one that was made of it."""
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


def _check_unique_numbers(rooms: Sequence[RoomInput]) -> None:
    numbers = [number for room in rooms for number in room.tables]
    if twice := sorted({number for number in numbers if numbers.count(number) > 1}):
        raise ValidationError(_("Table %(number)s stands in two rooms.") % {"number": twice[0]}, code="twice")


def _save_rooms(session: Session, rooms: Sequence[RoomInput]) -> list[tuple[Room, RoomInput]]:
    known = {room.pk: room for room in session.rooms.all()}
    _release_room_names(session, known, rooms)
    saved = []
    for order, wanted in enumerate(rooms, 1):
        room = known.get(wanted.pk or 0) or Room(session=session)
        room.name_nl, room.name_en, room.order = wanted.name_nl, wanted.name_en, order
        save_validated(room)
        saved.append((room, wanted))
    return saved


def _release_room_names(session: Session, known: Mapping[int, Room], rooms: Sequence[RoomInput]) -> None:
    """Names that are given away on this page, so that two rooms can swap theirs."""
    wanted = {room.pk: room.name_nl for room in rooms}
    for room in known.values():
        if wanted.get(room.pk) != room.name_nl:
            Room.objects.filter(pk=room.pk).update(name_nl=f"\u2026 {room.pk}")


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
    talks = check_published_meetings(session, table__number__in=gone, instead=instead)
    session.tables.filter(number__in=gone).delete()
    moved = [table for number, table in known.items() if number in rooms and table.room_id != rooms[number].pk]
    for table in moved:
        table.room = rooms[table.number]
    MeetingTable.objects.bulk_update(moved, ["room"])
    new = sorted(rooms.keys() - known.keys())
    MeetingTable.objects.bulk_create(MeetingTable(session=session, room=rooms[number], number=number) for number in new)
    return talks


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
