"""Forms for joining and leaving a company: search, join requests, claims, invitations and erasure."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from companies.members.company_search import parse_typed_number
from companies.members.models import MESSAGE_LENGTH
from companies.profiles.forms import IdentityForm
from companies.profiles.membership_models import Membership
from companies.profiles.models import Company
from portal.accounts.models import User

YES, NO = "yes", "no"


class CompanySearchForm(forms.Form):
    """A KvK number or a name; a number with too many or too few digits is refused instead of searched as a name."""

    q = forms.CharField(
        label=_("KvK number or name of your company"),
        max_length=200,
        help_text=_("The KvK number is surest: eight digits, from the Dutch trade register."),
        widget=forms.TextInput({"autocomplete": "organization", "maxlength": None}),
    )

    def clean_q(self) -> str:
        words = str(self.cleaned_data["q"])
        is_like_a_number = words.replace(".", "").replace(" ", "").isdecimal()
        if is_like_a_number and not parse_typed_number(words):
            raise forms.ValidationError(_("A KvK number has eight digits."))
        return words


class NewCompanyForm(IdentityForm):
    """The first page of the wizard for a company without a profile; the service checks whether it has one already."""

    def validate_unique(self) -> None:
        pass


def build_message_field(label: Any, help_text: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=MESSAGE_LENGTH,
        widget=forms.Textarea({"rows": 4, "maxlength": None}),
    )


class JoinRequestForm(forms.Form):
    message = build_message_field(
        _("Who are you, and what do you do there?"),
        _("Whoever keeps the profile reads this with your name and decides."),
    )


class ClaimByMailForm(forms.Form):
    local_part = forms.CharField(
        label=_("Your mail address at the company"),
        max_length=64,
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "none", "class": "short"}),
    )


class ClaimReasonForm(forms.Form):
    reason = build_message_field(
        _("How can the ROM know that you belong to the company?"),
        _("Name your role, and somebody at the ROM who knows you, or a number to call."),
    )


class ClaimReviewForm(forms.Form):
    verdict = forms.ChoiceField(
        label=_("Does this person belong to the company?"),
        choices=[(YES, _("Yes: they become its owner")), (NO, _("No, or not sure yet"))],
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label=_("Why not?"),
        help_text=_("Needed for a no: the person reads it."),
        required=False,
        max_length=MESSAGE_LENGTH,
        widget=forms.Textarea({"rows": 4, "maxlength": None}),
    )

    def service_kwargs(self) -> dict[str, Any]:
        return {"is_right": self.cleaned_data["verdict"] == YES, "answer": self.cleaned_data["answer"]}


class MemberInviteForm(forms.Form):
    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    role = forms.ChoiceField(
        label=_("Role"),
        choices=Membership.Role.choices,
        initial=Membership.Role.MEMBER,
        help_text=_("An owner decides who acts for the company; a member keeps the profile and answers challenges."),
    )


class TypedConfirmationForm(forms.Form):
    """A text to type over, so that nobody deletes by mistake; capitals and surrounding spaces do not matter."""

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

    def __init__(self, *args: Any, user: User, has_sole_companies: bool, **kwargs: Any) -> None:
        label, wrong = _("Type your e-mail address"), _("This is not the address of your account.")
        super().__init__(*args, expected=user.email, label=label, wrong=wrong, **kwargs)
        if has_sole_companies:
            self.order_fields(["with_companies", "confirm"])
        else:
            del self.fields["with_companies"]


class CompanyEraseForm(TypedConfirmationForm):
    def __init__(self, *args: Any, company: Company, **kwargs: Any) -> None:
        label, wrong = _("Type the name of the company"), _("This is not the name of the company.")
        super().__init__(*args, expected=" ".join(company.name.split()), label=label, wrong=wrong, **kwargs)
