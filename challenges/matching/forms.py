from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from challenges.matching.models import Decision


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
        help_text=_("Only your own ROM reads it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = self.data.get("kind", Decision.Kind.DISMISSED) == Decision.Kind.DISMISSED


class TechnologyCorrectionForm(forms.Form):
    """A technology that a person says is wrong, on one of the two sides."""

    COMPANY, CHALLENGE = "company", "challenge"
    technology = forms.SlugField(max_length=80)
    side = forms.ChoiceField(choices=[(COMPANY, COMPANY), (CHALLENGE, CHALLENGE)])
