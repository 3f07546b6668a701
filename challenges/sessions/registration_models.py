"""Registrations: the places of a company at a session, its attendees, and the log of every step."""

import secrets
from datetime import datetime
from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from challenges.posting.ownership import build_ownership_condition
from challenges.sessions.models import Session
from challenges.sessions.triggers import build_capacity_trigger, build_fixed_session_trigger
from challenges.sessions.workflow import (
    LIVING_STATES,
    REASON_LENGTH,
    REASONED,
    REGISTRATION_WORKFLOW,
    SEATED_STATES,
    RegistrationAction,
    RegistrationParty,
    RegistrationState,
)
from companies.profiles.models import Company
from portal.accounts.models import User
from portal.audit.models import track_audit_events
from portal.core.querysets import LockableQuerySet
from portal.core.workflow import TransitionLog

CODE_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # without letters that look or sound alike
CODE_LENGTH = 6
_WAITS = Q(state=RegistrationState.WAITING)
_IS_OFFERED = Q(state=RegistrationState.OFFERED)


def generate_entry_code() -> str:
    return "".join(secrets.choice(CODE_LETTERS) for _each in range(CODE_LENGTH))


class RegistrationQuerySet(LockableQuerySet["Registration"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Filter on registrations of the user's companies, and of sessions that the user's ROM owns."""
        if not user.is_authenticated:
            return self.none()
        if user.is_superuser:
            return self
        allowed = Q(company__in=user.memberships.values("company"))
        if user.rom_id is not None:
            owned = Session.objects.filter(build_ownership_condition(Session, user.rom_id))
            allowed |= Q(session__in=owned.values("pk"))
        return self.filter(allowed)

    def living(self) -> Self:
        """Filter on registrations that have not ended; a company can have one such registration for a session."""
        return self.filter(state__in=LIVING_STATES)

    def seated(self) -> Self:
        """Filter on registrations that hold places."""
        return self.filter(state__in=SEATED_STATES)

    def confirmed(self) -> Self:
        return self.filter(state=RegistrationState.CONFIRMED)

    def waiting(self) -> Self:
        """Return the waiting list, in its order."""
        return self.filter(_WAITS).order_by("order", "asked_at", "pk")

    def seats_taken(self) -> int:
        return int(self.seated().aggregate(taken=models.Sum("seats"))["taken"] or 0)

    def offered(self, now: datetime) -> Self:
        """Filter on offers that can still be accepted."""
        return self.filter(_IS_OFFERED, offer_lapses_at__gt=now)

    def to_lapse(self, now: datetime) -> Self:
        return self.filter(_IS_OFFERED, offer_lapses_at__lte=now)

    def to_remind(self, now: datetime) -> Self:
        return self.filter(_IS_OFFERED, offer_lapses_at__gt=now, reminded_at=None, remind_at__lte=now)


@track_audit_events(without=("state_since", "order", "reminded_at", "version"))
class Registration(models.Model):
    """The group of one company at a session, which gets all its places or none. Only a transition changes its state.

    seats: the number of attendees. asked_at: the time of registration, by PostgreSQL's clock, while the session is
    locked. is_matched: whether the company matched a challenge of the session at that time. order: the position on the
    waiting list, counted from 1; None for registrations that do not wait.
    """

    State = RegistrationState

    session = models.ForeignKey(Session, models.PROTECT, related_name="registrations", verbose_name=_("session"))
    company = models.ForeignKey(Company, models.PROTECT, related_name="registrations", verbose_name=_("company"))
    state = models.CharField(_("state"), max_length=12, choices=RegistrationState)
    state_since = models.DateTimeField(_("in this state since"))
    seats = models.PositiveSmallIntegerField(_("seats"))
    is_matched = models.BooleanField(_("matches a challenge of the session"), default=False)
    asked_at = models.DateTimeField(_("asked at"))
    order = models.PositiveIntegerField(_("place on the waiting list"), null=True, blank=True)
    offer_lapses_at = models.DateTimeField(_("offer lapses at"), null=True, blank=True)
    remind_at = models.DateTimeField(_("reminder at"), null=True, blank=True)
    reminded_at = models.DateTimeField(_("reminded at"), null=True, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "company"],
                condition=Q(state__in=LIVING_STATES),
                name="registration_living_once",
                violation_error_message=_("This company is registered for this session already."),
            ),
            models.CheckConstraint(condition=Q(state__in=RegistrationState.values), name="registration_state_is_known"),
            models.CheckConstraint(condition=Q(seats__gte=1), name="registration_of_somebody"),
            models.CheckConstraint(
                condition=(_WAITS & Q(order__isnull=False)) | (~_WAITS & Q(order=None)),
                name="registration_place_while_it_waits",
            ),
            models.CheckConstraint(
                condition=(_IS_OFFERED & Q(offer_lapses_at__isnull=False))
                | (~_IS_OFFERED & Q(offer_lapses_at=None, remind_at=None, reminded_at=None)),
                name="registration_deadline_while_offered",
            ),
        ]
        indexes = [
            models.Index(fields=["session", "state"], name="registration_of_session"),
            models.Index(fields=["offer_lapses_at"], condition=_IS_OFFERED, name="registration_offered"),
        ]
        triggers = [
            REGISTRATION_WORKFLOW.build_trigger(
                "a registration does not go from % to %", "registration_moves_by_the_table"
            ),
            build_capacity_trigger(),
            build_fixed_session_trigger(),
        ]

    def __str__(self) -> str:
        return f"{self.session}: {self.company}"

    @property
    def is_living(self) -> bool:
        return self.state in LIVING_STATES


class AttendeeQuerySet(models.QuerySet["Attendee"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Filter on attendees of registrations that the user sees."""
        return self.filter(registration__in=Registration.objects.visible_to(user).values("pk"))

    def coming(self) -> Self:
        return self.filter(registration__state=RegistrationState.CONFIRMED)


@track_audit_events(without=("name", "email", "code"))
class Attendee(models.Model):
    """One person of the group. Retention removes the name, address and code, and keeps whether somebody came.

    attended: None until somebody enters it. user: the account, if the address belongs to a member of the company.
    """

    registration = models.ForeignKey(
        Registration, models.CASCADE, related_name="attendees", verbose_name=_("registration")
    )
    name = models.CharField(_("name"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    user = models.ForeignKey(User, models.SET_NULL, related_name="+", verbose_name=_("user"), null=True, blank=True)
    attended = models.BooleanField(_("attended"), null=True, blank=True)
    checked_in_at = models.DateTimeField(_("checked in at"), null=True, blank=True)
    code = models.CharField(
        _("code at the door"), max_length=CODE_LENGTH, unique=True, null=True, blank=True, default=generate_entry_code
    )

    objects = AttendeeQuerySet.as_manager()

    class Meta:
        verbose_name = _("attendee")
        verbose_name_plural = _("attendees")
        ordering = ["registration", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(attended__isnull=False, attended=True, checked_in_at__isnull=False)
                | ((Q(attended=False) | Q(attended=None)) & Q(checked_in_at=None)),
                name="attendee_checked_in_when_attended",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.registration} ({self.pk})"


class RegistrationStepQuerySet(models.QuerySet["RegistrationStep"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Filter on steps of registrations that the user sees."""
        return self.filter(registration__in=Registration.objects.visible_to(user).values("pk"))


class RegistrationStep(TransitionLog):
    """A log entry of a registration, which is never changed or deleted. Deleting an account clears its name here.

    state, seats, place: the state, the size of the group and the position on the waiting list after the step.
    """

    registration = models.ForeignKey(
        Registration, models.PROTECT, related_name="steps", verbose_name=_("registration"), db_index=False
    )
    what = models.CharField(_("what"), max_length=12, choices=RegistrationAction)
    side = models.CharField(_("on behalf of"), max_length=12, choices=RegistrationParty)
    at = models.DateTimeField(_("at"))
    state = models.CharField(_("led to"), max_length=12, choices=RegistrationState)
    seats = models.PositiveSmallIntegerField(_("seats"))
    place = models.PositiveIntegerField(_("place on the waiting list"), null=True, blank=True)
    reason = models.TextField(_("reason"), max_length=REASON_LENGTH, blank=True)

    objects = RegistrationStepQuerySet.as_manager()

    class Meta(TransitionLog.Meta):
        verbose_name = _("step of a registration")
        verbose_name_plural = _("steps of registrations")
        ordering = ["registration", "at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(what__in=RegistrationAction.values), name="registration_step_is_known"),
            models.CheckConstraint(
                condition=~Q(what__in=REASONED) & ~Q(what="cancel", side="organiser") | ~Q(reason=""),
                name="registration_step_reason_where_one_is_due",
            ),
            models.CheckConstraint(condition=~Q(side="clock") | Q(by=None), name="registration_step_of_the_clock"),
        ]
        indexes = [models.Index(fields=["registration", "at"], name="registration_step_of")]

    def __str__(self) -> str:
        return f"{self.registration}: {self.get_what_display()}"


@track_audit_events()
class SessionInvitation(models.Model):
    """An invitation that lets a company register for a session by invitation."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="invitations", verbose_name=_("session"))
    company = models.ForeignKey(Company, models.CASCADE, related_name="session_invitations", verbose_name=_("company"))
    invited_by = models.ForeignKey(
        User, models.SET_NULL, related_name="+", verbose_name=_("invited by"), null=True, blank=True
    )
    invited_at = models.DateTimeField(_("invited at"), db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("invitation to a session")
        verbose_name_plural = _("invitations to sessions")
        ordering = ["session", "company"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "company"],
                name="session_invitation_once",
                violation_error_message=_("This company is invited already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.session}: {self.company}"
