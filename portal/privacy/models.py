"""What was done to keep no more of people than needed: erasures, runs of retention, and what people agreed to."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Erasure(models.Model):
    """That something was erased, without who it was: its number leads to nothing any more."""

    class What(models.TextChoices):
        ACCOUNT = "account", _("Account")
        COMPANY = "company", _("Company")

    class Why(models.TextChoices):
        ASKED = "asked", _("Asked for it")
        UNVERIFIED = "unverified", _("Never confirmed the e-mail address")
        INACTIVE = "inactive", _("Not signed in for long")

    what = models.CharField(_("what"), max_length=10, choices=What)
    number = models.BigIntegerField(_("number"))
    why = models.CharField(_("why"), max_length=12, choices=Why)
    erased_at = models.DateTimeField(_("erased"), default=timezone.now)
    rows = models.JSONField(_("rows"), default=dict, help_text=_("How many went, by kind."))

    class Meta:
        verbose_name = _("erasure")
        verbose_name_plural = _("erasures")
        ordering = ["-erased_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["what", "number"], name="erasure_once"),
            models.CheckConstraint(condition=Q(what__in=["account", "company"]), name="erasure_what"),
            models.CheckConstraint(condition=Q(why__in=["asked", "unverified", "inactive"]), name="erasure_why"),
        ]

    def __str__(self) -> str:
        return f"{self.get_what_display()} {self.number}"


class RetentionRun(models.Model):
    """One run of retention, and how much each rule removed; unfinished where it was stopped half-way."""

    started_at = models.DateTimeField(_("started"), default=timezone.now)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    counts = models.JSONField(_("rows"), default=dict, help_text=_("How many went, by rule."))
    failed = models.JSONField(_("failed rules"), default=dict, help_text=_("The kind of error, by rule."))

    class Meta:
        verbose_name = _("run of retention")
        verbose_name_plural = _("runs of retention")
        ordering = ["-started_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d %H:%M}"
