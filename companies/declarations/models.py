"""Self-declarations and vettings; docs/declarations.md explains what a declaration means.

What was signed never changes: a new signing, a withdrawal or the end of the year ends it and leaves it in the history.
"""

from datetime import date, timedelta
from typing import Self

import pgtrigger
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from companies.profiles.models import Company
from portal.accounts.models import User
from portal.audit.models import track_audit_events
from portal.core.bilingual import LANGUAGES, Bilingual
from portal.core.revisions import build_revision_triggers
from portal.regions.models import ROM
from portal.ui.dates import get_today

REMIND_AHEAD = timedelta(days=30)


class DeclarationQuerySet(models.QuerySet["Declaration"]):
    def not_ended(self) -> Self:
        return self.filter(ended_at=None)

    def in_force(self, day: date) -> Self:
        """Select what counts on this day; what has expired does not, even if the task has not marked it yet."""
        return self.not_ended().filter(expires_on__gte=day)

    def to_sign_again(self, day: date) -> Self:
        """Select what a member should sign again: what expires within 30 days, or has expired and was not signed since.

        A declaration that was withdrawn needs nothing: that was somebody's own choice.
        """
        same = Declaration.objects.filter(company=OuterRef("company"), kind=OuterRef("kind"))
        later = Q(signed_at__gt=OuterRef("signed_at")) | Q(signed_at=OuterRef("signed_at"), pk__gt=OuterRef("pk"))
        due = Q(ended_at=None, expires_on__lte=day + REMIND_AHEAD) | Q(end=Declaration.End.LAPSED)
        return self.filter(due).exclude(Exists(same.filter(later)))

    def expired(self, day: date) -> Self:
        """Select what has expired and is not marked as lapsed yet."""
        return self.not_ended().filter(expires_on__lt=day)


class YearLater(Func):
    """The same day of the next year on Amsterdam's calendar; 28 February for 29 February."""

    template = "((%(expressions)s AT TIME ZONE 'Europe/Amsterdam') + INTERVAL '1 year')::date"


