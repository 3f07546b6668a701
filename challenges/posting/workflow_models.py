"""The moves of a challenge through its life, and who wrote what a colleague has yet to approve."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from challenges.posting.models import Challenge
from challenges.posting.workflow import MOVES, ChallengeState
from portal.accounts.models import User

REASON_LENGTH = 2_000


class ChallengeMove(models.Model):
    """One change of state: by whom, or by the clock (`by_clock`). Nobody changes or removes it.

    The name goes with the account of who moved it.
    """

    challenge = models.ForeignKey(Challenge, models.PROTECT, related_name="moves", verbose_name=_("challenge"))
    name = models.CharField(_("move"), max_length=12)
    source = models.CharField(_("from"), max_length=12, choices=ChallengeState)
    target = models.CharField(_("to"), max_length=12, choices=ChallengeState)
    by = models.ForeignKey(User, models.SET_NULL, related_name="+", verbose_name=_("by"), null=True, blank=True)
    by_clock = models.BooleanField(_("by the clock"), default=False)
    at = models.DateTimeField(_("at"), db_default=Now(), editable=False)
    reason = models.TextField(_("reason"), max_length=REASON_LENGTH, blank=True)
    leaks = ArrayField(
        models.TextField(),
        verbose_name=_("phrases of the annex that may stay"),
        default=list,
        blank=True,
        help_text=_("As they stood where more people read them; who made the move had seen them."),
    )

    class Meta:
        verbose_name = _("move of a challenge")
        verbose_name_plural = _("moves of challenges")
        ordering = ["challenge", "-at", "-id"]
        indexes = [models.Index(fields=["challenge", "-at"], name="challenge_move_of")]
        constraints = [
            models.CheckConstraint(condition=Q(by_clock=False) | Q(by=None), name="challenge_move_by_one_or_clock"),
            models.CheckConstraint(
                condition=Q(name__in=sorted({move.name for move in MOVES})), name="challenge_move_is_known"
            ),
            models.CheckConstraint(condition=~Q(name="refuse", reason=""), name="challenge_refused_with_reason"),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="stays_as_it_was", exclude=["by"]),
            pgtrigger.Protect(
                name="mover_is_only_forgotten",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__by__df=pgtrigger.F("new__by")) & pgtrigger.Q(new__by__isnull=False),
            ),
            pgtrigger.Protect(name="is_never_removed", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.challenge}: {self.get_source_display()} → {self.get_target_display()}"


class ChallengeWriter(models.Model):
    """Who wrote at a challenge since it was approved last, and so cannot approve it."""

    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="writers", verbose_name=_("challenge"))
    user = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name=_("writer"))
    wrote_at = models.DateTimeField(_("wrote at"), db_default=Now())

    class Meta:
        verbose_name = _("writer of a challenge")
        verbose_name_plural = _("writers of challenges")
        constraints = [models.UniqueConstraint(fields=["challenge", "user"], name="challenge_writer_once")]

    def __str__(self) -> str:
        return f"{self.challenge}: {self.user}"
