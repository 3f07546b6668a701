"""The form that says who sees which part of a profile, with the parts that only some see."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from companies.profiles.form_fields import ProseField
from companies.profiles.models import Company
from companies.profiles.visibility_models import (
    STAFF_AT_MOST,
    Audience,
    CompanyConfidential,
    CompanyContact,
    ProfileGroup,
)
from companies.profiles.visibility_services import get_company_contact, get_confidential_text, hash_visibility
from portal.core.forms import VersionedForm

ABOUT = {
    ProfileGroup.MATURITY: _("Challenges count it only where their ROM may see it; elsewhere it is as if not stated."),
    ProfileGroup.USE: "",
    ProfileGroup.REFERENCES: "",
    ProfileGroup.TEAM: "",
    ProfileGroup.CONTACT: _("Whoever reads it is on your list of readings, unless it is for everyone."),
    ProfileGroup.CONFIDENTIAL: _("Whoever reads it is on your list of readings."),
}


class VisibilityForm(VersionedForm):
    """In parts: the facts with their audiences, the contact, the confidential text."""

    contact_name = forms.CharField(label=_("Name"), max_length=150, required=False)
    contact_email = forms.EmailField(label=_("E-mail address"), required=False)
    contact_phone = CompanyContact._meta.get_field("phone").formfield(label=_("Telephone number"), required=False)
    confidential_nl = ProseField(
        label=_("Confidential text (in Dutch)"),
        max_length=CompanyConfidential._meta.get_field("text_nl").max_length,
        widget=forms.Textarea({"rows": 6, "lang": "nl"}),
        required=False,
        help_text=_("Customers, roadmap, what a ROM should know before it introduces you. No classified information."),
    )
    confidential_en = ProseField(
        label=_("Confidential text (in English)"),
        max_length=CompanyConfidential._meta.get_field("text_en").max_length,
        widget=forms.Textarea({"rows": 6, "lang": "en"}),
        required=False,
        help_text=_("One of the two languages is enough."),
    )

    PARTS = [
        (
            _("Facts"),
            [
                f"audience_{group}"
                for group in (ProfileGroup.MATURITY, ProfileGroup.USE, ProfileGroup.REFERENCES, ProfileGroup.TEAM)
            ],
        ),
        (_("Contact"), ["contact_name", "contact_email", "contact_phone", "audience_contact"]),
        (_("Confidential text"), ["confidential_nl", "confidential_en", "audience_confidential"]),
    ]

    def __init__(self, company: Company, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.company, self.confidential = company, get_confidential_text(company)
        for group in ProfileGroup:
            self.fields[f"audience_{group}"] = forms.ChoiceField(
                label=_("Who sees it?") if group in {ProfileGroup.CONTACT, ProfileGroup.CONFIDENTIAL} else group.label,
                choices=STAFF_AT_MOST if group == ProfileGroup.CONFIDENTIAL else Audience.choices,
                help_text=ABOUT[group],
                error_messages={"invalid_choice": _("Choose one of the answers.")},
            )
        for field in self.fields.values():
            field.widget.attrs.pop("maxlength", None)  # or the browser would cut what is pasted, without a word
        self.initial = self._kept() | self.initial

    def _kept(self) -> dict[str, Any]:
        contact, confidential = get_company_contact(self.company), self.confidential
        return {
            "seen": hash_visibility(self.company),
            **{f"audience_{group}": self.company.audience(group).value for group in ProfileGroup},
            **{f"contact_{name}": getattr(contact, name) for name in ("name", "email", "phone")},
            **{f"confidential_{language}": getattr(confidential, f"text_{language}") for language in ("nl", "en")},
        }

    @property
    def parts(self) -> list[tuple[Any, list[forms.BoundField]]]:
        return [(title, [self[name] for name in names]) for title, names in self.PARTS]

    def service_kwargs(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "seen": data["seen"],
            "audiences": {group: Audience(data[f"audience_{group}"]) for group in ProfileGroup},
            "contact": {name: data[f"contact_{name}"] for name in ("name", "email", "phone")},
            "confidential": {f"text_{language}": data[f"confidential_{language}"] for language in ("nl", "en")},
        }
