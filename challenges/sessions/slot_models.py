"""When people talk: the time slots of a session. What lies between two of them is a break."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from challenges.sessions.models import Session
from challenges.sessions.spans import Span, ends_after_start, no_two_at_once
from challenges.sessions.triggers import stays_in_its_session
from portal.audit.models import audited


@audited()
class Slot(Span):
    session = models.ForeignKey(Session, models.CASCADE, related_name="slots", verbose_name=_("session"))

    class Meta:
        verbose_name = _("time slot")
        verbose_name_plural = _("time slots")
        ordering = ["session", "starts_at"]
        constraints = [
            ends_after_start("slot_ends_after_start", _("The time slot ends before it starts.")),
            no_two_at_once("session", "slot_no_two_at_once", _("This time slot overlaps another one.")),
        ]
        triggers = [stays_in_its_session()]

    def __str__(self) -> str:
        clock = [timezone.localtime(moment).strftime("%H:%M") for moment in (self.starts_at, self.ends_at)]
        return "-".join(clock)
