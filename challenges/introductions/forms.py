"""What people type about introductions."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from challenges.introductions.contact_models import ChallengeContact
from challenges.introductions.models import NOTE_LENGTH
from challenges.introductions.services import StepDetails
from challenges.introductions.workflow import DATED, EndReason, IntroductionAction
from portal.ui.dates import get_today

LONGEST_MOTIVATION = 600  # characters: a short one is read


def build_note_field(
    label: Promise | str, most: int = NOTE_LENGTH, *, help_text: Promise | str = ""
) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=most, required=False, widget=forms.Textarea({"rows": 3}), help_text=help_text
    )


def build_day_field() -> forms.DateField:
    return forms.DateField(label=_("On which day"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))


class IntroductionStartForm(forms.Form):
    """A short motivation; it may be left out."""

    note = build_note_field(
        _("Why do you want to meet?"),
        LONGEST_MOTIVATION,
        help_text=_("In two or three sentences. Everyone who takes part in the introduction reads it."),
    )


class IntroductionAnswerForm(forms.Form):
    """A yes, or taking back what one asked: a button."""

    def __init__(self, what: IntroductionAction, data: Any = None) -> None:
        super().__init__(data, auto_id=f"{what}_%s")
        self.what = what

    def said(self) -> StepDetails:
        return StepDetails()


class IntroductionEndForm(IntroductionAnswerForm):
    """Declining, or stopping: why, and a note that may be left out unless the reason is another one."""

    reason = forms.ChoiceField(label=_("Reason"), choices=[("", _("Choose a reason")), *EndReason.choices])
    happened_on = build_day_field()
    note = build_note_field(_("Note"), help_text=_("Everyone who takes part in the introduction reads it."))

    def __init__(self, what: IntroductionAction, data: Any = None) -> None:
        super().__init__(what, data)
        self.initial["happened_on"] = get_today()
        if what not in DATED:
            del self.fields["happened_on"]

    def said(self) -> StepDetails:
        return StepDetails(**self.cleaned_data)


class IntroductionFollowUpForm(forms.Form):
    """What happened after the introduction, and when."""

    what = forms.ChoiceField(
        label=_("What happened?"),
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose one of these steps.")},
    )
    happened_on = build_day_field()
    note = build_note_field(_("Note"), help_text=_("Everyone who takes part in the introduction reads it."))

    def __init__(self, steps: Iterable[IntroductionAction], data: Any = None) -> None:
        super().__init__(data, auto_id="onward_%s")
        self.initial["happened_on"] = get_today()
        self.fields["what"].choices = [(each.value, each.label) for each in steps]

    def said(self) -> StepDetails:
        return StepDetails(happened_on=self.cleaned_data["happened_on"], note=self.cleaned_data["note"])


class ChallengeContactForm(forms.ModelForm):
    class Meta:
        model = ChallengeContact
        fields = ["unit", "is_anonymous", "name", "email", "phone", "answer_days"]
        labels = {"name": _("Name of the person to call"), "is_anonymous": _("Keep the unit anonymous at first")}
