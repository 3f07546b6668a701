"""Money that came in: rounds, who invested, and where that is told."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from companies.profiles.models import Company
from portal.audit.models import track_audit_events
from portal.core.bilingual import Bilingual
from portal.regions.models import ROM


@track_audit_events()
class FundingRound(Bilingual, models.Model):
    company = models.ForeignKey(
        Company,
        models.CASCADE,
        related_name="funding_rounds",
        verbose_name=_("company"),
    )
    amount_eur = models.DecimalField(_("amount in EUR"), max_digits=13, decimal_places=2)
    announced_on = models.DateField(_("announced on"))
    note_nl = models.CharField(_("note in Dutch"), max_length=300, blank=True)
    note_en = models.CharField(_("note in English"), max_length=300, blank=True)
    source = models.CharField(_("source"), max_length=300)
    investors = models.ManyToManyField(ROM, through="Investment", related_name="funding_rounds")

    class Meta:
        verbose_name = _("funding round")
        verbose_name_plural = _("funding rounds")
        ordering = ["company", "-announced_on"]
        constraints = [
            models.CheckConstraint(condition=Q(amount_eur__gt=0), name="funding_round_amount_above_zero"),
            models.UniqueConstraint(
                fields=["company", "announced_on", "amount_eur"],
                name="funding_round_once",
                violation_error_message=_("This round is listed already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.company}, {self.announced_on:%Y-%m-%d}"


@track_audit_events()
class Investment(models.Model):
    funding_round = models.ForeignKey(
        FundingRound, models.CASCADE, related_name="investments", verbose_name=_("funding round")
    )
    rom = models.ForeignKey(ROM, models.PROTECT, related_name="investments", verbose_name=_("ROM"))

    class Meta:
        verbose_name = _("investment")
        verbose_name_plural = _("investments")
        constraints = [models.UniqueConstraint(fields=["funding_round", "rom"], name="investment_once")]

    def __str__(self) -> str:
        return f"{self.rom}: {self.funding_round}"
