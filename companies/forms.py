"""Forms of the supply side. They validate for the person who types; the services and the database guarantee."""

from typing import Any, cast

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from companies.models import Company, CompanyTechnology
from portal.models import Technology
from portal.models.evidence import KnownAs
from portal.trl import TRL_CHOICES

LONGEST_TEXT = 20_000
YES, NO = "yes", "no"


class CompanyForm(forms.ModelForm):
    """The profile in one page."""

    trl = forms.TypedChoiceField(
        label=_("How far is your product?"),
        choices=[("", _("Not stated")), *TRL_CHOICES],
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_("TRL, the technology readiness level. Without it you miss points and some challenges."),
    )
    established = forms.TypedChoiceField(
        label=_("Is your company established in the EU or a NATO country?"),
        choices=[("", _("Not stated")), ("True", _("Yes")), ("False", _("No"))],
        coerce=lambda value: value == "True",
        empty_value=None,
        required=False,
        help_text=_("Your own statement; it is no legal clearance."),
    )

    class Meta:
        model = Company
        fields = [
            *("name", "kvk_number", "kind", "city", "province", "website", "text_nl", "text_en"),
            *("trl", "established", "team_size", "founded_year"),
        ]
        labels = {
            "name": _("Name of your company"),
            "city": _("Town"),
            "text_nl": _("What do you make? (in Dutch)"),
            "text_en": _("What do you make? (in English)"),
            "team_size": _("How many people work there?"),
            "founded_year": _("Founded in"),
        }
        help_texts = {
            "name": _("As in the trade register."),
            "text_nl": _("Write for a colleague in your field. No names of customers, no classified information."),
            "text_en": _("One of the two languages is enough."),
        }
        widgets = {
            "kvk_number": forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
            "text_nl": forms.Textarea({"rows": 8, "lang": "nl"}),
            "text_en": forms.Textarea({"rows": 8, "lang": "en"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("text_nl", "text_en"):
            self.fields[name].validators.append(MaxLengthValidator(LONGEST_TEXT))
        cast(forms.ModelChoiceField, self.fields["province"]).empty_label = _("Not in the Netherlands, or not stated")

    def clean_kvk_number(self) -> str | None:
        return self.cleaned_data["kvk_number"] or None

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and not (data.get("text_nl") or data.get("text_en")):
            self.add_error("text_nl", _("Tell in Dutch or in English what you make: matching reads it."))
        return data


class TechnologiesForm(forms.Form):
    """Yes or no for each technology found in the profile, and one to add. An unanswered proposal stays a proposal."""

    def __init__(self, links: list[CompanyTechnology], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.links = links
        for link in links:
            self.fields[f"verdict_{link.technology_id}"] = forms.ChoiceField(
                label=str(link.technology),
                choices=[(YES, _("Yes, that is right")), (NO, _("No, take it away"))],
                widget=forms.RadioSelect,
                required=False,
                initial=None if link.known_as == KnownAs.PROPOSED else YES,
            )
        self.fields["add"] = forms.ModelChoiceField(
            label=_("Is a technology missing?"),
            queryset=Technology.objects.current().exclude(pk__in=[link.technology_id for link in links]),
            required=False,
            empty_label=_("Choose a technology"),
        )

    @property
    def rows(self) -> list[tuple[CompanyTechnology, forms.BoundField]]:
        return [(link, self[f"verdict_{link.technology_id}"]) for link in self.links]

    def verdicts(self) -> dict[Technology, str]:
        """What was answered, as the `known_as` to store; what did not change is left out."""
        found: dict[Technology, str] = {}
        for link in self.links:
            answer = self.cleaned_data[f"verdict_{link.technology_id}"]
            if answer == NO:
                found[link.technology] = KnownAs.REFUSED
            elif answer == YES and link.known_as == KnownAs.PROPOSED:
                found[link.technology] = KnownAs.CONFIRMED
        if added := self.cleaned_data["add"]:
            found[added] = KnownAs.STATED
        return found
