"""Store what participants enter about meetings: preferences, comments and calendar links."""

from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from challenges.posting.models import Challenge
from challenges.posting.ownership import build_ownership_condition
from challenges.sessions.models import Session
from challenges.sessions.part_models import Pitch
from challenges.sessions.plan_models import Plan
from challenges.sessions.registration_models import Registration
from challenges.sessions.triggers import build_same_session_trigger
from portal.accounts.models import User
from portal.audit.models import track_audit_events


class WishQuerySet(models.QuerySet["Wish"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Return preferences of the user's own side, and for organisers of both: no side reads those of the other."""
        if not user.is_authenticated:
            return self.none()
        if user.is_superuser:
            return self
        allowed = Q(side=Wish.Side.COMPANY, registration__company__in=user.memberships.values("company"))
        if user.rom_id is not None:
            organised = Session.objects.filter(build_ownership_condition(Session, user.rom_id)).values("pk")
            asked = Challenge.objects.filter(build_ownership_condition(Challenge, user.rom_id)).values("pk")
            allowed |= Q(pitch__session__in=organised) | Q(side=Wish.Side.HOST, pitch__challenge__in=asked)
        return self.filter(allowed)


@track_audit_events()
class Wish(models.Model):
    """Store whether one side wants a meeting; without a preference there is no row."""

    class Side(models.TextChoices):
        COMPANY = "company", pgettext_lazy("wish", "Company")
        HOST = "host", pgettext_lazy("wish", "Host")

    class Kind(models.TextChoices):
        MUST = "must", pgettext_lazy("wish", "Must meet")
        MEET = "meet", pgettext_lazy("wish", "Meet")
        NO = "no", pgettext_lazy("wish", "No thanks")

    registration = models.ForeignKey(
        Registration, models.CASCADE, related_name="wishes", verbose_name=_("registration"), db_index=False
    )
    pitch = models.ForeignKey(Pitch, models.CASCADE, related_name="wishes", verbose_name=_("pitch"))
    side = models.CharField(_("said by"), max_length=10, choices=Side)
    wish = models.CharField(_("wish"), max_length=10, choices=Kind)
    by = models.ForeignKey(User, models.SET_NULL, related_name="+", verbose_name=_("by"), null=True, blank=True)
    at = models.DateTimeField(_("at"), db_default=Now(), editable=False)

    objects = WishQuerySet.as_manager()

    class Meta:
        verbose_name = _("wish")
        verbose_name_plural = _("wishes")
        ordering = ["registration", "pitch", "side"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "pitch", "side"],
                name="wish_once_per_side",
                violation_error_message=_("This side has said what it wants already."),
            ),
            models.CheckConstraint(condition=Q(side__in=["company", "host"]), name="wish_side_is_known"),
            models.CheckConstraint(condition=Q(wish__in=["must", "meet", "no"]), name="wish_is_known"),
        ]
        triggers = [
            build_same_session_trigger(has_own=False, registration="challenges_registration", pitch="challenges_pitch"),
        ]

    def __str__(self) -> str:
        return f"{self.registration} - {self.pitch.challenge}: {self.get_wish_display()}"


REMARK_LENGTH = 1_000


class RemarkQuerySet(models.QuerySet["Remark"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Return the comments of the user's company, or of all companies for organisers."""
        if not user.is_authenticated:
            return self.none()
        if user.is_superuser:
            return self
        own = Q(registration__company__in=user.memberships.values("company"))
        return self.filter(own | Q(plan__in=Plan.objects.visible_to(user).values("pk")))

    def open(self) -> Self:
        """Return comments that no organiser has handled."""
        return self.filter(handled_at=None)


@track_audit_events(without=("text",))
class Remark(models.Model):
    """Store a comment of a company on a timetable; handled_at, handled_by: when an organiser handled it, and who."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="remarks", verbose_name=_("timetable"))
    registration = models.ForeignKey(
        Registration, models.CASCADE, related_name="remarks", verbose_name=_("registration")
    )
    text = models.TextField(_("remark"), max_length=REMARK_LENGTH)
    by = models.ForeignKey(User, models.SET_NULL, related_name="+", verbose_name=_("by"), null=True, blank=True)
    at = models.DateTimeField(_("at"), db_default=Now(), editable=False)
    handled_at = models.DateTimeField(_("seen to at"), null=True, blank=True)
    handled_by = models.ForeignKey(
        User, models.SET_NULL, related_name="+", verbose_name=_("seen to by"), null=True, blank=True
    )

    objects = RemarkQuerySet.as_manager()

    class Meta:
        verbose_name = _("remark on a timetable")
        verbose_name_plural = _("remarks on timetables")
        ordering = ["plan", "at", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="remark_says_something"),
            models.CheckConstraint(
                condition=Q(handled_at__isnull=False) | Q(handled_by=None), name="remark_seen_to_at_a_time"
            ),
        ]
        triggers = [
            build_same_session_trigger(has_own=False, plan="challenges_plan", registration="challenges_registration")
        ]

    def __str__(self) -> str:
        return f"{self.plan}: {self.registration.company}"


class CalendarFeedQuerySet(models.QuerySet["CalendarFeed"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Return the links of the user, and for organisers those of the hosts at their sessions."""
        if not user.is_authenticated:
            return self.none()
        if user.is_superuser:
            return self
        allowed = Q(user=user)
        if user.rom_id is not None:
            organised = Session.objects.filter(build_ownership_condition(Session, user.rom_id)).values("pk")
            allowed |= Q(pitch__session__in=organised)
        return self.filter(allowed)

    def living(self) -> Self:
        """Return links that are not revoked."""
        return self.filter(revoked_at=None)


@track_audit_events(without=("secret_hash", "read_at"))
class CalendarFeed(models.Model):
    """Link a calendar to the appointments of a person with an account, or of the host of one pitch, who needs none.

    secret_hash: SHA-256 of the secret in the address, which is shown once and stored nowhere. read_at: the day on which
    a calendar last read it, to recognise a link that nobody uses.
    """

    user = models.ForeignKey(
        User, models.CASCADE, related_name="calendar_feeds", verbose_name=_("user"), null=True, blank=True
    )
    pitch = models.ForeignKey(
        Pitch, models.CASCADE, related_name="calendar_feeds", verbose_name=_("pitch"), null=True, blank=True
    )
    secret_hash = models.CharField(_("hash of the secret"), max_length=64, unique=True)
    language = models.CharField(_("language"), max_length=2, default="nl")
    made_at = models.DateTimeField(_("made at"), db_default=Now(), editable=False)
    read_at = models.DateField(_("last read on"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)

    objects = CalendarFeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("calendar feed")
        verbose_name_plural = _("calendar feeds")
        ordering = ["-made_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=False, pitch=None) | Q(user=None, pitch__isnull=False),
                name="calendar_feed_of_a_person_or_a_host",
            ),
            models.CheckConstraint(condition=Q(language__in=["nl", "en"]), name="calendar_feed_language_is_known"),
            models.UniqueConstraint(
                fields=["user"], condition=Q(revoked_at=None), name="calendar_feed_one_living_per_user"
            ),
            models.UniqueConstraint(
                fields=["pitch"], condition=Q(revoked_at=None), name="calendar_feed_one_living_per_pitch"
            ),
        ]

    def __str__(self) -> str:
        return str(self.user or self.pitch)
