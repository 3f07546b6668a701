"""The form that signs statements, and the one that withdraws a signature."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from companies.declarations.models import Declaration
from companies.declarations.services import NAME_LENGTH

YES, NO, LEAVE = "yes", "no", ""
LARGEST = 2**63 - 1  # of the numbers that PostgreSQL keeps


class SigningForm(forms.Form):
    """An answer to each statement, and one signature under all that were answered. Nothing is answered beforehand."""

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
        """Return the name, and by kind the answers to the statements that were answered."""
        data = self.cleaned_data
        answers = {kind: data[kind] == YES for kind in Declaration.Kind.values if data[kind] != LEAVE}
        return {"answers": answers, "name": data["name"]}


class DeclarationWithdrawForm(forms.Form):
    declaration = forms.IntegerField(min_value=1, max_value=LARGEST)
