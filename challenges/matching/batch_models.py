"""A refresh of all matches, in pieces that several workers take."""

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, Q
from django.utils.translation import gettext_lazy as _

from challenges.matching.model_versions import Fit


class BatchQuerySet(models.QuerySet["Batch"]):
    def waiting(self) -> Self:
        """Those of the present round that are not done, also where somebody is at it: challenges follow once all
        companies are done."""
        left = self.filter(done_at=None)
        return left.filter(Q(kind=Batch.Kind.COMPANIES) | ~Exists(left.filter(kind=Batch.Kind.COMPANIES)))


class Batch(models.Model):
    """A piece of a refresh: its companies or challenges are matched in one transaction by whoever takes it.

    Rows are here while a refresh is under way alone. `versions`: the revisions of the challenges when it was planned.
    """

    class Kind(models.TextChoices):
        COMPANIES = "companies", _("Companies")
        CHALLENGES = "challenges", _("Challenges")

    fit = models.ForeignKey(Fit, models.CASCADE, related_name="+", verbose_name=_("fit"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    ids = ArrayField(models.BigIntegerField(), verbose_name=_("ids"))
    versions = ArrayField(models.BigIntegerField(), verbose_name=_("versions"), default=list, blank=True)
    done_at = models.DateTimeField(_("done"), null=True, blank=True)

    objects = BatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("batch of a refresh")
        verbose_name_plural = _("batches of a refresh")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["companies", "challenges"]), name="batch_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"
