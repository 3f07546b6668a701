"""Which companies are laid side by side."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

LEAST, MOST = 2, 4
MOST_READ = 20  # of a link that names more, the rest is not looked for


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
