"""Forms that write into a profile: what they share, and the whole profile in one page."""

from typing import Any, NamedTuple, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from companies.profiles.form_fields import KvKField, ProseField, build_prose_widget, limit_text_length
from companies.profiles.models import Company
from companies.profiles.services import NO_TEXT
from portal.core.forms import VersionedForm
from portal.core.versions import StaleObject, hash_fields
from portal.technologies.trl import TRL_CHOICES

LONGEST_TEXT = 20_000
FIRST_YEAR = 1800

KVK_NUMBER = KvKField(
    label=_("KvK number"),
    required=False,
    help_text=_("Eight digits, from the Dutch trade register."),
    widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off", "class": "short"}),
    error_messages={
        "unique": _("There is a profile with this KvK number already. Is it your company? Ask the ROM of your region.")
    },
)


class ConflictingValue(NamedTuple):
    """What stands in the profile now, where it is something else than what was typed."""

    label: str
    value: str
    language: str


class StoredRowForm(VersionedForm, forms.ModelForm):
    """Some fields of a row, with the version of them that the person had before them."""

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
    """Some fields of a profile."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "province" in self.fields:
            province = cast(forms.ModelChoiceField, self.fields["province"])
            province.empty_label = _("Not in the Netherlands, or not stated")
        for name in {"text_nl", "text_en"} & self.fields.keys():
            # a longer text that an import brought may stay as it is
            limit_text_length(self.fields[name], max(LONGEST_TEXT, len(self.initial.get(name) or "")))

    def clean_founded_year(self) -> int | None:
        year = self.cleaned_data["founded_year"]
        this_year = timezone.localdate().year
        if year is not None and not FIRST_YEAR <= year <= this_year:
            raise forms.ValidationError(
                _("Give a year from %(first)d to %(last)d."), params={"first": FIRST_YEAR, "last": this_year}
            )
        return cast(int | None, year)

    def describe_stored(self, row: Any, name: str) -> ConflictingValue:
        language = name[-2:] if name.endswith(("_nl", "_en")) else ""
        return ConflictingValue(str(self.fields[name].label), format_profile_value(row, name), language)


def format_profile_value(company: Company, name: str) -> str:
    """A field of the profile in words."""
    value = getattr(company, name)
    if value in (None, ""):
        return str(_("Not stated"))
    if isinstance(value, bool):
        return str(_("Yes") if value else _("No"))
    return str(getattr(company, f"get_{name}_display", lambda: value)())


class CompanyForm(ProfileForm):
    """The whole profile in one page."""

    kvk_number = KVK_NUMBER
    trl = forms.TypedChoiceField(
        label=_("How far is your product?"),
        choices=[("", _("Not stated")), *TRL_CHOICES],
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_("TRL, the technology readiness level. Without it you miss points and some challenges."),
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
        widgets = {"text_nl": build_prose_widget("nl"), "text_en": build_prose_widget("en")}
        error_messages = {
            "website": {"invalid": _("Give a web address, such as https://www.example.org.")},
        }

    SECTIONS = [
        (_("What you make"), ["name", "text_nl", "text_en", "trl"]),
        (_("Who you are"), ["kind", "kvk_number", "city", "province"]),
        (_("More about you"), ["website", "team_size", "founded_year"]),
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
    """What everyone can read says something, in one of the two languages."""
    texts = ("text_nl", "text_en")
    if not any(form.cleaned_data.get(name) or name in form.errors for name in texts):
        form.add_error("text_nl", NO_TEXT)
