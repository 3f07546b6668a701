"""Appointments: announced meetings that stay the same through every version of the timetable; and their results."""

import uuid
from datetime import date, datetime, time, timedelta
from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from challenges.posting.models import Challenge
from challenges.posting.ownership import build_ownership_condition
from challenges.sessions.models import Session
from challenges.sessions.part_models import MeetingTable, Pitch
from challenges.sessions.registration_models import Registration
from challenges.sessions.triggers import build_same_session_trigger
from challenges.sessions.workflow import RegistrationState
from portal.accounts.models import User
from portal.audit.models import track_audit_events
from portal.core.querysets import LockableQuerySet
from portal.core.workdays import AMSTERDAM, add_working_days

REMINDED_DAYS = 3  # working days after the meeting
ASKED_DAYS = 10  # working days that it stays on to-do lists; a later result still counts
MORNING = time(9)
CORRECTION = timedelta(minutes=15)  # time to correct a result before anything follows from it
FOLLOWED_DAYS = 60  # days after the meeting in which two results can lead to an introduction


def get_amsterdam_day(moment: datetime) -> date:
    return moment.astimezone(AMSTERDAM).date()


def get_last_result_day(talk: datetime) -> date:
    """Return the last day, in Amsterdam, on which the meeting waits for a result."""
    return add_working_days(get_amsterdam_day(talk), ASKED_DAYS)


def get_earliest_waiting(now: datetime) -> datetime:
    """Return the earliest start of a meeting that still waits for a result now: the inverse of
    `get_last_result_day`."""
    return _get_day_start(add_working_days(get_amsterdam_day(now), -ASKED_DAYS))


def get_result_reminder_time(talk: datetime) -> datetime:
    return datetime.combine(add_working_days(get_amsterdam_day(talk), REMINDED_DAYS), MORNING, AMSTERDAM)


def get_follow_up_start(now: datetime) -> datetime:
    return _get_day_start(get_amsterdam_day(now) - timedelta(days=FOLLOWED_DAYS))


def _get_day_start(day: date) -> datetime:
    return datetime.combine(day, time(), AMSTERDAM)


