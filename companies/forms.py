"""Forms of the supply side. They validate for the person who types; the services and the database guarantee."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.core.validators import MaxLengthValidator, RegexValidator
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from companies.models import Company, CompanyTechnology
from companies.permissions import can_keep_profiles_in
from companies.services.companies import version_of
from portal.models import Province, Technology, User
from portal.models.evidence import KnownAs
from portal.trl import TRL_CHOICES
from portal.vocabulary import Vocabulary

LONGEST_TEXT = 20_000
FIRST_YEAR = 1800
YES, NO = "yes", "no"


class ProseField(forms.CharField):
    """A text of several lines; counted and kept with the line ends that we use, not those that browsers send."""

    def to_python(self, value: Any) -> str:
        return cast(str, super().to_python(value)).replace("\r\n", "\n")


class KvKField(forms.CharField):
    """Eight digits; spaces and dots between them are no mistake. Empty is None, as many companies may have none."""

    default_validators = [RegexValidator(r"\A[0-9]{8}\Z", _("A KvK number has eight digits."))]

    def to_python(self, value: Any) -> Any:
        return "".join(cast(str, super().to_python(value)).replace(".", "").split()) or None


class CompanyForm(forms.ModelForm):
    """The profile in one page, as a member of the company types it."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    kvk_number = KvKField(
        label=_("KvK number"),
        required=False,
        help_text=_("Eight digits, from the Dutch trade register."),
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off", "class": "short"}),
        error_messages={
            "unique": _(
                "There is a profile with this KvK number already. Is it your company? Ask the ROM of your region."
            )
        },
    )
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
            *("name", "text_nl", "text_en", "trl", "established"),
            *("kind", "kvk_number", "city", "province", "website", "team_size", "founded_year"),
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
        field_classes = {"text_nl": ProseField, "text_en": ProseField}
        widgets = {
            "text_nl": forms.Textarea({"rows": 8, "lang": "nl"}),
            "text_en": forms.Textarea({"rows": 8, "lang": "en"}),
        }
        error_messages = {
            "website": {"invalid": _("Give a web address, such as https://www.example.org.")},
        }

    SECTIONS = [
        (_("What you make"), ["name", "text_nl", "text_en", "trl"]),
        (_("Who you are"), ["kind", "kvk_number", "city", "province", "established"]),
        (_("More about you"), ["website", "team_size", "founded_year"]),
    ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["seen"] = version_of(self.instance, self.written_names) if self.instance.pk else ""
        cast(forms.ModelChoiceField, self.fields["province"]).empty_label = _("Not in the Netherlands, or not stated")
        for name in ("text_nl", "text_en"):
            self._limit(name)
        self.order_fields([name for _title, names in self.SECTIONS for name in names])

    def _limit(self, name: str) -> None:
        """A longer text that an import brought may stay as it is."""
        field, longest = self.fields[name], max(LONGEST_TEXT, len(self.initial.get(name) or ""))
        field.widget.attrs.pop("maxlength", None)  # or the browser would cut what is pasted, without a word
        field.widget.attrs["data-counter"] = gettext("{} of at most %(number)s characters") % {
            "number": number_format(longest, use_l10n=True, force_grouping=True)
        }
        field.validators = [each for each in field.validators if not isinstance(each, MaxLengthValidator)]
        field.validators.append(
            MaxLengthValidator(longest, _("At most %(limit_value)d characters fit; you have %(show_value)d."))
        )

    @property
    def written_names(self) -> list[str]:
        """The fields of the profile, without what only the form needs."""
        return [name for name in self.fields if name != "seen"]

    @property
    def sections(self) -> list[tuple[Any, list[forms.BoundField]]]:
        return [(title, [self[name] for name in names if name in self.fields]) for title, names in self.SECTIONS]

    def clean_founded_year(self) -> int | None:
        year = self.cleaned_data["founded_year"]
        this_year = timezone.localdate().year
        if year is not None and not FIRST_YEAR <= year <= this_year:
            raise forms.ValidationError(
                _("Give a year from %(first)d to %(last)d."), params={"first": FIRST_YEAR, "last": this_year}
            )
        return cast(int | None, year)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        texts = ("text_nl", "text_en")
        if not any(data.get(name) or name in self.errors for name in texts):
            self.add_error("text_nl", _("Tell in Dutch or in English what you make: matching reads it."))
        return data

    def show_version(self, company: Company) -> None:
        """After a clash: what is typed stays, and saving it again counts as knowing of the other change."""
        self.data = self.data.copy()
        self.data["seen"] = version_of(Company.objects.get(pk=company.pk), self.written_names)


class StaffProfileForm(CompanyForm):
    """The same for a company that nobody acts for yet: staff write down what a source says."""

    class Meta(CompanyForm.Meta):
        fields = [*CompanyForm.Meta.fields, "source"]
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
        self.fields["established"].label = _("Is it established in the EU or a NATO country?")
        self.fields["established"].help_text = _("As the source has it; it is no legal clearance.")
        province = cast(forms.ModelChoiceField, self.fields["province"])
        if not user.is_superuser:
            province.queryset = Province.objects.filter(rom=user.rom_id)
            province.required = True
            province.empty_label = _("Choose a province")

    @classmethod
    def is_for(cls, user: User, company: Company) -> bool:
        """Whether the reader keeps this profile, rather than acting for the company."""
        return not company.is_claimed and can_keep_profiles_in(user, company.province)


class TechnologiesForm(forms.Form):
    """Yes or no for each technology found in the profile, and one to add. An unanswered proposal stays a proposal."""

    def __init__(self, links: Sequence[CompanyTechnology], vocabulary: Vocabulary, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.links, self.vocabulary = links, vocabulary
        for link in links:
            self.fields[f"verdict_{link.technology_id}"] = forms.ChoiceField(
                label=str(link.technology),
                choices=[(YES, _("Yes, that is right")), (NO, _("No, take it away"))],
                widget=forms.RadioSelect,
                required=False,
                initial=None if link.known_as == KnownAs.PROPOSED else YES,
                error_messages={"invalid_choice": _("Say yes or no.")},
            )
        self.fields["add"] = forms.ChoiceField(
            label=_("Is a technology missing?"),
            help_text=_("Choose from the list of %(number)d. It counts fully.") % {"number": len(vocabulary.by_id)},
            choices=[("", _("Choose a technology")), *vocabulary.choices({link.technology_id for link in links})],
            required=False,
            error_messages={"invalid_choice": _("That technology is not in the list.")},
        )

    @property
    def proposed(self) -> list[tuple[CompanyTechnology, forms.BoundField]]:
        return [(link, field) for link, field in self._rows() if link.known_as == KnownAs.PROPOSED]

    @property
    def settled(self) -> list[tuple[CompanyTechnology, forms.BoundField]]:
        return [(link, field) for link, field in self._rows() if link.known_as != KnownAs.PROPOSED]

    def _rows(self) -> list[tuple[CompanyTechnology, forms.BoundField]]:
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
            found[self.vocabulary.by_slug[added]] = KnownAs.STATED
        return found
