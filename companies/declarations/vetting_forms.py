"""What staff say who vet a company, or withdraw that."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from companies.declarations.permissions import get_vetting_scopes
from companies.declarations.vetting_models import REASON_LENGTH
from companies.profiles.freshness import add_months
from portal.accounts.models import User
from portal.ui.dates import get_today


class VettingForm(forms.Form):
    scope = forms.ChoiceField(
        label=_("Who looked at the company?"),
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose one of the answers.")},
    )
    reason = forms.CharField(
        label=_("What was looked at, and why is it all right?"),
        max_length=REASON_LENGTH,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Staff of the company's ROM and admins read it. The company gets it with its own data."),
    )
    expires_on = forms.DateField(
        label=_("Last day"),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Usually a year from now, three years at most."),
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        scopes = get_vetting_scopes(user)
        cast(forms.ChoiceField, self.fields["scope"]).choices = [(each.value, each.label) for each in scopes]
        self.initial = {"scope": scopes[0].value, "expires_on": add_months(get_today(), 12)} | self.initial


class VettingWithdrawForm(forms.Form):
    """`vetting`: the number of the row."""

    vetting = forms.IntegerField(
        widget=forms.HiddenInput,
        min_value=1,
        max_value=2**63 - 1,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), _("There is no such vetting of this company.")
        ),
    )
    reason = forms.CharField(
        label=_("Why is it withdrawn?"), max_length=REASON_LENGTH, widget=forms.Textarea({"rows": 2})
    )
