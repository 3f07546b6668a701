"""Forms about matches: a decision, a correction, and a choice of companies to compare."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from challenges.matching.models import Decision

LEAST, MOST = 2, 4
MOST_READ = 20  # of a link that names more, the rest is not looked for


class MatchDecisionForm(forms.Form):
    """Shortlist, dismiss with a reason, or leave undecided again."""

    UNDECIDED = "undecided"
    kind = forms.ChoiceField(
        choices=[*Decision.Kind.choices, (UNDECIDED, _("Undecided"))],
        initial=Decision.Kind.DISMISSED,
        widget=forms.HiddenInput,
    )
    reason = forms.ChoiceField(
        choices=[("", _("Choose a reason")), *Decision.Reason.choices],
        label=_("Reason"),
        error_messages={"required": _("Say why the company is dismissed.")},
    )
    note = forms.CharField(
        label=_("Note"),
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Only your own ROM can read this."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = self.data.get("kind", Decision.Kind.DISMISSED) == Decision.Kind.DISMISSED


class TechnologyCorrectionForm(forms.Form):
    """A technology that a person says is wrong, on one of the two sides."""

    COMPANY, CHALLENGE = "company", "challenge"
    technology = forms.SlugField(max_length=80)
    side = forms.ChoiceField(choices=[(COMPANY, COMPANY), (CHALLENGE, CHALLENGE)])


class CompanyComparisonForm(forms.Form):
    """Two to four companies by slug. `known`: slug and name of those that the reader may see, of the ones chosen."""

    def __init__(self, *args: Any, known: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["company"] = forms.MultipleChoiceField(
            choices=list(known),
            label=_("Companies"),
            help_text=_("Choose two, three or four."),
            widget=forms.CheckboxSelectMultiple,
            error_messages={
                "invalid_choice": _("One of the companies that you chose is not there. Choose from the list."),
            },
        )

    def offer(self, choices: Iterable[tuple[str, str]]) -> None:
        """What can be chosen after a wrong choice, or before any; what was chosen stays."""
        self.fields["company"].widget.choices = list(choices)

    def clean_company(self) -> list[str]:
        chosen = list(dict.fromkeys(self.cleaned_data["company"]))
        if len(chosen) < LEAST:
            raise ValidationError(_("Choose one more company: there is nothing to compare yet."))
        if len(chosen) > MOST:
            told = {"number": len(chosen)}
            raise ValidationError(_("You chose %(number)d companies. Choose four at most.") % told)
        return chosen
