"""Forms about the places and attendees of a session."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from challenges.sessions.registration_models import Attendee
from challenges.sessions.registrations.attendees import AttendeeInput
from challenges.sessions.workflow import REASON_LENGTH
from companies.profiles.models import Company

NAME, EMAIL = "name", "email"
LONGEST_NAME = 120
MOST_SEATS = 10_000
MOST_ALIKE = 8  # companies to choose from by typing more of the name


class AttendeesForm(forms.Form):
    """A name and an email address for each place. A row that is emptied removes the attendee."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=2**31 - 1)

    def __init__(
        self, most: int, data: Any = None, *, people: Sequence[Attendee | AttendeeInput] = (), version: int = 0
    ) -> None:
        super().__init__(data, initial={"version": version})
        self.most = max(most, len(people))
        for number in range(1, self.most + 1):
            person = people[number - 1] if number <= len(people) else None
            self.fields[f"{NAME}_{number}"] = forms.CharField(
                label=_("Name"),
                max_length=LONGEST_NAME,
                required=number == 1,
                initial=person.name if person else "",
            )
            self.fields[f"{EMAIL}_{number}"] = forms.EmailField(
                label=_("E-mail address"),
                required=False,
                initial=person.email if person else "",
            )

    def rows(self) -> Iterator[tuple[int, Any, Any]]:
        """Yield the number of each row, its name field and its email field."""
        for number in range(1, self.most + 1):
            yield number, self[f"{NAME}_{number}"], self[f"{EMAIL}_{number}"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for number in range(1, self.most + 1):
            if data.get(f"{EMAIL}_{number}") and not data.get(f"{NAME}_{number}"):
                self.add_error(f"{NAME}_{number}", _("Say whose address this is, or empty it."))
        return data

    def people(self) -> list[AttendeeInput]:
        data = self.cleaned_data
        numbers = range(1, self.most + 1)
        found = [AttendeeInput(data.get(f"{NAME}_{n}") or "", data.get(f"{EMAIL}_{n}") or "") for n in numbers]
        return [person for person in found if person.name]


class RegistrationReasonForm(forms.Form):
    """The reason for a decision, which the company reads."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=REASON_LENGTH,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("The company reads this."),
    )

    def __init__(self, what: str, data: Any = None) -> None:
        super().__init__(data, auto_id=f"{what}_%s")


class WaitingPlaceForm(RegistrationReasonForm):
    """A new position on the waiting list, with the reason."""

    place = forms.IntegerField(label=_("New place"), min_value=1, max_value=MOST_SEATS)
    field_order = ["place", "reason"]


class CapacityForm(forms.Form):
    capacity = forms.IntegerField(
        label=_("Seats for people of companies"),
        min_value=0,
        max_value=MOST_SEATS,
        required=False,
        help_text=_("Leave empty for no limit. Free places go to the waiting list."),
    )


class SessionInviteForm(forms.Form):
    company = forms.CharField(
        label=_("Company"), max_length=200, help_text=_("Its name, or enough of it to tell it from others.")
    )

    def clean_company(self) -> Company:
        name = self.cleaned_data["company"].strip()
        found = list(Company.objects.published().filter(name__iexact=name)[:2]) or search_published_companies(name)
        if not found:
            raise forms.ValidationError(_("No company with a published profile has this in its name."))
        if len(found) > MOST_ALIKE:
            raise forms.ValidationError(_("Too many companies have this in their name. Type more of it."))
        if len({each.name.casefold() for each in found}) < len(found):
            raise forms.ValidationError(_("Several companies have this name. Let an admin do it."))
        if len(found) > 1:
            names = ", ".join(each.name for each in found)
            raise forms.ValidationError(_("Several companies have this in their name: %(names)s.") % {"names": names})
        return found[0]


class WithdrawInvitationForm(forms.Form):
    """The slug of the company whose invitation is withdrawn."""

    take_back = forms.SlugField(max_length=200)


def search_published_companies(text: str) -> list[Company]:
    """Return published companies whose name contains every word, by name; at most MOST_ALIKE + 1."""
    found = Company.objects.published()
    for word in text.split():
        found = found.filter(name__icontains=word)
    return list(found.order_by("name", "pk")[: MOST_ALIKE + 1]) if text else []


class EntryCodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        help_text=_("Six letters and figures, on paper or on their phone."),
    )


class WalkInForm(SessionInviteForm):
    names = forms.CharField(
        label=_("Who came"),
        max_length=2_500,
        widget=forms.Textarea({"rows": 2, "autocomplete": "off"}),
        help_text=_("A line for each person."),
    )

    def clean_names(self) -> list[AttendeeInput]:
        names = [line.strip() for line in self.cleaned_data["names"].splitlines() if line.strip()]
        if any(len(name) > LONGEST_NAME for name in names):
            raise forms.ValidationError(_("Keep each name under %(count)d characters.") % {"count": LONGEST_NAME})
        return [AttendeeInput(name) for name in names]

    def service_kwargs(self) -> dict[str, Any]:
        return {"company": self.cleaned_data["company"], "people": self.cleaned_data["names"]}
