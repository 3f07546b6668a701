"""Versions of the matching: each a fitted model with where it comes from; one is active."""

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.accounts.models import User
from portal.audit.models import track_audit_events

REASON_LENGTH = 500


class FitQuerySet(models.QuerySet["Fit"]):
    def proposals(self) -> Self:
        """Proposed from outcomes, and nobody has activated or thrown it away."""
        return self.filter(made_as=Fit.Made.OUTCOMES, activated_at=None, dropped_at=None)

    def before_active(self) -> Self:
        """The one that was active before the one of now."""
        earlier = self.filter(is_active=False, activated_at__isnull=False).order_by("-activated_at", "-pk")
        return self.filter(pk__in=earlier.values("pk")[:1])

    def with_comparison(self) -> Self:
        """Each with `places` and `changed`: of so many places of its comparison with the version that it was made
        after, so many have another company. None while nobody has compared them."""
        made = FitComparison.objects.filter(before=OuterRef("based_on"), after=OuterRef("pk"))
        return self.annotate(places=Subquery(made.values("places")), changed=Subquery(made.values("changed")))


@track_audit_events(without=("data", "figures"))
class Fit(models.Model):
    """A fitted model: the rarity of technologies and words, scales, and what each part can bring, of one moment.

    points: empty where the release of that time gave none; those of today hold then. based_on: the version that was
    active when it was made, whose points it took or changed. companies, challenges: how many it was fitted on; stock,
    vocabulary: checksums of which of them at which revision, and of the tree of technologies. format: of `data`, 0
    where nobody noted it. drift_from: the number of companies at its activation, from which the stock drifts away.
    is_kept: a person keeps it.
    """

    class Made(models.TextChoices):
        FIRST = "first", pgettext_lazy("version", "At the first matching")
        DRIFT = "drift", pgettext_lazy("version", "When the stock had changed much")
        FORMAT = "format", pgettext_lazy("version", "After a new release")
        REFRESH = "refresh", pgettext_lazy("version", "When everything was matched anew")
        COMMAND = "command", pgettext_lazy("version", "By the command fit_matching")
        OUTCOMES = "outcomes", pgettext_lazy("version", "Proposed from outcomes")

    created_at = models.DateTimeField(_("made at"), auto_now_add=True)
    made_as = models.CharField(_("how it was made"), max_length=10, choices=Made, default=Made.FIRST)
    made_by = models.ForeignKey(
        User, models.SET_NULL, related_name="+", verbose_name=_("made by"), null=True, blank=True
    )
    based_on = models.ForeignKey(
        "self", models.SET_NULL, related_name="+", verbose_name=_("made after version"), null=True, blank=True
    )
    companies = models.PositiveIntegerField(_("companies"), default=0)
    challenges = models.PositiveIntegerField(_("challenges"), default=0)
    stock = models.CharField(_("checksum of the stock"), max_length=16, blank=True)
    vocabulary = models.CharField(_("checksum of the technologies"), max_length=16, blank=True)
    format = models.PositiveSmallIntegerField(_("format"), default=0)
    seed = models.PositiveIntegerField(_("seed"), default=0)
    points = ArrayField(
        models.PositiveSmallIntegerField(),
        verbose_name=_("weights"),
        size=5,
        default=list,
        blank=True,
        help_text=_("The most that each part brings, in tenths: technology, text, maturity, region, experience."),
    )
    figures = models.JSONField(_("figures"), default=dict, blank=True)
    data = models.BinaryField(editable=False)
    is_active = models.BooleanField(_("active"), default=False)
    activated_at = models.DateTimeField(_("activated at"), null=True, blank=True)
    activated_by = models.ForeignKey(
        User, models.SET_NULL, related_name="+", verbose_name=_("activated by"), null=True, blank=True
    )
    drift_from = models.PositiveIntegerField(_("companies when it was activated"), default=0)
    is_kept = models.BooleanField(_("kept"), default=False)
    dropped_at = models.DateTimeField(_("thrown away at"), null=True, blank=True)
    dropped_by = models.ForeignKey(
        User, models.SET_NULL, related_name="+", verbose_name=_("thrown away by"), null=True, blank=True
    )
    dropped_because = models.CharField(_("thrown away because"), max_length=REASON_LENGTH, blank=True)

    objects = FitQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of the matching")
        verbose_name_plural = _("versions of the matching")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["is_active"], condition=Q(is_active=True), name="fit_one_active"),
            models.UniqueConstraint(
                fields=["made_as"],
                condition=Q(made_as="outcomes", activated_at=None, dropped_at=None),
                name="fit_one_open_proposal",
                violation_error_message=_("There is a proposal already: activate it or throw it away first."),
            ),
            models.CheckConstraint(
                condition=Q(is_active=False) | Q(activated_at__isnull=False), name="fit_active_since_a_moment"
            ),
            models.CheckConstraint(
                condition=Q(dropped_at=None, dropped_because="")
                | Q(dropped_at__isnull=False, is_active=False, is_kept=False) & ~Q(dropped_because=""),
                name="fit_thrown_away_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"

    @property
    def is_proposal(self) -> bool:
        return self.made_as == self.Made.OUTCOMES and self.activated_at is None and self.dropped_at is None


class FitComparison(models.Model):
    """Two versions on the same challenges. `result` is empty until a worker has made it.

    places: places in a first ten that were looked at; changed: those of them that another company takes.
    """

    before = models.ForeignKey(Fit, models.CASCADE, related_name="+", verbose_name=_("version"), db_index=False)
    after = models.ForeignKey(Fit, models.CASCADE, related_name="+", verbose_name=_("compared with"))
    asked_at = models.DateTimeField(_("asked for"))
    made_at = models.DateTimeField(_("made at"), null=True, blank=True)
    places = models.PositiveIntegerField(_("places compared"), null=True, blank=True)
    changed = models.PositiveIntegerField(_("places changed"), null=True, blank=True)
    result = models.JSONField(_("result"), default=dict, blank=True)

    class Meta:
        verbose_name = _("comparison of versions")
        verbose_name_plural = _("comparisons of versions")
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["before", "after"], name="fit_comparison_once"),
            models.CheckConstraint(condition=~Q(before=F("after")), name="fit_comparison_of_two"),
        ]

    def __str__(self) -> str:
        return f"{self.before_id} - {self.after_id}"
