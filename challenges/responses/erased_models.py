"""What stays of a submission whose company had its profile deleted."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from challenges.posting.models import Challenge


class ErasedSubmission(models.Model):
    """That something was sent in to a challenge, when, and its hash; not by whom, nor a word of it.

    Who kept a copy can prove by it that the copy is what came in. The database itself writes it as the submission goes.
    """

    challenge = models.ForeignKey(
        Challenge, models.CASCADE, related_name="erased_submissions", verbose_name=_("challenge")
    )
    submitted_at = models.DateTimeField(_("submitted at"))
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    erased_at = models.DateTimeField(_("deleted at"), default=timezone.now)

    class Meta:
        verbose_name = _("deleted submission")
        verbose_name_plural = _("deleted submissions")
        ordering = ["-erased_at", "-id"]
        constraints = [models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="erased_has_a_hash")]
        triggers = [pgtrigger.ReadOnly(name="stays_as_left")]

    def __str__(self) -> str:
        return f"{self.challenge}: {self.sha256[:12]}"


def build_hash_trigger() -> pgtrigger.Trigger:
    """On submissions: none goes without leaving its hash, whoever removes it."""
    return pgtrigger.Trigger(
        name="leaves_its_hash",
        when=pgtrigger.Before,
        operation=pgtrigger.Delete,
        func="""
            INSERT INTO challenges_erasedsubmission (challenge_id, submitted_at, sha256, erased_at)
            SELECT challenge_id, OLD.submitted_at, OLD.sha256, now()
            FROM challenges_response WHERE id = OLD.response_id;
            RETURN OLD;
        """,
    )
