"""What staff note of a call."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from companies.profiles.freshness_models import FreshnessCall
from portal.core.forms import VersionedForm


class CallForm(VersionedForm):
    """What came of a call about a profile. `seen`: the id of the latest call that stood on the page."""

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

    def clean(self) -> dict[str, Any]:
        data = cast(dict[str, Any], super().clean())
        if data.get("outcome") == FreshnessCall.Outcome.OTHER and not data.get("note") and "note" not in self.errors:
            self.add_error("note", gettext("Say what came of it."))
        return data
