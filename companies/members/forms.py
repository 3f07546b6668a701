"""Forms for joining a company: finding it, asking, proving, inviting."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from companies.members.company_search import parse_typed_number
from companies.members.request_models import MESSAGE_LENGTH
from companies.profiles.membership_models import Membership
from companies.profiles.wizard_forms import IdentityForm

YES, NO = "yes", "no"


class CompanySearchForm(forms.Form):
    """A KvK number or a name; what looks like a number with a digit too many or too few is named as such."""

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
    """The same fields for a company that is not made yet. Whether it is there already is for the service to say."""

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