@track_audit_events(without=("expires_on",))
class Declaration(Bilingual, models.Model):
    """One statement that a member of the company answered with yes or no, and signed; valid until `expires_on`."""

    class Kind(models.TextChoices):
        OWNERSHIP = "ownership", _("Ownership and control")
        ESTABLISHED = "established", _("Place of business")
        EXPORT_CONTROL = "export_control", _("Export control")
        SCREENING = "screening", _("Security screening")

    class End(models.TextChoices):
        SUPERSEDED = "superseded", _("Signed again")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        LAPSED = "lapsed", _("Run out")

    company = models.ForeignKey(Company, models.CASCADE, related_name="declarations", verbose_name=_("company"))
    kind = models.CharField(_("about"), max_length=20, choices=Kind)
    answer = models.BooleanField(_("answer"))
    version = models.CharField(_("version of the wording"), max_length=20)
    statement_nl = models.TextField(_("statement in Dutch"))
    statement_en = models.TextField(_("statement in English"))
    language = models.CharField(_("signed in"), max_length=2, choices=[("nl", _("Dutch")), ("en", _("English"))])
    signed_name = models.CharField(_("signed as"), max_length=150, help_text=_("As the signer typed it."))
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", verbose_name=_("signed by"), null=True, blank=True
    )
    signed_at = models.DateTimeField(_("signed at"))
    expires_on = models.GeneratedField(
        verbose_name=_("last day"),
        expression=YearLater(F("signed_at")),
        output_field=models.DateField(),
        db_persist=True,
    )
    reminded_at = models.DateTimeField(_("reminded at"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    end = models.CharField(_("how it ended"), max_length=10, choices=End, blank=True)

    objects = DeclarationQuerySet.as_manager()

    class Meta:
        verbose_name = _("declaration")
        verbose_name_plural = _("declarations")
        ordering = ["company", "kind", "-signed_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["company", "kind"],
                condition=Q(ended_at=None),
                name="declaration_one_in_force",
                violation_error_message=_("Somebody just signed this statement. Look again."),
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, end="")
                | Q(ended_at__isnull=False, end__in=["superseded", "withdrawn", "lapsed"]),
                name="declaration_says_how_it_ended",
            ),
            models.CheckConstraint(condition=Q(ended_at__gte=F("signed_at")), name="declaration_ends_after_signing"),
            models.CheckConstraint(
                condition=Q(reminded_at__gte=F("signed_at")), name="declaration_reminds_after_signing"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["ownership", "established", "export_control", "screening"]),
                name="declaration_kind",
            ),
            models.CheckConstraint(condition=Q(language__in=LANGUAGES), name="declaration_language"),
            models.CheckConstraint(
                condition=~Q(statement_nl="") & ~Q(statement_en="") & ~Q(version="") & ~Q(signed_name=""),
                name="declaration_says_what_and_who",
            ),
        ]
        indexes = [
            models.Index(fields=["expires_on"], condition=Q(ended_at=None), name="declaration_runs_out"),
        ]
        triggers = [
            *build_revision_triggers(
                "companies_companyrevision", owner="company_id", columns=["company_id", "kind", "answer", "ended_at"]
            ),
            pgtrigger.ReadOnly(
                name="signed_stays",
                fields=[
                    "company",
                    "kind",
                    "answer",
                    "version",
                    "statement_nl",
                    "statement_en",
                    "language",
                    "signed_at",
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.company}: {self.get_kind_display()}"

    @property
    def is_in_force(self) -> bool:
        return self.ended_at is None and bool(self.expires_on >= get_today())


def build_declared_condition(kind: str, day: date) -> Q:
    """Return the condition for companies whose yes is in force on this day, the same rule as `Company.declared`."""
    yes = Declaration.objects.in_force(day).filter(company=OuterRef("pk"), kind=kind, answer=True)
    declared = Q(Exists(yes), claimed_at__isnull=False)
    if kind == Declaration.Kind.ESTABLISHED:
        return declared | Q(claimed_at=None, established=True)
    return declared


REASON_LENGTH = 1_000
SOON = timedelta(days=30)
LONGEST = timedelta(days=3 * 366)


class VettingQuerySet(models.QuerySet["Vetting"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Select the vettings of companies in the region of the staff; companies see only the day, on their page."""
        if not user.is_authenticated or not (user.is_superuser or user.rom_id):
            return self.none()
        return self if user.is_superuser else self.filter(company__province__rom=user.rom_id)

    def in_force(self, day: date) -> Self:
        """Select those that count on this day, the first and the last day included."""
        return self.filter(withdrawn_on=None, vetted_on__lte=day, expires_on__gte=day)

    def to_renew(self, day: date) -> Self:
        """Select the last one of a company if it expires within 30 days or expired in the last 30 days."""
        later = Vetting.objects.filter(company=OuterRef("company"), expires_on__gt=OuterRef("expires_on"))
        due = self.filter(withdrawn_on=None, expires_on__range=(day - SOON, day + SOON))
        return due.exclude(Exists(later.filter(withdrawn_on=None)))


@track_audit_events()
class Vetting(models.Model):
    """One assessment of a company by staff. It counts for all challenges for vetted companies, whoever made it.

    A vetting never changes and is never deleted; it ends after its last day, or is withdrawn with a reason.
    `Company.vetted_on`, which matching reads, follows from these rows (services.py).
    """

    class Scope(models.TextChoices):
        ROM = "rom", _("Vetted by the ROM of its region")
        DEFENCE = "defence", _("Vetted by Defence")
        SECURITY = "security", _("Authorised by Defence for classified work (ABDO)")

    company = models.ForeignKey(Company, models.CASCADE, related_name="vettings", verbose_name=_("company"))
    scope = models.CharField(_("scope"), max_length=10, choices=Scope)
    rom = models.ForeignKey(
        ROM, models.PROTECT, related_name="+", verbose_name=_("ROM that vetted"), null=True, blank=True
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
            raise ValidationError({"expires_on": _("Choose a last day after the vetting, within three years.")})


def build_vetted_condition(day: date) -> Q:
    """Return the condition for companies that are vetted on this day, even if the task has not updated the column yet.

    A company without vettings, as imports make them, has only the column.
    """
    own = Vetting.objects.filter(company=OuterRef("pk"))
    return Q(vetted_on__isnull=False) & (Q(Exists(own.in_force(day))) | ~Q(Exists(own)))
