"""Vetting: staff looked at who is behind a company, and say so with a reason, until a day."""

from datetime import date, timedelta
from typing import Self

import pgtrigger
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from companies.profiles.models import Company
from portal.accounts.models import User
from portal.audit.models import track_audit_events
from portal.regions.models import ROM

REASON_LENGTH = 1_000
SOON = timedelta(days=30)
LONGEST = timedelta(days=3 * 366)


class VettingQuerySet(models.QuerySet["Vetting"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """What staff noted of companies in their region; companies see the day alone, on their own page."""
        if not user.is_authenticated or not (user.is_superuser or user.rom_id):
            return self.none()
        return self if user.is_superuser else self.filter(company__province__rom=user.rom_id)

    def in_force(self, day: date) -> Self:
        """Through its last day, unless it was withdrawn."""
        return self.filter(withdrawn_on=None, vetted_on__lte=day, expires_on__gte=day)

    def to_look_at(self, day: date) -> Self:
        """The last one of a company, where it runs out within thirty days or has done so in the last thirty."""
        later = Vetting.objects.filter(company=OuterRef("company"), expires_on__gt=OuterRef("expires_on"))
        due = self.filter(withdrawn_on=None, expires_on__range=(day - SOON, day + SOON))
        return due.exclude(Exists(later.filter(withdrawn_on=None)))


@track_audit_events()
class Vetting(models.Model):
    """One judgement of a company. It counts for every challenge for vetted companies, whoever made it.

    What was judged never changes and is never removed; it ends on its last day, or by being withdrawn with a reason.
    `Company.vetted_on`, which matching reads, follows from these rows (services/vetting.py).
    """

    class Scope(models.TextChoices):
        ROM = "rom", _("Looked at by the ROM of its region")
        DEFENCE = "defence", _("Looked at by Defence")
        SECURITY = "security", _("Authorised by Defence for classified work (ABDO)")

    company = models.ForeignKey(Company, models.CASCADE, related_name="vettings", verbose_name=_("company"))
    scope = models.CharField(_("scope"), max_length=10, choices=Scope)
    rom = models.ForeignKey(
        ROM, models.PROTECT, related_name="+", verbose_name=_("ROM that looked"), null=True, blank=True
    )
    vetted_on = models.DateField(_("vetted on"))
    expires_on = models.DateField(_("last day"))
    reason = models.TextField(_("reason"), max_length=REASON_LENGTH)
    vetted_by = models.ForeignKey(
        User, models.SET_NULL, related_name="+", verbose_name=_("vetted by"), null=True, blank=True
    )
    noted_at = models.DateTimeField(_("noted at"), db_default=Now(), editable=False)
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        User, models.SET_NULL, related_name="+", verbose_name=_("withdrawn by"), null=True, blank=True
    )
    withdrawn_reason = models.TextField(_("why it was withdrawn"), max_length=REASON_LENGTH, blank=True)

    objects = VettingQuerySet.as_manager()

    class Meta:
        verbose_name = _("vetting")
        verbose_name_plural = _("vettings")
        ordering = ["company", "-vetted_on", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(scope__in=["rom", "defence", "security"]), name="vetting_scope_known"),
            models.CheckConstraint(
                condition=Q(scope="rom", rom__isnull=False) | ~Q(scope="rom") & Q(rom=None),
                name="vetting_by_a_rom_names_it",
            ),
            models.CheckConstraint(condition=Q(expires_on__gt=F("vetted_on")), name="vetting_ends_after_it_began"),
            models.CheckConstraint(condition=~Q(reason=""), name="vetting_has_a_reason"),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None, withdrawn_reason="", withdrawn_by=None)
                | Q(withdrawn_on__isnull=False) & ~Q(withdrawn_reason=""),
                name="vetting_withdrawn_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__gte=F("vetted_on")), name="vetting_withdrawn_after_it_began"
            ),
        ]
        indexes = [
            models.Index(fields=["expires_on"], condition=Q(withdrawn_on=None), name="vetting_runs_out"),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="judged_stays",
                exclude=["vetted_by", "withdrawn_on", "withdrawn_by", "withdrawn_reason"],
            ),
            pgtrigger.Protect(
                name="withdrawn_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__withdrawn_on__isnull=False)
                & (
                    pgtrigger.Q(old__withdrawn_on__df=pgtrigger.F("new__withdrawn_on"))
                    | pgtrigger.Q(old__withdrawn_reason__df=pgtrigger.F("new__withdrawn_reason"))
                ),
            ),
            pgtrigger.Protect(name="is_never_removed", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.company}: {self.get_scope_display()}"

    def clean(self) -> None:
        if self.vetted_on and self.expires_on and not self.vetted_on < self.expires_on <= self.vetted_on + LONGEST:
            raise ValidationError({"expires_on": _("Choose a last day after the vetting, at most three years later.")})


def build_vetted_condition(day: date) -> Q:
    """The companies that are vetted on that day, also while the column waits for the clock to follow.

    A company without any vetting has the column alone.
    """
    own = Vetting.objects.filter(company=OuterRef("pk"))
    return Q(vetted_on__isnull=False) & (Q(Exists(own.in_force(day))) | ~Q(Exists(own)))
