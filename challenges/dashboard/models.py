"""When somebody last looked at their company's matches, and what they saw: the ground for "what changed"."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from companies.profiles.models import Company
from portal.accounts.models import User


class Visit(models.Model):
    """One person's looks at one company's overview.

    seen: the company's list as it stood at the last look, by challenge id; before: the same at the end of the visit
    before that one, which the present visit is compared with.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="visits", verbose_name=_("user"))
    company = models.ForeignKey(Company, models.CASCADE, related_name="visits", verbose_name=_("company"))
    seen_at = models.DateTimeField(_("last look at"))
    seen = models.JSONField(_("seen at the last look"), default=dict, blank=True)
    before_at = models.DateTimeField(_("the visit before at"), null=True, blank=True)
    before = models.JSONField(_("seen at the visit before"), default=dict, blank=True)

    class Meta:
        verbose_name = _("visit")
        verbose_name_plural = _("visits")
        constraints = [models.UniqueConstraint(fields=["user", "company"], name="visit_once")]

    def __str__(self) -> str:
        return f"{self.user}, {self.company}"
