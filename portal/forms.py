"""Forms of the ground floor."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from portal.models import User
from portal.models.notification import Frequency, Kind
from portal.services import consents

Written = TypeVar("Written")
ABOUT_KINDS = {
    Kind.JOINING: _("Who asks to join, who was invited, and what was decided."),
    Kind.CHALLENGES: _("New challenges that fit, and deadlines that come near."),
    Kind.RESPONSES: _("Receipts, questions and answers, and what became of a response."),
    Kind.REVIEWS: _("What waits for your approval, and what became of what you wrote."),
    Kind.INTRODUCTIONS: _("Who wants to meet you, what they said, and when an answer is due."),
    Kind.SESSIONS: _("Your seats, your place on the waiting list, and offers that lapse."),
    Kind.REGISTRATIONS: _("Which companies ask for a seat at a session."),
    Kind.PROFILE: _("Whether it is still true, and what others changed in it."),
    Kind.ACCOUNT: _("Changes of your role. Mails about signing in always come at once."),
}
FOR_STAFF = {Kind.REVIEWS, Kind.REGISTRATIONS}


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
        consents.informed(user)


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


def told(request: HttpRequest, write: Callable[[], Written], done: str = "") -> Written | bool | None:
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


def row_number(text: str | None) -> int | None:
    """What a form names a row by; None where it can be no number of a row. PostgreSQL's end at 19 digits."""
    is_number = text is not None and text.isascii() and text.isdecimal() and len(text) < 19
    return int(text) if text and is_number else None


def _by_field(form: forms.BaseForm, error: ValidationError) -> Iterable[tuple[str | None, Any]]:
    """Problems of fields that the form does not show go to the top of the form."""
    if not hasattr(error, "error_dict"):
        return [(None, error)]
    return [(name if name in form.fields else None, problems) for name, problems in error.error_dict.items()]


class PreferencesForm(forms.Form):
    """One choice for each kind of message that the reader can get: how soon it comes by mail."""

    def __init__(self, reader: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kinds = [kind for kind in Kind if kind not in FOR_STAFF or reader.is_rom_staff or reader.is_superuser]
        for kind in self.kinds:
            self.fields[kind.value] = forms.ChoiceField(
                label=kind.label, choices=Frequency.choices, widget=forms.RadioSelect, help_text=ABOUT_KINDS[kind]
            )

    def wanted(self) -> dict[Kind, Frequency]:
        return {kind: Frequency(self.cleaned_data[kind.value]) for kind in self.kinds}
