"""The parts of a profile with a table of their own: reference projects, funding, the logo and calls."""

from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from companies.profiles.models import Company
from portal.accounts.models import User
from portal.audit.models import track_audit_events
from portal.core.bilingual import Bilingual
from portal.regions.models import ROM

MOST_CASES = 20
CASE_LENGTH = 2000
FIRST_CASE_YEAR, LAST_CASE_YEAR = 1950, 2100


@track_audit_events()
class ReferenceCase(Bilingual, models.Model):
    """An earlier project, for people to read. Matching ignores it: what a customer needed is not what is on offer."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="reference_cases", verbose_name=_("company"))
    title = models.CharField(_("title"), max_length=200)
    year = models.PositiveSmallIntegerField(_("year"))
    customer = models.CharField(_("customer"), max_length=200, blank=True)
    for_government = models.BooleanField(_("for a government or defence organisation"), default=False)
    text_nl = models.TextField(_("text in Dutch"), max_length=CASE_LENGTH, blank=True)
    text_en = models.TextField(_("text in English"), max_length=CASE_LENGTH, blank=True)

    class Meta:
        verbose_name = _("reference project")
        verbose_name_plural = _("reference projects")
        ordering = ["company", "-year", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(year__range=(FIRST_CASE_YEAR, LAST_CASE_YEAR)),
                name="reference_case_year",
                violation_error_message=_("Enter the year 1950 or later."),
            ),
            models.UniqueConstraint(
                fields=["company", "title", "year"],
                name="reference_case_once",
                violation_error_message=_("This project is already in the list."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.year})"


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


class FreshnessCallQuerySet(models.QuerySet["FreshnessCall"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Select the calls to companies in the region of the staff; companies cannot see them."""
        if not user.is_authenticated:
            return self.none()
        if user.is_superuser:
            return self
        return self.filter(company__province__rom=user.rom_id) if user.rom_id is not None else self.none()


@track_audit_events()
class FreshnessCall(models.Model):
    """One attempt of staff to call a company about its profile, with the outcome."""

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
                violation_error_message=_("Enter the result."),
            ),
        ]
        indexes = [models.Index(fields=["company", "-called_at"], name="freshness_call_latest")]

    def __str__(self) -> str:
        return f"{self.company}, {self.get_outcome_display()}"
