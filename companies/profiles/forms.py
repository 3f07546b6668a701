"""Forms of the profile itself: for staff, and for the pages of the wizard."""

from collections.abc import Iterator
from typing import Any, NamedTuple, cast

from django import forms
from django.core.validators import MaxLengthValidator, RegexValidator
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from companies.profiles.models import USE_LENGTH, Company
from companies.profiles.permissions import can_manage_profiles_in
from companies.profiles.services import NO_TEXT
from portal.accounts.models import User
from portal.core.forms import VersionedForm
from portal.core.versions import StaleObject, hash_fields
from portal.regions.models import Province
from portal.technologies.trl import TRL_CHOICES, TRL_DESCRIPTIONS, TRL_SHORT


class ProseField(forms.CharField):
    """A text of several lines; the line ends that browsers send are replaced before it is counted and stored."""

    def to_python(self, value: Any) -> str:
        return cast(str, super().to_python(value)).replace("\r\n", "\n")


class KvKField(forms.CharField):
    """A number of eight digits, with or without spaces and dots; an empty value is None, because it must be unique."""

    default_validators = [RegexValidator(r"\A[0-9]{8}\Z", _("A KvK number has eight digits."))]

    def to_python(self, value: Any) -> Any:
        return "".join(cast(str, super().to_python(value)).replace(".", "").split()) or None


def limit_text_length(field: forms.Field, longest: int) -> None:
    """Show a counter and refuse a longer text with its length, instead of letting the browser cut it off."""
    field.widget.attrs.pop("maxlength", None)
    field.widget.attrs["data-counter"] = gettext("{} of %(number)s characters") % {
        "number": number_format(longest, use_l10n=True, force_grouping=True)
    }
    field.validators = [each for each in field.validators if not isinstance(each, MaxLengthValidator)]
    field.validators.append(
        MaxLengthValidator(longest, _("Use at most %(limit_value)d characters; you now have %(show_value)d."))
    )


def build_prose_widget(language: str, rows: int = 8) -> forms.Textarea:
    return forms.Textarea({"rows": rows, "lang": language})


LONGEST_TEXT = 20_000
FIRST_YEAR = 1800

KVK_NUMBER = KvKField(
    label=_("KvK number"),
    required=False,
    help_text=_("Eight digits, from the Dutch trade register."),
    widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off", "class": "short"}),
    error_messages={
        "unique": _(
            "A profile with this KvK number already exists. Is it your company? Contact the ROM in your region."
        )
    },
)


class ConflictingValue(NamedTuple):
    """A stored value that differs from what the person typed."""

    label: str
    value: str
    language: str


class StoredRowForm(VersionedForm, forms.ModelForm):
    """Some fields of a stored row, with the version of them that the person saw."""

    theirs: list[ConflictingValue] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["seen"] = hash_fields(self.instance, self.fields) if self.instance.pk else ""

    def show_conflict(self, error: StaleObject) -> None:
        """List what somebody else saved beside what was typed."""
        super().show_conflict(error)
        self.theirs = [
            self.describe_stored(error.current, name)
            for name, value in self.cleaned_data.items()
            if name != "seen" and value != getattr(error.current, name)
        ]

    def describe_stored(self, row: Any, name: str) -> ConflictingValue:
        return ConflictingValue(str(self.fields[name].label), str(getattr(row, name)), "")


