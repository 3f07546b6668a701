"""When people talk: the time slots of a session. What lies between two of them is a break."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from challenges.sessions.models import Session
from challenges.sessions.spans import Span, build_no_overlap_constraint, build_order_constraint
from challenges.sessions.triggers import build_fixed_session_trigger
from portal.audit.models import track_audit_events


@track_audit_events()
class Slot(Span):
    session = models.ForeignKey(Session, models.CASCADE, related_name="slots", verbose_name=_("session"))

    class Meta:
        verbose_name = _("time slot")
        verbose_name_plural = _("time slots")
        ordering = ["session", "starts_at"]
        constraints = [
            build_order_constraint("slot_ends_after_start", _("The time slot ends before it starts.")),
            build_no_overlap_constraint("session", "slot_no_two_at_once", _("This time slot overlaps another one.")),
        ]
        triggers = [build_fixed_session_trigger()]

    def __str__(self) -> str:
        clock = [timezone.localtime(moment).strftime("%H:%M") for moment in (self.starts_at, self.ends_at)]
        return "-".join(clock)
