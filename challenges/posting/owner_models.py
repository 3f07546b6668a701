"""Which ROMs own a challenge beside the one that posted it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from challenges.posting.ownership import CoOwner
from portal.audit.models import track_audit_events


@track_audit_events()
class ChallengeCoOwner(CoOwner):
    challenge = models.ForeignKey(
        "challenges.Challenge", models.CASCADE, related_name="co_owner_links", verbose_name=_("challenge")
    )

    class Meta:
        verbose_name = _("co-owner of a challenge")
        verbose_name_plural = _("co-owners of challenges")
        ordering = ["challenge", "rom"]
        constraints = [
            models.UniqueConstraint(
                fields=["challenge", "rom"],
                name="challenge_co_owner_once",
                violation_error_message=_("This ROM owns it already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.challenge}: {self.rom}"
