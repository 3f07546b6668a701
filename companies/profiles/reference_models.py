"""Reference cases: work that a company did before, as it tells it itself."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from companies.profiles.models import Company
from portal.audit.models import track_audit_events
from portal.core.bilingual import Bilingual

MOST_CASES = 20
CASE_LENGTH = 2000
FIRST_CASE_YEAR, LAST_CASE_YEAR = 1950, 2100


@track_audit_events()
class ReferenceCase(Bilingual, models.Model):
    """People read it; matching does not: what a customer needed is not what the company makes."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="reference_cases", verbose_name=_("company"))
    title = models.CharField(_("title"), max_length=200)
    year = models.PositiveSmallIntegerField(_("year"))
    customer = models.CharField(_("customer"), max_length=200, blank=True)
    for_government = models.BooleanField(_("for a government or defence organisation"), default=False)
    text_nl = models.TextField(_("text in Dutch"), max_length=CASE_LENGTH, blank=True)
    text_en = models.TextField(_("text in English"), max_length=CASE_LENGTH, blank=True)

    class Meta:
        verbose_name = _("reference case")
        verbose_name_plural = _("reference cases")
        ordering = ["company", "-year", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(year__range=(FIRST_CASE_YEAR, LAST_CASE_YEAR)),
                name="reference_case_year",
                violation_error_message=_("Give a year from 1950 on."),
            ),
            models.UniqueConstraint(
                fields=["company", "title", "year"],
                name="reference_case_once",
                violation_error_message=_("This case is listed already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.year})"
