"""The origin of a technology of a company or a challenge, and the phrase on which it is based."""

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _


class KnownAs(models.TextChoices):
    """The origin: stated by a person, proposed by the tagger, or confirmed or refused by a person after a proposal."""

    STATED = "stated", _("Stated")
    PROPOSED = "proposed", _("Proposed")
    CONFIRMED = "confirmed", _("Confirmed")
    REFUSED = "refused", _("Refused")


class TechnologyEvidence(models.Model):
    """A phrase in the text of a company or challenge with its sentence; empty where a person gave none."""

    known_as = models.CharField(_("known as"), max_length=10, choices=KnownAs, default=KnownAs.STATED)
    phrase = models.CharField(_("phrase"), max_length=200, blank=True)
    sentence = models.CharField(_("sentence"), max_length=1000, blank=True)
    language = models.CharField(_("language"), max_length=2, blank=True)

    FOLLOWS_TEXT: ClassVar[list[str]] = [
        "known_as",
        "phrase",
        "sentence",
        "language",
    ]  # set by a proposal

    class Meta:
        abstract = True

    def weigh(self, mentions: int) -> None:
        """Adjust the link to how often the text names the technology; a subclass may override this."""

    def absorb(self, other: Self) -> None:
        """Take over a person's decision from another row about the same technology, and its phrase if this has none."""
        is_decided_by_other = self.known_as == KnownAs.PROPOSED and other.known_as != KnownAs.PROPOSED
        if is_decided_by_other:
            self.known_as = other.known_as
        if is_decided_by_other or (not self.phrase and other.known_as != KnownAs.REFUSED):
            self.phrase, self.sentence, self.language = other.phrase, other.sentence, other.language
