"""Forms that sign and withdraw declarations, and that vet a company."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from companies.declarations.models import REASON_LENGTH, Declaration
from companies.declarations.permissions import get_vetting_scopes
from companies.declarations.services import NAME_LENGTH
from companies.profiles.freshness import add_months
from portal.accounts.models import User
from portal.ui.dates import get_today

YES, NO, LEAVE = "yes", "no", ""
LARGEST_ID = 2**63 - 1  # of a bigint in PostgreSQL


class SigningForm(forms.Form):
    """An answer to each statement, and one signature under all answers. No answer is chosen beforehand."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=NAME_LENGTH,
        help_text=_("Typing your name is your signature. It stays with the statement."),
        widget=forms.TextInput({"autocomplete": "off"}),
        error_messages={"required": _("Type your name: that is your signature.")},
    )
    may_sign = forms.BooleanField(
        label=_("I may say this for the company"),
        error_messages={"required": _("Only somebody who may say this for the company can sign.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in Declaration.Kind:
            self.fields[kind.value] = forms.ChoiceField(
                label=kind.label,
                choices=[(YES, _("Yes, I sign this")), (NO, _("No, it is not so")), (LEAVE, _("Leave as it is"))],
                widget=forms.RadioSelect,
                required=False,
                error_messages={"invalid_choice": _("Say yes or no.")},
            )
        self.order_fields([*Declaration.Kind.values, "name", "may_sign"])

    def service_kwargs(self) -> dict[str, Any]:
        """Return the name, and the answers by kind, without the statements that were left as they are."""
        data = self.cleaned_data
        answers = {kind: data[kind] == YES for kind in Declaration.Kind.values if data[kind] != LEAVE}
        return {"answers": answers, "name": data["name"]}


class DeclarationWithdrawForm(forms.Form):
    declaration = forms.IntegerField(min_value=1, max_value=LARGEST_ID)


class VettingForm(forms.Form):
    scope = forms.ChoiceField(
        label=_("Who vetted the company?"),
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
        self.initial = {"scope": scopes[0].value, "expires_on": add_months(get_today(), 12), **self.initial}


class VettingWithdrawForm(forms.Form):
    vetting = forms.IntegerField(
        widget=forms.HiddenInput,
        min_value=1,
        max_value=LARGEST_ID,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), _("This vetting does not belong to this company.")
        ),
    )
    reason = forms.CharField(
        label=_("Why is it withdrawn?"), max_length=REASON_LENGTH, widget=forms.Textarea({"rows": 2})
    )
