"""Who of a ROM or of the admins read what a company sent in, and when."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from challenges.responses.models import Submission
from portal.accounts.models import User


class Reading(models.Model):
    """One opening of a submission, or of something of it. Nobody changes it; the reader goes with the account."""

    class Way(models.TextChoices):
        PAGE = "page", _("Read on the page")
        FILE = "file", _("File opened")
        DOWNLOAD = "download", _("Downloaded")
        TABLE = "table", _("Exported to a spreadsheet")

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="readings", verbose_name=_("submission"))
    user = models.ForeignKey(User, models.SET_NULL, related_name="+", verbose_name=_("reader"), null=True, blank=True)
    way = models.CharField(_("access method"), max_length=10, choices=Way)
    read_at = models.DateTimeField(_("read at"), default=timezone.now)

    class Meta:
        verbose_name = _("response view")
        verbose_name_plural = _("response views")
        ordering = ["-read_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(way__in=["page", "file", "download", "table"]), name="reading_way_known")
        ]
        triggers = [pgtrigger.ReadOnly(name="stays_as_read", exclude=["user"])]

    def __str__(self) -> str:
        return f"{self.submission}: {self.user or '–'}"
