"""What people type about challenges."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.forms.models import construct_instance
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from challenges.posting.models import REASON_LENGTH, Challenge
from challenges.posting.requirement_models import Requirement
from companies.profiles.models import Company
from portal.accounts.models import User
from portal.core.forms import VersionedForm
from portal.regions.models import ROM
from portal.technologies.models import Technology
from portal.technologies.trl import TRL_CHOICES
from portal.technologies.vocabulary import Vocabulary

MOMENT = "%Y-%m-%dT%H:%M"


def build_trl_field(label: Promise, help_text: Promise) -> forms.TypedChoiceField:
    """A choice of the nine levels in words, or none."""
    return forms.TypedChoiceField(
        label=label,
        choices=[("", _("Not specified")), *TRL_CHOICES],
        coerce=int,
        empty_value=None,
        required=False,
        help_text=help_text,
    )


class ChallengeForm(VersionedForm, forms.ModelForm):
    """A challenge as its ROM types it. An admin without a ROM says which one posts it."""

    trl_min = build_trl_field(_("Minimum TRL"), _("Companies below this level are not listed."))
    trl_max = build_trl_field(_("Preferred TRL"), _("From this level, a company gets all points for maturity."))
    rom = forms.ModelChoiceField(ROM.objects.all(), label=_("Posted by"), empty_label=_("Choose a ROM"))
    field_order = ["rom"]

    class Meta:
        model = Challenge
        fields = [
            *("title_nl", "teaser_nl", "title_en", "teaser_en", "branch"),
            *("pre_release_at", "opens_at", "closes_at", "trl_min", "trl_max", "budget_eur"),
            *("needs_ownership", "needs_established", "needs_export_control", "needs_screening"),
            *("only_region", "counts_experience", "visibility"),
        ]
        help_texts = {
            "title_nl": _("Describe the need in one line, not the solution. One language is enough."),
            "teaser_nl": _("Describe the problem, the result you need, and where and when companies can test."),
            "opens_at": _("Date and time in the Netherlands."),
            "closes_at": _("Companies cannot respond after this time."),
            "visibility": _("Choose who can read the challenge once it opens."),
        }

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.initial["seen"] = self.instance.saved_version if self.instance.pk else ""
        for name in ("pre_release_at", "opens_at", "closes_at"):
            self.fields[name].widget = forms.DateTimeInput({"type": "datetime-local"}, format=MOMENT)
        for name in ("teaser_nl", "teaser_en"):
            self.fields[name].widget.attrs["rows"] = 6
        if user.rom_id is not None or self.instance.pk:
            del self.fields["rom"]

    def service_kwargs(self) -> dict[str, Any]:
        """Return the fields; for a new challenge also the ROM that posts it."""
        fields = super().service_kwargs()
        return fields if self.instance.pk else {"rom": self.user.rom} | fields


class PoolForm(ChallengeForm):
    """The same form, read to count with: what is valid stands in `instance`, and as a whole it is not held to
    anything, for it is not kept."""

    def _post_clean(self) -> None:
        construct_instance(self, self.instance, self._meta.fields, self._meta.exclude)


class RequirementForm(forms.Form):
    """What a person says of one technology: must, nice, or not asked."""

    REFUSED = "no"
    VERDICTS = [
        (Requirement.Necessity.MUST.value, _("Yes, must-have")),
        (Requirement.Necessity.NICE.value, _("Yes, nice-to-have")),
        (REFUSED, _("No, not needed")),
    ]
    technology = forms.ModelChoiceField(
        Technology.objects.current(),
        to_field_name="slug",
        label=_("Technology"),
        empty_label=_("Choose a technology"),
        error_messages={"invalid_choice": _("Choose a technology from the list.")},
    )
    verdict = forms.ChoiceField(
        choices=VERDICTS, label=_("Does the challenge need this technology?"), widget=forms.RadioSelect
    )
    weight = forms.IntegerField(
        label=_("Weight"),
        min_value=1,
        max_value=5,
        initial=3,
        required=False,
        help_text=_("From 1 (a little) to 5 (a lot)."),
    )

    def offer(self, vocabulary: Vocabulary) -> None:
        """The technologies at hand, in place of asking for them again."""
        technologies = [(each.slug, str(each)) for each in vocabulary.by_id.values()]
        self.fields["technology"].widget.choices = [("", _("Choose a technology")), *technologies]

    def clean_weight(self) -> int:
        return self.cleaned_data["weight"] or 3


class ChallengeMoveForm(forms.Form):
    state = forms.ChoiceField(
        choices=Challenge.State,
        error_messages={
            "required": _("A challenge knows no such state."),
            "invalid_choice": _("A challenge knows no such state."),
        },
    )
    reason = forms.CharField(max_length=REASON_LENGTH, required=False)
    seen = forms.CharField(required=False)
    leaks_may_stay = forms.BooleanField(required=False)

    def service_kwargs(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {"to": data["state"]} | {name: data[name] for name in ("reason", "seen", "leaks_may_stay")}

    def problems(self) -> list[str]:
        return [str(problem) for problems in self.errors.values() for problem in problems]


class CoOwnerForm(forms.Form):
    """Another ROM that is to own the challenge too, or no more."""

    rom = forms.ModelChoiceField(
        ROM.objects.all(),
        to_field_name="slug",
        label=_("ROM"),
        empty_label=_("Choose a ROM"),
        error_messages={
            "required": _("Choose a ROM from the list."),
            "invalid_choice": _("Choose a ROM from the list."),
        },
    )
    leave = forms.BooleanField(required=False, widget=forms.HiddenInput)


class ChallengeInviteForm(forms.Form):
    """A company that is to be invited, or no more. `companies`: those that the reader may see."""

    take_back = forms.BooleanField(required=False)

    def __init__(self, *args: Any, companies: QuerySet[Company], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unknown = _("Choose a company from the list.")
        self.fields["company"] = forms.ModelChoiceField(
            companies, to_field_name="slug", error_messages={"required": unknown, "invalid_choice": unknown}
        )
