"""What a person says of the technologies of a profile."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from companies.profiles.forms import ConflictingValue
from companies.profiles.models import CompanyTechnology
from companies.profiles.services import format_known_statuses
from portal.core.forms import VersionedForm
from portal.core.versions import StaleObject
from portal.technologies.evidence import KnownAs
from portal.technologies.models import Technology
from portal.technologies.vocabulary import Vocabulary

YES, NO = "yes", "no"
VERDICT = {KnownAs.PROPOSED: None, KnownAs.REFUSED: NO}


class TechnologyReviewForm(VersionedForm):
    """Yes or no for each technology found in the profile, and one to add. An unanswered proposal stays a proposal.

    links: all of the company's. One that was refused has no row, unless it was refused while it is being answered; it
    can be chosen again.
    """

    theirs: list[ConflictingValue] = []

    def __init__(self, links: Sequence[CompanyTechnology], vocabulary: Vocabulary, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.vocabulary = vocabulary
        self.links = [
            link for link in links if link.known_as != KnownAs.REFUSED or _get_verdict_field_name(link) in self.data
        ]
        self.initial["seen"] = format_known_statuses(links)
        for link in self.links:
            self.fields[_get_verdict_field_name(link)] = forms.ChoiceField(
                label=str(link.technology),
                choices=[(YES, _("Yes, that is right")), (NO, _("No, take it away"))],
                widget=forms.RadioSelect,
                required=False,
                initial=VERDICT.get(KnownAs(link.known_as), YES),
                error_messages={"invalid_choice": _("Say yes or no.")},
            )
        self.fields["add"] = forms.ChoiceField(
            label=_("Is a technology missing?"),
            help_text=_("Choose from the list of %(number)d. It counts fully.") % {"number": len(vocabulary.by_id)},
            choices=[("", _("Choose a technology")), *vocabulary.choices({link.technology_id for link in self.links})],
            required=False,
            error_messages={"invalid_choice": _("That technology is not in the list.")},
        )

    @property
    def proposed(self) -> list[tuple[CompanyTechnology, forms.BoundField]]:
        return [(link, field) for link, field in self._rows() if link.known_as == KnownAs.PROPOSED]

    @property
    def settled(self) -> list[tuple[CompanyTechnology, forms.BoundField]]:
        return [(link, field) for link, field in self._rows() if link.known_as != KnownAs.PROPOSED]

    def _rows(self) -> list[tuple[CompanyTechnology, forms.BoundField]]:
        return [(link, self[_get_verdict_field_name(link)]) for link in self.links]

    def service_kwargs(self) -> dict[str, Any]:
        """Return what was answered, as the `known_as` to store; what did not change is left out."""
        found: dict[Technology, str] = {}
        for link in self.links:
            answer = self.cleaned_data[_get_verdict_field_name(link)]
            if answer == NO and link.known_as != KnownAs.REFUSED:
                found[link.technology] = KnownAs.REFUSED
            elif answer == YES and link.known_as in VERDICT:
                found[link.technology] = KnownAs.CONFIRMED
        if added := self.cleaned_data["add"]:
            found[self.vocabulary.by_slug[added]] = KnownAs.STATED
        return {"verdicts": found, "seen": self._seen()}

    def _seen(self) -> dict[int, str]:
        """Return how each technology was known when the page was made; what is no such pair is left out."""
        pairs = (pair.partition(":") for pair in self.cleaned_data["seen"].split())
        return {
            int(number): how
            for number, _colon, how in pairs
            if number.isascii() and number.isdecimal() and len(number) < 19
        }

    def show_conflict(self, error: StaleObject) -> None:
        seen = self._seen()
        self.theirs = [
            ConflictingValue(str(link.technology), link.get_known_as_display(), "")
            for link in sorted(error.current, key=lambda link: str(link.technology).lower())
            if link.known_as != KnownAs.REFUSED or _get_verdict_field_name(link) in self.data
            if seen.get(link.technology_id, link.known_as) != link.known_as
        ]
        super().show_conflict(error)


def _get_verdict_field_name(link: CompanyTechnology) -> str:
    return f"verdict_{link.technology_id}"
