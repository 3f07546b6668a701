"""What staff note of a call."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from companies.profiles.freshness_models import FreshnessCall


class CallForm(forms.Form):
    """What came of a call about a profile. `seen`: the latest call that stood on the page."""

    outcome = forms.ChoiceField(
        label=_("What came of it?"),
        choices=FreshnessCall.Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say what came of it.")},
    )
    note = forms.CharField(
        label=_("Note"),
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Only your own ROM reads it."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=2**63 - 1)

    def clean_seen(self) -> int:
        return self.cleaned_data["seen"] or 0

    def clean(self) -> dict[str, Any]:
        data = cast(dict[str, Any], super().clean())
        if data.get("outcome") == FreshnessCall.Outcome.OTHER and not data.get("note") and "note" not in self.errors:
            self.add_error("note", gettext("Say what came of it."))
        return data

    def show_latest(self, seen: int) -> None:
        """After a clash: what is typed stays, and sending it again counts as knowing of the other call."""
        self.data = self.data.copy()
        self.data["seen"] = str(seen)