class ProfileForm(StoredRowForm):
    """Some fields of a company's profile."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "province" in self.fields:
            province = cast(forms.ModelChoiceField, self.fields["province"])
            province.empty_label = _("Outside the Netherlands or not stated")
        for name in {"text_nl", "text_en"} & self.fields.keys():
            # a longer text that an import brought may stay as it is
            limit_text_length(self.fields[name], max(LONGEST_TEXT, len(self.initial.get(name) or "")))

    def clean_founded_year(self) -> int | None:
        year = self.cleaned_data["founded_year"]
        this_year = timezone.localdate().year
        if year is not None and not FIRST_YEAR <= year <= this_year:
            raise forms.ValidationError(
                _("Enter a year from %(first)d to %(last)d."), params={"first": FIRST_YEAR, "last": this_year}
            )
        return cast(int | None, year)

    def describe_stored(self, row: Any, name: str) -> ConflictingValue:
        language = name[-2:] if name.endswith(("_nl", "_en")) else ""
        return ConflictingValue(str(self.fields[name].label), format_profile_value(row, name), language)


def format_profile_value(company: Company, name: str) -> str:
    """Return the value of a field in words."""
    value = getattr(company, name)
    if value in (None, ""):
        return str(_("Not stated"))
    if isinstance(value, bool):
        return str(_("Yes") if value else _("No"))
    return str(getattr(company, f"get_{name}_display", lambda: value)())


class CompanyForm(ProfileForm):
    """The whole profile on one page."""

    kvk_number = KVK_NUMBER
    trl = forms.TypedChoiceField(
        label=_("How mature is your product?"),
        choices=[("", _("Not stated")), *TRL_CHOICES],
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_("The technology readiness level (TRL). Without a TRL you miss points and some challenges."),
    )

    class Meta:
        model = Company
        fields = [
            *("name", "text_nl", "text_en", "trl"),
            *("kind", "kvk_number", "city", "province", "website", "team_size", "founded_year"),
        ]
        labels = {
            "name": _("Name of your company"),
            "city": _("Town"),
            "text_nl": _("Your proposition (in Dutch)"),
            "text_en": _("Your proposition (in English)"),
            "team_size": _("Number of employees"),
            "founded_year": _("Year founded"),
        }
        help_texts = {
            "name": _("As in the trade register."),
            "text_nl": _(
                "Write for a professional in your field. Leave out customer names and classified information."
            ),
            "text_en": _("One of the two languages is enough."),
        }
        field_classes = {"text_nl": ProseField, "text_en": ProseField}
        widgets = {"text_nl": build_prose_widget("nl"), "text_en": build_prose_widget("en")}
        error_messages = {
            "website": {"invalid": _("Enter a web address, such as https://www.example.org.")},
        }

    SECTIONS = [
        (_("Your proposition"), ["name", "text_nl", "text_en", "trl"]),
        (_("Your company"), ["kind", "kvk_number", "city", "province"]),
        (_("More about your company"), ["website", "team_size", "founded_year"]),
    ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields([name for _title, names in self.SECTIONS for name in names])

    @property
    def sections(self) -> list[tuple[Any, list[forms.BoundField]]]:
        return [(title, [self[name] for name in names if name in self.fields]) for title, names in self.SECTIONS]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        require_profile_text(self)
        return data


def require_profile_text(form: forms.ModelForm) -> None:
    """Add an error if the profile has no text in either language."""
    texts = ("text_nl", "text_en")
    if not any(form.cleaned_data.get(name) or name in form.errors for name in texts):
        form.add_error("text_nl", NO_TEXT)


class StaffProfileForm(CompanyForm):
    """The profile of a company that has not claimed it: staff fill in what a source says."""

    established = forms.TypedChoiceField(
        label=_("Is the company established in the EU or a NATO country?"),
        choices=[("", _("Not stated")), ("True", _("Yes")), ("False", _("No"))],
        coerce=lambda value: value == "True",
        empty_value=None,
        required=False,
        help_text=_("According to the source. This is not a legal clearance."),
    )

    class Meta(CompanyForm.Meta):
        fields = [*CompanyForm.Meta.fields, "established", "source"]
        labels = {
            **CompanyForm.Meta.labels,
            "name": _("Name of the company"),
            "text_nl": _("Proposition (in Dutch)"),
            "text_en": _("Proposition (in English)"),
            "source": _("Source"),
        }
        help_texts = {
            **CompanyForm.Meta.help_texts,
            "text_nl": _("Write only what the source says, in your own words."),
            "source": _("The page or report that you used, with its date. Everyone can read this."),
        }

    SECTIONS = [
        (_("Proposition"), ["name", "text_nl", "text_en", "source", "trl"]),
        (_("Company details"), ["kind", "kvk_number", "city", "province", "established"]),
        (_("More about the company"), ["website", "team_size", "founded_year"]),
    ]

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"].required = True
        self.fields["kvk_number"].error_messages["unique"] = _("A profile with this KvK number already exists.")
        self.fields["trl"].label = _("How mature is the product?")
        self.fields["trl"].help_text = _(
            "The technology readiness level (TRL). Leave empty if the source does not mention it."
        )
        province = cast(forms.ModelChoiceField, self.fields["province"])
        if not user.is_superuser:
            province.queryset = Province.objects.filter(rom=user.rom_id)
            province.required = True
            province.empty_label = _("Choose a province")

    @classmethod
    def is_for(cls, user: User, company: Company) -> bool:
        """Tell whether the person edits this profile as staff, and not as a member of the company."""
        return not company.is_claimed and can_manage_profiles_in(user, company.province)


NOT_STATED = "none"


class IdentityForm(ProfileForm):
    kvk_number = KVK_NUMBER

    class Meta(CompanyForm.Meta):
        fields = [
            *("name", "kvk_number", "kind", "city", "province"),
            *("website", "team_size", "founded_year"),
        ]

    field_order = Meta.fields


class ProfileTextForm(ProfileForm):
    """The text in both languages; a draft may have none, but a published profile must have one."""

    class Meta(CompanyForm.Meta):
        fields = ["text_nl", "text_en"]
        labels = {"text_nl": _("In Dutch"), "text_en": _("In English")}
        help_texts = {
            "text_nl": _(
                "Write a text or paste one from your website, but not a link. Leave out customer names and classified"
                " information."
            ),
            "text_en": _("One of the two languages is enough. Challenges are written in both."),
        }
        widgets = {"text_nl": build_prose_widget("nl", 12), "text_en": build_prose_widget("en", 12)}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.instance.is_published:
            require_profile_text(self)
        return data


class TrlOption(NamedTuple):
    """One radio button: a TRL with its meaning, or "not stated"."""

    radio: Any
    title: Any
    description: Any


class MaturityForm(ProfileForm):
    trl = forms.TypedChoiceField(
        label=_("How mature is your product?"),
        choices=[*((level, f"TRL {level}") for level in TRL_SHORT), (NOT_STATED, _("Not stated"))],
        coerce=lambda value: None if value == NOT_STATED else int(value),
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
        help_text=_("The technology readiness level (TRL) of your product today, not of your plans."),
    )

    class Meta:
        model = Company
        fields = ["trl", "civil_use_nl", "civil_use_en", "military_use_nl", "military_use_en"]
        labels = {
            "civil_use_nl": _("In Dutch"),
            "civil_use_en": _("In English"),
            "military_use_nl": _("In Dutch"),
            "military_use_en": _("In English"),
        }
        field_classes = dict.fromkeys(fields[1:], ProseField)
        widgets = {name: build_prose_widget(name[-2:], 5) for name in fields[1:]}

    USES = [
        (
            "civil_use",
            _("Civil use case"),
            _("Describe who uses or could use the product, such as a port or a hospital, and for what."),
        ),
        (
            "military_use",
            _("Military use case"),
            _("Describe how the armed forces could use the product. Leave out classified information."),
        ),
    ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.Meta.fields[1:]:
            limit_text_length(self.fields[name], USE_LENGTH)

    @property
    def levels(self) -> Iterator[TrlOption]:
        for radio in self["trl"]:
            value = str(radio.data["value"])
            if value == NOT_STATED:
                yield TrlOption(radio, _("Not stated"), _("You miss points and all challenges that require a level."))
            else:
                yield TrlOption(radio, f"TRL {value}: {TRL_SHORT[int(value)]}", TRL_DESCRIPTIONS[int(value)])

    @property
    def uses(self) -> list[tuple[Any, Any, list[forms.BoundField]]]:
        return [(title, hint, [self[f"{name}_nl"], self[f"{name}_en"]]) for name, title, hint in self.USES]
