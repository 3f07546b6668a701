from django import forms
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from portal.accounts.consents import record_notice_consent
from portal.accounts.models import User


class SignupForm(forms.Form):
    """The fields of sign-up beside e-mail address and password; allauth adds them to its own form."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=150,
        widget=forms.TextInput({"autocomplete": "name"}),
    )

    field_order = ["name", "email", "password1"]

    def signup(self, request: HttpRequest, user: User) -> None:
        user.name = self.cleaned_data["name"]
        user.language = (get_language() or "nl")[:2]
        user.save(update_fields=["name", "language"])
        record_notice_consent(user)
