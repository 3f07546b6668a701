"""Timetables of a session as numbered versions (plans), and the planned meetings in them."""

from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from challenges.posting.models import Challenge
from challenges.posting.ownership import build_ownership_condition
from challenges.sessions.models import Session
from challenges.sessions.part_models import MeetingTable, Pitch, Slot
from challenges.sessions.registration_models import Registration
from challenges.sessions.triggers import build_fixed_session_trigger, build_same_session_trigger
from portal.accounts.models import User
from portal.audit.models import track_audit_events
from portal.core.querysets import LockableQuerySet

AT_WORK = ("waiting", "solving")
WITH_FIGURES = ("solved", "stopped")
_FIGURES = Q(
    value__isnull=False,
    bound__isnull=False,
    musts__isnull=False,
    musts_kept__isnull=False,
    fewest__isnull=False,
    idle_tables__isnull=False,
)
COMPUTED = ("progress", "heartbeat_at", "value", "bound", "musts", "musts_kept", "fewest", "idle_tables")


class PlanQuerySet(LockableQuerySet["Plan"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Filter on timetables of sessions that the user organises; drafts are visible to organisers only."""
        if not user.is_authenticated:
            return self.none()
        if user.is_superuser:
            return self
        return self.filter(
            session__in=Session.objects.filter(build_ownership_condition(Session, user.rom_id)).values("pk")
        )

    def shown(self) -> Self:
        """Filter on the version of each session that participants see: the latest final one, or else the latest
        provisional one."""
        of_session = Plan.objects.filter(session=models.OuterRef("session")).exclude(provisional_at=None, final_at=None)
        latest = of_session.order_by(
            F("final_at").desc(nulls_last=True), F("provisional_at").desc(nulls_last=True), "-number"
        )
        return self.filter(pk=models.Subquery(latest.values("pk")[:1]))

    def with_counts(self) -> Self:
        """Add `locks`, the number of locked meetings, and `unseen`, the number of open comments."""
        return self.annotate(
            locks=models.Count("meetings", filter=Q(meetings__is_locked=True), distinct=True),
            unseen=models.Count("remarks", filter=Q(remarks__isnull=False, remarks__handled_at=None), distinct=True),
        )

    def at_work(self) -> Self:
        """Filter on timetables that wait for a worker or are being made; a session has at most one."""
        return self.filter(state__in=AT_WORK)


@track_audit_events(without=(*COMPUTED, "reasons", "programme"))
class Plan(models.Model):
    """A version of the timetable.

    floor: the number of meetings promised to every company that wants as many. Values are whole tenths of points; no
    plan that keeps as many priority meetings is worth more than `bound`. progress: the share of the allowed time that
    has passed, in percent. of_version: the version of the session that was planned; later changes are not in the plan.
    provisional_at, final_at: since when participants see it as such. remarks_until: the deadline for comments; None
    while it is provisional means no deadline. reasons: why each missed priority meeting, or the whole plan, failed.
    programme: the ids that the numbers in reasons stand for. Both hold numbers and names of rules, never sentences or
    names of people.
    """

    class Kind(models.TextChoices):
        SOLVE = "solve", pgettext_lazy("plan", "Made anew")
        REPAIR = "repair", pgettext_lazy("plan", "Repaired")
        HAND = "hand", pgettext_lazy("plan", "Changed by hand")

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("plan", "Waiting")
        SOLVING = "solving", pgettext_lazy("plan", "Being made")
        STOPPED = "stopped", pgettext_lazy("plan", "Stopped, best so far kept")
        SOLVED = "solved", pgettext_lazy("plan", "Ready")
        FAILED = "failed", pgettext_lazy("plan", "Failed")

    class Failure(models.TextChoices):
        EMPTY = (
            "empty",
            _("There is nobody to meet yet: a timetable needs seats, challenges at tables, and time slots."),
        )
        IMPOSSIBLE = "impossible", _("No timetable keeps to all these rules.")
        NO_TIME = "no_time", _("No timetable was found in the time there was.")
        TOO_LARGE = "too_large", _("More than 62 time slots are too many.")
        STOPPED = "stopped", _("It was stopped before there was a timetable.")

    session = models.ForeignKey(Session, models.CASCADE, related_name="plans", verbose_name=_("session"))
    number = models.PositiveIntegerField(_("number"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.SOLVE)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    failure = models.CharField(_("why it failed"), max_length=12, choices=Failure, blank=True)
    provisional_at = models.DateTimeField(_("provisional since"), null=True, blank=True)
    final_at = models.DateTimeField(_("final since"), null=True, blank=True)
    remarks_until = models.DateTimeField(_("remarks until"), null=True, blank=True)
    of_version = models.PositiveIntegerField(_("version of the session"), null=True, blank=True)
    floor = models.PositiveSmallIntegerField(_("meetings for each company, at least"), default=0)
    value = models.PositiveIntegerField(_("value"), null=True, blank=True)
    bound = models.PositiveIntegerField(_("upper bound"), null=True, blank=True)
    is_proved = models.BooleanField(_("proved to be the best"), default=False)
    progress = models.PositiveSmallIntegerField(_("progress"), default=0)
    musts = models.PositiveIntegerField(_("must-meets"), null=True, blank=True)
    musts_kept = models.PositiveIntegerField(_("must-meets kept"), null=True, blank=True)
    fewest = models.PositiveSmallIntegerField(_("fewest meetings anyone has"), null=True, blank=True)
    idle_tables = models.PositiveIntegerField(_("tables left idle"), null=True, blank=True)
    reasons = models.JSONField(_("reasons"), default=list, blank=True)
    programme = models.JSONField(_("programme"), default=dict, blank=True)
    stop_asked_at = models.DateTimeField(_("asked to stop"), null=True, blank=True)
    heartbeat_at = models.DateTimeField(_("last sign of life"), null=True, blank=True)
    made_by = models.ForeignKey(
        User, models.SET_NULL, related_name="+", verbose_name=_("made by"), null=True, blank=True
    )
    made_at = models.DateTimeField(_("asked for"), db_default=Now(), editable=False)
    started_at = models.DateTimeField(_("started"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    based_on = models.ForeignKey(
        "self", models.SET_NULL, related_name="+", verbose_name=_("based on"), null=True, blank=True
    )

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("timetable")
        verbose_name_plural = _("timetables")
        ordering = ["session", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["session", "number"], name="plan_number_once"),
            models.UniqueConstraint(
                fields=["session"],
                condition=Q(state__in=AT_WORK),
                name="plan_one_at_work",
                violation_error_message=_("A timetable is being made already."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "solving", "stopped", "solved", "failed"])
                & Q(kind__in=["solve", "repair", "hand"]),
                name="plan_state_and_kind_are_known",
            ),
            models.CheckConstraint(
                condition=(Q(state__in=AT_WORK) & Q(ended_at=None)) | (~Q(state__in=AT_WORK) & ~Q(ended_at=None)),
                name="plan_ends_with_its_work",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=WITH_FIGURES) | _FIGURES & Q(value__lte=F("bound"), musts_kept__lte=F("musts")),
                name="plan_with_its_figures",
            ),
            models.CheckConstraint(
                condition=(Q(state="failed") & ~Q(failure="")) | (~Q(state="failed") & Q(failure="")),
                name="plan_says_why_it_failed",
            ),
            models.CheckConstraint(
                condition=Q(provisional_at=None, final_at=None) | Q(state__in=WITH_FIGURES),
                name="plan_shown_when_made",
            ),
            models.CheckConstraint(
                condition=Q(remarks_until=None) | Q(provisional_at__isnull=False), name="plan_remarks_on_what_is_shown"
            ),
            models.CheckConstraint(condition=Q(progress__lte=100), name="plan_progress_in_percent"),
        ]
        triggers = [build_fixed_session_trigger()]

    def __str__(self) -> str:
        return f"{self.session}: {self.number}"

    @property
    def is_at_work(self) -> bool:
        return self.state in AT_WORK

    @property
    def is_made(self) -> bool:
        return self.state in WITH_FIGURES

    @property
    def is_shown(self) -> bool:
        """Return whether participants can see this version, or could in the past."""
        return self.provisional_at is not None or self.final_at is not None

    @property
    def gap(self) -> float | None:
        """Return which share of the bound is missing, from 0 to 1."""
        if self.value is None or self.bound is None:
            return None
        return (self.bound - self.value) / self.bound if self.bound else 0.0


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Filter on meetings of timetables that the user sees; in published ones, also those of their company or
        challenges."""
        allowed = Q(plan__in=Plan.objects.visible_to(user).values("pk"))
        if user.is_authenticated and not user.is_superuser:
            own = Q(registration__company__in=user.memberships.values("company"))
            if user.rom_id is not None:
                own |= Q(
                    pitch__challenge__in=Challenge.objects.filter(
                        build_ownership_condition(Challenge, user.rom_id)
                    ).values("pk")
                )
            allowed |= own & Q(plan__in=Plan.objects.shown().values("pk"))
        return self.filter(allowed)


@track_audit_events()
class Meeting(models.Model):
    """A company at a pitch in a slot of one version of the timetable.

    A table holds as many meetings at once as its pitch has places, and never meetings of two pitches. A meeting is
    deleted with its slot, table or pitch.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="meetings", verbose_name=_("timetable"), db_index=False)
    registration = models.ForeignKey(
        Registration, models.CASCADE, related_name="meetings", verbose_name=_("registration")
    )
    pitch = models.ForeignKey(Pitch, models.CASCADE, related_name="meetings", verbose_name=_("pitch"))
    slot = models.ForeignKey(Slot, models.CASCADE, related_name="meetings", verbose_name=_("time slot"))
    table = models.ForeignKey(MeetingTable, models.CASCADE, related_name="meetings", verbose_name=_("table"))
    is_locked = models.BooleanField(_("locked"), default=False)
    is_must = models.BooleanField(_("must-meet"), default=False)
    value = models.PositiveIntegerField(_("value"), default=0)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ["plan", "slot__starts_at", "table__number", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "registration", "pitch"],
                name="meeting_pair_once",
                violation_error_message=_("These two meet already."),
            ),
            ExclusionConstraint(
                name="meeting_table_of_one_pitch",
                expressions=[
                    ("plan", RangeOperators.EQUAL),
                    ("slot", RangeOperators.EQUAL),
                    ("table", RangeOperators.EQUAL),
                    ("pitch", RangeOperators.NOT_EQUAL),
                ],
                violation_error_message=_("Somebody else sits at this table then."),
            ),
        ]
        triggers = [
            build_same_session_trigger(
                has_own=False,
                plan="challenges_plan",
                registration="challenges_registration",
                pitch="challenges_pitch",
                slot="challenges_slot",
                table="challenges_meetingtable",
            )
        ]

    def __str__(self) -> str:
        return f"{self.slot}, {self.table}: {self.registration.company} - {self.pitch.challenge}"
