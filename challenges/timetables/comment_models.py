"""What a company says of a timetable that it was shown before it is final."""

from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from challenges.sessions.plan_models import Plan
from challenges.sessions.registration_models import Registration
from challenges.sessions.triggers import build_same_session_trigger
from portal.accounts.models import User
from portal.audit.models import track_audit_events

REMARK_LENGTH = 1_000


class RemarkQuerySet(models.QuerySet["Remark"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """The company's people, and the organisers."""
        if not user.is_authenticated:
            return self.none()
        if user.is_superuser:
            return self
        own = Q(registration__company__in=user.memberships.values("company"))
        return self.filter(own | Q(plan__in=Plan.objects.visible_to(user).values("pk")))

    def open(self) -> Self:
        """Those that nobody has seen to."""
        return self.filter(handled_at=None)


@track_audit_events(without=("text",))
class Remark(models.Model):
    """handled_at, handled_by: when an organiser had seen to it, and who."""

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
