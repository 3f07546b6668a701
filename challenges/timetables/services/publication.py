"""Publish a timetable: first as provisional, for comments, then as final. Those it concerns are notified once."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from challenges.sessions.appointment_models import Appointment
from challenges.sessions.models import Session
from challenges.sessions.part_services import get_published_plan
from challenges.sessions.plan_models import Plan
from challenges.sessions.services import lock_owned_session
from challenges.timetables.notifications import notify_plan_published
from challenges.timetables.plan_snapshot import diff_meeting_places, get_current_places, get_recorded_places
from challenges.timetables.services.conflicts import check_plan_valid
from portal.accounts.models import User


@dataclass(frozen=True)
class PublicationResult:
    """Say which timetable was published, and how many companies were notified."""

    plan: Plan
    companies: int = 0


@transaction.atomic
def publish_provisional_plan(
    plan: Plan, by: User, *, instead_of: int | None = None, remarks_until: datetime | None = None
) -> PublicationResult:
    """Publish a timetable for comments, and notify its companies: the first time all of them, later those with changes.

    instead_of: the number of the published version that the person saw, 0 for none. remarks_until: the deadline for
    comments; None for as long as the timetable is provisional. Published twice it notifies once.
    Raises ValidationError where the deadline is past or after the session starts, a colleague published another version
    meanwhile, something in it no longer holds, or a timetable is final already.
    """
    session = lock_owned_session(plan.session, by)
    plan, before = _lock_made_plan(plan, session), get_published_plan(session)
    if before and before.final_at:
        raise ValidationError(_("The timetable is final already. Make this one final in its place."), code="final")
    if before == plan:
        return PublicationResult(plan)
    _check_publishable(plan, before, instead_of)
    plan.provisional_at = _get_later_time(before.provisional_at if before else None)
    is_new_deadline = before is None or remarks_until != before.remarks_until  # an unchanged one may be past
    if is_new_deadline and remarks_until and not plan.provisional_at < remarks_until <= session.starts_at:
        raise ValidationError({"remarks_until": _("Choose a time between now and the start of the session.")})
    plan.remarks_until = remarks_until
    plan.save(update_fields=["provisional_at", "remarks_until"])
    return PublicationResult(plan, _notify_plan_changes(plan, before, plan.provisional_at, by))


@transaction.atomic
def publish_final_plan(plan: Plan, by: User, *, instead_of: int | None = None) -> PublicationResult:
    """Make a timetable final, with its appointments, and notify companies and ROMs as for a provisional one.

    Raises ValidationError like `publish_provisional_plan`, except that it may replace another final timetable.
    """
    session = lock_owned_session(plan.session, by)
    plan, before = _lock_made_plan(plan, session), get_published_plan(session)
    if before == plan and plan.final_at:
        return PublicationResult(plan)
    _check_publishable(plan, before, instead_of)
    is_first = before is None or before.final_at is None
    plan.final_at = _get_later_time(before.final_at if before else None)
    plan.save(update_fields=["final_at"])
    _write_appointments(plan)
    return PublicationResult(plan, _notify_plan_changes(plan, None if is_first else before, plan.final_at, by))


def replace_published_plan(plan: Plan, by: User) -> PublicationResult:
    """Publish a timetable in place of the published one, and as final where that is final."""
    before = get_published_plan(plan.session)
    if before and before.final_at:
        return publish_final_plan(plan, by)
    return publish_provisional_plan(plan, by, remarks_until=before.remarks_until if before else None)


def _lock_made_plan(plan: Plan, session: Session) -> Plan:
    found = Plan.objects.lock().get(pk=plan.pk, session=session)
    found.session = session
    if not found.is_made:
        raise ValidationError(_("This timetable is not ready."), code="not_ready")
    return found


def _check_publishable(plan: Plan, before: Plan | None, instead_of: int | None) -> None:
    number = before.number if before else 0
    if instead_of is not None and instead_of != number:
        message = _("A colleague showed version %(number)s in the meantime. Compare it with this one first.")
        raise ValidationError(message % {"number": number}, code="changed")
    check_plan_valid(plan)


def _get_later_time(than: datetime | None) -> datetime:
    """Return now, but later than the version before it: the latest version counts."""
    now = timezone.now()
    return now if than is None or now > than else than + timedelta(microseconds=1)


def _notify_plan_changes(plan: Plan, before: Plan | None, at: datetime, by: User) -> int:
    changes = diff_meeting_places(get_recorded_places(before), get_current_places(plan))
    return notify_plan_published(plan, changes, at, by=by, is_first=before is None)


def _write_appointments(plan: Plan) -> None:
    """Bring the appointments of a session, which calendars follow, in line with its final timetable.

    A new pair gets a row. A meeting that is cancelled, comes back, or has another time or table gets a higher sequence
    number. The session must be locked.
    """
    rows = Appointment.objects.select_for_update(of=("self",)).filter(pitch__session=plan.session_id)
    known = {(row.registration_id, row.pitch_id): row for row in rows}
    meetings = {
        (each.registration_id, each.pitch_id): {
            "starts_at": each.slot.starts_at,
            "ends_at": each.slot.ends_at,
            "table_id": each.table_id,
            "is_cancelled": False,
        }
        for each in plan.meetings.select_related("slot")
    }
    for pair, row in known.items():
        fields = meetings.get(pair, {"is_cancelled": True})
        if any(getattr(row, name) != value for name, value in fields.items()):
            Appointment.objects.filter(pk=row.pk).update(
                **fields, sequence=F("sequence") + 1, changed_at=timezone.now()
            )
    Appointment.objects.bulk_create(
        Appointment(registration_id=registration, pitch_id=pitch, **fields)
        for (registration, pitch), fields in meetings.items()
        if (registration, pitch) not in known
    )
