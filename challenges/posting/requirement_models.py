"""What a challenge asks of companies: technologies, as a must or a wish."""

from typing import ClassVar, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from challenges.posting.models import Challenge
from portal.audit.models import track_audit_events
from portal.core.revisions import build_revision_triggers
from portal.technologies.evidence import KnownAs, TechnologyEvidence
from portal.technologies.models import Technology

HEAVIEST = 5  # the weight of a requirement


class RequirementQuerySet(models.QuerySet["Requirement"]):
    def counting(self) -> Self:
        """Those that matching reads: everything but what a person refused."""
        return self.exclude(known_as=KnownAs.REFUSED)


@track_audit_events()
class Requirement(TechnologyEvidence):
    """A technology that a challenge wants: who lacks a must is kept out, a nice-to-have brings points by its weight."""

    class Necessity(models.TextChoices):
        MUST = "must", _("Must have")
        NICE = "nice", _("Nice to have")

    FOLLOWS_TEXT: ClassVar[list[str]] = [*TechnologyEvidence.FOLLOWS_TEXT, "weight"]

    challenge = models.ForeignKey(
        Challenge,
        models.CASCADE,
        related_name="requirements",
        verbose_name=_("challenge"),
    )
    technology = models.ForeignKey(
        Technology,
        models.PROTECT,
        related_name="requirements",
        verbose_name=_("technology"),
    )
    necessity = models.CharField(_("necessity"), max_length=4, choices=Necessity, default=Necessity.NICE)
    weight = models.PositiveSmallIntegerField(
        _("weight"),
        default=3,
        validators=[MinValueValidator(1), MaxValueValidator(HEAVIEST)],
        help_text=_("From 1 (a little) to 5 (a lot)."),
    )

    objects = RequirementQuerySet.as_manager()

    class Meta:
        verbose_name = _("requirement")
        verbose_name_plural = _("requirements")
        ordering = ["challenge", "necessity", "-weight", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["challenge", "technology"],
                name="requirement_once",
                violation_error_message=_("This technology is asked already."),
            ),
            models.CheckConstraint(condition=Q(weight__range=(1, 5)), name="requirement_weight_1_to_5"),
            models.CheckConstraint(
                condition=~Q(necessity="must", known_as="proposed"),
                name="requirement_must_stated_by_a_person",
                violation_error_message=_("A must-have is stated or confirmed by a person."),
            ),
        ]
        triggers = build_revision_triggers(
            "challenges_challengerevision",
            owner="challenge_id",
            columns=[
                "challenge_id",
                "technology_id",
                "necessity",
                "weight",
                "known_as",
            ],
        )

    def __str__(self) -> str:
        return f"{self.challenge}: {self.technology}"

    def weigh(self, mentions: int) -> None:
        """What the text names often weighs more, until a person says what it weighs."""
        self.weight = min(HEAVIEST, mentions)

    def absorb(self, other: Self) -> None:
        """The stronger wish stays, unless a person refused one of the two."""
        super().absorb(other)
        if KnownAs.REFUSED not in (self.known_as, other.known_as):
            self.weight = max(self.weight, other.weight)
            if other.necessity == self.Necessity.MUST:
                self.necessity = self.Necessity.MUST
