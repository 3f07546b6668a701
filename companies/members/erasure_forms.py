"""The word of somebody who wants an account or a profile gone."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from companies.profiles.models import Company
from portal.accounts.models import User


class TypedConfirmationForm(forms.Form):
    """Something to copy, so that nobody deletes by a slip; capitals and spaces around do not matter."""

    confirm = forms.CharField(max_length=254, widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}))

    def __init__(self, *args: Any, expected: str, label: Any, wrong: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.expected, self.wrong = expected, wrong
        self.fields["confirm"].label = label

    def clean_confirm(self) -> str:
        typed = str(self.cleaned_data["confirm"])
        if typed.casefold() != self.expected.casefold():
            raise ValidationError(self.wrong)
        return typed

    def service_kwargs(self) -> dict[str, Any]:
        """Return every field but the confirmation, which no service needs."""
        return {name: value for name, value in self.cleaned_data.items() if name != "confirm"}


class AccountEraseForm(TypedConfirmationForm):
    with_companies = forms.BooleanField(label=_("Yes, delete what is listed of the company, too"), required=False)

    def __init__(self, *args: Any, user: User, alone: list[Company], **kwargs: Any) -> None:
        label, wrong = _("Type your e-mail address"), _("This is not the address of your account.")
        super().__init__(*args, expected=user.email, label=label, wrong=wrong, **kwargs)
        if alone:
            self.order_fields(["with_companies", "confirm"])
        else:
            del self.fields["with_companies"]


class CompanyEraseForm(TypedConfirmationForm):
    def __init__(self, *args: Any, company: Company, **kwargs: Any) -> None:
        label, wrong = _("Type the name of the company"), _("This is not the name of the company.")
        super().__init__(*args, expected=" ".join(company.name.split()), label=label, wrong=wrong, **kwargs)
