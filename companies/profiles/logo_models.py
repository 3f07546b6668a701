"""The logo of a company, in the database: so it is backed up, rolled back and erased with everything else."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from companies.profiles.models import Company
from portal.audit.models import track_audit_events


@track_audit_events(without=("content",))
class Logo(models.Model):
    """A picture that portal.documents.files.logos re-encoded, in a table of its own so that lists do not read it."""

    company = models.OneToOneField(
        Company, models.CASCADE, primary_key=True, related_name="logo", verbose_name=_("company")
    )
    content = models.BinaryField()
    content_type = models.CharField(max_length=20, default="image/webp")
    width = models.PositiveSmallIntegerField(_("width"))
    height = models.PositiveSmallIntegerField(_("height"))
    sha256 = models.CharField(max_length=64)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        verbose_name = _("logo")
        verbose_name_plural = _("logos")
        constraints = [
            models.CheckConstraint(condition=Q(content_type="image/webp"), name="logo_is_webp"),
            models.CheckConstraint(condition=Q(width__range=(1, 512), height__range=(1, 512)), name="logo_is_small"),
            models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="logo_sha256"),
        ]

    def __str__(self) -> str:
        return str(self.company)
