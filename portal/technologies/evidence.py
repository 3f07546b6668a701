"""How a technology came to stand at a company or a challenge, and the phrase that proves it."""

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _


class KnownAs(models.TextChoices):
    """stated by a person; proposed by the tagger; confirmed or refused by a person after a proposal."""

    STATED = "stated", _("Stated")
    PROPOSED = "proposed", _("Proposed")
    CONFIRMED = "confirmed", _("Confirmed")
    REFUSED = "refused", _("Refused")


class TechnologyEvidence(models.Model):
    """The phrase in the owner's own text, with the sentence around it; empty where a person stated it without one."""

    known_as = models.CharField(_("known as"), max_length=10, choices=KnownAs, default=KnownAs.STATED)
    phrase = models.CharField(_("phrase"), max_length=200, blank=True)
    sentence = models.CharField(_("sentence"), max_length=1000, blank=True)
    language = models.CharField(_("language"), max_length=2, blank=True)

    FOLLOWS_TEXT: ClassVar[list[str]] = ["known_as", "phrase", "sentence", "language"]  # what a proposal sets

    class Meta:
        abstract = True

    def weigh(self, mentions: int) -> None:
        """Take in how often the text names the technology; nothing here depends on it."""

    def absorb(self, other: Self) -> None:
        """Take over what another row about the same thing knows better: a person's word, a phrase if there is none."""
        has_a_say = self.known_as == KnownAs.PROPOSED and other.known_as != KnownAs.PROPOSED
        if has_a_say:
            self.known_as = other.known_as
        if has_a_say or (not self.phrase and other.known_as != KnownAs.REFUSED):
            self.phrase, self.sentence, self.language = other.phrase, other.sentence, other.language
