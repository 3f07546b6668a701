"""Challenges at a session: who sits there for them, where, and at which hours; and the programme around them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from challenges.posting.models import Challenge
from challenges.sessions.dependents import check_published_meetings
from challenges.sessions.locking import (
    CHANGED,
    bump_session_version,
    is_within_session,
    lock_owned_session,
)
from challenges.sessions.models import ProgrammeItem, Session
from challenges.sessions.pitch_models import Pitch, Presence
from portal.accounts.models import User
from portal.core.validation import save_validated
from portal.core.versions import check_version, hash_version

Hours = Sequence[tuple[datetime, datetime]]


@dataclass(frozen=True, slots=True)
class ProgrammeItemInput:
    starts_at: time | None
    text_nl: str
    text_en: str


def hash_pitch(pitch: Pitch) -> str:
    limits = (pitch.places, pitch.least_meetings, pitch.most_meetings)
    hours = pitch.presences.values_list("starts_at", "ends_at")
    return hash_version([pitch.table_id, pitch.host_name, pitch.host_organisation, *limits, *hours])


@transaction.atomic
def add_pitch(session: Session, by: User, challenge: Challenge) -> Pitch:
    """Without a table or host yet. A form sent twice adds it once."""
    session = lock_owned_session(session, by)
    pitch, is_new = Pitch.objects.get_or_create(session=session, challenge=challenge)
    if is_new:
        bump_session_version(session)
    return pitch


@transaction.atomic
def update_pitch(pitch: Pitch, by: User, *, hours: Hours, seen: str = "", **fields: Any) -> Pitch:
    """hours: when its host is there; none is the whole session."""
    session = lock_owned_session(pitch.session, by)
    pitch = Pitch.objects.get(pk=pitch.pk, session=session)
    same = list(pitch.presences.values_list("starts_at", "ends_at")) == sorted(hours)
    if same and all(getattr(pitch, name) == value for name, value in fields.items()):
        return pitch
    check_version(seen, hash_pitch(pitch), CHANGED)
    for name, value in fields.items():
        setattr(pitch, name, value)
    _check_table_free(pitch)
    save_validated(pitch)
    _save_host_hours(session, pitch, hours)
    bump_session_version(session)
    return pitch


@transaction.atomic
def remove_pitch(pitch: Pitch, by: User) -> int:
    """Returns how many talks of timetables went with it. ValidationError where participants go by them."""
    session = lock_owned_session(pitch.session, by)
    instead = _("Give it hours outside the time slots instead, and repair the timetable.")
    talks = check_published_meetings(session, pitch=pitch.pk, instead=instead)
    if Pitch.objects.filter(pk=pitch.pk).delete()[0]:
        bump_session_version(session)
    return talks


def hash_programme(session: Session) -> str:
    return hash_version(session.programme.values_list("starts_at", "text_nl", "text_en"))


@transaction.atomic
def save_programme(session: Session, by: User, items: Sequence[ProgrammeItemInput], *, seen: str = "") -> Session:
    """Exactly these from now on: in the order of their times, what has none as it was typed."""
    session = lock_owned_session(session, by)
    wanted = [
        ProgrammeItem(session=session, **_get_item_fields(item), order=order) for order, item in enumerate(items, 1)
    ]
    if [_get_item_values(item) for item in wanted] == [_get_item_values(item) for item in session.programme.all()]:
        return session
    check_version(seen, hash_programme(session), CHANGED)
    for item in wanted:
        item.full_clean()
    session.programme.all().delete()
    ProgrammeItem.objects.bulk_create(wanted)
    bump_session_version(session)
    return session


def _get_item_fields(item: ProgrammeItemInput) -> dict[str, Any]:
    return {"starts_at": item.starts_at, "text_nl": item.text_nl, "text_en": item.text_en}


def _get_item_values(item: ProgrammeItem) -> tuple[Any, ...]:
    return item.starts_at, item.text_nl, item.text_en


def _check_table_free(pitch: Pitch) -> None:
    other = Pitch.objects.filter(table=pitch.table_id).exclude(pk=pitch.pk).select_related("challenge").first()
    if pitch.table_id and other:
        raise ValidationError({"table": _("This table is taken, by “%(challenge)s”.") % {"challenge": other.challenge}})


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