class AppointmentQuerySet(LockableQuerySet["Appointment"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Filter on appointments of the user's companies, of sessions that the user organises and of challenges of the
        user's ROM."""
        if not user.is_authenticated:
            return self.none()
        if user.is_superuser:
            return self
        allowed = Q(registration__company__in=user.memberships.values("company"))
        if user.rom_id is not None:
            organised = Session.objects.filter(build_ownership_condition(Session, user.rom_id)).values("pk")
            asked = Challenge.objects.filter(build_ownership_condition(Challenge, user.rom_id)).values("pk")
            allowed |= Q(pitch__session__in=organised) | Q(pitch__challenge__in=asked)
        return self.filter(allowed)

    def standing(self) -> Self:
        """Filter on appointments that have not been cancelled."""
        return self.filter(is_cancelled=False)

    def begun(self, now: datetime) -> Self:
        """Filter on meetings that have begun and can get a result; a company that cancelled its registration has
        none."""
        return self.standing().filter(starts_at__lte=now, registration__state=RegistrationState.CONFIRMED)

    def unsaid(self, side: str) -> Self:
        """Filter on meetings for which this side has not entered a result."""
        return self.exclude(Exists(Outcome.objects.filter(appointment=OuterRef("pk"), side=side)))

    def waiting_for(self, side: str, now: datetime) -> Self:
        """Filter on recent meetings for which this side has not entered a result, whatever the other side entered."""
        return self.begun(now).filter(ends_at__lte=now, starts_at__gte=get_earliest_waiting(now)).unsaid(side)


@track_audit_events()
class Appointment(models.Model):
    """One row for each company and pitch, from the first final timetable in which they meet.

    uid and sequence identify the meeting in calendars (RFC 5545, 3.8.4.7 and 3.8.7.4). The uid never changes. The
    sequence increases when the time or table changes and when the meeting is cancelled. A pair that returns in a later
    version is the same appointment.
    """

    registration = models.ForeignKey(
        Registration, models.CASCADE, related_name="appointments", verbose_name=_("registration"), db_index=False
    )
    pitch = models.ForeignKey(Pitch, models.CASCADE, related_name="appointments", verbose_name=_("pitch"))
    uid = models.UUIDField(_("name for calendars"), default=uuid.uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(_("revision for calendars"), default=0)
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    table = models.ForeignKey(
        MeetingTable, models.SET_NULL, related_name="+", verbose_name=_("table"), null=True, blank=True
    )
    is_cancelled = models.BooleanField(_("called off"), default=False)
    changed_at = models.DateTimeField(_("changed at"), db_default=Now())

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        ordering = ["starts_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["registration", "pitch"], name="appointment_pair_once"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="appointment_ends_after_start"),
        ]
        triggers = [
            build_same_session_trigger(
                has_own=False,
                registration="challenges_registration",
                pitch="challenges_pitch",
                table="challenges_meetingtable",
            )
        ]

    def __str__(self) -> str:
        return f"{self.registration.company} - {self.pitch.challenge}"


class OutcomeQuerySet(models.QuerySet["Outcome"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Filter on results of the user's own side; organisers see both sides."""
        if not user.is_authenticated:
            return self.none()
        if user.is_superuser:
            return self
        allowed = Q(
            side=Outcome.Side.COMPANY, appointment__registration__company__in=user.memberships.values("company")
        )
        if user.rom_id is not None:
            organised = Session.objects.filter(build_ownership_condition(Session, user.rom_id)).values("pk")
            asked = Challenge.objects.filter(build_ownership_condition(Challenge, user.rom_id)).values("pk")
            allowed |= Q(appointment__pitch__session__in=organised)
            allowed |= Q(side=Outcome.Side.HOST, appointment__pitch__challenge__in=asked)
        return self.filter(allowed)


@track_audit_events()
class Outcome(models.Model):
    """The result that one side entered for a meeting. A side that entered nothing has no row."""

    class Side(models.TextChoices):
        COMPANY = "company", pgettext_lazy("outcome", "Company")
        HOST = "host", pgettext_lazy("outcome", "Host")

    class Kind(models.TextChoices):
        GOES_ON = "goes_on", pgettext_lazy("outcome", "We go on talking")
        LATER = "later", pgettext_lazy("outcome", "Perhaps later")
        NO_FIT = "no_fit", pgettext_lazy("outcome", "No fit")
        NOT_MET = "not_met", pgettext_lazy("outcome", "We did not meet")

    appointment = models.ForeignKey(
        Appointment, models.CASCADE, related_name="outcomes", verbose_name=_("appointment"), db_index=False
    )
    side = models.CharField(_("said by"), max_length=10, choices=Side)
    kind = models.CharField(_("what came of it"), max_length=10, choices=Kind)
    by = models.ForeignKey(User, models.SET_NULL, related_name="+", verbose_name=_("by"), null=True, blank=True)
    at = models.DateTimeField(_("at"), db_default=Now(), editable=False)

    objects = OutcomeQuerySet.as_manager()

    class Meta:
        verbose_name = _("outcome of a talk")
        verbose_name_plural = _("outcomes of talks")
        ordering = ["appointment", "side"]
        constraints = [
            models.UniqueConstraint(
                fields=["appointment", "side"],
                name="outcome_once_per_side",
                violation_error_message=_("This side has said what came of it already."),
            ),
            models.CheckConstraint(condition=Q(side__in=["company", "host"]), name="outcome_side_is_known"),
            models.CheckConstraint(
                condition=Q(kind__in=["goes_on", "later", "no_fit", "not_met"]), name="outcome_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.appointment}: {self.get_kind_display()}"
