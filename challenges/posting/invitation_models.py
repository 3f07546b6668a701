"""Which companies are invited to a challenge."""

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from companies.profiles.models import Company
from portal.accounts.models import User
from portal.audit.models import track_audit_events
from portal.core.revisions import build_revision_triggers


@track_audit_events(without=("told_at",))
class ChallengeInvitation(models.Model):
    """A company that may see, and be matched with, a challenge for invited companies.

    told_at: when its people were told, which is not before they can see what they are invited to.
    """

    challenge = models.ForeignKey(
        "challenges.Challenge",
        models.CASCADE,
        related_name="invitations",
        verbose_name=_("challenge"),
    )
    company = models.ForeignKey(
        Company,
        models.CASCADE,
        related_name="challenge_invitations",
        verbose_name=_("company"),
    )
    invited_by = models.ForeignKey(
        User, models.SET_NULL, related_name="+", verbose_name=_("invited by"), null=True, blank=True, editable=False
    )
    invited_at = models.DateTimeField(_("invited at"), db_default=Now(), null=True, editable=False)
    told_at = models.DateTimeField(_("told at"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["challenge", "company"]
        constraints = [
            models.UniqueConstraint(
                fields=["challenge", "company"],
                name="challenge_invitation_once",
                violation_error_message=_("This company is invited already."),
            )
        ]
        triggers = build_revision_triggers(
            "challenges_challengerevision",
            owner="challenge_id",
            columns=["challenge_id", "company_id"],
        )

    def __str__(self) -> str:
        return f"{self.challenge}: {self.company}"
