"""A challenge's list of companies as it stood at one moment, with the rules that made it."""

from typing import Self

import pgtrigger
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from challenges.matching.models import Decision
from challenges.posting.models import Challenge
from companies.profiles.models import Company
from portal.accounts.models import User


class LonglistQuerySet(models.QuerySet["Longlist"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Longlists are the owning ROMs' business, as the matches are."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(challenge__in=Challenge.objects.owned_by(user).values("pk"))


class Longlist(models.Model):
    """Nobody changes it. `number` counts within the challenge; `challenge_version` and `fit` say what was matched with
    what, and `rules` what was asked, in the words of that moment: a list of {rule, nl, en}, or of {rule, asked} in
    one language where it is older."""

    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="longlists", verbose_name=_("challenge"))
    number = models.PositiveSmallIntegerField(_("number"))
    frozen_by = models.ForeignKey(
        User, models.SET_NULL, related_name="+", verbose_name=_("frozen by"), null=True, blank=True
    )
    frozen_at = models.DateTimeField(_("frozen at"), db_default=Now(), editable=False)
    challenge_version = models.PositiveBigIntegerField(_("version of the challenge"))
    fit = models.PositiveBigIntegerField(_("fit"))
    rules = models.JSONField(_("rules"))

    objects = LonglistQuerySet.as_manager()

    class Meta:
        verbose_name = _("longlist")
        verbose_name_plural = _("longlists")
        ordering = ["challenge", "-number"]
        constraints = [models.UniqueConstraint(fields=["challenge", "number"], name="longlist_number_once")]
        triggers = [
            pgtrigger.ReadOnly(name="stays_as_it_was", exclude=["frozen_by"]),
            pgtrigger.Protect(
                name="freezer_is_only_forgotten",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__frozen_by__df=pgtrigger.F("new__frozen_by"))
                & pgtrigger.Q(new__frozen_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.challenge}: {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("challenges:longlist_detail", args=[self.challenge.slug, self.number])


class LonglistRow(models.Model):
    """A company on it, with its points in tenths and what had been decided. `experience`: none in a list of before it
    was a part. It goes with the company's profile.

    `rank` is by points; `by_floor` says who stood in the ten by the floor on exposure, and who made place."""

    class ByFloor(models.TextChoices):
        IN = "in", _("here by the floor on exposure")
        OUT = "out", _("made place for the floor on exposure")

    longlist = models.ForeignKey(Longlist, models.CASCADE, related_name="rows", verbose_name=_("longlist"))
    company = models.ForeignKey(Company, models.CASCADE, related_name="+", verbose_name=_("company"))
    rank = models.PositiveSmallIntegerField(_("rank"))
    technology = models.PositiveSmallIntegerField(_("technology"))
    text = models.PositiveSmallIntegerField(_("text"))
    maturity = models.PositiveSmallIntegerField(_("maturity"))
    region = models.PositiveSmallIntegerField(_("region"))
    experience = models.PositiveSmallIntegerField(_("experience"), null=True, blank=True)
    freshness = models.SmallIntegerField(_("freshness"))
    total = models.PositiveSmallIntegerField(_("total"))
    company_version = models.PositiveBigIntegerField(_("version of the company"))
    by_floor = models.CharField(_("by the floor on exposure"), max_length=3, choices=ByFloor, blank=True, db_default="")
    decision = models.CharField(_("decision"), max_length=12, choices=Decision.Kind, blank=True)
    reason = models.CharField(_("reason"), max_length=20, choices=Decision.Reason, blank=True)

    class Meta:
        verbose_name = _("row of a longlist")
        verbose_name_plural = _("rows of longlists")
        ordering = ["longlist", "rank"]
        constraints = [
            models.UniqueConstraint(fields=["longlist", "rank"], name="longlist_rank_once"),
            models.UniqueConstraint(fields=["longlist", "company"], name="longlist_company_once"),
            models.CheckConstraint(condition=Q(rank__gte=1), name="longlist_rank_from_one"),
        ]
        triggers = [pgtrigger.ReadOnly(name="stays_as_it_was")]

    def __str__(self) -> str:
        return f"{self.longlist}, {self.rank}: {self.company}"
