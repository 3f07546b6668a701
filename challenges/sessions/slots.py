"""Time slots: laid out at once, or changed one by one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from challenges.sessions.dependents import check_published_meetings
from challenges.sessions.locking import (
    CHANGED,
    bump_session_version,
    is_within_session,
    lock_owned_session,
)
from challenges.sessions.models import Session
from challenges.sessions.slot_models import Slot
from portal.accounts.models import User
from portal.core.versions import check_version, hash_version
from portal.ui.dates import format_time

Stretch = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class SlotLayout:
    """So many slots of so many minutes from a moment on, with a pause between, and a longer break after one of them.

    Minutes are real ones, also in a night in which the clock is changed.
    break_after: the number of a slot, from 1; None for no break. The break takes the place of the pause there.
    """

    starts_at: datetime
    number: int
    minutes: int
    pause: int = 0
    break_after: int | None = None
    break_minutes: int = 0

    def stretches(self) -> list[Stretch]:
        found, start = [], self.starts_at.astimezone(UTC)
        for number in range(1, self.number + 1):
            end = start + timedelta(minutes=self.minutes)
            found.append((start, end))
            start = end + timedelta(minutes=self.break_minutes if number == self.break_after else self.pause)
        return found


def hash_slots(session: Session) -> str:
    return hash_version(session.slots.values_list("starts_at", "ends_at"))


@transaction.atomic
def save_time_slots(
    session: Session, by: User, stretches: Sequence[Stretch], *, seen: str = "", go_ahead: bool = False
) -> int:
    """The session has exactly these from now on; one whose times stay is the same slot as before.

    Returns how many talks of timetables went with the others. go_ahead: also talks that participants go by.
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
    talks = check_published_meetings(session, slot__in=gone, instead=instead, go_ahead=go_ahead)
    session.slots.filter(pk__in=gone).delete()
    Slot.objects.bulk_create(
        Slot(session=session, starts_at=start, ends_at=end) for start, end in wanted if (start, end) not in known
    )
    bump_session_version(session)
    return talks


def _validate_slots(session: Session, wanted: Sequence[Stretch]) -> None:
    for start, end in wanted:
        if end <= start:
            raise ValidationError(_("The time slot of %(start)s ends before it starts.") % _format_slot_start(start))
        if not is_within_session(session, start, end):
            raise ValidationError(
                _("The time slot of %(start)s falls outside the session.") % _format_slot_start(start)
            )
    for (_start, end), (start, _end) in pairwise(wanted):
        if start < end:
            raise ValidationError(
                _("The time slot of %(start)s overlaps the one before it.") % _format_slot_start(start)
            )


def _format_slot_start(moment: datetime) -> dict[str, str]:
    return {"start": format_time(moment)}
