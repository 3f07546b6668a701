"""What is asked of a timetable."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from challenges.posting.forms import MOMENT
from challenges.sessions.plan_models import Plan
from challenges.timetables.comment_models import REMARK_LENGTH
from challenges.timetables.services import MOST_FLOOR
from portal.core.dates import VALIDATORS


class PlanRequestForm(forms.Form):
    """after: the number of the newest timetable on the page, so that a form sent twice asks once."""

    after = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=10**6)
    keep = forms.TypedChoiceField(
        label=_("Keep the locked talks of"),
        coerce=int,
        required=False,
        empty_value=None,
        help_text=_("They stay where they are; all else is made anew."),
    )
    floor = forms.IntegerField(
        label=_("Meetings for every company, at least"),
        min_value=0,
        max_value=MOST_FLOOR,
        initial=0,
        help_text=_("A promise to everybody costs value and must-meets. Ask above to see how much."),
    )

    def __init__(self, *args: Any, locks: Sequence[tuple[int, int]] = (), **kwargs: Any) -> None:
        """locks: versions by number, each with how many talks are locked in it; without any nothing is asked."""
        super().__init__(*args, **kwargs)
        if not locks:
            del self.fields["keep"]
            return
        choices: list[tuple[Any, str]] = [("", gettext("no version"))]
        for number, count in locks:
            words = ngettext("version %(number)s: %(count)d talk", "version %(number)s: %(count)d talks", count)
            choices.append((number, words % {"number": number, "count": count}))
        self.fields["keep"].choices = choices  # type: ignore[attr-defined]


class PublishPlanForm(forms.Form):
    """Showing a timetable as provisional."""

    remarks_until = forms.DateTimeField(
        label=_("Remarks until"),
        required=False,
        widget=forms.DateTimeInput({"type": "datetime-local"}, format=MOMENT),
        validators=VALIDATORS,
        help_text=_("Empty: as long as it is provisional."),
    )


class CommentForm(forms.Form):
    """plan: the number of the version that the person had before them."""

    plan = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=10**6)
    text = forms.CharField(
        label=_("What does not suit you?"),
        max_length=REMARK_LENGTH,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("The organiser alone reads this. Say which time or talk it is about."),
    )

    def show_plan(self, number: int) -> None:
        """After another version took its place: what was typed stays, and is of that one when it is sent again."""
        if self.has_error("__all__", "changed"):
            self.data = {**{name: self.data[name] for name in self.data}, "plan": str(number)}


class PlanComparisonForm(forms.Form):
    """plans: the versions to choose from, the newest first."""

    first = forms.ChoiceField(label=_("From"))
    second = forms.ChoiceField(label=_("To"))

    def __init__(self, data: Any = None, *, plans: Sequence[Plan]) -> None:
        known = {str(plan.number): plan for plan in plans}
        newest = [str(plan.number) for plan in plans[:2]]
        super().__init__(data, initial={"first": newest[-1:] and newest[-1], "second": newest[:1] and newest[0]})
        self.known = known
        for name in ("first", "second"):
            field = self.fields[name]
            field.choices = [(number, format_version_choice(plan)) for number, plan in known.items()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        return {name: self.known[number] for name, number in self.cleaned_data.items()}


def format_version_choice(plan: Plan) -> str:
    return gettext("Version %(number)s, %(kind)s") % {"number": plan.number, "kind": plan.get_kind_display().lower()}
