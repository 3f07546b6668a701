"""Whom one wants to meet: a line with four choices for each."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from challenges.timetables.preference_models import Wish

NOTHING = _("Nothing said")


class MeetingPreferencesForm(forms.Form):
    """known: by the id of the other side, what is said of it so far. Fields are named `wish_<id>`.

    seen: what the person had before them, for the service to compare.
    """

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, names: Mapping[int, str], known: Mapping[int, str], mark: str
    ) -> None:
        super().__init__(data, initial={f"wish_{pk}": known.get(pk, "") for pk in names} | {"seen": mark})
        self.names = names
        for pk, name in names.items():
            self.fields[f"wish_{pk}"] = forms.ChoiceField(
                label=name,
                required=False,
                choices=[*Wish.Kind.choices, ("", NOTHING)],
                widget=forms.RadioSelect,
            )

    def wanted(self) -> dict[int, str]:
        """Of those that the form was sent with: one that was added meanwhile stays unsaid."""
        return {pk: self.cleaned_data[f"wish_{pk}"] for pk in self.names if f"wish_{pk}" in self.data}

    def show_mark(self, mark: str) -> None:
        """After a clash: what is chosen stays, and saving it again counts as knowing of the other change."""
        if self.has_error("__all__", "changed"):
            self.data = {**{name: self.data[name] for name in self.data}, "seen": mark}
