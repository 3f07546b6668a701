"""The profile of a company that nobody acts for yet, in one page."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from companies.profiles.forms import CompanyForm
from companies.profiles.models import Company
from companies.profiles.permissions import can_manage_profiles_in
from portal.accounts.models import User
from portal.regions.models import Province


class StaffProfileForm(CompanyForm):
    """The same for a company that nobody acts for yet: staff write down what a source says."""

    established = forms.TypedChoiceField(
        label=_("Is it established in the EU or a NATO country?"),
        choices=[("", _("Not stated")), ("True", _("Yes")), ("False", _("No"))],
        coerce=lambda value: value == "True",
        empty_value=None,
        required=False,
        help_text=_("As the source has it; it is no legal clearance."),
    )

    class Meta(CompanyForm.Meta):
        fields = [*CompanyForm.Meta.fields, "established", "source"]
        labels = {
            **CompanyForm.Meta.labels,
            "name": _("Name of the company"),
            "text_nl": _("What does it make? (in Dutch)"),
            "text_en": _("What does it make? (in English)"),
            "source": _("Source"),
        }
        help_texts = {
            **CompanyForm.Meta.help_texts,
            "text_nl": _("Only what the source says, in your own words."),
            "source": _("Where this is told: a page, a report, with its date. Everyone can read it."),
        }

    SECTIONS = [
        (_("What it makes"), ["name", "text_nl", "text_en", "source", "trl"]),
        (_("Who it is"), ["kind", "kvk_number", "city", "province", "established"]),
        (_("More about it"), ["website", "team_size", "founded_year"]),
    ]

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"].required = True
        self.fields["kvk_number"].error_messages["unique"] = _("There is a profile with this KvK number already.")
        self.fields["trl"].label = _("How far is its product?")
        self.fields["trl"].help_text = _("TRL, the technology readiness level. Open if the source does not say.")
        province = cast(forms.ModelChoiceField, self.fields["province"])
        if not user.is_superuser:
            province.queryset = Province.objects.filter(rom=user.rom_id)
            province.required = True
            province.empty_label = _("Choose a province")

    @classmethod
    def is_for(cls, user: User, company: Company) -> bool:
        """Whether the reader keeps this profile, rather than acting for the company."""
        return not company.is_claimed and can_manage_profiles_in(user, company.province)
