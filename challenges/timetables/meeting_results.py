"""What came of a talk: each side says it for itself, as soon as the talk begins; said again it is corrected.

Neither side ever reads what the other said: see docs/adr/0031. What follows from two answers is in `settling`.
"""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from challenges.introductions.models import Introduction
from challenges.sessions.meeting_models import Appointment, Outcome
from challenges.sessions.permissions import can_speak_for_host
from challenges.sessions.registration_workflow import RegistrationState
from companies.profiles.permissions import is_company_member
from portal.accounts.models import User
from portal.core.database_clock import database_now
from portal.ui.dates import format_date_time

COMPANY, HOST = Outcome.Side.COMPANY, Outcome.Side.HOST
GOES_ON = Outcome.Kind.GOES_ON


@transaction.atomic
def save_meeting_result(appointment: Appointment, by: User, side: str, kind: str) -> Outcome:
    """The answer of a side; the same one said twice changes nothing.

    For the host speak the staff of a ROM that owns the challenge, and an organiser, who is noted as who said it.
    ValidationError where the person does not act for the side, before the talk, where it was called off, and to take
    back "we go on" once the two are being introduced.
    """
    held = lock_appointment(appointment.pk)
    if kind not in Outcome.Kind.values:
        raise ValidationError(_("Choose one of the answers."), code="unknown")
    if not can_report_result(by, held, side):
        raise ValidationError(_("You do not act for this side of the talk."), code="forbidden")
    now = database_now()
    check_result_reportable(held, now)
    found = held.outcomes.filter(side=side).first()
    if found and found.kind == kind:
        return found
    if found and found.kind == GOES_ON and is_being_introduced(held):
        raise ValidationError(
            _("You are being introduced since. Stop that on the page of the introduction, and say why."), code="changed"
        )
    outcome, _is_new = Outcome.objects.update_or_create(
        appointment=held, side=side, defaults={"kind": kind, "by": by, "at": now}
    )
    return outcome


def lock_appointment(number: int) -> Appointment:
    """The talk, until the transaction ends: two who say something of it queue."""
    rows = Appointment.objects.select_for_update(of=("self",), no_key=True)
    rows = rows.select_related("registration__company", "pitch__challenge__rom", "pitch__session__rom")
    return rows.get(pk=number)


def can_report_result(user: User, appointment: Appointment, side: str) -> bool:
    if side == COMPANY:
        return is_company_member(user, appointment.registration.company)
    return side == HOST and can_speak_for_host(user, appointment.pitch)


def check_result_reportable(appointment: Appointment, now: datetime) -> None:
    if appointment.is_cancelled or appointment.registration.state != RegistrationState.CONFIRMED:
        raise ValidationError(_("This talk was called off, so nothing came of it."), code="changed")
    if now < appointment.starts_at:
        when = format_date_time(appointment.starts_at)
        raise ValidationError(_("This talk begins %(moment)s. Say it after that.") % {"moment": when}, code="early")


def is_being_introduced(appointment: Appointment) -> bool:
    """By an introduction that began after the talk did; whoever asks may know of it, whatever the other side said."""
    pair = Introduction.objects.filter(
        challenge=appointment.pitch.challenge_id, company=appointment.registration.company_id
    )
    return pair.filter(asked_at__gte=appointment.starts_at).exists()
