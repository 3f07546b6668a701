"""Create, change, copy, publish, withdraw and share a session; and lock it for every write to its parts."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from challenges.posting.ownership import is_rom_owner
from challenges.posting.permissions import can_share_ownership
from challenges.sessions.models import ProgrammeItem, Session, SessionCoOwner
from challenges.sessions.part_models import MeetingTable, Pitch, Presence, Room, Slot, Walk
from challenges.sessions.registration_models import Registration
from portal.accounts.models import User
from portal.core.slugs import find_free_slug
from portal.core.validation import save_validated
from portal.core.versions import check_version
from portal.notifications.models import NotificationKind
from portal.notifications.services import notify
from portal.regions.models import ROM

MOMENTS = ("starts_at", "ends_at", "entry_opens_at", "entry_closes_at", "matched_first_until", "wishes_until")
CHANGED = gettext_lazy("A colleague changed this in the meantime. What you typed is still here; save again to keep it.")


def lock_owned_session(session: Session, by: User) -> Session:
    """Lock the session until the transaction ends and return it. Raise ValidationError if the user does not own it."""
    session = Session.objects.lock().get(pk=session.pk)
    if not is_rom_owner(by, session):
        raise ValidationError(_("Your ROM does not own this session."), code="not_yours")
    return session


def bump_session_version(session: Session) -> None:
    """Increase the version, so that timetables made before this write count as outdated."""
    Session.objects.filter(pk=session.pk).update(version=F("version") + 1)


def combine_session_time(session: Session, at: time) -> datetime:
    """Return a time on the Dutch clock, on the day on which the session starts."""
    zone = timezone.get_default_timezone()
    day = timezone.localdate(session.starts_at, zone)
    return timezone.make_aware(datetime.combine(day, at), zone)


def is_within_session(session: Session, starts_at: datetime, ends_at: datetime) -> bool:
    return session.starts_at <= starts_at and ends_at <= session.ends_at


@transaction.atomic
def create_session(rom: ROM, **fields: Any) -> Session:
    """Create a draft, or return an identical draft of the ROM, so that sending a form twice creates one."""
    ROM.objects.lock().get(pk=rom.pk)
    same = Session.objects.filter(rom=rom, state=Session.State.DRAFT, copied_from=None, **fields)
    if found := same.order_by("pk").first():
        return found
    session = Session(slug=find_free_slug(Session.objects.all(), fields["title_nl"]), rom=rom, **fields)
    save_validated(session)
    return session


@transaction.atomic
def update_session(session: Session, by: User, *, seen: str = "", **fields: Any) -> Session:
    """Change the session. seen: the version that the person saw. Sending the same form twice is not a conflict."""
    session = lock_owned_session(session, by)
    if all(getattr(session, name) == value for name, value in fields.items()):
        return session
    check_version(seen, str(session.version), CHANGED)
    for name, value in fields.items():
        setattr(session, name, value)
    session.version += 1
    session.full_clean()
    _check_parts_within_session(session)
    session.save()
    return session


@transaction.atomic
def publish_session(session: Session, by: User) -> Session:
    """Publish a session that has not ended."""
    session = lock_owned_session(session, by)
    if session.is_published:
        return session
    if session.ends_at <= timezone.now():
        raise ValidationError(_("This session has taken place. Choose a future date first."), code="past")
    return _set_session_state(session, Session.State.PUBLISHED)


@transaction.atomic
def withdraw_session(session: Session, by: User) -> Session:
    """Make the session a draft again; raise ValidationError while a company is registered."""
    session = lock_owned_session(session, by)
    if not session.is_published:
        return session
    if Registration.objects.living().filter(session=session).exists():
        raise ValidationError(
            _("Companies have registered. Settle their registrations first, so that each of them is told."),
            code="registered",
        )
    return _set_session_state(session, Session.State.DRAFT)


def _set_session_state(session: Session, state: Session.State) -> Session:
    Session.objects.filter(pk=session.pk).update(state=state)
    bump_session_version(session)
    session.refresh_from_db()
    return session


def _check_parts_within_session(session: Session) -> None:
    """Raise ValidationError if time slots or hours of hosts lie outside the session."""
    slots = session.slots.exclude(starts_at__gte=session.starts_at, ends_at__lte=session.ends_at)
    hours = Presence.objects.filter(pitch__session=session)
    hours = hours.exclude(starts_at__gte=session.starts_at, ends_at__lte=session.ends_at)
    if slots.exists() or hours.exists():
        raise ValidationError({"ends_at": _("Time slots or hours of hosts would fall outside it. Change those first.")})


@transaction.atomic
def copy_session(session: Session, by: User, day: date, title_nl: str, title_en: str = "") -> Session:
    """Copy the session, without registrations, as a draft on another day with the same times on the Dutch clock.

    Sending the form twice creates one copy: an earlier draft with the same name, origin and day is returned.
    """
    session = lock_owned_session(session, by)
    shift = day - timezone.localdate(session.starts_at, timezone.get_default_timezone())
    if not shift:
        raise ValidationError({"day": _("Choose another day than that of the session that you copy.")})
    known = Session.objects.filter(copied_from=session, state=Session.State.DRAFT, title_nl=title_nl)
    if found := known.filter(starts_at=_shift_moment(session.starts_at, shift)).order_by("pk").first():
        return found
    copy = _copy_session_row(session, shift, title_nl, title_en)
    tables = _copy_rooms_and_tables(session, copy)
    _copy_pitches(session, copy, tables, shift)
    Slot.objects.bulk_create(
        Slot(session=copy, starts_at=_shift_moment(slot.starts_at, shift), ends_at=_shift_moment(slot.ends_at, shift))
        for slot in session.slots.all()
    )
    _copy_session_rows(ProgrammeItem, session.programme.all(), copy)
    _copy_session_rows(SessionCoOwner, session.co_owner_links.all(), copy)
    return copy


def _shift_moment(moment: datetime, days: timedelta) -> datetime:
    """Return the same time of the day on the Dutch clock, some days later or earlier."""
    zone = timezone.get_default_timezone()
    return timezone.make_aware(timezone.localtime(moment, zone).replace(tzinfo=None) + days, zone)


def _copy_session_row(session: Session, shift: timedelta, title_nl: str, title_en: str) -> Session:
    copy = Session.objects.get(pk=session.pk)
    copy.pk, copy._state.adding = None, True
    copy.slug = find_free_slug(Session.objects.all(), title_nl)
    copy.title_nl, copy.title_en = title_nl, title_en
    copy.state, copy.version, copy.copied_from_id = Session.State.DRAFT, 1, session.pk
    copy.source, copy.is_example = "", False
    for name in MOMENTS:
        if moment := getattr(session, name):
            setattr(copy, name, _shift_moment(moment, shift))
    save_validated(copy)
    return copy


def _copy_rooms_and_tables(session: Session, copy: Session) -> dict[int, MeetingTable]:
    """Return the new table for the id of each old table."""
    old_rooms = list(session.rooms.order_by("pk"))  # in this order, because the first room of a walk has the lower id
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


def _copy_pitches(session: Session, copy: Session, tables: dict[int, MeetingTable], shift: timedelta) -> None:
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
        Presence(pitch=made, starts_at=_shift_moment(each.starts_at, shift), ends_at=_shift_moment(each.ends_at, shift))
        for pitch, made in zip(old, new, strict=True)
        for each in pitch.presences.all()
    )


def _copy_session_rows(model: Any, rows: Any, copy: Session) -> None:
    for row in rows:
        row.pk, row.session = None, copy
    model.objects.bulk_create(rows)


@transaction.atomic
def share_session(session: Session, rom: ROM, by: User) -> bool:
    """Make a ROM co-owner and notify its staff; return False if it was co-owner already."""
    session = lock_owned_session(session, by)
    if not can_share_ownership(by, session):
        raise ValidationError(_("Only the ROM that created the session can add co-owners."), code="not_yours")
    if rom.pk == session.rom_id:
        raise ValidationError(_("%(rom)s created the session and is already an owner.") % {"rom": rom}, code="own")
    link, is_new = SessionCoOwner.objects.get_or_create(session=session, rom=rom, defaults={"invited_by": by})
    if is_new:
        notify(
            User.objects.filter(is_active=True, rom=rom).order_by("pk"),
            NotificationKind.REGISTRATIONS,
            "challenges/sessions/mail/session_co_owner.html",
            key=f"session_co_owner:{link.pk}",
            context={"session": session, "who": by},
            url=session.get_absolute_url(),
        )
    return is_new


@transaction.atomic
def unshare_session(session: Session, rom: ROM, by: User) -> bool:
    """End a co-ownership, for the organising ROM or the co-owner itself; return False if there was none."""
    session = lock_owned_session(session, by)
    if not can_share_ownership(by, session) and by.rom_id != rom.pk:
        raise ValidationError(_("Only the ROM that created the session can add co-owners."), code="not_yours")
    return bool(SessionCoOwner.objects.filter(session=session, rom=rom).delete()[0])
