"""The audiences with whose eyes the editors of a challenge look at its page."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from challenges.posting.annex_models import Annex
from challenges.posting.models import Challenge


class PreviewAudience(TextChoices):
    """Named as the audiences, from wide to narrow: each sees what is for itself or for a wider one."""

    VISITOR = "public", _("A visitor")
    REGISTERED = "registered", _("A company with an account")
    VETTED = "vetted", _("A vetted company")
    INVITED = "invited", _("An invited company")

    @property
    def in_a_sentence(self) -> str:
        return str(self.label)[:1].lower() + str(self.label)[1:]

    @property
    def is_signed_in(self) -> bool:
        return self != PreviewAudience.VISITOR

    def sees(self, thing: Challenge | Annex) -> bool:
        """Once the challenge is published."""
        order = Challenge.Visibility.values
        return order.index(self.value) >= order.index(thing.visibility)


@dataclass(frozen=True)
class PreviewLink:
    label: str
    url: str
    is_current: bool


def build_preview_links(challenge: Challenge, current: PreviewAudience | None = None) -> list[PreviewLink]:
    page = reverse("challenges:challenge_preview", args=[challenge.slug])
    return [PreviewLink(str(each.label), f"{page}?as={each}", each == current) for each in PreviewAudience]
