"""Appointments: what calendars follow. They change with a final timetable alone, and tell each change by a revision."""

from django.db.models import F
from django.utils import timezone

from challenges.sessions.meeting_models import Appointment
from challenges.sessions.plan_models import Plan
from challenges.sessions.planned_meeting_models import Meeting


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
