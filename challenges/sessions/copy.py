"""A session made from an earlier one: everything that was prepared, on another day, and nobody who came."""

from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from challenges.sessions.locking import lock_owned_session
from challenges.sessions.models import ProgrammeItem, Session, SessionCoOwner
from challenges.sessions.pitch_models import Pitch, Presence
from challenges.sessions.room_models import MeetingTable, Room, Walk
from challenges.sessions.slot_models import Slot
from portal.accounts.models import User
from portal.core.slugs import find_free_slug
from portal.core.validation import save_validated

_DUTCH = timezone.get_default_timezone
MOMENTS = ("starts_at", "ends_at", "entry_opens_at", "entry_closes_at", "matched_first_until", "wishes_until")


@transaction.atomic
def copy_session(session: Session, by: User, day: date, title_nl: str, title_en: str = "") -> Session:
    """A draft on that day. Times of the day stay as the Dutch clock shows them, also across a change of the clock.

    A form sent twice makes one: a draft of the same name, copied from the same session to the same day, is it.
    """
    session = lock_owned_session(session, by)
    shift = _DayShift(day - timezone.localdate(session.starts_at, _DUTCH()))
    if not shift.days:
        raise ValidationError({"day": _("Choose another day than that of the session that you copy.")})
    known = Session.objects.filter(copied_from=session, state=Session.State.DRAFT, title_nl=title_nl)
    if found := known.filter(starts_at=shift.moved(session.starts_at)).order_by("pk").first():
        return found
    copy = _copy_session_row(session, shift, title_nl, title_en)
    tables = _copy_rooms_and_tables(session, copy)
    _copy_pitches(session, copy, tables, shift)
    Slot.objects.bulk_create(
        Slot(session=copy, starts_at=shift.moved(slot.starts_at), ends_at=shift.moved(slot.ends_at))
        for slot in session.slots.all()
    )
    _copy_session_rows(ProgrammeItem, session.programme.all(), copy)
    _copy_session_rows(SessionCoOwner, session.co_owner_links.all(), copy)
    return copy


class _DayShift:
    """So many days on, at the same time of the day on the Dutch clock."""

    def __init__(self, days: timedelta) -> None:
        self.days = days

    def moved(self, moment: datetime) -> datetime:
        there = timezone.localtime(moment, _DUTCH()).replace(tzinfo=None)
        return timezone.make_aware(there + self.days, _DUTCH())


def _copy_session_row(session: Session, shift: _DayShift, title_nl: str, title_en: str) -> Session:
    copy = Session.objects.get(pk=session.pk)
    copy.pk, copy._state.adding = None, True
    copy.slug = find_free_slug(Session.objects.all(), title_nl)
    copy.title_nl, copy.title_en = title_nl, title_en
    copy.state, copy.version, copy.copied_from_id = Session.State.DRAFT, 1, session.pk
    copy.source, copy.is_example = "", False
    for name in MOMENTS:
        if moment := getattr(session, name):
            setattr(copy, name, shift.moved(moment))
    save_validated(copy)
    return copy


def _copy_rooms_and_tables(session: Session, copy: Session) -> dict[int, MeetingTable]:
    """By the number of the old row: the new table."""
    old_rooms = list(session.rooms.order_by("pk"))  # in that order, for the first of two is the one made first
    new_rooms = Room.objects.bulk_create(
        Room(session=copy, name_nl=room.name_nl, name_en=room.name_en, order=room.order) for room in old_rooms
    )
    rooms = {old.pk: new for old, new in zip(old_rooms, new_rooms, strict=True)}
    Walk.objects.bulk_create(
        Walk(session=copy, first=rooms[walk.first_id], second=rooms[walk.second_id], minutes=walk.minutes)
        for walk in session.walks.all()
    )
    old_tables = list(session.tables.all())
    new_tables = MeetingTable.objects.bulk_create(
        MeetingTable(session=copy, room=rooms[table.room_id], number=table.number) for table in old_tables
    )
    return {old.pk: new for old, new in zip(old_tables, new_tables, strict=True)}


def _copy_pitches(session: Session, copy: Session, tables: dict[int, MeetingTable], shift: _DayShift) -> None:
    old = list(session.pitches.prefetch_related("presences"))
    new = Pitch.objects.bulk_create(
        Pitch(
            session=copy,
            challenge_id=pitch.challenge_id,
            table=tables[pitch.table_id] if pitch.table_id else None,
            host_name=pitch.host_name,
            host_organisation=pitch.host_organisation,
            places=pitch.places,
            least_meetings=pitch.least_meetings,
            most_meetings=pitch.most_meetings,
        )
        for pitch in old
    )
    Presence.objects.bulk_create(
        Presence(pitch=made, starts_at=shift.moved(each.starts_at), ends_at=shift.moved(each.ends_at))
        for pitch, made in zip(old, new, strict=True)
        for each in pitch.presences.all()
    )


def _copy_session_rows(model: Any, rows: Any, copy: Session) -> None:
    for row in rows:
        row.pk, row.session = None, copy
    model.objects.bulk_create(rows)
