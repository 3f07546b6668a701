"""Appointments: what calendars follow. They change with a final timetable alone, and tell each change by a revision.

A timetable shown to its participants: first for their remarks, then as final. Each tells those it concerns, once.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from challenges.sessions.dependents import get_published_plan
from challenges.sessions.locking import lock_owned_session
from challenges.sessions.meeting_models import Appointment
from challenges.sessions.models import Session
from challenges.sessions.plan_models import Plan
from challenges.sessions.planned_meeting_models import Meeting
from challenges.timetables.notifications import NotifiedCounts, notify_plan_published
from challenges.timetables.plan_snapshot import diff_meeting_places, get_current_places, get_recorded_places
from challenges.timetables.services.conflicts import check_plan_valid
from portal.accounts.models import User


def write_appointments(plan: Plan) -> None:
    """Those of the session become what this timetable says. Call it in the transaction that makes it final, with the
    session's row locked.

    A pair that is new gets a row; one that is called off, comes back, or has another time or table a higher sequence;
    all others stay untouched.
    """
    rows = Appointment.objects.select_for_update(of=("self",)).filter(pitch__session=plan.session_id)
    known = {(row.registration_id, row.pitch_id): row for row in rows}
    meetings = {(each.registration_id, each.pitch_id): each for each in plan.meetings.select_related("slot")}
    for pair, row in known.items():
        _update_appointment(row, meetings.get(pair))
    Appointment.objects.bulk_create(_build_appointment(each) for pair, each in meetings.items() if pair not in known)


def _update_appointment(row: Appointment, meeting: Meeting | None) -> None:
    if meeting is None:
        if not row.is_cancelled:
            _revise_appointment(row, is_cancelled=True)
        return
    wanted = {
        "starts_at": meeting.slot.starts_at,
        "ends_at": meeting.slot.ends_at,
        "table_id": meeting.table_id,
        "is_cancelled": False,
    }
    if any(getattr(row, name) != value for name, value in wanted.items()):
        _revise_appointment(row, **wanted)


def _revise_appointment(row: Appointment, **fields: object) -> None:
    Appointment.objects.filter(pk=row.pk).update(**fields, sequence=F("sequence") + 1, changed_at=timezone.now())


def _build_appointment(meeting: Meeting) -> Appointment:
    return Appointment(
        registration_id=meeting.registration_id,
        pitch_id=meeting.pitch_id,
        starts_at=meeting.slot.starts_at,
        ends_at=meeting.slot.ends_at,
        table_id=meeting.table_id,
    )


@dataclass(frozen=True)
class PublicationResult:
    plan: Plan
    told: NotifiedCounts


@transaction.atomic
def publish_provisional_plan(
    plan: Plan, by: User, *, instead_of: int | None = None, remarks_until: datetime | None = None
) -> PublicationResult:
    """The first time all companies that come are told, with a meeting or without; later those whose own changed.

    instead_of: the number of the version that the person saw as the one participants go by, 0 for none.
    remarks_until: until when they can make remarks; None for as long as it is provisional.
    ValidationError where that is past or after the session began, where a colleague showed another version meanwhile,
    where not all of it holds any more, and once a timetable is final. Sent twice it is told once.
    """
    session = lock_owned_session(plan.session, by)
    plan, before = _lock_made_plan(plan, session), get_published_plan(session)
    if before and before.final_at:
        raise ValidationError(_("The timetable is final already. Make this one final in its place."), code="final")
    if before == plan:
        return PublicationResult(plan, NotifiedCounts())
    _check_expected_plan(before, instead_of)
    check_plan_valid(plan)
    plan.provisional_at = _get_later_time(before.provisional_at if before else None)
    if before is None or remarks_until != before.remarks_until:  # one that goes on may be over
        _check_comment_deadline(session, remarks_until, plan.provisional_at)
    plan.remarks_until = remarks_until
    plan.save(update_fields=["provisional_at", "remarks_until"])
    return PublicationResult(plan, _notify_plan_changes(plan, before, plan.provisional_at, by))


@transaction.atomic
def publish_final_plan(plan: Plan, by: User, *, instead_of: int | None = None) -> PublicationResult:
    """With its appointments. The first time companies and ROMs are told, later those whose own meetings changed.

    ValidationError as above, but for one that is final already: this takes its place. Sent twice it is told once.
    """
    session = lock_owned_session(plan.session, by)
    plan, before = _lock_made_plan(plan, session), get_published_plan(session)
    if before == plan and plan.final_at:
        return PublicationResult(plan, NotifiedCounts())
    _check_expected_plan(before, instead_of)
    check_plan_valid(plan)
    first = before is None or before.final_at is None
    plan.final_at = _get_later_time(before.final_at if before else None)
    plan.save(update_fields=["final_at"])
    write_appointments(plan)
    return PublicationResult(plan, _notify_plan_changes(plan, None if first else before, plan.final_at, by))


def replace_published_plan(plan: Plan, by: User) -> PublicationResult:
    """In place of the one that participants go by: as final where that is final."""
    before = get_published_plan(plan.session)
    if before and before.final_at:
        return publish_final_plan(plan, by)
    return publish_provisional_plan(plan, by, remarks_until=before.remarks_until if before else None)


def _lock_made_plan(plan: Plan, session: Session) -> Plan:
    """As it stands under the lock."""
    found = Plan.objects.select_for_update(of=("self",), no_key=True).get(pk=plan.pk, session=session)
    found.session = session
    if not found.is_made:
        raise ValidationError(_("This timetable is not ready."), code="not_ready")
    return found


def _check_expected_plan(before: Plan | None, instead_of: int | None) -> None:
    number = before.number if before else 0
    if instead_of is not None and instead_of != number:
        told = _("A colleague showed version %(number)s in the meantime. Compare it with this one first.")
        raise ValidationError(told % {"number": number}, code="changed")


def _check_comment_deadline(session: Session, remarks_until: datetime | None, now: datetime) -> None:
    if remarks_until is not None and not now < remarks_until <= session.starts_at:
        raise ValidationError({"remarks_until": _("Remarks end after now, and before the session begins.")})


def _notify_plan_changes(plan: Plan, before: Plan | None, at: datetime, by: User) -> NotifiedCounts:
    if before:
        before.session = plan.session
    return notify_plan_published(
        plan,
        diff_meeting_places(get_recorded_places(before), get_current_places(plan)),
        at,
        by=by,
        is_first=before is None,
    )


def _get_later_time(than: datetime | None) -> datetime:
    """Now, and after the one before it: the latest is the one that counts."""
    now = timezone.now()
    return now if than is None or now > than else than + timedelta(microseconds=1)
