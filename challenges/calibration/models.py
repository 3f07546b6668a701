"""What the score of a pair looked like when people judged it: outcomes are held against that, not against the profile
of today."""

from functools import reduce
from operator import and_
from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from challenges.matching.model_versions import Fit
from challenges.posting.models import Challenge
from companies.profiles.models import Company
from portal.accounts.models import User

PARTS = 5  # in the order of Fit.points


def _build_points_field(label: object, help_text: object) -> ArrayField:
    return ArrayField(models.PositiveSmallIntegerField(), verbose_name=label, size=PARTS, help_text=help_text)


class JudgementQuerySet(models.QuerySet["Judgement"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Admins alone: numbers to learn from, of every ROM."""
        return self.all() if user.is_authenticated and user.is_superuser else self.none()


class Judgement(models.Model):
    """The points of each part of a pair, and the most each could bring, when somebody last judged it.

    Triggers of Decision and IntroductionStep write it (models/triggers.py), and nothing else. What was judged, it does
    not say: that is read from the decision and the introductions as they are now, so that one undone teaches nothing.
    Both in tenths, in the order of Fit.points.
    """

    challenge = models.ForeignKey(
        Challenge, models.CASCADE, related_name="+", verbose_name=_("challenge"), db_index=False
    )
    company = models.ForeignKey(Company, models.CASCADE, related_name="+", verbose_name=_("company"))
    points = _build_points_field(
        _("points of the parts"), _("In tenths: technology, text, maturity, region, experience.")
    )
    most = _build_points_field(_("weights then"), _("The most that each part could bring, in the same order."))
    judged_at = models.DateTimeField(_("judged at"))

    objects = JudgementQuerySet.as_manager()

    class Meta:
        verbose_name = _("score when it was judged")
        verbose_name_plural = _("scores when they were judged")
        ordering = ["-judged_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["challenge", "company"], name="judgement_once"),
            models.CheckConstraint(
                condition=Q(points__len=PARTS, most__len=PARTS)
                & reduce(and_, (Q(**{f"points__{part}__lte": F(f"most__{part}")}) for part in range(PARTS))),
                name="judgement_parts_within_weights",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.challenge}: {self.company}"


class LearningRun(models.Model):
    """That somebody, or the clock, asked what outcomes teach, and the answer. figures: what there was, in numbers."""

    class Answer(models.TextChoices):
        PROPOSED = "proposed", _("New weights are proposed")
        TOO_FEW = "too_few", _("Too few outcomes")
        WITHIN_NOISE = "within_noise", _("No clear difference")
        WAITS = "waits", _("A proposal waits already")
        TOO_SOON = "too_soon", _("Too few new outcomes since the last proposal")
        UNMATCHED = "unmatched", _("Nothing is matched yet")

    asked_at = models.DateTimeField(_("asked at"), auto_now_add=True)
    asked_by = models.ForeignKey(
        User, models.SET_NULL, related_name="+", verbose_name=_("asked by"), null=True, blank=True
    )
    answer = models.CharField(_("answer"), max_length=12, choices=Answer)
    figures = models.JSONField(_("figures"), default=dict, blank=True)
    version = models.ForeignKey(
        Fit, models.SET_NULL, related_name="+", verbose_name=_("proposed version"), null=True, blank=True
    )

    class Meta:
        verbose_name = _("look at outcomes")
        verbose_name_plural = _("what outcomes teach")
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer__in=["proposed", "too_few", "within_noise", "waits", "too_soon", "unmatched"]),
                name="learning_run_answer_is_known",
            ),
            models.CheckConstraint(condition=Q(version=None) | Q(answer="proposed"), name="learning_run_proposed"),
        ]

    def __str__(self) -> str:
        return f"{self.asked_at:%Y-%m-%d %H:%M}"
