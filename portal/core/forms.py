"""How a view passes a form to a service, and what the form shows when the service refuses."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _

from portal.core.versions import StaleObject

Result = TypeVar("Result")


class VersionedForm(forms.Form):
    """A form that carries the version of what the person saw; a subclass gives it as the first value of `seen`.

    A service that takes `seen` compares it under a lock and raises StaleObject.
    """

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def service_kwargs(self) -> dict[str, Any]:
        """Return the arguments of the service by name, with the version as `seen` unless something new is made."""
        fields = dict(self.cleaned_data)
        if not self.initial.get("seen"):
            fields.pop("seen", None)
        return fields

    def show_conflict(self, error: StaleObject) -> None:
        """Keep what was typed; saving it again counts as knowing what somebody else saved."""
        data = cast(Any, self.data).copy()
        data[self.add_prefix("seen")] = error.version
        self.data = data


def get_post_data(request: HttpRequest) -> QueryDict | None:
    """Return what was posted, even if it is empty; None for a page that is only read."""
    return request.POST if request.method == "POST" else None


def save_form(form: forms.BaseForm, service: Callable[..., Result], *args: Any, **kwargs: Any) -> Result | None:
    """Call the service with these arguments and the fields of a valid form; return what the service returned.

    A form whose fields differ from the arguments of its service translates them in `service_kwargs`.

    Return None where the form was not sent or is not valid, or where the service refused: the form shows why, and keeps
    what was typed.
    """
    if not form.is_valid():
        return None
    fields = form.service_kwargs() if hasattr(form, "service_kwargs") else form.cleaned_data
    return call_or_add_errors(form, lambda: service(*args, **kwargs, **fields))


def call_or_add_errors(form: forms.BaseForm, write: Callable[[], Result]) -> Result | None:
    """Return what a service wrote; or None, with the reason it refused on the form, so that nothing typed is lost."""
    try:
        return write()
    except ValidationError as error:
        add_errors(form, error)
    except IntegrityError:
        form.add_error(None, _("Somebody just saved something that clashes with this. Look again, and try once more."))
    return None


def add_errors(form: forms.BaseForm, error: ValidationError) -> None:
    """Add the reason of a service to the form: at its fields, or at the top for what the form does not show."""
    if isinstance(error, StaleObject) and hasattr(form, "show_conflict"):
        form.show_conflict(error)
    for name, problems in getattr(error, "error_dict", {None: error}).items():
        form.add_error(name if name in form.fields else None, problems)


def call_with_messages(request: HttpRequest, write: Callable[[], Result], done: str = "") -> Result | bool | None:
    """Do the same for a button without a form: the next page tells what was done, or why not."""
    try:
        written = write()
    except ValidationError as error:
        for problem in error.messages:
            messages.error(request, problem)
        return None
    if done:
        messages.success(request, done)
    return written or True


def parse_row_number(text: str | None) -> int | None:
    """Return the number by which a form names a row; None for what can be no such number (at most 18 digits)."""
    is_number = text is not None and text.isascii() and text.isdecimal() and len(text) < 19
    return int(text) if text and is_number else None
