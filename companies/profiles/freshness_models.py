"""Calls of ROM staff about profiles that nobody confirmed for long."""

from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from companies.profiles.models import Company
from portal.accounts.models import User
from portal.audit.models import track_audit_events


class FreshnessCallQuerySet(models.QuerySet["FreshnessCall"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """What staff noted of companies in their region; companies do not read it here."""
        if not user.is_authenticated:
            return self.none()
        if user.is_superuser:
            return self
        return self.filter(company__province__rom=user.rom_id) if user.rom_id is not None else self.none()


@track_audit_events()
class FreshnessCall(models.Model):
    """One try to reach a company: by whom, and what came of it."""

    class Outcome(models.TextChoices):
        STILL_TRUE = "still_true", _("Still true, they said")
        WILL_CHANGE = "will_change", _("They will change it")
        NOT_REACHED = "not_reached", _("Not reached")
        STOPPED = "stopped", _("The company has stopped")
        OTHER = "other", _("Something else")

    company = models.ForeignKey(
        Company, models.CASCADE, related_name="freshness_calls", verbose_name=_("company"), db_index=False
    )
    called_by = models.ForeignKey(
        User, models.SET_NULL, related_name="+", verbose_name=_("called by"), null=True, blank=True
    )
    called_at = models.DateTimeField(_("called"), default=timezone.now)
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome)
    note = models.CharField(_("note"), max_length=500, blank=True)

    objects = FreshnessCallQuerySet.as_manager()

    class Meta:
        verbose_name = _("call about a profile")
        verbose_name_plural = _("calls about profiles")
        ordering = ["-called_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=["still_true", "will_change", "not_reached", "stopped", "other"]),
                name="freshness_call_outcome",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="other") | ~Q(note=""),
                name="freshness_call_other_with_note",
                violation_error_message=_("Say what came of it."),
            ),
        ]
        indexes = [models.Index(fields=["company", "-called_at"], name="freshness_call_latest")]

    def __str__(self) -> str:
        return f"{self.company}, {self.get_outcome_display()}"
