"""Forms of the ground floor."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from portal.models import User

Written = TypeVar("Written")


class SignupForm(forms.Form):
    """What sign-up asks beside the e-mail address and password; allauth mixes it into its own form."""

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


def attempt(form: forms.BaseForm, write: Callable[[], Written]) -> Written | None:
    """What a service wrote; or None, with the reason it refused on the form, so that nothing typed is lost."""
    try:
        return write()
    except ValidationError as error:
        for name, problems in _by_field(form, error):
            form.add_error(name, problems)
    except IntegrityError:
        form.add_error(None, _("Somebody just saved something that clashes with this. Look again, and try once more."))
    return None


def _by_field(form: forms.BaseForm, error: ValidationError) -> Iterable[tuple[str | None, Any]]:
    """Problems of fields that the form does not show go to the top of the form."""
    if not hasattr(error, "error_dict"):
        return [(None, error)]
    return [(name if name in form.fields else None, problems) for name, problems in error.error_dict.items()]
