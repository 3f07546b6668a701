"""The pages of the wizard that write into the profile: who you are, what you make, how far it is and what for."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django import forms
from django.utils.translation import gettext_lazy as _

from companies.profiles.form_fields import ProseField, build_prose_widget, limit_text_length
from companies.profiles.forms import KVK_NUMBER, CompanyForm, ProfileForm, require_profile_text
from companies.profiles.models import USE_LENGTH, Company
from portal.technologies.trl import TRL_DESCRIPTIONS, TRL_SHORT

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
    """Half a profile may have no text yet; one that everyone reads keeps one."""

    class Meta(CompanyForm.Meta):
        fields = ["text_nl", "text_en"]
        labels = {"text_nl": _("In Dutch"), "text_en": _("In English")}
        help_texts = {
            "text_nl": _(
                "Write it, or paste the text of your website. We do not visit addresses. "
                "No names of customers, no classified information."
            ),
            "text_en": _("One of the two languages is enough; challenges are written in both."),
        }
        widgets = {"text_nl": build_prose_widget("nl", 12), "text_en": build_prose_widget("en", 12)}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.instance.is_published:
            require_profile_text(self)
        return data


class TrlOption(NamedTuple):
    """One radio button: a TRL with what it means, or "not stated"."""

    radio: Any
    title: Any
    description: Any


class MaturityForm(ProfileForm):
    trl = forms.TypedChoiceField(
        label=_("How far is your product?"),
        choices=[*((level, f"TRL {level}") for level in TRL_SHORT), (NOT_STATED, _("Not stated"))],
        coerce=lambda value: None if value == NOT_STATED else int(value),
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
        help_text=_("The technology readiness level (TRL) of what you offer today, not of what you plan."),
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
            _("Civil use"),
            _("Who uses it today or could, and for what: a port, a hospital, a farmer."),
        ),
        (
            "military_use",
            _("Military use"),
            _("What the armed forces could do with it, as far as you know. Nothing classified."),
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
                yield TrlOption(radio, _("Not stated"), _("You miss points, and each challenge that asks for a level."))
            else:
                yield TrlOption(radio, f"TRL {value}: {TRL_SHORT[int(value)]}", TRL_DESCRIPTIONS[int(value)])

    @property
    def uses(self) -> list[tuple[Any, Any, list[forms.BoundField]]]:
        return [(title, hint, [self[f"{name}_nl"], self[f"{name}_en"]]) for name, title, hint in self.USES]
