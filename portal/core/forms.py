"""Forms of the ground floor."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

Written = TypeVar("Written")


def call_or_add_errors(form: forms.BaseForm, write: Callable[[], Written]) -> Written | None:
    """What a service wrote; or None, with the reason it refused on the form, so that nothing typed is lost."""
    try:
        return write()
    except ValidationError as error:
        for name, problems in _split_errors_by_field(form, error):
            form.add_error(name, problems)
    except IntegrityError:
        form.add_error(None, _("Somebody just saved something that clashes with this. Look again, and try once more."))
    return None


def call_with_messages(request: HttpRequest, write: Callable[[], Written], done: str = "") -> Written | bool | None:
    """The same for a button that belongs to no form: what is done, or why not, is said on the next page."""
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
    """What a form names a row by; None where it can be no number of a row. PostgreSQL's end at 19 digits."""
    is_number = text is not None and text.isascii() and text.isdecimal() and len(text) < 19
    return int(text) if text and is_number else None


def _split_errors_by_field(form: forms.BaseForm, error: ValidationError) -> Iterable[tuple[str | None, Any]]:
    """Problems of fields that the form does not show go to the top of the form."""
    if not hasattr(error, "error_dict"):
        return [(None, error)]
    return [(name if name in form.fields else None, problems) for name, problems in error.error_dict.items()]
